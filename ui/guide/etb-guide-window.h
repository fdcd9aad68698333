/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The guide in a window of its own, beside the work: the list of pages, which can be searched, and
 * the page that is read. Alt+Left comes back to the page before. */

#define ETB_TYPE_GUIDE_WINDOW (etb_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (EtbGuideWindow, etb_guide_window, ETB, GUIDE_WINDOW, AdwWindow)

/* At its first page. */
GtkWidget *etb_guide_window_new (void);

/* Shows the page @id. FALSE when there is none. */
gboolean etb_guide_window_show_page (EtbGuideWindow *self, const char *id);

G_END_DECLS
