/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keys of the program, as the application has them. GtkShortcutsWindow does the same with
 * buttons that a screen reader cannot name. */

#define ETB_TYPE_SHORTCUTS_DIALOG (etb_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtbShortcutsDialog, etb_shortcuts_dialog, ETB, SHORTCUTS_DIALOG, AdwWindow)

GtkWidget *etb_shortcuts_dialog_new (GtkApplication *application, GtkWindow *parent);

G_END_DECLS
