/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cuts the text of a list (data/territory) into rows that point into it.
 * @text: the whole file, ended by a NUL that @length does not count; it is written to and must
 *   outlive the rows
 * @word: what the head counts: "communes" for "# communes: 35014"
 * @columns: of each row
 * Returns: (transfer full) (element-type char**): row after row, @columns texts each, none NULL;
 *   NULL with G_IO_ERROR_INVALID_DATA, the message giving the line */
GPtrArray *etb_commune_list_parse (char *text, gsize length, const char *word, guint columns,
                                   GError **error);

G_END_DECLS
