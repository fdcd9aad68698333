/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a call definition whose XML follows the schema: identity, sources, tracks, calendar, lists;
 * and the small readers that the two other files share. Called by EtbCall only. */

#include "etb-call-reader-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

void
etb_call_reader_fail (EtbCallReader *self, xmlNodePtr node, const char *format, ...)
{
  g_autofree char *message = NULL;
  const long line = xmlGetLineNo (node);
  va_list arguments;

  g_assert (self != NULL && node != NULL);

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  etb_faults_add (self->faults, line,
                  g_error_new (ETB_CALL_ERROR, ETB_CALL_ERROR_MEANING, "%s:%ld: %s", self->name,
                               line, message));
}

char *
etb_call_reader_attribute (xmlNodePtr node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST name);
  char *text;

  if (value == NULL)
    return NULL;

  text = g_strstrip (g_strdup ((const char *)value));
  xmlFree (value);
  return text;
}

gint64
etb_call_reader_number (xmlNodePtr node, const char *name, gint64 fallback)
{
  g_autofree char *value = etb_call_reader_attribute (node, name);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : fallback;
}

xmlNodePtr
etb_call_reader_child (xmlNodePtr node, const char *name)
{
  xmlNodePtr child = xmlFirstElementChild (node);

  if (child == NULL || xmlStrEqual (child->name, BAD_CAST name))
    return child;

  return etb_call_reader_next (child, name);
}

xmlNodePtr
etb_call_reader_next (xmlNodePtr node, const char *name)
{
  do
    node = xmlNextElementSibling (node);
  while (node != NULL && !xmlStrEqual (node->name, BAD_CAST name));

  return node;
}

/* Only the blanks of XML: a no-break space is French typography and stays. */
static char *
tidy_text (const char *raw)
{
  GString *text = g_string_sized_new (strlen (raw));
  guint blanks = 0;
  guint newlines = 0;

  for (; *raw != '\0'; raw++)
    {
      if (strchr (" \t\r\n", *raw) != NULL)
        {
          blanks++;
          newlines += *raw == '\n';
          continue;
        }
      if (blanks > 0 && text->len > 0)
        g_string_append (text, newlines > 1 ? "\n\n" : " ");
      g_string_append_c (text, *raw);
      blanks = 0;
      newlines = 0;
    }

  return g_string_free (text, FALSE);
}

char *
etb_call_reader_content (xmlNodePtr node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *text = tidy_text ((const char *)content);

  xmlFree (content);
  return text;
}

char *
etb_call_reader_text (xmlNodePtr node, const char *name)
{
  xmlNodePtr child = etb_call_reader_child (node, name);

  return child != NULL ? etb_call_reader_content (child) : NULL;
}

/* "FT, FNT": what could have been written, for a message. */
static char *
known_ids (GHashTable *table)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (table), (GCompareFunc)g_strcmp0);
  g_autoptr (GString) text = g_string_new (NULL);
  guint count = 0;

  for (GList *key = keys; key != NULL && count < 12; key = key->next, count++)
    g_string_append_printf (text, "%s%s", count > 0 ? ", " : "", (const char *)key->data);
  if (g_hash_table_size (table) > count)
    g_string_append (text, ", …");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const EtbSource *
etb_call_reader_source (EtbCallReader *self, xmlNodePtr node)
{
  g_autofree char *id = etb_call_reader_attribute (node, "source");
  const EtbSource *source = g_hash_table_lookup (self->call->source_by_id, id);

  if (source == NULL)
    {
      g_autofree char *known = known_ids (self->call->source_by_id);

      etb_call_reader_fail (self, node, _ ("there is no source “%s”: write one of %s"), id, known);
    }

  return source;
}

static char *
read_track_id (EtbCallReader *self, xmlNodePtr node)
{
  g_autofree char *id = etb_call_reader_attribute (node, "track");

  if (g_hash_table_lookup (self->call->track_by_id, id) == NULL)
    {
      g_autofree char *known = known_ids (self->call->track_by_id);

      etb_call_reader_fail (self, node, _ ("there is no track “%s”: write one of %s"), id, known);
      return NULL;
    }

  return g_steal_pointer (&id);
}

static void
read_sources (EtbCallReader *self, xmlNodePtr parent)
{
  /* In the order of EtbStrength. */
  static const char *const strengths[] = { "article", "official", "secondary", "assumption" };

  for (xmlNodePtr node = etb_call_reader_child (parent, "source"); node != NULL;
       node = etb_call_reader_next (node, "source"))
    {
      g_autofree char *strength = etb_call_reader_attribute (node, "strength");
      EtbSource *source = g_new0 (EtbSource, 1);

      for (guint i = 0; i < G_N_ELEMENTS (strengths); i++)
        if (g_str_equal (strength, strengths[i]))
          source->strength = (EtbStrength)i;
      source->id = etb_call_reader_attribute (node, "id");
      source->address = etb_call_reader_attribute (node, "address");
      source->read = etb_call_reader_attribute (node, "read");
      source->title = etb_call_reader_text (node, "title");
      source->quote = etb_call_reader_text (node, "quote");
      g_ptr_array_add (self->call->sources, source);
      g_hash_table_insert (self->call->source_by_id, source->id, source);
    }
}

static void
read_tracks (EtbCallReader *self, xmlNodePtr parent)
{
  for (xmlNodePtr node = etb_call_reader_child (parent, "track"); node != NULL;
       node = etb_call_reader_next (node, "track"))
    {
      EtbTrack *track = g_new0 (EtbTrack, 1);

      g_ptr_array_add (self->call->tracks, track);
      track->id = etb_call_reader_attribute (node, "id");
      track->label = etb_call_reader_text (node, "label");
      track->summary = etb_call_reader_text (node, "summary");
      track->audience = etb_call_reader_text (node, "audience");
      track->amount = etb_call_reader_text (node, "amount");
      track->places = (int)etb_call_reader_number (node, "places", 0);
      track->source = etb_call_reader_source (self, node);
      g_hash_table_insert (self->call->track_by_id, track->id, track);
    }
}

static void
read_deadline (EtbCallReader *self, xmlNodePtr node)
{
  EtbDeadline *deadline = g_new0 (EtbDeadline, 1);

  g_ptr_array_add (self->call->deadlines, deadline);
  deadline->id = etb_call_reader_attribute (node, "id");
  deadline->label = etb_call_reader_text (node, "label");
  deadline->opens = etb_call_reader_attribute (node, "opens");
  deadline->day = etb_call_reader_attribute (node, "day");
  deadline->announcement = etb_call_reader_attribute (node, "announcement");
  deadline->note = etb_call_reader_text (node, "note");
  deadline->track = read_track_id (self, node);
  deadline->source = etb_call_reader_source (self, node);

  /* ISO dates compare as text; a month is compared with a month. */
  if (deadline->opens != NULL && strcmp (deadline->opens, deadline->day) > 0)
    etb_call_reader_fail (
        self, node,
        _ ("the deadline “%s” opens on %s, after its day, %s: correct one of them"), deadline->id,
           deadline->opens, deadline->day);
  else if (deadline->announcement != NULL
           && strncmp (deadline->announcement, deadline->day, strlen (deadline->announcement)) < 0)
    etb_call_reader_fail (
        self, node,
        _ ("the deadline “%s” is announced on %s, before its day, %s: correct one of them"),
           deadline->id, deadline->announcement, deadline->day);
}

static void
read_recurrence (EtbCallReader *self, xmlNodePtr node)
{
  EtbRecurrence *recurrence = g_new0 (EtbRecurrence, 1);

  g_ptr_array_add (self->call->recurrences, recurrence);
  recurrence->from = etb_call_reader_attribute (node, "from");
  recurrence->every_months = (guint)etb_call_reader_number (node, "every-months", 1);
  recurrence->track = read_track_id (self, node);
  recurrence->source = etb_call_reader_source (self, node);
}

static void
read_permanence (EtbCallReader *self, xmlNodePtr node)
{
  EtbPermanence *permanence = g_new0 (EtbPermanence, 1);

  g_ptr_array_add (self->call->permanences, permanence);
  permanence->note = etb_call_reader_text (node, "note");
  permanence->track = read_track_id (self, node);
  permanence->source = etb_call_reader_source (self, node);
}

static void
read_calendar (EtbCallReader *self, xmlNodePtr parent)
{
  for (xmlNodePtr node = xmlFirstElementChild (parent); node != NULL;
       node = xmlNextElementSibling (node))
    if (xmlStrEqual (node->name, BAD_CAST "deadline"))
      read_deadline (self, node);
    else if (xmlStrEqual (node->name, BAD_CAST "recurrence"))
      read_recurrence (self, node);
    else
      read_permanence (self, node);
}

static void
read_lists (EtbCallReader *self, xmlNodePtr parent)
{
  for (xmlNodePtr node = etb_call_reader_child (parent, "list"); node != NULL;
       node = etb_call_reader_next (node, "list"))
    {
      EtbList *list = g_new0 (EtbList, 1);

      list->id = etb_call_reader_attribute (node, "id");
      list->items = g_ptr_array_new_with_free_func (etb_list_item_free);
      for (xmlNodePtr child = etb_call_reader_child (node, "item"); child != NULL;
           child = etb_call_reader_next (child, "item"))
        {
          EtbListItem *item = g_new0 (EtbListItem, 1);

          item->value = etb_call_reader_attribute (child, "value");
          item->label = etb_call_reader_text (child, "label");
          item->hint = etb_call_reader_text (child, "hint");
          g_ptr_array_add (list->items, item);
        }
      g_ptr_array_add (self->call->lists, list);
      g_hash_table_insert (self->call->list_by_id, list->id, list);
    }
}

static void
read_identity (EtbCall *call, xmlNodePtr root)
{
  g_autofree char *is_default = etb_call_reader_attribute (root, "default");

  call->id = etb_call_reader_attribute (root, "id");
  call->published = etb_call_reader_attribute (root, "published");
  call->is_default = g_strcmp0 (is_default, "true") == 0;
  call->minutes = (guint)etb_call_reader_number (root, "minutes", 0);
  call->max_total_size = etb_call_reader_number (root, "max-total-size", 0);
  call->title = etb_call_reader_text (root, "title");
  call->edition = etb_call_reader_text (root, "edition");
  call->publisher = etb_call_reader_text (root, "publisher");
  call->summary = etb_call_reader_text (root, "summary");
}

/* Not in the order of the file: each part needs those before it here. Without an instance nobody
 * can say what a path leads to. */
static void
read_parts (EtbCallReader *self, xmlNodePtr root)
{
  xmlNodePtr lists = etb_call_reader_child (root, "lists");
  xmlNodePtr criteria = etb_call_reader_child (root, "criteria");
  xmlNodePtr pieces = etb_call_reader_child (root, "pieces");

  etb_call_reader_translate (self, root);
  read_identity (self->call, root);
  read_sources (self, etb_call_reader_child (root, "sources"));
  etb_call_reader_consent (self, root);
  if (lists != NULL)
    read_lists (self, lists);
  read_tracks (self, etb_call_reader_child (root, "tracks"));
  read_calendar (self, etb_call_reader_child (root, "calendar"));
  if (criteria != NULL)
    etb_call_reader_criteria (self, criteria);
  if (pieces != NULL)
    etb_call_reader_pieces (self, pieces);

  self->has_model = etb_call_reader_model (self, etb_call_reader_child (root, "model"));
  if (!self->has_model)
    return;
  etb_call_reader_roles (self, etb_call_reader_child (root, "roles"));
  etb_call_reader_parcours (self, etb_call_reader_child (root, "parcours"));
  etb_call_reader_eligibility (self, etb_call_reader_child (root, "eligibility"));
}

gboolean
etb_call_read (EtbCall *call, GBytes *bytes, const char *name, EtbFaults *faults)
{
  g_autoptr (GHashTable) typed_binds = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) repeats = g_ptr_array_new_with_free_func (etb_item_free);
  EtbCallReader reader = {
    .name = name, .call = call, .faults = faults, .typed_binds = typed_binds, .repeats = repeats
  };
  xmlDocPtr document = etb_call_xml_load (bytes, name, faults);

  if (document == NULL)
    return FALSE;

  read_parts (&reader, xmlDocGetRootElement (document));
  xmlFreeDoc (document);
  return reader.has_model;
}
