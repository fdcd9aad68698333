/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The window that tells what the program is, who made it and under which licence, within the narrow
 * window of a phone and with text twice as large. @parent: (nullable). Returns: (transfer none):
 * not shown yet */
GtkWidget *etb_about_new (GtkWindow *parent);

G_END_DECLS
