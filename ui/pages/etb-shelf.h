/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-notice.h"

G_BEGIN_DECLS

/* A part of a page that keeps things a person adds and removes: a card of rows or words that say
 * that it is empty, buttons under it, and a message on what was just done, which can be undone.
 *
 * Signals
 *   undo ()   the person takes back what etb_shelf_say_undoable() spoke of
 *
 * Subclasses: the shelves of the identities page. */

#define ETB_TYPE_SHELF (etb_shelf_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtbShelf, etb_shelf, ETB, SHELF, GtkBox)

struct _EtbShelfClass
{
  GtkBoxClass parent_class;
};

/* Takes all rows out, and says @empty until there is one. The focus, if it was there, goes to the
 * first button under the rows. */
void etb_shelf_clear (EtbShelf *self, const char *empty);

/* Adds a row. @lines: NULL-terminated; @problem (nullable): why what is in the row does not serve.
 * Returns: (transfer none): takes buttons by etb_shelf_add_row_button() */
GtkWidget *etb_shelf_add_row (EtbShelf *self, const char *title, const char *const *lines,
                              const char *problem);

/* @label: with its mnemonic or none; @name: what a screen reader says, that tells rows apart.
 * Returns: (transfer none) */
GtkWidget *etb_shelf_add_row_button (GtkWidget *row, const char *label, const char *name);

/* Adds a button under the rows. Returns: (transfer none) */
GtkWidget *etb_shelf_add_button (EtbShelf *self, const char *label);

/* Says what became of something. @text: NULL: nothing. */
void etb_shelf_say (EtbShelf *self, EtbNoticeKind kind, const char *text);
/* The same, with a button that emits "undo", which takes the focus. */
void etb_shelf_say_undoable (EtbShelf *self, const char *text);

/* While something is under way: the buttons wait, @words and a spinner are shown, and a button that
 * cancels @cancellable (nullable). NULL @words: no longer. */
void etb_shelf_set_busy (EtbShelf *self, const char *words, GCancellable *cancellable);

/* The window the shelf is in, for dialogs. (nullable) */
GtkWindow *etb_shelf_get_window (EtbShelf *self);

G_END_DECLS
