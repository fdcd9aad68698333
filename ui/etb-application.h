/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-preferences.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The application: one window at least, files opened from outside, the actions that need no window,
 * and the reference data that all windows share. */

#define ETB_TYPE_APPLICATION (etb_application_get_type ())
G_DECLARE_FINAL_TYPE (EtbApplication, etb_application, ETB, APPLICATION, AdwApplication)

EtbApplication *etb_application_new (void);

/* The communes, read the first time they are asked for. Returns: (nullable) (transfer none): NULL
 * when the program's data are not there; communes are then typed by code. */
EtbTerritory *etb_application_get_territory (EtbApplication *self);

/* (transfer none) */
EtbPreferences *etb_application_get_preferences (EtbApplication *self);

G_END_DECLS
