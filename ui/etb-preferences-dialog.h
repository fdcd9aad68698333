/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-preferences.h"

G_BEGIN_DECLS

/* The preferences as a person sees them; each has its effect at once. Who helps on this computer is
 * here too, and the way to the identities and to the territorial data, which are pages of
 * @parent. */

#define ETB_TYPE_PREFERENCES_DIALOG (etb_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtbPreferencesDialog, etb_preferences_dialog, ETB, PREFERENCES_DIALOG,
                      AdwWindow)

GtkWidget *etb_preferences_dialog_new (EtbPreferences *preferences, GtkWindow *parent);

G_END_DECLS
