/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where two copies parted, and what either wrote since: see etb-merge-private.h.
 *
 * The entries that both journals begin with were made before; the revision of the last of them is
 * one that both went through. Typing that goes on without a pause makes no entry of its own, so
 * rows that are the same on both sides, and older than the first entry of either side alone, move
 * that revision up. Two people may do the same thing in the same second, and their entries are the
 * same then: rows that have one number and are not the same move it down. Nothing that a journal
 * whose chain is broken says is believed.
 *
 * Callers: etb-merge, etb-merge-compare. */

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "etb-merge-private.h"

static const EtbJournalEntry *
entry_at (EtbMergeCopy *copy, guint index)
{
  return g_ptr_array_index (copy->journal, index);
}

static gboolean
check_chain (EtbMergeCopy *copy, GPtrArray *warnings)
{
  gint64 broken = etb_journal_first_broken (copy->journal);
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;

  if (broken == 0)
    return TRUE;
  name = g_filename_display_basename (copy->file);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, broken);
  g_ptr_array_add (
      warnings,
      g_strdup_printf (_ ("The journal of “%s” was altered (entry %s): nothing tells what changed "
                          "since the two copies parted, and every difference is to be decided."),
                          name, number));
  return FALSE;
}

static guint
count_common (EtbMergeCopy *mine, EtbMergeCopy *theirs)
{
  guint most = MIN (mine->journal->len, theirs->journal->len);
  guint count = 0;

  while (count < most
         && g_str_equal (entry_at (mine, count)->digest, entry_at (theirs, count)->digest))
    count++;
  return count;
}

/* ---- The last common revision -----------------------------------------------------------------
 */

static gint64
first_own_revision (EtbMergeCopy *copy, guint common)
{
  return common < copy->journal->len ? entry_at (copy, common)->revision : G_MAXINT64;
}

/* A row of a table, as far as it tells where it comes from. */
typedef struct
{
  const char *key;
  const char *value;
  const char *at;
  gint64 revision;
} Row;

typedef GArray *(*ListRows) (EtbMergeCopy *copy);

static GArray *
list_answers (EtbMergeCopy *copy)
{
  GPtrArray *answers = copy->content->answers;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (answers, i);
      Row row = { answer->key, answer->value, answer->at, answer->revision };

      g_array_append_val (rows, row);
    }
  return rows;
}

static GArray *
list_lines (EtbMergeCopy *copy)
{
  GPtrArray *lines = copy->content->lines;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < lines->len; i++)
    {
      const EtbStoredLine *line = g_ptr_array_index (lines, i);
      Row row = { line->key, "", line->at, line->revision };

      g_array_append_val (rows, row);
    }
  return rows;
}

static GArray *
list_files (EtbMergeCopy *copy)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GHashTableIter iter;
  gpointer id, file;

  g_hash_table_iter_init (&iter, copy->rows);
  while (g_hash_table_iter_next (&iter, &id, &file))
    {
      const EtbMergeFileRow *one = file;
      Row row = { id, "", one->at, one->revision };

      g_array_append_val (rows, row);
    }
  return rows;
}

static gboolean
is_same_row (const Row *row, const Row *other)
{
  return row->revision == other->revision && g_str_equal (row->value, other->value)
         && g_str_equal (row->at, other->at);
}

/* @parted goes up to the rows that are the same on both sides, under @bound; @limit goes below
 * those that are not the same, and have the same number. */
static void
match_rows (EtbMergeCopy *mine, EtbMergeCopy *theirs, ListRows list, gint64 bound, gint64 *parted,
            gint64 *limit)
{
  g_autoptr (GArray) my_rows = list (mine);
  g_autoptr (GArray) their_rows = list (theirs);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < my_rows->len; i++)
    {
      Row *row = &g_array_index (my_rows, Row, i);

      g_hash_table_insert (by_key, (gpointer)row->key, row);
      g_hash_table_add (numbers, &row->revision);
    }
  for (guint i = 0; i < their_rows->len; i++)
    {
      const Row *row = &g_array_index (their_rows, Row, i);
      const Row *other = g_hash_table_lookup (by_key, row->key);

      if (other && is_same_row (row, other))
        *parted = row->revision < bound ? MAX (*parted, row->revision) : *parted;
      else if (g_hash_table_contains (numbers, &row->revision))
        *limit = MIN (*limit, row->revision - 1);
    }
}

static void
find_parted (EtbMergeCopy *mine, EtbMergeCopy *theirs, guint common)
{
  static const ListRows lists[] = { list_answers, list_lines, list_files };
  EtbMergeCopy *const copies[] = { mine, theirs };
  gint64 parted = entry_at (mine, common - 1)->revision;
  gint64 bound = MIN (first_own_revision (mine, common), first_own_revision (theirs, common));
  gint64 limit = G_MAXINT64;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    match_rows (mine, theirs, lists[i], bound, &parted, &limit);
  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      /* Nothing was done there since. */
      gboolean idle = common == copies[i]->journal->len;

      copies[i]->parted = MIN (idle ? copies[i]->content->last_revision : parted, limit);
    }
}

/* ---- What one took of the other ---------------------------------------------------------------
 */

typedef struct
{
  char digest[65];
  gint64 taken;  /* last revision of the copy that was taken in */
  gint64 before; /* last revision of the taking copy before */
} Detail;

static gboolean
parse_detail (const EtbJournalEntry *entry, Detail *detail)
{
  return g_str_equal (entry->kind, ETB_MERGE_NOTE)
         && sscanf (entry->detail, "%64[0-9a-f] %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                    detail->digest, &detail->taken, &detail->before)
                == 3
         && detail->taken >= 0 && detail->before >= 0 && detail->before <= entry->revision;
}

char *
etb_merge_make_detail (EtbMergeCopy *taken, gint64 before)
{
  guint count = taken->journal->len;

  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          count > 0 ? entry_at (taken, count - 1)->digest : ETB_JOURNAL_FIRST,
                          taken->content->last_revision, before);
}

gboolean
etb_merge_copy_has_all_of (EtbMergeCopy *self, EtbMergeCopy *other)
{
  guint count = other->journal->len;

  if (count == 0)
    return FALSE;
  for (guint i = self->journal->len; i > 0; i--)
    {
      Detail detail;

      if (parse_detail (entry_at (self, i - 1), &detail)
          && g_str_equal (detail.digest, entry_at (other, count - 1)->digest)
          && detail.taken >= other->content->last_revision)
        return TRUE;
    }
  return FALSE;
}

static GHashTable *
index_digests (EtbMergeCopy *copy)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < copy->journal->len; i++)
    g_hash_table_insert (index, entry_at (copy, i)->digest, GUINT_TO_POINTER (i + 1));
  return index;
}

/* Numbers of the entry that tells of the last time that @copy took @other in, and of the entry of
 * @other that was its last by then; both 0 when it never did. */
typedef struct
{
  guint own;
  guint other;
} Meeting;

static Meeting
find_taken (EtbMergeCopy *copy, EtbMergeCopy *other)
{
  g_autoptr (GHashTable) digests = index_digests (other);
  Meeting last = { 0, 0 };

  for (guint i = 0; i < copy->journal->len; i++)
    {
      const EtbJournalEntry *entry = entry_at (copy, i);
      EtbMergeRange range;
      Detail detail;
      guint number;

      if (!parse_detail (entry, &detail))
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (digests, detail.digest));
      if (number == 0)
        continue;
      range = (EtbMergeRange){ detail.before, entry->revision };
      g_array_append_val (copy->taken, range);
      other->seen = MAX (other->seen, detail.taken);
      last = (Meeting){ i + 1, number };
    }
  return last;
}

/* ---- What was done since ----------------------------------------------------------------------
 */

static char *
name_act (const char *kind, const char *at)
{
  return g_strconcat (kind, " ", at, NULL);
}

static void
list_acts (EtbMergeCopy *copy)
{
  for (guint i = 0; i < copy->journal->len; i++)
    {
      const EtbJournalEntry *entry = entry_at (copy, i);

      if (!etb_merge_copy_changed (copy, entry->revision))
        continue;
      g_hash_table_add (copy->since, g_strdup (entry->subject));
      g_hash_table_add (copy->since, name_act (entry->kind, entry->at));
    }
}

gboolean
etb_merge_copy_acted_on (EtbMergeCopy *self, const char *key)
{
  GPtrArray *past = etb_merge_copy_past (self, key);

  if (g_hash_table_contains (self->since, key))
    return TRUE;
  for (guint i = 0; past && i < past->len; i++)
    {
      const EtbStep *step = ((EtbMergePast *)g_ptr_array_index (past, i))->step;
      g_autofree char *act = name_act (etb_step_kind_to_text (step->kind), step->at);

      /* Undoing has the subject of its step. */
      if (g_hash_table_contains (self->since, act)
          || (*step->subject != '\0' && g_hash_table_contains (self->since, step->subject)))
        return TRUE;
    }
  return FALSE;
}

/* ---- All of it --------------------------------------------------------------------------------
 */

void
etb_merge_find_parting (EtbMergeCopy *mine, EtbMergeCopy *theirs, GPtrArray *warnings)
{
  gboolean mine_holds = check_chain (mine, warnings);
  gboolean theirs_holds = check_chain (theirs, warnings);
  guint common = mine_holds && theirs_holds ? count_common (mine, theirs) : 0;
  Meeting my_last, their_last;

  mine->parting_known = theirs->parting_known = common > 0;
  if (common == 0)
    {
      if (mine_holds && theirs_holds)
        g_ptr_array_add (warnings,
                         g_strdup (_ ("Nothing tells when the two copies parted: an earlier "
                                      "version of the program made them. Every difference is to "
                                      "be decided.")));
      return;
    }
  find_parted (mine, theirs, common);
  my_last = find_taken (mine, theirs);
  their_last = find_taken (theirs, mine);
  /* Whoever took the other in last, knowing how the other had decided. */
  mine->decided = my_last.own > 0 && my_last.other >= their_last.own;
  theirs->decided = their_last.own > 0 && their_last.other >= my_last.own;
  list_acts (mine);
  list_acts (theirs);
}

gboolean
etb_merge_copy_changed (EtbMergeCopy *self, gint64 revision)
{
  if (!self->parting_known)
    return TRUE;
  if (revision <= MAX (self->parted, self->seen))
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    {
      EtbMergeRange range = g_array_index (self->taken, EtbMergeRange, i);

      if (revision > range.first && revision <= range.last)
        return FALSE;
    }
  return TRUE;
}
