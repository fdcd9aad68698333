/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person agrees to when somebody helps with a dossier: a wording and its version. The digest
 * binds the agreement to the very words. */

typedef struct
{
  char *version;
  char *text;   /* paragraphs with a blank line between them */
  char *sha256; /* of the UTF-8 bytes of the text, lower-case hexadecimal */
} EtbConsent;

EtbConsent *etb_consent_new (const char *version, const char *text);

/* The program's own wording, in French, for calls that have none: definitions were written before
 * consents were thought of. Returns: (transfer full) */
EtbConsent *etb_consent_new_built_in (void);

/* @data: (nullable) */
void etb_consent_free (gpointer data);

G_END_DECLS
