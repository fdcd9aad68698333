/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The display of a test session, without a window manager: sizes windows, and takes pictures of
 * what is shown. */

typedef struct _EtbScreen EtbScreen;

/* Of DISPLAY. Sizes are in pixels. */
EtbScreen *etb_screen_new (void);
void etb_screen_free (EtbScreen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbScreen, etb_screen_free)

/* Gives the main window this size at the upper left corner; dialogs keep theirs and go to the
 * middle of that place. */
void etb_screen_arrange (EtbScreen *self, int width, int height);

/* Waits until nothing has moved on the screen for a little while. */
void etb_screen_wait_rest (EtbScreen *self);

/* Saves the upper left part as a PNG file. */
void etb_screen_save (EtbScreen *self, int width, int height, const char *file);

G_END_DECLS
