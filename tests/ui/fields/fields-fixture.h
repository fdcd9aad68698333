/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* A real dossier of the call of every-type.xml in a folder of its own, and a window to show things
 * in. */
typedef struct
{
  char *folder;
  EtbCall *call;
  EtbTerritory *territory;
  EtbDossier *dossier;
  GtkWidget *window;
} Fixture;

void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);

/* A test program: display, locale, style, then its tests. */
void fixture_init (int *argc, char ***argv);

const EtbPage *fixture_find_page (Fixture *self, const char *id);
const EtbItem *fixture_find_item (Fixture *self, const char *page, EtbItemKind kind);

/* Puts @widget in the window and waits until the window has the focus. Returns @widget. */
GtkWidget *fixture_show (Fixture *self, GtkWidget *widget);

/* A field for the answer at @path, shown beside a button that can take the focus. */
GtkWidget *fixture_show_field (Fixture *self, const char *path);

/* Moves the focus out of whatever is shown by fixture_show_field(). */
void fixture_leave (Fixture *self);

/* Lets everything that is ready happen. */
void fixture_settle (void);

/* The first descendant of @root that is visible and of that type; the n-th, from 0. */
GtkWidget *fixture_find (GtkWidget *root, GType type);
GtkWidget *fixture_find_nth (GtkWidget *root, GType type, guint n);

/* The visible button with that label, mnemonic put aside, in @root. */
GtkWidget *fixture_find_button (GtkWidget *root, const char *label);

/* The visible label that shows @text. */
GtkWidget *fixture_find_label (GtkWidget *root, const char *text);

/* Presses a key on the controllers of @widget. */
gboolean fixture_press (GtkWidget *widget, guint keyval);

void fixture_assert_answer (Fixture *self, const char *path, const char *expected);

/* Fails on a control that takes the focus and has no name. Returns: how many there are */
guint fixture_assert_named (GtkWidget *root);

G_END_DECLS
