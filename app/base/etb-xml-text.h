/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as XML 1.0 can hold it: bytes that are no UTF-8 and characters that XML has no place for
 * become U+FFFD. Returns: (transfer full) */
char *etb_xml_text_clean (const char *text);

G_END_DECLS
