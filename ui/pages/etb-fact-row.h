/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-facts.h"

G_BEGIN_DECLS

/* One fact: icon, title, the state in words, what it means. */
GtkWidget *etb_fact_row_new (const EtbFact *fact);

/* Facts one under the other in a card. @facts: (element-type EtbFact) */
GtkWidget *etb_fact_list_new (GPtrArray *facts);

/* A name and its value, the value selectable: for paths, names, fingerprints. */
GtkWidget *etb_detail_row_new (const char *name, const char *value);

G_END_DECLS
