/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The answers of a dossier for an office's own web form: task by task, closed at first, each answer
 * with a button that copies it. Shows the answers as they are when it is made. */

#define ETB_TYPE_FORM_VIEW (etb_form_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbFormView, etb_form_view, ETB, FORM_VIEW, GtkBox)

/* @territory (nullable): names of communes. */
GtkWidget *etb_form_view_new (EtbDossier *dossier, EtbTerritory *territory);

G_END_DECLS
