/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-dossier.h"
#include "etb-scratch.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The way to a new dossier: the call's own page, the eligibility questions, the verdict. The
 * answers go to a real dossier from the first one on, so that nothing is asked twice and nothing is
 * lost; it is taken away again when one goes back without an answer.
 *
 * Signals: dossier-begun (EtbDossier), the person goes on to prepare it. */

#define ETB_TYPE_NEW_VIEW (etb_new_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbNewView, etb_new_view, ETB, NEW_VIEW, AdwBin)

/* @at: the other date at which things are looked at, or NULL: now. */
GtkWidget *etb_new_view_new (EtbTerritory *territory, GDateTime *at);

/* The way to a dossier of @call alone, which is made in @scratch. */
GtkWidget *etb_new_view_new_preview (EtbTerritory *territory, EtbCall *call, EtbScratch *scratch);

/* Shows the first page; call it once the view is in a window. */
void etb_new_view_start (EtbNewView *self);

/* Of a preview: the track that is chosen (nullable) and, when the dossier is begun, which of the
 * pages is shown, else "". (transfer full) */
char *etb_new_view_get_track (EtbNewView *self);
char *etb_new_view_get_place (EtbNewView *self);

/* Of a preview, in place of etb_new_view_start(): shows the page of @place if it is one of this
 * view's and the call has @track, else the first page, with @track chosen if there is one. */
void etb_new_view_resume (EtbNewView *self, const char *track, const char *place);

void etb_new_view_set_at (EtbNewView *self, GDateTime *at);

/* One step up; FALSE from the first page. */
gboolean etb_new_view_go_back (EtbNewView *self);

G_END_DECLS
