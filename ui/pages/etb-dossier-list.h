/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-dossier-item.h"
#include "etb-library-index.h"

G_BEGIN_DECLS

/* The dossiers at hand, or those that a search finds, in an order: a GListModel of EtbDossierItem
 * on the index. It knows their numbers; the words of one are read when its row comes in sight, so
 * that ten thousand are shown as fast as ten. */

#define ETB_TYPE_DOSSIER_LIST (etb_dossier_list_get_type ())
G_DECLARE_FINAL_TYPE (EtbDossierList, etb_dossier_list, ETB, DOSSIER_LIST, GObject)

/* Empty until it is asked for something. */
EtbDossierList *etb_dossier_list_new (void);

/* @search (nullable) */
void etb_dossier_list_show (EtbDossierList *self, EtbLibraryOrder order, const char *search);

/* Asks the index again: it has changed. */
void etb_dossier_list_refresh (EtbDossierList *self);

/* How many there are without the search. */
guint etb_dossier_list_get_total (EtbDossierList *self);

G_END_DECLS
