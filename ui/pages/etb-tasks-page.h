/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* The home of a dossier: by when, how far, what is left to do task by task, and where eligibility
 * stands. Follows the dossier while it is shown. */

#define ETB_TYPE_TASKS_PAGE (etb_tasks_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbTasksPage, etb_tasks_page, ETB, TASKS_PAGE, EtbPageFrame)

/* @others: (transfer floating): what else can be done with the dossier, shown last */
GtkWidget *etb_tasks_page_new (EtbDossier *dossier, GtkWidget *others);

/* Gives the focus to the row of the task @id and brings it in sight; nothing when the task does not
 * concern the dossier. */
void etb_tasks_page_focus_task (EtbTasksPage *self, const char *id);

G_END_DECLS
