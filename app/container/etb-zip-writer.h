/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-container-error.h"

G_BEGIN_DECLS

/* Writes a zip file in one pass, the same bytes for the same entries: all stored, stamps fixed at
 * 1980-01-01, no extra field but zip64, no comment, no data descriptor, no directory entry. The
 * target appears, whole and flushed, at commit(), or never; see etb-part-file.h. */

#define ETB_TYPE_ZIP_WRITER (etb_zip_writer_get_type ())
G_DECLARE_FINAL_TYPE (EtbZipWriter, etb_zip_writer, ETB, ZIP_WRITER, GObject)

/* @file: path of the archive to be. */
EtbZipWriter *etb_zip_writer_new (const char *file, GError **error);

/* Begins an entry of exactly @size bytes. @name must be accepted by etb_entry_name_check() and
 * differ from all before (case and composition folded). */
gboolean etb_zip_writer_begin (EtbZipWriter *self, const char *name, guint64 size, GError **error);
gboolean etb_zip_writer_write (EtbZipWriter *self, const void *data, gsize length, GError **error);
gboolean etb_zip_writer_end (EtbZipWriter *self, GError **error);

/* The three in one, for what is in memory. */
gboolean etb_zip_writer_add (EtbZipWriter *self, const char *name, GBytes *content, GError **error);

/* Writes the directory and flushes; the content is then complete under
 * etb_zip_writer_get_temporary(), where this process can read it back and verify it before it gets
 * its name. */
gboolean etb_zip_writer_close (EtbZipWriter *self, GError **error);
const char *etb_zip_writer_get_temporary (EtbZipWriter *self);

/* Gives the closed file its name, folder flushed. Without it, unreferencing leaves nothing. */
gboolean etb_zip_writer_commit (EtbZipWriter *self, GError **error);

G_END_DECLS
