/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A file that a person imported: where territorial answers come from. Kept with the data, shown
 * with each answer, stored in a dossier beside what was answered. */

typedef struct
{
  char *kind;     /* ETB_DATASET_… */
  char *scope;    /* what it holds, replaced whole: "2024", a département or a commune */
  char *file;     /* its name, without the folder */
  char *layer;    /* which of its layers, or the file in the archive; "" when there is one only */
  char *crs;      /* its coordinates as it gives them: "WGS 84", "Lambert-93" */
  char *sha256;   /* of the file, 64 hexadecimal digits */
  char *imported; /* ISO 8601, in Paris time with its offset: told without asking for the zone,
                   * which takes longer than to look a place up */
  gint64 count;   /* what it gave: QPV, addresses */
  gint64 skipped; /* what was left out, and told when importing */
} EtbDataset;

#define ETB_DATASET_QPV       "qpv"       /* contours; scope: the generation */
#define ETB_DATASET_QPV_LIST  "qpv-list"  /* names and communes of QPV; scope: the generation */
#define ETB_DATASET_COMMUNES  "communes"  /* contours; scope: "FR", or a département */
#define ETB_DATASET_ADDRESSES "addresses" /* scope: a département, or a commune */

#define ETB_TYPE_DATASET (etb_dataset_get_type ())
GType etb_dataset_get_type (void);

/* What is known before a file is read: its name, and that it is imported now.
 * @scope: (transfer full). Returns: (transfer full) */
EtbDataset *etb_dataset_new_for_file (const char *kind, char *scope, const char *file);

/* Begins its `sha256` on a thread, which gives it (transfer full) when it is joined. @bytes: of the
 * file; must live until then. Returns: (transfer full) */
GThread *etb_dataset_begin_digest (GBytes *bytes);

/* What it holds, in words: "QPV 2015: 105 neighbourhoods". Returns: (transfer full) */
char *etb_dataset_describe (const EtbDataset *self);

/* When it was imported, in words. Returns: (transfer full) */
char *etb_dataset_describe_import (const EtbDataset *self);

/* Returns: (transfer full) */
EtbDataset *etb_dataset_copy (const EtbDataset *self);
void etb_dataset_free (EtbDataset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDataset, etb_dataset_free)

G_END_DECLS
