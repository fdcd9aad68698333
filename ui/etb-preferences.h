/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What the person prefers, kept among the desktop's settings. Where those of the program are not
 * installed it holds the defaults, and what is changed lasts as long as it.
 *
 * Properties: text-size (hundredths of the desktop's, 100 to 200); high-contrast, reduced-motion
 * (TRUE whatever the desktop says; FALSE: as the desktop says); reopen-dossier, at the start;
 * deadline-notices, from the desktop; check-spelling, of long answers. */

#define ETB_TYPE_PREFERENCES (etb_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EtbPreferences, etb_preferences, ETB, PREFERENCES, GObject)

EtbPreferences *etb_preferences_new (void);

guint etb_preferences_get_text_size (EtbPreferences *self);
gboolean etb_preferences_get_high_contrast (EtbPreferences *self);
gboolean etb_preferences_get_reduced_motion (EtbPreferences *self);
gboolean etb_preferences_get_reopen_dossier (EtbPreferences *self);
gboolean etb_preferences_get_deadline_notices (EtbPreferences *self);

G_END_DECLS
