/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface between a question page and its parts. No state of its own.
 * Implemented by fields, tables, repeats and the list of pieces; called by EtbItemsView. */

#include "etb-answer-view.h"

G_DEFINE_INTERFACE (EtbAnswerView, etb_answer_view, GTK_TYPE_WIDGET)

static void
etb_answer_view_default_init (EtbAnswerViewInterface *iface)
{
}

void
etb_answer_view_commit (EtbAnswerView *self)
{
  g_return_if_fail (ETB_IS_ANSWER_VIEW (self));

  ETB_ANSWER_VIEW_GET_IFACE (self)->commit (self);
}

gboolean
etb_answer_view_owns (EtbAnswerView *self, const char *path)
{
  g_return_val_if_fail (ETB_IS_ANSWER_VIEW (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return ETB_ANSWER_VIEW_GET_IFACE (self)->owns (self, path);
}

void
etb_answer_view_reveal (EtbAnswerView *self, const char *path)
{
  g_return_if_fail (ETB_IS_ANSWER_VIEW (self));
  g_return_if_fail (path != NULL);

  ETB_ANSWER_VIEW_GET_IFACE (self)->reveal (self, path);
}

void
etb_answer_view_show_problems (EtbAnswerView *self, EtbEvaluation *evaluation)
{
  g_return_if_fail (ETB_IS_ANSWER_VIEW (self));

  ETB_ANSWER_VIEW_GET_IFACE (self)->show_problems (self, evaluation);
}

gboolean
etb_answer_view_focus_refused (EtbAnswerView *self)
{
  g_return_val_if_fail (ETB_IS_ANSWER_VIEW (self), FALSE);

  EtbAnswerViewInterface *iface = ETB_ANSWER_VIEW_GET_IFACE (self);

  return iface->focus_refused != NULL && iface->focus_refused (self);
}

static const char *
find_message (GPtrArray *problems, const char *path)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->path, path))
        return problem->message;
    }

  return NULL;
}

const char *
etb_answer_problem (EtbEvaluation *evaluation, const char *path)
{
  const char *message;

  g_return_val_if_fail (evaluation != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  message = find_message (etb_evaluation_get_invalid (evaluation), path);
  if (message == NULL)
    message = find_message (etb_evaluation_get_missing (evaluation), path);

  return message;
}
