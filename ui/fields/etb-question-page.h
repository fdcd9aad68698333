/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* One page of a call: where one is, title, lead, questions, and the way back and on.
 *
 * Nothing complains before “Continue”. Then, if an answer of the page is missing or not accepted, a
 * summary at the top takes the focus, with a link to each, the same words beside each, everything
 * as it was typed, and a way to go on all the same. When the page is shown its title takes the
 * focus.
 *
 * Signals
 *   back ()       the person goes back
 *   continue ()   the person goes on; all that was typed is in the dossier */

#define ETB_TYPE_QUESTION_PAGE (etb_question_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbQuestionPage, etb_question_page, ETB, QUESTION_PAGE, GtkBox)

/* @territory: names of communes, or NULL.
 * @page: of the call of @dossier.
 * @step_text: “Step 3 of 7: The project”, or NULL. */
GtkWidget *etb_question_page_new (EtbDossier *dossier, EtbTerritory *territory, const EtbPage *page,
                                  const char *step_text);

/* Brings the person to the answer at @path, and says what is wrong with it. Before the page is
 * shown it is done when it is. FALSE when the path is not on this page. A piece is "piece:" and its
 * code. */
gboolean etb_question_page_reveal (EtbQuestionPage *self, const char *path);

/* Puts in the dossier whatever is typed and not there yet. */
void etb_question_page_commit (EtbQuestionPage *self);

/* For questions whose unanswered ones are told of by what comes next: “Continue” then stops for
 * wrong answers alone, and nothing says that all are needed. */
void etb_question_page_allow_missing (EtbQuestionPage *self);

/* Words of the button that goes on, with a mnemonic; by default “_Continue”. */
void etb_question_page_set_continue_label (EtbQuestionPage *self, const char *label);

const EtbPage *etb_question_page_get_page (EtbQuestionPage *self);

G_END_DECLS
