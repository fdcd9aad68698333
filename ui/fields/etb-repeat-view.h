/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-answer-view.h"
#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The lines of a repeat (partners, letters, members): one card a line, a button to add one, and on
 * each card a button to remove it. A line that was removed can be put back, as long as the page is
 * there: the offer stays in sight, it does not go after a few seconds. */

#define ETB_TYPE_REPEAT_VIEW (etb_repeat_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbRepeatView, etb_repeat_view, ETB, REPEAT_VIEW, GtkBox)

/* @item: a repeat of the call of @dossier */
GtkWidget *etb_repeat_view_new (EtbDossier *dossier, EtbTerritory *territory, const EtbItem *item);

G_END_DECLS
