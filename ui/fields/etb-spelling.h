/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A dictionary of the computer, if it has one. It is read beside the window, at the first word that
 * is asked for; every word is right until then, and where there is none.
 *
 * Property: active, a person's switch; every word is right while it is off.
 * Signal: "changed": words may be judged otherwise from now on. */

#define ETB_TYPE_SPELLING (etb_spelling_get_type ())
G_DECLARE_FINAL_TYPE (EtbSpelling, etb_spelling, ETB, SPELLING, GObject)

/* @language: as Enchant names dictionaries, "fr" or "fr_FR". */
EtbSpelling *etb_spelling_new (const char *language);

/* What the windows of @application spell with: @spelling lives as long as it. */
void etb_spelling_offer (GtkApplication *application, EtbSpelling *spelling);

/* That of the window that @widget is in. Returns: (transfer none) (nullable) */
EtbSpelling *etb_spelling_of (GtkWidget *widget);

/* The next word in what follows *@start, UTF-8: letters, with apostrophes and hyphens between them.
 * No part of an address, no acronym, nothing with a digit. *@start and *@end are set around it.
 * FALSE at the end of the text. */
gboolean etb_spelling_next_word (const char **start, const char **end);

/* Whether a word is in the dictionary, was added to it, or cannot be told now. @length: in bytes.
 * An elision ("l’") stands before a word of its own, and so do the parts between hyphens. */
gboolean etb_spelling_is_right (EtbSpelling *self, const char *word, gsize length);

/* What may have been meant, the likeliest first, five at most; takes up to a second of another
 * thread. finish: (transfer full): an empty list when nothing is like it, NULL when cancelled. */
void etb_spelling_suggest_async (EtbSpelling *self, const char *word, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GStrv etb_spelling_suggest_finish (EtbSpelling *self, GAsyncResult *result, GError **error);

/* From now on the word is right: for good, in the person's own word list, or until the program
 * ends.
 */
void etb_spelling_add (EtbSpelling *self, const char *word);
void etb_spelling_ignore (EtbSpelling *self, const char *word);

G_END_DECLS
