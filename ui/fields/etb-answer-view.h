/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-evaluation.h"

G_BEGIN_DECLS

/* What every part of a question page can do, one field as well as a whole table: put what was typed
 * in the dossier, say whether a path is its own, bring it before the person, and show or hide what
 * is wrong with it. A page talks to its parts through this alone. */

#define ETB_TYPE_ANSWER_VIEW (etb_answer_view_get_type ())
G_DECLARE_INTERFACE (EtbAnswerView, etb_answer_view, ETB, ANSWER_VIEW, GtkWidget)

struct _EtbAnswerViewInterface
{
  GTypeInterface parent_iface;

  void (*commit) (EtbAnswerView *self);
  gboolean (*owns) (EtbAnswerView *self, const char *path);
  void (*reveal) (EtbAnswerView *self, const char *path);
  void (*show_problems) (EtbAnswerView *self, EtbEvaluation *evaluation);
  gboolean (*focus_refused) (EtbAnswerView *self); /* or NULL: nothing of it is ever refused */
};

/* Puts in the dossier whatever is typed and not there yet. */
void etb_answer_view_commit (EtbAnswerView *self);

/* Whether @path is shown by this view, and applies now. */
gboolean etb_answer_view_owns (EtbAnswerView *self, const char *path);

/* Gives the focus to what edits @path. Does nothing when @path is not its own. */
void etb_answer_view_reveal (EtbAnswerView *self, const char *path);

/* Shows what @evaluation says of each of its answers; NULL: shows no complaint at all. Once shown,
 * a complaint goes away by itself when the answer is put right. */
void etb_answer_view_show_problems (EtbAnswerView *self, EtbEvaluation *evaluation);

/* Gives the focus to the first thing that the dossier refused when it was committed and that stays
 * as typed, its reason beside it: the date of a file. FALSE when there is none. An answer is never
 * refused: the dossier holds it as typed. */
gboolean etb_answer_view_focus_refused (EtbAnswerView *self);

/* What @evaluation says against the answer at @path, be it missing or not accepted.
 * Returns: (nullable) (transfer none): NULL when all is well */
const char *etb_answer_problem (EtbEvaluation *evaluation, const char *path);

G_END_DECLS
