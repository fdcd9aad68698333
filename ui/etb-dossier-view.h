/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* A dossier in a window: one of its pages at a time, and the way between them. Pages ask it to move
 * through the actions "dossier.…"; where to go comes from etb-parcours.
 *
 * Properties: subtitle, whether what was typed is on disk.
 * Signals: message (text), something worth a toast; act (EtbClosedAct), the person asks for
 * something that needs the dossier closed: the owner closes it, runs the act, and opens it again.
 */

#define ETB_TYPE_DOSSIER_VIEW (etb_dossier_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbDossierView, etb_dossier_view, ETB, DOSSIER_VIEW, AdwBin)

GtkWidget *etb_dossier_view_new (EtbDossier *dossier, EtbTerritory *territory);

EtbDossier *etb_dossier_view_get_dossier (EtbDossierView *self);
const char *etb_dossier_view_get_file (EtbDossierView *self);
const char *etb_dossier_view_get_title (EtbDossierView *self);
const char *etb_dossier_view_get_subtitle (EtbDossierView *self);

/* Takes what is being typed, and returns when all is on disk. What cannot be written is told by the
 * dossier's signal "save-failed". */
void etb_dossier_view_save (EtbDossierView *self);

/* Shows the page where the person was the last time, else the task list. */
void etb_dossier_view_resume (EtbDossierView *self);

/* One step up: from a question to the task list, from the signature to the review. FALSE from the
 * task list, where up means out of the dossier. */
gboolean etb_dossier_view_go_back (EtbDossierView *self);

G_END_DECLS
