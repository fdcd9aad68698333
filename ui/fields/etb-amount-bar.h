/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-bar.h"

G_BEGIN_DECLS

/* One bar of a chart of amounts, in the colours of the theme. It says nothing to a screen reader:
 * the words beside it do. */

#define ETB_TYPE_AMOUNT_BAR (etb_amount_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtbAmountBar, etb_amount_bar, ETB, AMOUNT_BAR, GtkWidget)

GtkWidget *etb_amount_bar_new (void);

/* @part, @ceiling: of the whole width, 0 to 1; @ceiling 0: none */
void etb_amount_bar_show (EtbAmountBar *self, double part, double ceiling, EtbBarFill fill);

G_END_DECLS
