/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"

G_BEGIN_DECLS

/* Amounts side by side as bars, each with its label and its figure in words, live with the answers;
 * the whole is a group that a screen reader reads as sentences. Shows nothing while there is
 * nothing to compare. */

#define ETB_TYPE_AMOUNTS_VIEW (etb_amounts_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbAmountsView, etb_amounts_view, ETB, AMOUNTS_VIEW, GtkBox)

/* Answers of a page that the call holds under one ceiling, against it. @items: of the page */
GtkWidget *etb_amounts_view_new_for_page (EtbDossier *dossier, GPtrArray *items);

/* The amounts of the lines of @repeat. */
GtkWidget *etb_amounts_view_new_for_lines (EtbDossier *dossier, const EtbItem *repeat);

G_END_DECLS
