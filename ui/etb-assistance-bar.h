/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-parcours.h"

G_BEGIN_DECLS

/* What is said above every page of a dossier while somebody helps: who, what they may not change on
 * the page shown, when the help is over by itself; afterwards, what is left to read back. Hidden
 * when there is nothing to say: without a helper it is never seen. */

#define ETB_TYPE_ASSISTANCE_BAR (etb_assistance_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtbAssistanceBar, etb_assistance_bar, ETB, ASSISTANCE_BAR, GtkBox)

GtkWidget *etb_assistance_bar_new (EtbDossier *dossier);

/* The question page that is shown; NULL: another page. */
void etb_assistance_bar_set_stop (EtbAssistanceBar *self, const EtbStop *stop);

/* The page shown says itself what is left to read back. */
void etb_assistance_bar_set_quiet (EtbAssistanceBar *self, gboolean quiet);

G_END_DECLS
