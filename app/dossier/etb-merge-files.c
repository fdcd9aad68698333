/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Attached files that two copies have differently; see etb-merge-private.h. A file never changes:
 * the same piece with the same digest is the same file, whatever its identity.
 *
 * Callers: etb-merge. */

#include "etb-merge-private.h"

static const EtbMergeFileRow *
row_of (EtbMergeCopy *copy, const EtbAttachment *file)
{
  return g_hash_table_lookup (copy->rows, file->id);
}

static const EtbAttachment *
find_same (EtbMergeCopy *copy, const EtbAttachment *file)
{
  GPtrArray *files = copy->content->attachments;

  for (guint i = 0; i < files->len; i++)
    {
      const EtbAttachment *other = g_ptr_array_index (files, i);

      if (g_str_equal (other->id, file->id)
          || (g_str_equal (other->piece, file->piece) && g_str_equal (other->sha256, file->sha256)))
        return other;
    }
  return NULL;
}

static void
set_label (EtbMerge *self, EtbMergeDifference *difference, const EtbAttachment *file)
{
  const EtbPiece *piece = etb_call_find_piece (self->call, file->piece);

  difference->label = g_strdup (piece ? piece->label : file->piece);
}

/* ---- The day written on a document ------------------------------------------------------------
 */

/* The last step of @copy that dated the file, or that found @before there; NULL when there is none.
 * @before: (nullable) */
static const EtbStep *
find_dating (EtbMergeCopy *copy, const char *id, const char *before)
{
  GPtrArray *past = etb_merge_copy_past (copy, id);

  for (guint i = past ? past->len : 0; i > 0; i--)
    {
      const EtbMergePast *one = g_ptr_array_index (past, i - 1);

      if (one->item->kind == ETB_STEP_ITEM_DOCUMENT_DATE
          && (!before || g_strcmp0 (one->item->before.value, before) == 0))
        return one->step;
    }
  return NULL;
}

static void
set_date_side (EtbMergeSide *side, EtbMergeCopy *copy, const EtbAttachment *file)
{
  const EtbStep *dating = find_dating (copy, file->id, NULL);

  side->there = TRUE;
  etb_merge_side_set (side, row_of (copy, file)->date, dating ? dating->author : "",
                      dating ? dating->at : "");
}

static gboolean
has_replaced_date (EtbMergeCopy *copy, const char *id, const char *date)
{
  return !copy->parting_known
         || (find_dating (copy, id, date) && etb_merge_copy_acted_on (copy, id));
}

/* Dates have no number of their own: who found the other's date there is who changed it. */
static void
compare_dates (EtbMerge *self, const EtbAttachment *mine, const EtbAttachment *theirs)
{
  const char *my_date = row_of (self->mine, mine)->date;
  const char *their_date = row_of (self->theirs, theirs)->date;
  EtbMergeDifference *difference;

  if (g_str_equal (my_date, their_date))
    return;
  difference = etb_merge_add (self, ETB_MERGE_FILE_DATE, mine->id);
  set_label (self, difference, mine);
  set_date_side (&difference->mine, self->mine, mine);
  set_date_side (&difference->theirs, self->theirs, theirs);
  difference->mine.changed = has_replaced_date (self->mine, mine->id, their_date);
  difference->theirs.changed = has_replaced_date (self->theirs, theirs->id, my_date);
  etb_merge_suggest (self, difference);
  if (difference->mine.changed != difference->theirs.changed)
    difference->base = g_strdup (difference->mine.changed ? their_date : my_date);
}

/* ---- Files that one side alone has ------------------------------------------------------------
 */

static void
set_file_side (EtbMergeSide *side, EtbMergeCopy *copy, const EtbAttachment *file)
{
  const EtbMergeFileRow *row = row_of (copy, file);

  side->there = TRUE;
  etb_merge_side_set (side, file->name, row->author, row->at);
}

static void
set_missing_side (EtbMergeSide *side, EtbMergeCopy *copy, const EtbAttachment *file)
{
  GPtrArray *past = etb_merge_copy_past (copy, file->id);
  const EtbMergePast *last = past ? g_ptr_array_index (past, past->len - 1) : NULL;

  etb_merge_side_set (side, "", last ? last->step->author : "", last ? last->step->at : "");
}

/* Whether @lacks had it once. */
static gboolean
is_known (EtbMergeCopy *has, EtbMergeCopy *lacks, const EtbAttachment *file)
{
  return g_hash_table_contains (lacks->gone, file->id) || etb_merge_copy_past (lacks, file->id)
         || !etb_merge_copy_changed (has, row_of (has, file)->revision);
}

static void
add_lone_file (EtbMerge *self, const EtbAttachment *file, gboolean mine)
{
  EtbMergeCopy *has = mine ? self->mine : self->theirs;
  EtbMergeCopy *lacks = mine ? self->theirs : self->mine;
  EtbMergeDifference *difference = etb_merge_add (self, ETB_MERGE_FILE, file->id);
  EtbMergeSide *side = mine ? &difference->mine : &difference->theirs;
  EtbMergeSide *other = mine ? &difference->theirs : &difference->mine;
  gboolean known = is_known (has, lacks, file);

  set_label (self, difference, file);
  set_file_side (side, has, file);
  set_missing_side (other, lacks, file);
  side->changed = !has->parting_known || !known;
  other->changed = !has->parting_known || (known && etb_merge_copy_acted_on (lacks, file->id));
  etb_merge_suggest (self, difference);
}

/* Two new files where one is meant: the same name, or a piece that takes a single file. */
static gboolean
is_rival (EtbMerge *self, const EtbAttachment *mine, const EtbAttachment *theirs)
{
  const EtbPiece *piece = etb_call_find_piece (self->call, mine->piece);

  return g_str_equal (mine->piece, theirs->piece)
         && (g_str_equal (mine->name, theirs->name) || (piece && piece->max_files <= 1))
         && !is_known (self->mine, self->theirs, mine)
         && !is_known (self->theirs, self->mine, theirs);
}

static const EtbAttachment *
take_rival (EtbMerge *self, const EtbAttachment *mine, GPtrArray *their_lone)
{
  for (guint i = 0; i < their_lone->len; i++)
    {
      const EtbAttachment *theirs = g_ptr_array_index (their_lone, i);

      if (is_rival (self, mine, theirs))
        {
          g_ptr_array_remove_index (their_lone, i);
          return theirs;
        }
    }
  return NULL;
}

static void
add_rivals (EtbMerge *self, const EtbAttachment *mine, const EtbAttachment *theirs)
{
  EtbMergeDifference *difference = etb_merge_add (self, ETB_MERGE_FILE, mine->id);

  difference->other_key = g_strdup (theirs->id);
  set_label (self, difference, mine);
  set_file_side (&difference->mine, self->mine, mine);
  set_file_side (&difference->theirs, self->theirs, theirs);
  difference->mine.changed = difference->theirs.changed = TRUE;
  etb_merge_suggest (self, difference);
}

void
etb_merge_compare_files (EtbMerge *self)
{
  GPtrArray *mine = self->mine->content->attachments;
  GPtrArray *theirs = self->theirs->content->attachments;
  g_autoptr (GPtrArray) their_lone = g_ptr_array_new ();

  for (guint i = 0; i < theirs->len; i++)
    if (!find_same (self->mine, g_ptr_array_index (theirs, i)))
      g_ptr_array_add (their_lone, g_ptr_array_index (theirs, i));
  for (guint i = 0; i < mine->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (mine, i);
      const EtbAttachment *same = find_same (self->theirs, file);
      const EtbAttachment *rival = same ? NULL : take_rival (self, file, their_lone);

      if (same)
        compare_dates (self, file, same);
      else if (rival)
        add_rivals (self, file, rival);
      else
        add_lone_file (self, file, TRUE);
    }
  for (guint i = 0; i < their_lone->len; i++)
    add_lone_file (self, g_ptr_array_index (their_lone, i), FALSE);
}
