/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* The dates of a dossier in order: deadlines, announcements, by when to ask for slow pieces; and
 * the way to put those to come in a person's own agenda. Callers: etb-dossier-pages. */

#define ETB_TYPE_AGENDA_PAGE (etb_agenda_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbAgendaPage, etb_agenda_page, ETB, AGENDA_PAGE, EtbPageFrame)

GtkWidget *etb_agenda_page_new (EtbDossier *dossier);

/* Writes the dates to come to @file, and says what became of it: what the button does once a name
 * was chosen. FALSE: it could not be written. */
gboolean etb_agenda_page_save (EtbAgendaPage *self, GFile *file);

G_END_DECLS
