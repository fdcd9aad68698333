/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what a page asks; derived from the evaluation each time. Called by EtbQuestionPage. */

#include "etb-page-needs.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-assistance.h"

typedef struct
{
  EtbDossier *dossier;
  guint required;
  guint optional;
} Needs;

static void
count_answer (Needs *needs, const char *path)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (needs->dossier);
  const EtbNodeState *node = etb_evaluation_get_node (evaluation, path);

  if (!node->relevant || node->readonly || !etb_dossier_may_change (needs->dossier, path))
    return;
  if (node->required)
    needs->required++;
  else
    needs->optional++;
}

/* What its lines ask; with none, its own words say that there is none. */
static void
count_repeat (Needs *needs, const EtbItem *repeat)
{
  const guint n_lines
      = etb_instance_count_lines (etb_dossier_get_instance (needs->dossier), repeat->path);

  for (guint i = 1; i <= n_lines; i++)
    for (guint j = 0; j < repeat->items->len; j++)
      {
        const EtbItem *item = g_ptr_array_index (repeat->items, j);
        g_autofree char *path = NULL;

        if (item->kind != ETB_ITEM_QUESTION)
          continue;
        path = etb_item_path_in_line (item, repeat, i);
        count_answer (needs, path);
      }
}

char *
etb_page_needs_describe (EtbDossier *dossier, const EtbPage *page)
{
  Needs needs = { dossier, 0, 0 };

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (page != NULL, NULL);

  for (guint i = 0; i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);

      if (item->kind == ETB_ITEM_QUESTION)
        count_answer (&needs, item->path);
      else if (item->kind == ETB_ITEM_REPEAT)
        count_repeat (&needs, item);
    }
  if (needs.required == 0)
    return needs.optional == 0 ? NULL : g_strdup (_ ("You may leave this page empty."));
  if (needs.optional > 0)
    return g_strdup (_ ("Every answer is needed, unless it is marked “(optional)”."));
  return g_strdup (g_dngettext (GETTEXT_PACKAGE, "The answer is needed.", "Every answer is needed.",
                                needs.required));
}
