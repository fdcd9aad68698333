/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-library.h"

G_BEGIN_DECLS

/* One dossier of the home page, as words. Immutable. */

#define ETB_TYPE_DOSSIER_ITEM (etb_dossier_item_get_type ())
G_DECLARE_FINAL_TYPE (EtbDossierItem, etb_dossier_item, ETB, DOSSIER_ITEM, GObject)

/* @call: its call, for the deadline, or NULL when it is not installed here. @at: now. */
EtbDossierItem *etb_dossier_item_new (const EtbSummary *summary, EtbCall *call, GDateTime *at);

const char *etb_dossier_item_get_file (EtbDossierItem *self);
const char *etb_dossier_item_get_title (EtbDossierItem *self);
const char *etb_dossier_item_get_detail (EtbDossierItem *self);   /* place, call, track */
const char *etb_dossier_item_get_deadline (EtbDossierItem *self); /* may be "" */
const char *etb_dossier_item_get_state (
    EtbDossierItem *self); /* "42 % filled in", "Package made" */
const char *etb_dossier_item_get_changed (EtbDossierItem *self);
gboolean etb_dossier_item_has_problem (EtbDossierItem *self);

/* Whether every word of @folded_text (see etb_dossier_item_fold()) is in the title or the detail.
 */
gboolean etb_dossier_item_matches (EtbDossierItem *self, const char *folded_text);

/* Text for comparing: no accents, no case. Returns: (transfer full) */
char *etb_dossier_item_fold (const char *text);

G_END_DECLS
