/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: dossier.pdf in the making, on a thread of its own while the pieces are copied. Invariant:
 * it is drawn from dossier.xml as its bytes read, valid against the schema. Callers:
 * etb-package-job.c. */

#include "etb-document-private.h"
#include "etb-package-private.h"
#include "etb-print.h"

struct _EtbPackageDrawing
{
  xmlDocPtr document;
  char *sha256; /* of dossier.xml */
  GBytes *pdf;  /* NULL with `error` */
  GError *error;
  GThread *thread; /* NULL once it was waited for */
};

static gpointer
draw (gpointer user_data)
{
  EtbPackageDrawing *self = user_data;

  self->pdf = etb_print_document (self->document, self->sha256, &self->error);
  return NULL;
}

EtbPackageDrawing *
etb_package_drawing_new (GBytes *bytes, GError **error)
{
  xmlDocPtr document = etb_document_read (bytes, error);
  EtbPackageDrawing *self;

  if (document == NULL)
    return NULL;

  self = g_new0 (EtbPackageDrawing, 1);
  self->document = document;
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->thread = g_thread_new ("drawing", draw, self);
  return self;
}

GBytes *
etb_package_drawing_finish (EtbPackageDrawing *self, GError **error)
{
  g_thread_join (g_steal_pointer (&self->thread));
  if (self->pdf == NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return self->pdf;
}

void
etb_package_drawing_free (EtbPackageDrawing *self)
{
  if (self == NULL)
    return;

  if (self->thread != NULL)
    g_thread_join (self->thread);
  xmlFreeDoc (self->document);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self->sha256);
  g_free (self);
}
