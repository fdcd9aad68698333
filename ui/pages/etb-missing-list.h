/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What keeps a dossier from being signed: answers that are missing or not accepted, task by task,
 * pieces, criteria that are not met or cannot be told yet. Each is a link to where it is put right.
 *
 * Actions used: dossier.reveal (s), dossier.pieces. */

#define ETB_TYPE_MISSING_LIST (etb_missing_list_get_type ())
G_DECLARE_FINAL_TYPE (EtbMissingList, etb_missing_list, ETB, MISSING_LIST, GtkBox)

/* As @dossier is now: it does not follow it. */
GtkWidget *etb_missing_list_new (EtbDossier *dossier);

/* How many things are listed. */
guint etb_missing_list_count (EtbMissingList *self);

G_END_DECLS
