/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One file inside a dossier: what is known of it, not its bytes. Reference-counted, immutable. */

typedef struct
{
  char *id;         /* identity inside the dossier */
  char *piece;      /* code of the piece it proves */
  char *name;       /* the name the person's file had, as data */
  char *safe_name;  /* ASCII stem and ending, for the package: "plan.pdf" */
  char *media_type; /* by content where known, else application/octet-stream */
  guint64 size;     /* bytes */
  char *sha256;     /* lower-case hexadecimal */
} EtbAttachment;

#define ETB_TYPE_ATTACHMENT (etb_attachment_get_type ())
GType etb_attachment_get_type (void);

EtbAttachment *etb_attachment_ref (EtbAttachment *self);
void etb_attachment_unref (EtbAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAttachment, etb_attachment_unref)

/* A name that is safe in a zip and on any system: ASCII letters, digits, '-', '.', with the ending in
 * lower case. Returns: (transfer full): "fichier" when nothing is left */
char *etb_attachment_make_safe_name (const char *name);

G_END_DECLS
