/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One sentence for all the answers of a page. Called by EtbQuestionPage. */

#include "etb-reused-note.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-instant.h"
#include "etb-reuse.h"

/* Those of the page. Returns: (transfer full) (element-type EtbReusable) */
static GPtrArray *
list_reused (EtbDossier *dossier, EtbAnswerView *items)
{
  GPtrArray *list = etb_reuse_list_unconfirmed (dossier);

  for (guint i = list->len; i > 0; i--)
    if (!etb_answer_view_owns (items, ((EtbReusable *)g_ptr_array_index (list, i - 1))->path))
      g_ptr_array_remove_index (list, i - 1);
  return list;
}

/* With the oldest date. */
static char *
describe_reused (GPtrArray *list)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  GDateTime *oldest = NULL;
  g_autofree char *iso = NULL;
  g_autofree char *day = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const EtbReusable *reused = g_ptr_array_index (list, i);

      g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", reused->label);
      if (reused->at != NULL && (oldest == NULL || g_date_time_compare (reused->at, oldest) < 0))
        oldest = reused->at;
    }
  iso = oldest != NULL ? g_date_time_format (oldest, "%F") : NULL;
  day = iso != NULL ? etb_instant_describe_date (iso) : g_strdup ("");
  return g_strdup_printf (
      _ ("Taken from another dossier, confirmed there on %s: %s. Read it again: "
                             "“Continue” confirms it."),
         day, labels->str);
}

GtkWidget *
etb_reused_note_new (EtbDossier *dossier, EtbAnswerView *items)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (ETB_IS_ANSWER_VIEW (items), NULL);

  list = list_reused (dossier, items);
  if (list->len == 0)
    return NULL;
  words = describe_reused (list);
  return etb_words_new (words, "etb-reused");
}

void
etb_reused_note_confirm (EtbDossier *dossier, EtbAnswerView *items)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_if_fail (ETB_IS_DOSSIER (dossier));
  g_return_if_fail (ETB_IS_ANSWER_VIEW (items));

  list = list_reused (dossier, items);
  for (guint i = 0; i < list->len; i++)
    etb_reuse_confirm (dossier, ((EtbReusable *)g_ptr_array_index (list, i))->path);
}
