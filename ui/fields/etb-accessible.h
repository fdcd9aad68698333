/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Small helps for what a screen reader is told, where GTK's own calls take argument lists only. */

/* Describes @control by those of @labels that have words, in that order: as a relation and as text.
 * At most five. None: the description is taken away. */
void etb_accessible_describe (GtkAccessible *control, GtkWidget **labels, guint n_labels);

/* Says that @control is wrong, and that @words say why; NULL: it is right. */
void etb_accessible_set_error (GtkAccessible *control, GtkWidget *words);

/* An icon that says nothing to a screen reader: the words beside it do. */
GtkWidget *etb_decoration_new (const char *icon_name);

/* Words and the icon, or the number, before them. A grid: a box asks each sentence how wide it
 * would be for the height it got, which wraps it many times over. @spacing: in pixels. Returns: a
 * GtkGrid */
GtkWidget *etb_beside_new (GtkWidget *icon, GtkWidget *words, int spacing);

/* Lets a popover do without shadow and round corners where the display cannot draw them. */
void etb_popover_suit_display (GtkWidget *popover);

/* Gives a button its words, with a mnemonic: “_Continue”. GTK 4.8 would name it “_Continue
 * Continue”; this names it “Continue”. */
void etb_button_set_words (GtkWidget *button, const char *words);

/* One with such words. @clicked: called with @data alone, which owns the button. */
GtkWidget *etb_button_new (const char *words, GCallback clicked, gpointer data);

/* Narrowest that a wrapping text is made, in characters. */
#define ETB_LEAST_CHARS 11

/* A wrapping label, left-aligned, with an optional style class. @text may be NULL. */
GtkWidget *etb_words_new (const char *text, const char *css_class);

G_END_DECLS
