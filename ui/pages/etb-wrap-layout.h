/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children side by side, and on further lines where they have no room: buttons, tools, and what
 * stands at the end of a row, in a narrow window or with large text. A child that expands takes
 * what is left of its line. */

#define ETB_TYPE_WRAP_LAYOUT (etb_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (EtbWrapLayout, etb_wrap_layout, ETB, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *etb_wrap_layout_new (void);

/* Returns: (transfer floating): a widget for such children, see gtk_box_append() */
GtkWidget *etb_wrap_box_new (void);

G_END_DECLS
