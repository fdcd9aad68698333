/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-readiness.h"

G_BEGIN_DECLS

/* One file joined to a piece, what there is to say of it, and the date written on it where its age
 * counts. It is removed in two presses of different buttons in the same place.
 *
 * Signals: remove (), once confirmed; date (typed), a person gave one. */

#define ETB_TYPE_FILE_ROW (etb_file_row_get_type ())
G_DECLARE_FINAL_TYPE (EtbFileRow, etb_file_row, ETB, FILE_ROW, GtkBox)

/* @editable: whether it may be removed and dated; @with_date: whether its date is asked. */
GtkWidget *etb_file_row_new (const EtbAttachment *attachment, gboolean editable,
                             gboolean with_date);

/* Identity of the attachment in the dossier. */
const char *etb_file_row_get_id (EtbFileRow *self);

/* Shows what is known of it now. */
void etb_file_row_show (EtbFileRow *self, const EtbReadiness *readiness,
                        const EtbPieceReadiness *piece, const EtbFileReadiness *file);

/* Says what is wrong with the date that was typed; it stays as it is. */
void etb_file_row_refuse_date (EtbFileRow *self, const char *message);

/* Emits "date" when one is typed that is not shown yet. */
void etb_file_row_commit (EtbFileRow *self);

/* Gives the focus to its date when that is asked and not given, and says whether it was. */
gboolean etb_file_row_focus_date (EtbFileRow *self);

/* Gives the focus to its date when that was refused, and says whether it was. */
gboolean etb_file_row_focus_refused (EtbFileRow *self);

G_END_DECLS
