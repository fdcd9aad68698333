/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How far a long piece of work is: what is being done, a bar, bytes done of all, the time left once
 * it can be told, and “Cancel”.
 *
 * Signals
 *   cancelled ()   the person wants it to stop */

#define ETB_TYPE_PROGRESS_VIEW (etb_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbProgressView, etb_progress_view, ETB, PROGRESS_VIEW, GtkBox)

/* @what: a sentence. */
GtkWidget *etb_progress_view_new (const char *what);

/* Of a work that comes after another: it can be cancelled again. */
void etb_progress_view_set_what (EtbProgressView *self, const char *what);

/* Bytes. @total 0: not known yet. */
void etb_progress_view_set (EtbProgressView *self, guint64 done, guint64 total);

/* Gives the focus to “Cancel”. */
void etb_progress_view_focus (EtbProgressView *self);

G_END_DECLS
