/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What two copies say differently: lines, then answers; see etb-merge-private.h.
 *
 * A line that one side alone has is one difference, whatever is in it. It was added there when the
 * other side never knew it; else the other side removed it, which is a conflict when what is in it
 * was changed meanwhile. An answer that has no row was never given, or its giving was undone.
 *
 * Callers: etb-merge. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-dossier-private.h"
#include "etb-merge-private.h"

/* ---- What a side did --------------------------------------------------------------------------
 */

static gboolean
is_side (const EtbStepSide *side, const EtbStoredAnswer *row)
{
  return side->value && g_str_equal (side->value, row->value)
         && g_str_equal (side->author, row->author) && g_str_equal (side->at, row->at);
}

/* Whether @copy held the very answer @row once, or holds it: by what its steps found and left. */
static gboolean
has_held (EtbMergeCopy *copy, const EtbStoredAnswer *row)
{
  GPtrArray *past = etb_merge_copy_past (copy, row->key);

  for (guint i = 0; past && i < past->len; i++)
    {
      const EtbStepItem *item = ((EtbMergePast *)g_ptr_array_index (past, i))->item;

      if (is_side (&item->before, row) || is_side (&item->after, row))
        return TRUE;
    }
  return FALSE;
}

/* By the number of the row. What does not fit the steps of the other side is a change all the same:
 * typing that went on without a pause, or a number that both gave in the same second. */
static gboolean
has_changed_row (EtbMergeCopy *copy, EtbMergeCopy *other, const EtbStoredAnswer *row)
{
  if (etb_merge_copy_changed (copy, row->revision))
    return TRUE;
  return row->revision <= copy->parted && row->revision > copy->seen
         && etb_merge_copy_past (other, row->key) && !has_held (other, row);
}

/* Whether @copy changed the answer of which it has @row; @other has @other_row. Not both NULL. */
static gboolean
has_changed (EtbMergeCopy *copy, const EtbStoredAnswer *row, EtbMergeCopy *other,
             const EtbStoredAnswer *other_row)
{
  if (!copy->parting_known)
    return TRUE;
  if (row)
    return has_changed_row (copy, other, row);
  return etb_merge_copy_acted_on (copy, other_row->key);
}

/* The last step of @copy that took @key away. (nullable) */
static const EtbStep *
find_removal (EtbMergeCopy *copy, const char *key)
{
  GPtrArray *past = etb_merge_copy_past (copy, key);

  for (guint i = past ? past->len : 0; i > 0; i--)
    {
      const EtbMergePast *one = g_ptr_array_index (past, i - 1);

      /* Undone, it took away what it had brought. */
      if (one->step->undone ? one->item->after.value != NULL : one->item->after.value == NULL)
        return one->step;
    }
  return NULL;
}

/* ---- Lines ------------------------------------------------------------------------------------
 */

static gboolean
has_edited_line (EtbMergeCopy *copy, const char *line)
{
  GPtrArray *answers = g_hash_table_lookup (copy->under, line);

  for (guint i = 0; answers && i < answers->len; i++)
    if (etb_merge_copy_changed (copy,
                                ((EtbStoredAnswer *)g_ptr_array_index (answers, i))->revision))
      return TRUE;
  return FALSE;
}

/* The line says who made it; the last answer in it, who was there last. */
static void
set_line_side (EtbMergeSide *side, EtbMergeCopy *copy, const EtbStoredLine *line)
{
  GPtrArray *answers = g_hash_table_lookup (copy->under, line->key);
  const char *author = line->author;
  const char *at = line->at;

  for (guint i = 0; answers && i < answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (answers, i);

      if (strcmp (answer->at, at) > 0)
        {
          author = answer->author;
          at = answer->at;
        }
    }
  side->there = TRUE;
  etb_merge_side_set (side, "", author, at);
}

/* @has: the side that has the line. */
static void
compare_line (EtbMerge *self, EtbMergeCopy *has, EtbMergeSide *side, EtbMergeCopy *lacks,
              EtbMergeSide *other, EtbMergeDifference *difference, const EtbStoredLine *line)
{
  gboolean known = etb_merge_copy_past (lacks, line->key) != NULL
                   || !etb_merge_copy_changed (has, line->revision);
  const EtbStep *removal = find_removal (lacks, line->key);

  set_line_side (side, has, line);
  etb_merge_side_set (other, "", removal ? removal->author : "", removal ? removal->at : "");
  side->changed = !has->parting_known || !known || has_edited_line (has, line->key);
  other->changed = !lacks->parting_known || etb_merge_copy_acted_on (lacks, line->key);
  etb_merge_suggest (self, difference);
}

static void
add_lines (EtbMerge *self, gboolean mine)
{
  EtbMergeCopy *has = mine ? self->mine : self->theirs;
  EtbMergeCopy *lacks = mine ? self->theirs : self->mine;

  for (guint i = 0; i < has->content->lines->len; i++)
    {
      const EtbStoredLine *line = g_ptr_array_index (has->content->lines, i);
      g_autofree char *lone = etb_merge_find_lone_line (has, lacks, line->key);
      EtbMergeDifference *difference;

      /* One inside another that is alone goes with it. */
      if (!lone || !g_str_equal (lone, line->key))
        continue;
      difference = etb_merge_add (self, ETB_MERGE_LINE, line->key);
      compare_line (self, has, mine ? &difference->mine : &difference->theirs, lacks,
                    mine ? &difference->theirs : &difference->mine, difference, line);
    }
}

/* ---- Answers ----------------------------------------------------------------------------------
 */

/* Returns: (transfer full) */
static char *
value_of (EtbMergeCopy *copy, const EtbStoredAnswer *row, const char *key)
{
  char *value = row ? g_strdup (row->value) : etb_instance_get (copy->blank, key);

  return value ? value : g_strdup ("");
}

static void
set_answer_side (EtbMergeSide *side, EtbMergeCopy *copy, const EtbStoredAnswer *row,
                 const char *value, const char *key)
{
  const EtbStep *removal = row ? NULL : find_removal (copy, key);

  side->there = TRUE;
  if (row)
    etb_merge_side_set (side, value, row->author, row->at);
  else
    etb_merge_side_set (side, value, removal ? removal->author : "", removal ? removal->at : "");
}

static gboolean
is_before_of (const EtbMergePast *one, GPtrArray *past)
{
  const EtbStepSide *before = &one->item->before;

  for (guint i = 0; past && i < past->len; i++)
    {
      const EtbStepSide *other = &((EtbMergePast *)g_ptr_array_index (past, i))->item->before;

      if (g_strcmp0 (before->value, other->value) == 0
          && g_str_equal (before->author, other->author) && g_str_equal (before->at, other->at))
        return TRUE;
    }
  return FALSE;
}

/* What both sides found there before they wrote: the last thing that both replaced. */
static void
find_base (EtbMerge *self, EtbMergeDifference *difference)
{
  GPtrArray *mine = etb_merge_copy_past (self->mine, difference->key);
  GPtrArray *theirs = etb_merge_copy_past (self->theirs, difference->key);

  for (guint i = mine ? mine->len : 0; i > 0; i--)
    {
      const EtbMergePast *one = g_ptr_array_index (mine, i - 1);

      if (one->item->before.value && is_before_of (one, theirs))
        {
          difference->base = g_strdup (one->item->before.value);
          return;
        }
    }
}

static void
compare_answer (EtbMerge *self, const char *key, const EtbStoredAnswer *mine,
                const EtbStoredAnswer *theirs)
{
  g_autofree char *my_value = value_of (self->mine, mine, key);
  g_autofree char *their_value = value_of (self->theirs, theirs, key);
  g_autofree char *lone = NULL;
  EtbMergeDifference *difference;

  if (g_str_equal (my_value, their_value))
    return;
  lone = etb_merge_find_lone_line (self->mine, self->theirs, key);
  if (lone)
    return;
  difference = etb_merge_add (self,
                              g_strcmp0 (key, etb_call_get_roles (self->call)->track) == 0
                                  ? ETB_MERGE_TRACK
                                  : ETB_MERGE_ANSWER,
                              key);
  set_answer_side (&difference->mine, self->mine, mine, my_value, key);
  set_answer_side (&difference->theirs, self->theirs, theirs, their_value, key);
  difference->mine.changed = has_changed (self->mine, mine, self->theirs, theirs);
  difference->theirs.changed = has_changed (self->theirs, theirs, self->mine, mine);
  etb_merge_suggest (self, difference);
  if (difference->mine.changed && difference->theirs.changed)
    find_base (self, difference);
  else
    difference->base = g_strdup (difference->mine.changed ? their_value : my_value);
}

static void
add_answers (EtbMerge *self)
{
  GPtrArray *mine = self->mine->content->answers;
  GPtrArray *theirs = self->theirs->content->answers;

  for (guint i = 0; i < mine->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (mine, i);

      compare_answer (self, answer->key, answer,
                      g_hash_table_lookup (self->theirs->answers, answer->key));
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (theirs, i);

      if (!g_hash_table_contains (self->mine->answers, answer->key))
        compare_answer (self, answer->key, NULL, answer);
    }
}

/* ---- Order ------------------------------------------------------------------------------------
 */

typedef struct
{
  EtbMergeDifference *difference;
  guint page;   /* of the repeat, or of the answer itself */
  guint64 line; /* of that repeat */
  guint rank;   /* of the answer */
} Placed;

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Placed *one = a;
  const Placed *other = b;

  if (one->page != other->page)
    return one->page < other->page ? -1 : 1;
  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;
  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return strcmp (one->difference->key, other->difference->key);
}

/* Path of an element without positions to its rank in the empty dossier, from 1 on; the elements
 * above leaves have that of their first leaf. */
static GHashTable *
rank_paths (EtbCall *call)
{
  GHashTable *ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint rank = 0;

  for (xmlNodePtr node = xmlDocGetRootElement (etb_call_get_instance (call)); node;)
    {
      xmlChar *path = xmlGetNodePath (node);

      g_hash_table_insert (ranks, g_strdup ((const char *)path), GUINT_TO_POINTER (++rank));
      xmlFree (path);
      if (xmlFirstElementChild (node))
        {
          node = xmlFirstElementChild (node);
          continue;
        }
      while (node && !xmlNextElementSibling (node))
        node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
      node = node ? xmlNextElementSibling (node) : NULL;
    }
  return ranks;
}

static guint
rank_of (GHashTable *ranks, const char *key, gsize length)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  guint rank;

  for (gsize i = 0; i < length; i++)
    {
      if (key[i] == '[')
        while (i < length && key[i] != ']')
          i++;
      else
        g_string_append_c (plain, key[i]);
    }
  rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, plain->str));
  /* What this edition has no place for comes last. */
  return rank > 0 ? rank : G_MAXUINT;
}

/* Key of a line to its place among those of both sides: one that theirs alone has is before the
 * line that follows it there and that both have. */
static GHashTable *
number_lines (EtbMerge *self)
{
  GHashTable *numbers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GPtrArray *mine = self->mine->content->lines;
  GPtrArray *theirs = self->theirs->content->lines;
  guint64 next = (guint64)(mine->len + 1) << 32;

  for (guint i = 0; i < mine->len; i++)
    {
      guint64 *number = g_new (guint64, 1);

      *number = ((guint64)(i + 1) << 32) + G_MAXUINT32;
      g_hash_table_insert (numbers, ((EtbStoredLine *)g_ptr_array_index (mine, i))->key, number);
    }
  for (guint i = theirs->len; i > 0; i--)
    {
      const EtbStoredLine *line = g_ptr_array_index (theirs, i - 1);
      const guint64 *common = g_hash_table_lookup (numbers, line->key);
      guint64 *number;

      if (common)
        next = *common - G_MAXUINT32;
      else
        {
          number = g_new (guint64, 1);
          *number = next + i;
          g_hash_table_insert (numbers, line->key, number);
        }
    }
  return numbers;
}

static void
place (Placed *placed, GHashTable *ranks, GHashTable *lines)
{
  const char *key = placed->difference->key;
  const char *bracket = strchr (key, '[');
  const char *end = bracket ? strstr (bracket, "']") : NULL;
  g_autofree char *line = end ? g_strndup (key, (gsize)(end - key) + 2) : NULL;
  const guint64 *number;

  placed->rank = rank_of (ranks, key, strlen (key));
  placed->page = bracket ? rank_of (ranks, key, (gsize)(bracket - key)) : placed->rank;
  number = line ? g_hash_table_lookup (lines, line) : NULL;
  placed->line = number ? *number : 0;
}

static void
sort (EtbMerge *self)
{
  g_autoptr (GHashTable) ranks = rank_paths (self->call);
  g_autoptr (GHashTable) lines = number_lines (self);
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (Placed));

  g_array_set_size (places, self->differences->len);
  for (guint i = 0; i < places->len; i++)
    {
      Placed *placed = &g_array_index (places, Placed, i);

      placed->difference = g_ptr_array_index (self->differences, i);
      place (placed, ranks, lines);
    }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    self->differences->pdata[i] = g_array_index (places, Placed, i).difference;
}

/* ---- Labels -----------------------------------------------------------------------------------
 */

/* Of what no page asks for. */
static char *
name_other (const EtbMergeDifference *difference)
{
  if (difference->kind == ETB_MERGE_TRACK)
    return g_strdup (_ ("Track"));
  if (g_str_equal (difference->key, ETB_DOSSIER_FINDING_KEY))
    return g_strdup (_ ("What was found of the place"));
  return g_strdup (difference->key);
}

/* By the number that the line has on the side where it is; on mine first. */
static void
set_label (EtbMerge *self, EtbMergeDifference *difference)
{
  EtbInstance *instance = self->mine->filled;
  xmlNodePtr node = etb_instance_find (instance, difference->key);
  g_autofree char *path = NULL;

  if (!node)
    {
      instance = self->theirs->filled;
      node = etb_instance_find (instance, difference->key);
    }
  path = node ? etb_instance_path_of (instance, node) : NULL;
  difference->label = path ? etb_call_label_for (self->call, path) : NULL;
  if (!difference->label)
    difference->label = name_other (difference);
}

void
etb_merge_compare_answers (EtbMerge *self)
{
  add_lines (self, TRUE);
  add_lines (self, FALSE);
  add_answers (self);
  sort (self);
  for (guint i = 0; i < self->differences->len; i++)
    set_label (self, g_ptr_array_index (self->differences, i));
}
