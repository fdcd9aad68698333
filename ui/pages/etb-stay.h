/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks the desktop neither to log out nor to go to sleep while something is being written that
 * must be whole. */

/* @widget: in the window that works; @why: shown by the desktop. Returns: for etb_stay_end(); 0
 * when there is no desktop to ask */
guint etb_stay_begin (GtkWidget *widget, const char *why);

/* The @widget may be gone. @cookie: 0: nothing */
void etb_stay_end (guint cookie);

G_END_DECLS
