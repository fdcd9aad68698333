/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-evaluation.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* One criterion and its verdict: a word and an icon, the sentence that says what it means, and
 * under “Why?” the answers it read and the passage it comes from.
 * @verdict: of @evaluation. @territory: names of communes, or NULL. */
GtkWidget *etb_verdict_card_new (EtbCall *call, EtbEvaluation *evaluation,
                                 const EtbVerdict *verdict, EtbTerritory *territory);

/* A part of a page on a surface of its own; @child is its content. */
GtkWidget *etb_card_new (GtkWidget *child);

/* An icon that only repeats the words beside it. */
GtkWidget *etb_status_icon_new (const char *icon_name, const char *css_class);

/* "according to the call as published", ...: how strong a source is, in words. */
const char *etb_strength_describe (EtbStrength strength);

G_END_DECLS
