/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-fields.h"

G_BEGIN_DECLS

/* The table beside a shapefile (dBASE III), read in memory. */
typedef struct _EtbDbfReader EtbDbfReader;

/* @encoding (nullable): the text of the .cpg beside it. Without one, or when a value is not in it,
 * texts are taken as UTF-8 where they can be, else as Windows-1252.
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_FORM when it is none or is cut short */
EtbDbfReader *etb_dbf_reader_new (GBytes *bytes, const char *encoding, GError **error);
void etb_dbf_reader_free (EtbDbfReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDbfReader, etb_dbf_reader_free)

guint etb_dbf_reader_get_count (EtbDbfReader *self);

/* Puts what record @index (from 0) says into @fields, which is empty. FALSE when there is no such
 * record, or it was deleted. */
gboolean etb_dbf_reader_get (EtbDbfReader *self, guint index, EtbFields *fields);

G_END_DECLS
