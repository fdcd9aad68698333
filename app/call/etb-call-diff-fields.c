/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call as things with fields of text, for comparing; see the private header. Part of
 * etb-call-diff. */

#include "etb-call-diff-private.h"

#include "etb-call-private.h"

static void
clear_field (gpointer data)
{
  g_free (((EtbDiffField *)data)->text);
}

static void
free_thing (gpointer data)
{
  EtbDiffThing *thing = data;

  g_free (thing->id);
  g_free (thing->label);
  g_array_unref (thing->fields);
  g_free (thing);
}

static gboolean
has_id (gconstpointer thing, gconstpointer id)
{
  return g_str_equal (((const EtbDiffThing *)thing)->id, id);
}

static EtbDiffThing *
add_thing (GPtrArray *things, const char *id, const char *label)
{
  EtbDiffThing *thing = g_new0 (EtbDiffThing, 1);

  thing->id = g_strdup (id);
  thing->label = g_strdup (label != NULL ? label : "");
  thing->fields = g_array_new (FALSE, FALSE, sizeof (EtbDiffField));
  g_array_set_clear_func (thing->fields, clear_field);
  g_ptr_array_add (things, thing);
  return thing;
}

/* For what a track may have several of: the second is "FT 2". */
static EtbDiffThing *
add_numbered_thing (GPtrArray *things, const char *id, const char *label)
{
  g_autofree char *numbered = g_strdup (id);

  for (guint i = 2; g_ptr_array_find_with_equal_func (things, numbered, has_id, NULL); i++)
    {
      g_free (numbered);
      numbered = g_strdup_printf ("%s %u", id, i);
    }
  return add_thing (things, numbered, label);
}

static void
add_text (EtbDiffThing *thing, const char *name, const char *text)
{
  EtbDiffField field = { name, g_strdup (text != NULL ? text : "") };

  g_array_append_val (thing->fields, field);
}

/* Zero says "none", or "not said", everywhere in a call. */
static void
add_number (EtbDiffThing *thing, const char *name, gint64 number)
{
  g_autofree char *text
      = number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");

  add_text (thing, name, text);
}

static void
append_part (GString *text, const char *before, const char *part, const char *after)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s%s", before, part, after);
}

/* All that a source says but the day it was read: reading it again changes nothing. */
static void
add_source (EtbDiffThing *thing, const EtbSource *source)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (source != NULL)
    {
      g_string_append_printf (text, "%s (%s)", source->id, etb_strength_to_name (source->strength));
      append_part (text, ", ", source->title, "");
      append_part (text, ", ", source->address, "");
      append_part (text, ", “", source->quote, "”");
    }
  add_text (thing, "source", text->str);
}

static void
collect_call (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  EtbDiffThing *thing = add_thing (things, "", call->title);

  add_text (thing, "title", call->title);
  add_text (thing, "edition", call->edition);
  add_text (thing, "publisher", call->publisher);
  add_text (thing, "summary", call->summary);
  add_text (thing, "published", call->published);
  add_number (thing, "minutes", call->minutes);
  add_number (thing, "max-total-size", call->max_total_size);
}

static void
collect_tracks (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->tracks->len; i++)
    {
      const EtbTrack *track = g_ptr_array_index (call->tracks, i);
      EtbDiffThing *thing = add_thing (things, track->id, track->label);

      add_text (thing, "label", track->label);
      add_text (thing, "summary", track->summary);
      add_text (thing, "audience", track->audience);
      add_text (thing, "amount", track->amount);
      add_number (thing, "places", track->places);
      add_source (thing, track->source);
    }
}

static void
collect_deadlines (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (call->deadlines, i);
      EtbDiffThing *thing = add_thing (things, deadline->id, deadline->label);

      add_text (thing, "track", deadline->track);
      add_text (thing, "label", deadline->label);
      add_text (thing, "opens", deadline->opens);
      add_text (thing, "day", deadline->day);
      add_text (thing, "announcement", deadline->announcement);
      add_text (thing, "note", deadline->note);
      add_source (thing, deadline->source);
    }
}

/* (nullable) */
static const char *
label_of_track (EtbCall *call, const char *id)
{
  const EtbTrack *track = etb_call_find_track (call, id);

  return track != NULL ? track->label : NULL;
}

static void
collect_permanences (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->permanences->len; i++)
    {
      const EtbPermanence *permanence = g_ptr_array_index (call->permanences, i);
      EtbDiffThing *thing = add_numbered_thing (things, permanence->track,
                                                label_of_track (call, permanence->track));

      add_text (thing, "note", permanence->note);
      add_source (thing, permanence->source);
    }
}

static void
collect_recurrences (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->recurrences->len; i++)
    {
      const EtbRecurrence *recurrence = g_ptr_array_index (call->recurrences, i);
      EtbDiffThing *thing = add_numbered_thing (things, recurrence->track,
                                                label_of_track (call, recurrence->track));

      add_text (thing, "from", recurrence->from);
      add_number (thing, "every-months", recurrence->every_months);
      add_source (thing, recurrence->source);
    }
}

/* ---- What the empty dossier holds -------------------------------------------------------------
 */

typedef enum
{
  SHAPE_GROUP,
  SHAPE_QUESTION,
  SHAPE_ATTESTATION,
} Shape;

static EtbDiffKind
kind_of_shape (Shape shape)
{
  static const EtbDiffKind kinds[] = {
    [SHAPE_GROUP] = ETB_DIFF_GROUP,
    [SHAPE_QUESTION] = ETB_DIFF_QUESTION,
    [SHAPE_ATTESTATION] = ETB_DIFF_ATTESTATION,
  };

  return kinds[shape];
}

static gboolean
is_leaf (xmlNodePtr element)
{
  return xmlFirstElementChild (element) == NULL;
}

/* An answer whose type becomes or ceases to be that of an attestation is a question that changed.
 */
static Shape
shape_of (xmlNodePtr element, const char *path, EtbCall *call, EtbCall *other)
{
  const EtbBind *bind = etb_call_find_bind (call, path);
  xmlNodePtr same = etb_call_find_element (other, path);
  const EtbBind *other_bind = same != NULL ? etb_call_find_bind (other, path) : NULL;

  if (!is_leaf (element))
    return SHAPE_GROUP;
  if (bind == NULL || bind->type != ETB_VALUE_ATTESTATION
      || (same != NULL && (other_bind == NULL || other_bind->type != ETB_VALUE_ATTESTATION)))
    return SHAPE_QUESTION;
  return SHAPE_ATTESTATION;
}

static void
add_bind (EtbDiffThing *thing, const EtbBind *bind, gboolean leaf)
{
  static const EtbBind none = { 0 };

  if (bind == NULL)
    bind = &none;
  add_text (thing, "type", leaf ? etb_value_type_to_name (bind->type) : NULL);
  add_text (thing, "list", bind->list);
  add_text (thing, "relevant", bind->relevant);
  add_text (thing, "required", bind->required);
  add_text (thing, "readonly", bind->readonly);
  add_text (thing, "constraint", bind->constraint);
  add_text (thing, "constraint-message", bind->constraint_message);
  add_text (thing, "calculate", bind->calculate);
  add_number (thing, "max-length", bind->max_length);
}

static void
add_element (GPtrArray *things, EtbCall *call, const char *path, gboolean leaf)
{
  static const EtbItem none = { 0 };
  const EtbItem *item = etb_call_find_item (call, path);
  g_autofree char *label = etb_call_label_for (call, path);
  EtbDiffThing *thing = add_thing (things, path, label);

  /* What a table says of itself is not said of each cell. */
  if (item == NULL || item->kind != ETB_ITEM_QUESTION)
    item = &none;
  add_text (thing, "label", leaf ? label : NULL);
  add_text (thing, "reason", item->reason);
  add_text (thing, "hint", item->hint);
  add_text (thing, "example", item->example);
  add_text (thing, "version", item->attestation_version);
  add_bind (thing, etb_call_find_bind (call, path), leaf);
}

/* The reader bounds the depth. */
static void
collect_elements (GPtrArray *things, EtbCall *call, EtbCall *other, xmlNodePtr element,
                  const char *path, EtbDiffKind kind)
{
  const Shape shape = shape_of (element, path, call, other);

  /* A group that only one has is said by its answers. */
  if (kind_of_shape (shape) == kind
      && (shape != SHAPE_GROUP || etb_call_find_element (other, path) != NULL))
    add_element (things, call, path, shape != SHAPE_GROUP);
  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL;
       child = xmlNextElementSibling (child))
    {
      g_autofree char *below = g_strconcat (path, "/", (const char *)child->name, NULL);

      collect_elements (things, call, other, child, below, kind);
    }
}

static void
collect_shapes (GPtrArray *things, EtbCall *call, EtbCall *other, EtbDiffKind kind)
{
  xmlNodePtr root = xmlDocGetRootElement (call->instance);
  g_autofree char *path = g_strconcat ("/", (const char *)root->name, NULL);

  collect_elements (things, call, other, root, path, kind);
}

static void
collect_questions (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  collect_shapes (things, call, other, ETB_DIFF_QUESTION);
}

static void
collect_attestations (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  collect_shapes (things, call, other, ETB_DIFF_ATTESTATION);
}

static void
collect_groups (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  collect_shapes (things, call, other, ETB_DIFF_GROUP);
}

static void
collect_repeats_of_page (GPtrArray *things, const EtbPage *page)
{
  for (guint i = 0; page != NULL && i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);
      EtbDiffThing *thing;

      if (item->kind != ETB_ITEM_REPEAT
          || g_ptr_array_find_with_equal_func (things, item->path, has_id, NULL))
        continue;
      thing = add_thing (things, item->path, item->label);
      add_text (thing, "label", item->label);
      add_text (thing, "hint", item->hint);
      add_text (thing, "line-label", item->line_label);
      add_number (thing, "minimum", item->minimum);
      add_number (thing, "maximum", item->maximum);
    }
}

static void
collect_repeats (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  collect_repeats_of_page (things, call->eligibility);
  for (guint i = 0; i < call->tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (call->tasks, i);

      for (guint j = 0; j < task->pages->len; j++)
        collect_repeats_of_page (things, g_ptr_array_index (task->pages, j));
    }
}

/* ---- Lists, criteria, pieces ------------------------------------------------------------------
 */

static void
collect_lists (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->lists->len; i++)
    {
      const EtbList *list = g_ptr_array_index (call->lists, i);

      add_thing (things, list->id, NULL);
    }
}

static void
collect_choices (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->lists->len; i++)
    {
      const EtbList *list = g_ptr_array_index (call->lists, i);

      for (guint j = 0; j < list->items->len; j++)
        {
          const EtbListItem *item = g_ptr_array_index (list->items, j);
          g_autofree char *id = g_strconcat (list->id, "/", item->value, NULL);
          EtbDiffThing *thing = add_thing (things, id, item->label);

          add_text (thing, "label", item->label);
          add_text (thing, "hint", item->hint);
        }
    }
}

static void
collect_criteria (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->criteria->len; i++)
    {
      const EtbCriterion *criterion = g_ptr_array_index (call->criteria, i);
      EtbDiffThing *thing = add_thing (things, criterion->id, criterion->label);

      add_text (thing, "label", criterion->label);
      add_text (thing, "effect", etb_effect_to_name (criterion->effect));
      add_text (thing, "when", criterion->when);
      add_text (thing, "test", criterion->test);
      add_text (thing, "met", criterion->met);
      add_text (thing, "not-met", criterion->not_met);
      add_text (thing, "unknown", criterion->unknown);
      add_source (thing, criterion->source);
    }
}

static void
collect_pieces (GPtrArray *things, EtbCall *call, EtbCall *other)
{
  for (guint i = 0; i < call->pieces->len; i++)
    {
      const EtbPiece *piece = g_ptr_array_index (call->pieces, i);
      EtbDiffThing *thing = add_thing (things, piece->code, piece->label);
      g_autofree char *kinds = g_strjoinv (" ", piece->kinds);

      add_text (thing, "label", piece->label);
      add_text (thing, "hint", piece->hint);
      add_text (thing, "relevant", piece->relevant);
      add_text (thing, "required", piece->required);
      add_text (thing, "kinds", kinds);
      add_number (thing, "max-size", piece->max_size);
      add_number (thing, "max-files", piece->max_files);
      add_number (thing, "max-age-months", piece->max_age_months);
      add_number (thing, "lead-days", piece->lead_days);
      add_source (thing, piece->source);
    }
}

GPtrArray *
etb_diff_collect (EtbDiffKind kind, EtbCall *call, EtbCall *other)
{
  typedef void (*Collect) (GPtrArray * things, EtbCall * call, EtbCall * other);
  static const Collect collect[] = {
    [ETB_DIFF_CALL] = collect_call,
    [ETB_DIFF_TRACK] = collect_tracks,
    [ETB_DIFF_DEADLINE] = collect_deadlines,
    [ETB_DIFF_PERMANENCE] = collect_permanences,
    [ETB_DIFF_RECURRENCE] = collect_recurrences,
    [ETB_DIFF_QUESTION] = collect_questions,
    [ETB_DIFF_ATTESTATION] = collect_attestations,
    [ETB_DIFF_GROUP] = collect_groups,
    [ETB_DIFF_REPEAT] = collect_repeats,
    [ETB_DIFF_LIST] = collect_lists,
    [ETB_DIFF_CHOICE] = collect_choices,
    [ETB_DIFF_CRITERION] = collect_criteria,
    [ETB_DIFF_PIECE] = collect_pieces,
  };
  GPtrArray *things = g_ptr_array_new_with_free_func (free_thing);

  g_assert ((gsize)kind < G_N_ELEMENTS (collect));

  collect[kind](things, call, other);
  return things;
}
