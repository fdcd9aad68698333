/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children side by side, each as wide and as high as the others; one under the other where that
 * would be too narrow. Callers: etb-merge-row, etb-review-table. */

#define ETB_TYPE_PAIR_LAYOUT (etb_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (EtbPairLayout, etb_pair_layout, ETB, PAIR_LAYOUT, GtkLayoutManager)

/* @least: pixels under which a child is too narrow, even if it asks for less. */
GtkLayoutManager *etb_pair_layout_new (int least);

G_END_DECLS
