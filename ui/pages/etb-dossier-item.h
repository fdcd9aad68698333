/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "etb-summary.h"

G_BEGIN_DECLS

/* One dossier of the home page, as words. Immutable. */

#define ETB_TYPE_DOSSIER_ITEM (etb_dossier_item_get_type ())
G_DECLARE_FINAL_TYPE (EtbDossierItem, etb_dossier_item, ETB, DOSSIER_ITEM, GObject)

typedef enum
{
  ETB_DOSSIER_BEGUN,
  ETB_DOSSIER_COMPLETE,
  ETB_DOSSIER_EXPORTED,
  ETB_DOSSIER_DEPOSITED, /* by a receipt that the person noted */
  ETB_DOSSIER_BROKEN,    /* cannot be opened */
} EtbDossierState;

/* @match (nullable): where a search found it, as etb_library_index_match() gives it. @folder: of
 * the person's dossiers: one of another folder says so. @at: now. */
EtbDossierItem *etb_dossier_item_new (const EtbSummary *summary, const char *match,
                                      const char *folder, GDateTime *at);

const char *etb_dossier_item_get_file (EtbDossierItem *self);
const char *etb_dossier_item_get_title (EtbDossierItem *self);
const char *etb_dossier_item_get_detail (EtbDossierItem *self); /* place, call, track */
const char *etb_dossier_item_get_facts (EtbDossierItem *self);  /* how far, next date, change */
EtbDossierState etb_dossier_item_get_state (EtbDossierItem *self);
const char *etb_dossier_item_get_state_words (EtbDossierItem *self);
/* Words of the answers that were found, as Pango markup; NULL: only the names have them. */
const char *etb_dossier_item_get_match (EtbDossierItem *self);

G_END_DECLS
