/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Says in a PDF file what cairo 1.16 has no call for: its language (PDF 1.7, 14.9.2) and what its
 * figures show, in words (14.9.3). The file is left as it is; changed objects are added after it,
 * as an incremental update (7.5.6).
 *
 * @pdf: as cairo writes it, with a plain cross-reference table and no packed objects.
 * @language: BCP 47, "fr".
 * @alternatives: (element-type utf8): one for each Figure of the structure, in their order.
 * Returns: (transfer full) (nullable): NULL when @pdf is not of that form */
GBytes *etb_pdf_amend (GBytes *pdf, const char *language, GPtrArray *alternatives);

G_END_DECLS
