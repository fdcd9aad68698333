/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What other programs of the desktop keep of a file: its entry among the recent ones, its
 * thumbnails. Private to this module. */
void etb_traces_remove (const char *file);

G_END_DECLS
