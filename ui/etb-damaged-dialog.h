/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says why a dossier cannot be opened. When the program kept a copy of it, says of which day the
 * newest is, and offers to look at it, or to put it in the place of the damaged file, which is kept
 * under another name. The window does both, through the action "win.open-file". */

#define ETB_TYPE_DAMAGED_DIALOG (etb_damaged_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtbDamagedDialog, etb_damaged_dialog, ETB, DAMAGED_DIALOG, AdwMessageDialog)

/* @problem: ETB_DOSSIER_ERROR. Returns: (transfer none) */
GtkWidget *etb_damaged_dialog_new (GtkWindow *parent, const char *file, const GError *problem);

G_END_DECLS
