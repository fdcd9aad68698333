/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-place-view.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* Is a place in a priority neighbourhood: where it is, what the contours say, and the files that
 * they are from. Of a dossier, what was found can be taken over into its answers, those that the
 * call names (roles/@qpv and roles/@qpv-distance), and stays with it as a finding with its map, as
 * one act that can be undone; the journal keeps where it is from. */

#define ETB_TYPE_TERRITORY_PAGE (etb_territory_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbTerritoryPage, etb_territory_page, ETB, TERRITORY_PAGE, EtbPageFrame)

/* @dossier: NULL for no dossier. @territory: names of communes, or NULL */
GtkWidget *etb_territory_page_new (EtbAtlas *atlas, EtbDossier *dossier, EtbTerritory *territory);

EtbPlaceView *etb_territory_page_get_place (EtbTerritoryPage *self);

G_END_DECLS
