/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-assistance-bar.h"
#include "etb-dossier-view.h"
#include "etb-parcours.h"
#include "etb-stage.h"

G_BEGIN_DECLS

/* Shared by etb-dossier-view.c (the pages), etb-dossier-view-questions.c (the way between
 * questions, to one and back) and etb-dossier-view-whole.c (what concerns the dossier as a whole).
 */

struct _EtbDossierView
{
  AdwBin parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
  EtbAssistanceBar *bar; /* above the page */
  EtbStage *stage;       /* of the page */
  EtbStop stop;          /* of the question page shown */
  const char *from;      /* place of the page that a question opened there goes back to, or NULL */
  char *from_answer;     /* which answer of that page led here, or NULL */
  char *title;
  char *subtitle;
};

/* Where reopening comes back to, for the pages that are no stop of the way. */
#define PLACE_TASKS     "/tasks"
#define PLACE_VERDICTS  "/verdicts"
#define PLACE_REVIEW    "/review"
#define PLACE_READ_BACK "/read-back"
#define PLACE_SIGN      "/sign"

/* What is being typed goes to the dossier before its page goes, and before a page that tells of the
 * dossier is made: it would be made twice. */
void etb_dossier_view_commit (EtbDossierView *self);

/* @place: where reopening comes back to; NULL: where it came back to before. */
void etb_dossier_view_show_page (EtbDossierView *self, GtkWidget *page, const char *place);

void etb_dossier_view_show_read_back (EtbDossierView *self);
void etb_dossier_view_show_review (EtbDossierView *self);

/* From a question, at the task that it is of. */
void etb_dossier_view_show_tasks (EtbDossierView *self);

void etb_dossier_view_show_stop (EtbDossierView *self, const EtbStop *stop);

/* Back to where the question was opened, at its answer. FALSE when it was on the way. */
gboolean etb_dossier_view_go_to_origin (EtbDossierView *self);

/* Back to the question beside which a page was opened: the place is still that of the question. */
gboolean etb_dossier_view_go_to_question (EtbDossierView *self);

/* Goes to the answer at @path. */
void etb_dossier_view_reveal (EtbDossierView *self, const char *path);

/* Something worth a toast. */
void etb_dossier_view_say (EtbDossierView *self, const char *message);

void etb_dossier_view_install_questions (GtkWidgetClass *class);
void etb_dossier_view_install_whole (GtkWidgetClass *class);

G_END_DECLS
