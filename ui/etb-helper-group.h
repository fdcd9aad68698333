/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Who helps on this computer, as rows of the preferences: name, organisation, status. What is typed
 * is remembered shortly after, and when the group goes; without a name nobody is remembered.
 *
 * Signals: problem (message), it could not be written. */

#define ETB_TYPE_HELPER_GROUP (etb_helper_group_get_type ())
G_DECLARE_FINAL_TYPE (EtbHelperGroup, etb_helper_group, ETB, HELPER_GROUP, AdwPreferencesGroup)

GtkWidget *etb_helper_group_new (void);

G_END_DECLS
