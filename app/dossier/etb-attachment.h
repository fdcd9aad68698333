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

/* Largest file taken. */
#define ETB_ATTACHMENT_MAX_SIZE ((guint64)2 * 1024 * 1024 * 1024)

#define ETB_TYPE_ATTACHMENT (etb_attachment_get_type ())
GType etb_attachment_get_type (void);

EtbAttachment *etb_attachment_new (const char *id, const char *piece, const char *name,
                                   const char *safe_name, const char *media_type, guint64 size,
                                   const char *sha256);
EtbAttachment *etb_attachment_ref (EtbAttachment *self);
void etb_attachment_unref (EtbAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAttachment, etb_attachment_unref)

/* A name that is safe in a zip and on any system: ASCII letters, digits, '-', '.', with the ending
 * in lower case. Returns: (transfer full): "fichier" when nothing is left */
char *etb_attachment_make_safe_name (const char *name);

/* The media type that the first bytes of a file show: PDF, PNG, JPEG, OpenDocument text, Word
 * (.docx), ZIP; else "application/octet-stream". @data should hold the first mebibyte, or all of
 * it. */
const char *etb_attachment_guess_media_type (const void *data, gsize length);

/* The kind ("pdf", "jpg"...) that @media_type stands for, as calls write kinds; NULL when its
 * content does not tell. */
const char *etb_attachment_kind_of (const char *media_type);

/* Whether @kind is one that the content of a file shows: a name that claims it proves nothing. */
gboolean etb_attachment_is_shown_kind (const char *kind);

G_END_DECLS
