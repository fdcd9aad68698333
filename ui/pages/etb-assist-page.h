/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* Somebody comes to help: who, for which sections, for how long, and the wording that is read to
 * the applicant and agreed to. Once begun, the page asks for the task list (dossier.tasks). */

#define ETB_TYPE_ASSIST_PAGE (etb_assist_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbAssistPage, etb_assist_page, ETB, ASSIST_PAGE, EtbPageFrame)

GtkWidget *etb_assist_page_new (EtbDossier *dossier);

/* The same for one section more of the help there is: only the wording is asked. Once agreed to,
 * the page asks for that section (dossier.task). */
GtkWidget *etb_assist_page_new_for_section (EtbDossier *dossier, const EtbTask *task);

G_END_DECLS
