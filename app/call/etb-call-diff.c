/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two editions of a call side by side; see the header. What is compared of each kind is in a table:
 * etb-call-diff-fields.c turns a call into things with fields, this file compares the things.
 *
 * Callers: cli (calls diff), ui (comparison page). */

#include "etb-call-diff-private.h"

#include <glib/gi18n-lib.h>

void
etb_difference_free (EtbDifference *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static void
add_difference (GPtrArray *out, EtbDiffKind kind, EtbDiffChange change, const EtbDiffThing *thing)
{
  EtbDifference *difference = g_new0 (EtbDifference, 1);

  difference->kind = kind;
  difference->change = change;
  difference->id = g_strdup (thing->id);
  difference->label = g_strdup (thing->label);
  g_ptr_array_add (out, difference);
}

static void
add_changes (GPtrArray *out, EtbDiffKind kind, const EtbDiffThing *before,
             const EtbDiffThing *after)
{
  g_assert (before->fields->len == after->fields->len);

  for (guint i = 0; i < before->fields->len; i++)
    {
      const EtbDiffField *old = &g_array_index (before->fields, EtbDiffField, i);
      const EtbDiffField *new = &g_array_index (after->fields, EtbDiffField, i);
      EtbDifference *difference;

      g_assert (old->name == new->name);
      if (g_str_equal (old->text, new->text))
        continue;
      add_difference (out, kind, ETB_DIFF_CHANGED, after);
      difference = g_ptr_array_index (out, out->len - 1);
      difference->field = new->name;
      difference->before = g_strdup (old->text);
      difference->after = g_strdup (new->text);
    }
}

/* The things by id. Ids belong to the things. */
static GHashTable *
index_things (GPtrArray *things)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < things->len; i++)
    {
      EtbDiffThing *thing = g_ptr_array_index (things, i);

      g_hash_table_insert (index, thing->id, thing);
    }
  return index;
}

static void
compare_kind (GPtrArray *out, EtbDiffKind kind, EtbCall *before, EtbCall *after)
{
  g_autoptr (GPtrArray) old = etb_diff_collect (kind, before, after);
  g_autoptr (GPtrArray) new = etb_diff_collect (kind, after, before);
  g_autoptr (GHashTable) old_by_id = index_things (old);
  g_autoptr (GHashTable) new_by_id = index_things (new);

  for (guint i = 0; i < old->len; i++)
    {
      const EtbDiffThing *thing = g_ptr_array_index (old, i);
      const EtbDiffThing *other = g_hash_table_lookup (new_by_id, thing->id);

      if (other != NULL)
        add_changes (out, kind, thing, other);
      else
        add_difference (out, kind, ETB_DIFF_REMOVED, thing);
    }
  for (guint i = 0; i < new->len; i++)
    {
      const EtbDiffThing *thing = g_ptr_array_index (new, i);

      if (!g_hash_table_contains (old_by_id, thing->id))
        add_difference (out, kind, ETB_DIFF_ADDED, thing);
    }
}

GPtrArray *
etb_call_diff (EtbCall *before, EtbCall *after)
{
  GPtrArray *out;

  g_return_val_if_fail (ETB_IS_CALL (before), NULL);
  g_return_val_if_fail (ETB_IS_CALL (after), NULL);

  out = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_difference_free);
  for (EtbDiffKind kind = ETB_DIFF_CALL; kind <= ETB_DIFF_PIECE; kind++)
    compare_kind (out, kind, before, after);
  return out;
}

/* ---- Words ------------------------------------------------------------------------------------
 */

typedef struct
{
  const char *name;
  const char *title;
} Words;

static const Words kinds[] = {
  [ETB_DIFF_CALL]
  = { "call", N_ ("The call") },
      [ETB_DIFF_TRACK]
      = { "track", N_ ("Tracks") },
          [ETB_DIFF_DEADLINE]
          = { "deadline", N_ ("Deadlines") },
              [ETB_DIFF_PERMANENCE]
              = { "permanence", N_ ("Permanent tracks") },
                  [ETB_DIFF_RECURRENCE]
                  = { "recurrence", N_ ("Announcements that come back") },
                      [ETB_DIFF_QUESTION]
                      = { "question", N_ ("Questions") },
                          [ETB_DIFF_ATTESTATION]
                          = { "attestation", N_ ("Attestations") },
                              [ETB_DIFF_GROUP]
                              = { "group", N_ ("Groups of questions") },
                                  [ETB_DIFF_REPEAT]
                                  = { "repeat", N_ ("Repeated questions") },
                                      [ETB_DIFF_LIST]
                                      = { "list", N_ ("Lists of choices") },
                                          [ETB_DIFF_CHOICE]
                                          = { "choice", N_ ("Choices") },
                                              [ETB_DIFF_CRITERION]
                                              = { "criterion", N_ ("Criteria") },
                                                  [ETB_DIFF_PIECE]
                                                  = { "piece", N_ ("Supporting documents") },
                                                  };

static const Words fields[] = {
  { "amount", N_ ("Amount") },
    { "announcement", N_ ("Announcement") },
      { "audience", N_ ("Who may apply") },
        { "calculate", N_ ("Calculation") },
          { "constraint", N_ ("Condition on the answer") },
            { "constraint-message", N_ ("Message of the condition") },
              { "day", N_ ("Last day") },
                { "edition", N_ ("Edition") },
                  { "effect", N_ ("Effect") },
                    { "every-months", N_ ("Every how many months") },
                      { "example", N_ ("Example") },
                        { "from", N_ ("From") },
                          { "hint", N_ ("Help") },
                            { "kinds", N_ ("Kinds of files") },
                              { "label", N_ ("Label") },
                                { "lead-days", N_ ("Days it takes to get") },
                                  { "line-label", N_ ("What a line is called") },
                                    { "list", N_ ("List of choices") },
                                      { "max-age-months", N_ ("Largest age, in months") },
                                        { "max-files", N_ ("Number of files, at most") },
                                          { "max-length", N_ ("Characters, at most") },
                                            { "max-size",
                                              N_ ("Size of a file, at most, in bytes") },
                                              { "max-total-size",
                                                N_ ("Size of all files, at most, in bytes") },
                                                { "maximum", N_ ("Lines, at most") },
                                                  { "met", N_ ("Text when met") },
                                                    { "minimum", N_ ("Lines, at least") },
                                                      { "minutes", N_ ("Minutes it takes") },
                                                        { "not-met", N_ ("Text when not met") },
                                                          { "note", N_ ("Note") },
                                                            { "opens", N_ ("First day") },
                                                              { "places", N_ ("Places") },
                                                                { "published",
                                                                  N_ ("Published on") },
                                                                  { "publisher", N_ ("Publisher") },
                                                                    { "readonly",
                                                                      N_ ("Not to be changed") },
                                                                      { "reason",
                                                                        N_ ("Reason for asking") },
                                                                        { "relevant",
                                                                          N_ ("Asked when") },
                                                                          { "required",
                                                                            N_ ("Needed when") },
                                                                            { "source",
                                                                              N_ ("Source") },
                                                                              { "summary",
                                                                                N_ ("Summary") },
                                                                                { "test",
                                                                                  N_ ("Rule") },
                                                                                  { "title",
                                                                                    N_ ("Title") },
                                                                                    { "track",
                                                                                      N_ ("Track") },
                                                                                      { "type",
                                                                                        N_ ("Type") },
                                                                                        { "unknown",
                                                                                          N_ ("Text when it cannot be told") },
                                                                                          { "versio"
                                                                                            "n",
                                                                                            N_ ("Version of the wording") },
                                                                                            { "whe"
                                                                                              "n",
                                                                                              N_ ("Applies when") },
                                                                                          };

const char *
etb_diff_kind_to_name (EtbDiffKind kind)
{
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (kinds), "");

  return kinds[kind].name;
}

const char *
etb_diff_kind_to_title (EtbDiffKind kind)
{
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (kinds), "");

  return _ (kinds[kind].title);
}

const char *
etb_diff_change_to_name (EtbDiffChange change)
{
  static const char *const names[] = {
    [ETB_DIFF_ADDED] = "added",
    [ETB_DIFF_REMOVED] = "removed",
    [ETB_DIFF_CHANGED] = "changed",
  };

  g_return_val_if_fail ((gsize)change < G_N_ELEMENTS (names), "");

  return names[change];
}

const char *
etb_difference_get_field_title (const EtbDifference *self)
{
  g_return_val_if_fail (self != NULL, "");

  for (gsize i = 0; self->field != NULL && i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, self->field))
      return _ (fields[i].title);
  return "";
}
