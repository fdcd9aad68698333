/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line to tick: a check or radio button whose label wraps, with words under it. */

#define ETB_TYPE_OPTION (etb_option_get_type ())
G_DECLARE_FINAL_TYPE (EtbOption, etb_option, ETB, OPTION, GtkCheckButton)

/* @hint: words under the label, or NULL. @radio: one out of several; the caller puts it in its
 * group. */
GtkWidget *etb_option_new (const char *label, const char *hint, gboolean radio);

/* Other words in the place of its hint; it had one. */
void etb_option_set_hint (EtbOption *self, const char *hint);

G_END_DECLS
