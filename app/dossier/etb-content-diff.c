/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From one content to another, as changes and one step; see the header.
 *
 * Order: what undoing goes through backwards. Answers under lines that go, then those lines, the
 * innermost first; lines that come, the outermost first; answers; files. So a line is there before
 * anything is put under it, whichever way one goes.
 *
 * Callers: etb-version (an earlier day brought back), merging. */

#include "etb-content-diff.h"

#include <string.h>

#include "etb-content-instance.h"

/* What becomes of a line. */
typedef enum
{
  FATE_COMMON = 1, /* of both sides */
  FATE_REMOVED,    /* mine only, goes */
  FATE_KEPT,       /* mine only, stays */
  FATE_ADDED,      /* theirs only, comes */
  FATE_LEFT,       /* theirs only, is left there */
} Fate;

typedef struct
{
  EtbContentDiff *diff;
  EtbContent *mine;
  EtbContent *theirs;
  GHashTable *my_lines;    /* key of a line to EtbStoredLine */
  GHashTable *their_lines; /* likewise */
  GHashTable *fates;       /* key of a line to Fate */
  EtbInstance *my_blank;   /* with its lines and no answer typed: what the call begins with */
  EtbInstance *their_blank;
  EtbContentTake take;
  gpointer user_data;
  const char *author;
  const char *at;
} Work;

static gboolean
is_taken (Work *work, EtbStepItemKind kind, const char *key)
{
  return !work->take || work->take (kind, key, work->user_data);
}

static void
push (Work *work, EtbChange *change)
{
  g_ptr_array_add (work->diff->changes, change);
}

/* ---- Lines ------------------------------------------------------------------------------------
 */

/* Length of the key of the line that @length bytes of @key are under, themselves left out; 0 when
 * they are under none. */
static gsize
parent_length (const char *key, gsize length)
{
  for (gsize i = length; i-- > 1;)
    if (key[i - 1] == '\'' && key[i] == ']' && i + 1 < length)
      return i + 1;
  return 0;
}

static guint
depth_of (const char *key)
{
  guint depth = 0;

  for (gsize length = strlen (key); length > 0; length = parent_length (key, length))
    depth++;
  return depth;
}

static Fate
decide (Work *work, const char *line)
{
  gboolean mine = g_hash_table_contains (work->my_lines, line);
  gboolean theirs = g_hash_table_contains (work->their_lines, line);
  gboolean taken;

  /* One that neither side has: answers of another edition, compared like any other. */
  if (mine == theirs)
    return FATE_COMMON;
  taken = is_taken (work, ETB_STEP_ITEM_LINE, line);
  if (mine)
    return taken ? FATE_REMOVED : FATE_KEPT;
  return taken ? FATE_ADDED : FATE_LEFT;
}

/* Of the line whose key is the first @length bytes of @key; FATE_COMMON for none. */
static Fate
fate_of (Work *work, const char *key, gsize length)
{
  g_autofree char *line = NULL;
  Fate fate;

  if (length == 0)
    return FATE_COMMON;
  line = g_strndup (key, length);
  fate = GPOINTER_TO_INT (g_hash_table_lookup (work->fates, line));
  if (fate == 0)
    {
      fate = fate_of (work, key, parent_length (key, length));
      if (fate == FATE_COMMON)
        fate = decide (work, line);
      g_hash_table_insert (work->fates, g_steal_pointer (&line), GINT_TO_POINTER (fate));
    }
  return fate;
}

static Fate
fate_of_line (Work *work, const EtbStoredLine *line)
{
  return fate_of (work, line->key, strlen (line->key));
}

static Fate
fate_around (Work *work, const char *key)
{
  return fate_of (work, key, parent_length (key, strlen (key)));
}

static gboolean
are_of_one_repeat (const char *line, const char *other)
{
  const char *end = strrchr (line, '[');
  const char *other_end = strrchr (other, '[');

  return end && other_end && end - line == other_end - other
         && strncmp (line, other, (gsize)(end - line)) == 0;
}

/* Key of the line of the same repeat that follows the line at @index, and is of both sides when
 * @common; "" for none. */
static const char *
next_line (Work *work, GPtrArray *lines, guint index, gboolean common)
{
  const EtbStoredLine *line = g_ptr_array_index (lines, index);

  for (guint i = index + 1; i < lines->len; i++)
    {
      const EtbStoredLine *other = g_ptr_array_index (lines, i);

      if (are_of_one_repeat (line->key, other->key)
          && (!common || fate_of_line (work, other) == FATE_COMMON))
        return other->key;
    }
  return "";
}

static guint
deepest (GPtrArray *lines)
{
  guint depth = 0;

  for (guint i = 0; i < lines->len; i++)
    depth = MAX (depth, depth_of (((EtbStoredLine *)g_ptr_array_index (lines, i))->key));
  return depth;
}

static void
remove_line (Work *work, guint index)
{
  const EtbStoredLine *line = g_ptr_array_index (work->mine->lines, index);
  EtbStepItem *item = etb_step_add (work->diff->step, ETB_STEP_ITEM_LINE, line->key);

  etb_step_side_set (&item->before, "", line->author, line->at, "");
  g_free (item->next);
  item->next = g_strdup (next_line (work, work->mine->lines, index, FALSE));
  work->diff->lines++;
  /* Removing a line removes those under it. */
  if (fate_around (work, line->key) != FATE_REMOVED)
    push (work, etb_change_new (ETB_CHANGE_REMOVE_LINE, line->key, NULL, work->author, work->at));
}

static void
remove_lines (Work *work)
{
  GPtrArray *lines = work->mine->lines;

  for (guint depth = deepest (lines); depth > 0; depth--)
    for (guint i = 0; i < lines->len; i++)
      {
        const EtbStoredLine *line = g_ptr_array_index (lines, i);

        if (depth_of (line->key) == depth && fate_of_line (work, line) == FATE_REMOVED)
          remove_line (work, i);
      }
}

static void
add_line (Work *work, guint index)
{
  const EtbStoredLine *line = g_ptr_array_index (work->theirs->lines, index);
  const char *next = next_line (work, work->theirs->lines, index, TRUE);
  EtbStepItem *item = etb_step_add (work->diff->step, ETB_STEP_ITEM_LINE, line->key);

  etb_step_side_set (&item->after, "", line->author, line->at, "");
  g_free (item->next);
  item->next = g_strdup (next);
  work->diff->lines++;
  push (work, etb_change_new (ETB_CHANGE_ADD_LINE, line->key, *next ? next : NULL, line->author,
                              line->at));
}

static void
add_lines (Work *work)
{
  GPtrArray *lines = work->theirs->lines;
  guint last = deepest (lines);

  for (guint depth = 1; depth <= last; depth++)
    for (guint i = 0; i < lines->len; i++)
      {
        const EtbStoredLine *line = g_ptr_array_index (lines, i);

        if (depth_of (line->key) == depth && fate_of_line (work, line) == FATE_ADDED)
          add_line (work, i);
      }
}

/* ---- Answers ----------------------------------------------------------------------------------
 */

static GHashTable *
index_answers (EtbContent *content)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < content->answers->len; i++)
    {
      EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      g_hash_table_insert (index, answer->key, answer);
    }
  return index;
}

static void
set_side (EtbStepSide *side, const EtbStoredAnswer *answer)
{
  if (answer)
    etb_step_side_set (side, answer->value, answer->author, answer->at, answer->review);
}

static EtbStepItem *
add_answer_item (Work *work, const char *key, const EtbStoredAnswer *before,
                 const EtbStoredAnswer *after)
{
  EtbStepItem *item = etb_step_add (work->diff->step, ETB_STEP_ITEM_ANSWER, key);

  set_side (&item->before, before);
  set_side (&item->after, after);
  work->diff->answers++;
  return item;
}

/* They go with their line: only the step has to know them. */
static void
drop_answers_of_removed_lines (Work *work)
{
  for (guint i = 0; i < work->mine->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (work->mine->answers, i);

      if (fate_around (work, answer->key) == FATE_REMOVED)
        add_answer_item (work, answer->key, answer, NULL);
    }
}

/* Answers that nobody typed are what the call begins with. NULL when the call cannot be read: they
 * are empty then. */
static EtbInstance *
make_blank (EtbContent *content, EtbCall *call)
{
  EtbContent bare = *content;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  bare.answers = none;
  return call ? etb_content_to_instance (&bare, call, NULL, NULL) : NULL;
}

/* Returns: (transfer full) */
static char *
value_of (const EtbStoredAnswer *answer, EtbInstance *blank, const char *key)
{
  char *value = answer || !blank ? NULL : etb_instance_get (blank, key);

  return value ? value : g_strdup (answer ? answer->value : "");
}

static void
take_answer (Work *work, const EtbStoredAnswer *theirs, const EtbStoredAnswer *mine,
             const char *my_value)
{
  EtbChange *change
      = etb_change_new (ETB_CHANGE_ANSWER, theirs->key, theirs->value, theirs->author, theirs->at);
  EtbStepItem *item = add_answer_item (work, theirs->key, mine, theirs);

  change->extra = g_strdup (theirs->review);
  if (!mine)
    etb_step_side_set (&item->before, my_value, "", "", "");
  push (work, change);
}

/* There is no taking an answer out of a file: it gets what it began with, by whoever does all
 * this. */
static void
clear_answer (Work *work, const EtbStoredAnswer *mine, const char *value)
{
  EtbStepItem *item = add_answer_item (work, mine->key, mine, NULL);

  etb_step_side_set (&item->after, value, work->author, work->at, "");
  push (work, etb_change_new (ETB_CHANGE_ANSWER, mine->key, value, work->author, work->at));
}

static void
consider_their_answer (Work *work, const EtbStoredAnswer *theirs, const EtbStoredAnswer *mine)
{
  Fate fate = fate_around (work, theirs->key);
  g_autofree char *value = NULL;

  /* Undoing takes it away with its line. */
  if (fate == FATE_ADDED)
    take_answer (work, theirs, NULL, NULL);
  if (fate != FATE_COMMON)
    return;
  value = value_of (mine, work->my_blank, theirs->key);
  if (!g_str_equal (value, theirs->value) && is_taken (work, ETB_STEP_ITEM_ANSWER, theirs->key))
    take_answer (work, theirs, mine, value);
}

static void
consider_my_answer (Work *work, const EtbStoredAnswer *mine)
{
  g_autofree char *value = value_of (NULL, work->their_blank, mine->key);

  if (!g_str_equal (value, mine->value) && fate_around (work, mine->key) == FATE_COMMON
      && is_taken (work, ETB_STEP_ITEM_ANSWER, mine->key))
    clear_answer (work, mine, value);
}

static void
take_answers (Work *work)
{
  g_autoptr (GHashTable) mine = index_answers (work->mine);
  g_autoptr (GHashTable) theirs = index_answers (work->theirs);

  for (guint i = 0; i < work->theirs->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (work->theirs->answers, i);

      consider_their_answer (work, answer, g_hash_table_lookup (mine, answer->key));
    }
  for (guint i = 0; i < work->mine->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (work->mine->answers, i);

      if (!g_hash_table_contains (theirs, answer->key))
        consider_my_answer (work, answer);
    }
}

/* ---- Files ------------------------------------------------------------------------------------
 */

static gboolean
is_same_file (gconstpointer a, gconstpointer b)
{
  const EtbAttachment *one = a;
  const EtbAttachment *other = b;

  return g_str_equal (one->id, other->id)
         || (g_str_equal (one->piece, other->piece) && g_str_equal (one->sha256, other->sha256));
}

static void
take_files (Work *work, GPtrArray *from, GPtrArray *other_side, EtbChangeKind kind)
{
  for (guint i = 0; i < from->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (from, i);
      EtbStepItem *item;

      if (g_ptr_array_find_with_equal_func (other_side, file, is_same_file, NULL)
          || !is_taken (work, ETB_STEP_ITEM_ATTACHMENT, file->id))
        continue;
      item = etb_step_add (work->diff->step, ETB_STEP_ITEM_ATTACHMENT, file->id);
      etb_step_side_set (kind == ETB_CHANGE_DETACH ? &item->before : &item->after, "", "", "", "");
      push (work, etb_change_new (kind, file->id, NULL, work->author, work->at));
      work->diff->files++;
    }
}

/* ---- All together -----------------------------------------------------------------------------
 */

static GHashTable *
index_lines (EtbContent *content)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < content->lines->len; i++)
    {
      EtbStoredLine *line = g_ptr_array_index (content->lines, i);

      g_hash_table_insert (index, line->key, line);
    }
  return index;
}

static void
add_step (Work *work)
{
  push (work, etb_change_new_step (work->diff->step));
}

EtbContentDiff *
etb_content_diff_new (EtbContent *mine, EtbContent *theirs, EtbContentTake take, gpointer user_data,
                      EtbStepKind kind, const char *subject, const char *author, const char *at)
{
  EtbContentDiff *self = g_new0 (EtbContentDiff, 1);
  g_autoptr (GHashTable) my_lines = index_lines (mine);
  g_autoptr (GHashTable) their_lines = index_lines (theirs);
  g_autoptr (GHashTable) fates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EtbCall) call = etb_content_to_call (mine, "", NULL);
  g_autoptr (EtbInstance) my_blank = make_blank (mine, call);
  g_autoptr (EtbInstance) their_blank = make_blank (theirs, call);
  Work work = { self,     mine,        theirs, my_lines,  their_lines, fates,
                my_blank, their_blank, take,   user_data, author,      at };

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_change_free);
  self->step = etb_step_new (kind, subject, author, at);
  drop_answers_of_removed_lines (&work);
  remove_lines (&work);
  add_lines (&work);
  take_answers (&work);
  take_files (&work, mine->attachments, theirs->attachments, ETB_CHANGE_DETACH);
  take_files (&work, theirs->attachments, mine->attachments, ETB_CHANGE_REATTACH);
  if (self->step->items->len > 0)
    add_step (&work);
  return self;
}

void
etb_content_diff_free (EtbContentDiff *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->changes);
  etb_step_unref (self->step);
  g_free (self);
}

/* After the step was written: a file kept for an undone step alone may be in it. */
static gboolean
forget_undone (EtbContentDiff *self, EtbConnection *connection, gint64 first, GError **error)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, self->step->number - 1);
  g_autoptr (EtbChange) change = etb_change_new (ETB_CHANGE_FORGET, from, to, NULL, NULL);

  return etb_change_apply (change, connection, 0, error);
}

gboolean
etb_content_diff_apply (EtbContentDiff *self, EtbContent *mine, EtbConnection *connection,
                        GError **error)
{
  gint64 last = 0, undone = 0;

  if (self->changes->len == 0)
    return TRUE;
  if (!etb_connection_query_int (connection, "SELECT max(number) FROM step", &last, error)
      || !etb_connection_query_int (connection, "SELECT min(number) FROM step WHERE undone != 0",
                                    &undone, error))
    return FALSE;
  self->step->number = last + 1;
  for (guint i = 0; i < self->changes->len; i++)
    if (!etb_change_apply (g_ptr_array_index (self->changes, i), connection,
                           mine->last_revision + 1 + i, error))
      return FALSE;
  return undone == 0 || forget_undone (self, connection, undone, error);
}
