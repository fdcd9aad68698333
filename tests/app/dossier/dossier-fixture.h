/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-store.h"

/* A folder of its own for each test, removed with what is in it. */
typedef struct
{
  char *folder;
  char *file; /* "essai.etabli" in it, not there yet */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_remove_folder (const char *folder);
char *fixture_write (Fixture *fixture, const char *name, const void *data, gsize size);

/* Makes @file with a definition that is no call: what a store does not look into. */
void fixture_create_store (const char *file);

/* Opens a store that must open. */
EtbStore *fixture_open_store (const char *file, EtbContent **content);

void fixture_push_answer (EtbStore *store, const char *key, const char *value);

/* The value in @content, or NULL. */
const char *fixture_answer_of (EtbContent *content, const char *key);

/* Runs SQL on a file as any program could. */
void fixture_tamper (const char *file, const char *sql);

/* The small call of data/appel.xml. Returns: (transfer full) */
EtbCall *fixture_call (void);

/* A new dossier of the track FT in the fixture's file. Returns: (transfer full) */
EtbDossier *fixture_create (Fixture *fixture);

/* Closes what must close, and opens it again. */
EtbDossier *fixture_reopen (EtbDossier *dossier);

void fixture_set (EtbDossier *dossier, const char *path, const char *typed);
void fixture_assert_answer (EtbDossier *dossier, const char *path, const char *expected);

/* Counts how often a signal comes. */
typedef struct
{
  guint count;
  char *last; /* a string argument, or NULL */
} Heard;
void fixture_listen (EtbDossier *dossier, const char *signal, Heard *heard);
void fixture_listen_words (EtbDossier *dossier, const char *signal, Heard *heard);

/* Makes @file as the first version made it: a name, a member with its name, two letters of support,
 * an attached file in the piece P-LIBRE, a package made, a place. */
void fixture_create_version_1 (const char *file);
