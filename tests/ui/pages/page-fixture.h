/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-dossier.h"
#include "etb-territory.h"
#include "etb-window.h"

/* A dossier made of one of the samples, and a window to put a page in. Actions of the dossier and
 * of the window are written down, not done. */
typedef struct
{
  char *folder;
  EtbTerritory *territory;
  EtbDossier *dossier;
  GtkWidget *window;
  GString *actions; /* "dossier.reveal /dossier/porteur/siret\n" */
} Fixture;

/* Starts GTK as the program does, in the locale of the session. */
void page_fixture_init (int *argc, char ***argv);

/* Runs the tests and ends as the program does: a thread that still reads a journal, or the modules
 * of tokens, must not find what it reads with taken down. */
G_NORETURN void page_fixture_run (void);

/* @data: folder of a sample ("ft-association-rurale"), or NULL for an empty FT dossier. */
void page_fixture_set_up (Fixture *fixture, gconstpointer data);
void page_fixture_tear_down (Fixture *fixture, gconstpointer data);

/* The sample with its pieces and what is asked since 2022, so that it is complete today. */
void page_fixture_complete (Fixture *fixture);

void page_fixture_set (Fixture *fixture, const char *path, const char *value);

/* Puts @page in the window, in place of the former one. */
void page_fixture_show (Fixture *fixture, GtkWidget *page);

/* A file of the fixture's folder. Returns: (transfer full) */
char *page_fixture_path (Fixture *fixture, const char *name);

/* An identity file with the password "motdepasse". Returns: (transfer full): its path */
char *page_fixture_make_identity (Fixture *fixture);

/* A signed package of the dossier. Returns: (transfer full): its path */
char *page_fixture_make_package (Fixture *fixture);

/* The @n-th visible widget of @type whose text contains @text (NULL: any): the label of labels and
 * buttons, the text of notices. NULL when there is none. */
GtkWidget *page_fixture_find_nth (GtkWidget *root, GType type, const char *text, guint n);
GtkWidget *page_fixture_find (GtkWidget *root, GType type, const char *text);
guint page_fixture_count (GtkWidget *root, GType type, const char *text);

/* A child of a template, by its id. */
GtkWidget *page_fixture_child (GtkWidget *part, const char *id);

void page_fixture_click (GtkWidget *button);

/* Runs the main loop until @until says so; fails after 60 s. */
typedef gboolean (*Condition) (gpointer data);
void page_fixture_wait (Condition until, gpointer data);
/* Runs the main loop until nothing waits in it, and the pages that are seen are whole. */
void page_fixture_spin (void);

/* Shows a window of the program, of the one application that the tests share. Returns: (transfer
 * none) */
EtbWindow *page_fixture_make_window (void);

/* Opens a dossier in a window of the program. Returns: (transfer none): its view */
GtkWidget *page_fixture_open (EtbWindow *window, const char *file);

/* With ETB_TEST_PICTURES, draws the window into NAME.png of that folder. */
void page_fixture_picture (Fixture *fixture, const char *name);
