/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children side by side, each as wide and as high as the others; one under the other where that
 * would be too narrow to read. Callers: etb-merge-row. */

#define ETB_TYPE_PAIR_LAYOUT (etb_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (EtbPairLayout, etb_pair_layout, ETB, PAIR_LAYOUT, GtkLayoutManager)

GtkLayoutManager *etb_pair_layout_new (void);

G_END_DECLS
