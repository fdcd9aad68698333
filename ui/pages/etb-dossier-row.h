/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-dossier-item.h"

G_BEGIN_DECLS

/* A line of the home page's list. */

#define ETB_TYPE_DOSSIER_ROW (etb_dossier_row_get_type ())
G_DECLARE_FINAL_TYPE (EtbDossierRow, etb_dossier_row, ETB, DOSSIER_ROW, GtkBox)

GtkWidget *etb_dossier_row_new (void);

/* Shows @item; also names the list's own row, which has the focus. */
void etb_dossier_row_set_item (EtbDossierRow *self, EtbDossierItem *item);

G_END_DECLS
