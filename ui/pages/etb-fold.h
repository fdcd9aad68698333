/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A part of a page that is folded until somebody wants it: a title to open it, and a column that is
 * filled the first time, so that a page of many parts is shown at once. Callers: etb-call-summary,
 * etb-form-view, etb-document-view, etb-verdict-card, etb-verdict-page. */

typedef void (*EtbFoldFill) (GtkBox *box, gpointer data);

/* @title: wraps when it must. @name: what a screen reader says, or NULL: the title.
 * @data: of @fill, let go by @destroy (nullable) with the fold. */
GtkWidget *etb_fold_new (const char *title, const char *name, EtbFoldFill fill, gpointer data,
                         GDestroyNotify destroy);

G_END_DECLS
