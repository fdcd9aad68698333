/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button that puts a text on the clipboard. Once it did, it says “Copied” until its text has left
 * the clipboard: what one sees, and what a screen reader hears of the button that has the focus. */

#define ETB_TYPE_COPY_BUTTON (etb_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (EtbCopyButton, etb_copy_button, ETB, COPY_BUTTON, GtkButton)

/* @words: of the button; @what: what is copied, for a screen reader: “Copy: Name of the place” */
GtkWidget *etb_copy_button_new (const char *words, const char *what, const char *text);

G_END_DECLS
