/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A long answer in a window of its own, as high as the screen allows: the same buffer as the field
 * behind it, so that there is nothing to take over or to lose. Escape or “Done” closes it. */

#define ETB_TYPE_TEXT_EDITOR (etb_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtbTextEditor, etb_text_editor, ETB, TEXT_EDITOR, AdwWindow)

/* @question: what is answered; @hint (nullable): help with it; @buffer: written in. */
GtkWidget *etb_text_editor_new (GtkWindow *parent, const char *question, const char *hint,
                                GtkTextBuffer *buffer);

/* What is said of the length; @over: it is too long. */
void etb_text_editor_set_counter (EtbTextEditor *self, const char *text, gboolean over);

G_END_DECLS
