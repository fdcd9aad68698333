/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-identity.h"
#include "etb-package.h"
#include "etb-verification.h"

/* A folder with a complete dossier of the little call, one piece attached, and an identity whose
 * certificate is valid in 2019. Removed with what is in it. */
typedef struct
{
  char *folder;
  char *file;    /* the dossier */
  char *package; /* "paquet.asice" in the folder, not there yet */
  EtbDossier *dossier;
  EtbIdentity *identity;
  GDateTime *at; /* 1 October 2019 */
} Fixture;

/* Bytes that the attached file holds, somewhere. */
#define FIXTURE_MARK "un contenu facile à retrouver"

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/* Path in the folder. (transfer full) */
char *fixture_path (Fixture *fixture, const char *name);
/* Writes a file of @size bytes that begins as a PDF. (transfer full): its path */
char *fixture_make_pdf (Fixture *fixture, const char *name, gsize size);
void fixture_attach (Fixture *fixture, const char *piece, const char *path);
void fixture_set (Fixture *fixture, const char *path, const char *value);

/* Puts in the dossier what was found of its place: outside a QPV, 127.43 m from its limit, with two
 * contours. */
void fixture_locate (Fixture *fixture);

/* Exports, which must work. */
void fixture_export (Fixture *fixture);

/* How many files the folder holds: what a failure left behind. */
guint fixture_count_files (Fixture *fixture);

/* The content of an entry of the package, as text. (transfer full) */
char *fixture_entry (Fixture *fixture, const char *package, const char *name);

/* Writes @to: the entries of @from, signed again by the fixture's identity. An entry called @name
 * is replaced by @content, left out when @content is NULL, and added when there is none.
 * @sign: FALSE leaves the signature out. */
void fixture_forge (Fixture *fixture, const char *from, const char *to, const char *name,
                    const char *content, gboolean sign);
