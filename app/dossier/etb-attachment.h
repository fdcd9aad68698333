/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "etb-rules.h"

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
  char *dated;      /* YYYY-MM-DD, the day written on the document; "" when nobody said */
} EtbAttachment;

/* Largest file taken. */
#define ETB_ATTACHMENT_MAX_SIZE ((guint64)2 * 1024 * 1024 * 1024)

#define ETB_TYPE_ATTACHMENT (etb_attachment_get_type ())
GType etb_attachment_get_type (void);

EtbAttachment *etb_attachment_new (const char *id, const char *piece, const char *name,
                                   const char *safe_name, const char *media_type, guint64 size,
                                   const char *sha256, const char *dated);
/* The same file, with another date. Returns: (transfer full) */
EtbAttachment *etb_attachment_with_date (const EtbAttachment *self, const char *dated);
EtbAttachment *etb_attachment_ref (EtbAttachment *self);
void etb_attachment_unref (EtbAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAttachment, etb_attachment_unref)

/* The day written on a document, as a person types it: canonical text, "" for blank. Returns:
 * (transfer full): NULL with ETB_VALUE_ERROR for what is no date, or is one that is still to come:
 * no document at hand bears it */
char *etb_attachment_read_date (const char *typed, GError **error);

/* Adds to @provided, as the rules want to know them, the files of @attachments (element-type
 * EtbAttachment), which outlive it. */
void etb_attachments_provide (GPtrArray *attachments, GArray *provided);

/* A name that is safe in a zip and on any system: ASCII letters, digits, '-', '.', with the ending
 * in lower case. Returns: (transfer full): "fichier" when nothing is left */
char *etb_attachment_make_safe_name (const char *name);

/* The same for a file whose content is known: the ending is one of its kind, whatever the name
 * claims, so that it opens where it arrives ("facture.pdf.exe" holding a PDF:
 * "facture-pdf-exe.pdf"). Returns: (transfer full) */
char *etb_attachment_make_safe_file_name (const char *name, const char *media_type);

/* The media type that the first bytes of a file show: PDF, PNG, JPEG, OpenDocument text and
 * spreadsheet, Word (.docx), Excel (.xlsx), ZIP; else "application/octet-stream". @data should hold
 * the first mebibyte, or all of it. */
const char *etb_attachment_guess_media_type (const void *data, gsize length);

/* Whether a file is of one of @kinds, as calls write them ("pdf", "jpg"...; NULL-terminated, empty
 * or NULL: all are). The kind is the content's: a name can lie. Only what the content does not show
 * goes by the ending of @name. */
gboolean etb_attachment_suits (const char *media_type, const char *name, char *const *kinds);

G_END_DECLS
