/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a list of cards: a title, words under it, and at its end a state or buttons, which go
 * under the words where there is no room beside them. An AdwActionRow would squeeze the words.
 * Callers: EtbTasksPage, EtbPackagePieces.
 *
 * @summary, @end: nullable; @end: (transfer floating). Named after its title.
 * Returns: (transfer floating): an AdwPreferencesRow */
GtkWidget *etb_end_row_new (const char *title, const char *summary, GtkWidget *end);

G_END_DECLS
