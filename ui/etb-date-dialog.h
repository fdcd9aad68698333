/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the date and hour (Paris time) at which the person wants to see deadlines and rules.
 * Signal: chosen (GDateTime). */

#define ETB_TYPE_DATE_DIALOG (etb_date_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtbDateDialog, etb_date_dialog, ETB, DATE_DIALOG, AdwWindow)

GtkWidget *etb_date_dialog_new (GtkWindow *parent);

G_END_DECLS
