/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keys that a test presses: through the registry of AT-SPI on X11, through the compositor's
 * remote desktop (org.gnome.Mutter.RemoteDesktop) on Wayland, where nobody else may.
 * Callers: the driver. */
typedef struct _EtbKeyboard EtbKeyboard;

/* Of the display of this session. */
EtbKeyboard *etb_keyboard_new (void);
void etb_keyboard_free (EtbKeyboard *self);

/* Presses a key or lets it go. @keysym: of X11. */
void etb_keyboard_hold (EtbKeyboard *self, guint keysym, gboolean down);
void etb_keyboard_press (EtbKeyboard *self, guint keysym); /* and lets it go */
void etb_keyboard_type (EtbKeyboard *self, const char *text);

G_END_DECLS
