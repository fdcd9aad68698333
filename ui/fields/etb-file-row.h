/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-attachment.h"

G_BEGIN_DECLS

/* One file joined to a piece: its name, its size, a button to remove it. It is removed in two
 * presses of different buttons in the same place, because it cannot be put back.
 *
 * Signal: remove (), the person confirmed. */

#define ETB_TYPE_FILE_ROW (etb_file_row_get_type ())
G_DECLARE_FINAL_TYPE (EtbFileRow, etb_file_row, ETB, FILE_ROW, GtkBox)

GtkWidget *etb_file_row_new (const EtbAttachment *attachment, gboolean removable);

/* The identity of the file in its dossier. */
const char *etb_file_row_get_id (EtbFileRow *self);

G_END_DECLS
