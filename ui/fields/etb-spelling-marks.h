/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Underlines in a text view the words that its window's dictionary does not know, except the one
 * that is being typed; a marked word's menu (right button, Menu key) offers what may have been
 * meant, to add the word to one's own, and to ignore it. The text itself, its copies and its undo
 * are as without. Two views may show one buffer. */

#define ETB_TYPE_SPELLING_MARKS (etb_spelling_marks_get_type ())
G_DECLARE_FINAL_TYPE (EtbSpellingMarks, etb_spelling_marks, ETB, SPELLING_MARKS, GObject)

/* Marks @view for as long as it lives. */
void etb_spelling_marks_attach (GtkTextView *view);

/* The name of the tag that underlines. */
#define ETB_SPELLING_TAG "etb-misspelt"

G_END_DECLS
