/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-preferences.h"

G_BEGIN_DECLS

/* Tells of deadlines through the desktop's notifications, as long as it lives and the person wants
 * it: looks a little after it was made, then every few minutes. A click on one asks for the action
 * "app.open-dossier" with the file. */

#define ETB_TYPE_DEADLINE_NOTICES (etb_deadline_notices_get_type ())
G_DECLARE_FINAL_TYPE (EtbDeadlineNotices, etb_deadline_notices, ETB, DEADLINE_NOTICES, GObject)

/* @application outlives it. */
EtbDeadlineNotices *etb_deadline_notices_new (GApplication *application,
                                              EtbPreferences *preferences);

G_END_DECLS
