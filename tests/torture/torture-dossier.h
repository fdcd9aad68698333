/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A dossier of the little call whose every answer is the number of a turn: what it holds after an
 * accident is compared with what it held, and with what was under way. */

typedef struct
{
  guint exists;
  guint name;     /* turn that last wrote it */
  guint text;     /* likewise; a long one */
  guint partners; /* lines */
  guint files;    /* attached */
  guint edition;  /* turn that last moved it, 0 at first */
} Seen;

#define TORTURE_NAME "/dossier/porteur/nom"
#define TORTURE_TEXT "/dossier/projet/presentation"
#define TORTURE_LINE "/dossier/partenaire"

/* Reads the file as the program does and holds it to all that a sound one keeps to (pages, digests,
 * chain of the journal). */
void torture_look (const char *file, Seen *seen);

/* Ends the test unless @after is @before, or @aimed, or (when not @atomic) something of both; when
 * @acknowledged, it is @aimed. */
void torture_compare (const Seen *before, const Seen *aimed, const Seen *after, gboolean atomic,
                      gboolean acknowledged);

/* How many rounds: what the variable says, or @usual. */
guint torture_rounds (const char *variable, guint usual);
