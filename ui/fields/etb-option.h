/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line to tick: a check or radio button whose label wraps, with words under it. */

/* @hint: words under the label, or NULL. @group: an option of the same group, or NULL for a check
 * button or the first of a group. */
GtkWidget *etb_option_new (const char *label, const char *hint, GtkCheckButton *group);

G_END_DECLS
