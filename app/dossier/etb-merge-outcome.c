/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rules say of two copies that were brought together; see the header of etb-merge.
 *
 * Callers: etb-merge-apply. */

#include <glib/gi18n-lib.h>

#include "etb-content-view.h"
#include "etb-instant.h"
#include "etb-merge-private.h"

void
etb_merge_outcome_free (EtbMergeOutcome *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->invalid, g_ptr_array_unref);
  g_clear_pointer (&self->verdicts, g_ptr_array_unref);
  g_clear_pointer (&self->crowded, g_ptr_array_unref);
  g_free (self);
}

/* ---- What the call limits in number -----------------------------------------------------------
 */

static gboolean
had_line (EtbContent *content, const char *key)
{
  for (guint i = 0; i < content->lines->len; i++)
    if (g_str_equal (((EtbStoredLine *)g_ptr_array_index (content->lines, i))->key, key))
      return TRUE;
  return FALSE;
}

/* A line too many would be in the file and on no screen, nor would its answers: that is no result.
 */
static gboolean
check_lines (EtbContent *before, EtbContent *after, EtbContentView *view, GError **error)
{
  for (guint i = 0; i < after->lines->len; i++)
    {
      const char *key = ((EtbStoredLine *)g_ptr_array_index (after->lines, i))->key;
      const EtbItem *repeat;

      if (etb_instance_find (view->instance, key))
        continue;
      repeat = etb_call_find_repeat (view->call, key);
      if (!repeat || had_line (before, key))
        continue;
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES,
                   _ ("Brought together, the two copies have more lines in “%s” than the %u it "
                      "takes. Nothing was done: leave out some lines of the other copy, or "
                      "remove some in one of the copies first."),
                      repeat->label, etb_instance_count_lines (view->instance, repeat->path));
      return FALSE;
    }
  return TRUE;
}

static guint
count_files (EtbContent *content, const char *piece)
{
  guint count = 0;

  for (guint i = 0; i < content->attachments->len; i++)
    count += g_str_equal (((EtbAttachment *)g_ptr_array_index (content->attachments, i))->piece,
                          piece);
  return count;
}

/* Files too many are on the screen, and only have to be removed. */
static GPtrArray *
list_crowded (EtbCall *call, EtbContent *before, EtbContent *after)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *pieces = etb_call_get_pieces (call);

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPiece *piece = g_ptr_array_index (pieces, i);
      guint count = count_files (after, piece->code);
      guint most = MAX (piece->max_files, 1);

      if (count > most && count > count_files (before, piece->code))
        g_ptr_array_add (list, g_strdup_printf (_ ("“%s” now has %u files, and takes at most %u: "
                                                   "remove those that are too many."),
                                                   piece->label, count, most));
    }
  return list;
}

EtbMergeOutcome *
etb_merge_judge (EtbMerge *self, EtbContent *before, EtbConnection *connection, GError **error)
{
  g_autoptr (EtbContent) after = etb_content_read (connection, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = etb_instant_paris_date (now);
  g_autoptr (EtbContentView) here = etb_content_view_new (before, self->call);
  g_autoptr (EtbContentView) there = after ? etb_content_view_new (after, self->call) : NULL;
  EtbMergeOutcome *outcome;

  if (!there || !check_lines (before, after, there, error)
      || !etb_content_view_evaluate (here, before, today, error)
      || !etb_content_view_evaluate (there, after, today, error))
    return NULL;
  outcome = g_new0 (EtbMergeOutcome, 1);
  outcome->invalid = etb_content_view_new_problems (etb_evaluation_get_invalid (here->evaluation),
                                                    etb_evaluation_get_invalid (there->evaluation));
  outcome->verdicts = etb_content_view_compare (here->evaluation, there->evaluation);
  outcome->crowded = list_crowded (self->call, before, after);
  return outcome;
}
