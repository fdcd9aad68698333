/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-preferences.h"

G_BEGIN_DECLS

/* Makes the program look as the person prefers: size of the text, contrast, motion. Follows the
 * preferences as long as it lives; then all is as the desktop has it. */

#define ETB_TYPE_APPEARANCE (etb_appearance_get_type ())
G_DECLARE_FINAL_TYPE (EtbAppearance, etb_appearance, ETB, APPEARANCE, GObject)

EtbAppearance *etb_appearance_new (EtbPreferences *preferences, GdkDisplay *display);

G_END_DECLS
