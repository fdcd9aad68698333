/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences of two copies in words; see the header of etb-merge.
 *
 * Callers: cli (merge), ui (merge page). */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-display.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"
#include "etb-merge-private.h"

static char *
quote (const char *text)
{
  return g_strdup_printf (_ ("“%s”"), text);
}

/* The sentences of a finding of the place, without its picture. */
static char *
describe_finding (const char *text)
{
  g_autoptr (EtbFinding) finding = *text != '\0' ? etb_finding_from_text (text, NULL) : NULL;

  if (finding)
    return quote (finding->words);
  return g_strdup (*text != '\0' ? _("cannot be read") : _("none"));
}

static char *
describe_answer (EtbMerge *self, const char *path, const char *value, EtbTerritory *territory)
{
  if (g_str_equal (path, ETB_DOSSIER_FINDING_KEY))
    return describe_finding (value);

  g_autofree char *shown = etb_display_value (self->call, territory, path, value);
  const EtbTrack *track = g_strcmp0 (path, etb_call_get_roles (self->call)->track) == 0
                              ? etb_call_find_track (self->call, value)
                              : NULL;

  if (track)
    return quote (track->label);
  return *shown != '\0' ? quote (shown) : g_strdup (_ ("no answer"));
}

/* "Nom: Atelier; Part: 3" */
static char *
describe_line (EtbMerge *self, EtbMergeCopy *copy, const char *key, EtbTerritory *territory)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *prefix = g_strconcat (key, "/", NULL);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (copy->filled);

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *leaf = etb_instance_key_of (copy->filled, g_ptr_array_index (leaves, i));
      g_autofree char *value = NULL;
      g_autofree char *label = NULL;
      g_autofree char *shown = NULL;

      if (!g_str_has_prefix (leaf, prefix))
        continue;
      value = etb_instance_get (copy->filled, leaf);
      shown = etb_display_value (self->call, territory, leaf, value ? value : "");
      if (*shown == '\0')
        continue;
      label = etb_call_label_for (self->call, leaf);
      /* Translators: between the answers of one line. */
      g_string_append (text, text->len > 0 ? _ ("; ") : "");
      g_string_append_printf (text, _ ("%s: %s"), label ? label : leaf, shown);
    }
  return text->len > 0 ? g_strdup (text->str) : g_strdup (_ ("an empty line"));
}

static char *
describe_file (EtbMergeCopy *copy, const char *id, const char *name)
{
  GPtrArray *files = copy->content->attachments;

  for (guint i = 0; i < files->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (files, i);

      if (g_str_equal (file->id, id))
        {
          g_autofree char *size = g_format_size (file->size);

          /* Translators: a file and its size. */
          return g_strdup_printf (_ ("“%s” (%s)"), file->name, size);
        }
    }
  return quote (name);
}

static char *
describe_date (const char *date)
{
  return *date != '\0' ? etb_instant_describe_date (date) : g_strdup (_ ("no date"));
}

/* What is not on a side is gone from there, or was never there. */
static char *
describe_missing (EtbMergeCopy *copy, const EtbMergeDifference *difference,
                  const EtbMergeSide *side)
{
  gboolean removed = side->changed && copy->parting_known;

  if (difference->kind == ETB_MERGE_LINE)
    return g_strdup (removed ? _("line removed") : _("no such line"));
  return g_strdup (removed ? _("file removed") : _("no such file"));
}

char *
etb_merge_describe_side (EtbMerge *self, const EtbMergeDifference *difference,
                         const EtbMergeSide *side, EtbTerritory *territory)
{
  EtbMergeCopy *copy;

  g_return_val_if_fail (self != NULL && difference != NULL, NULL);
  g_return_val_if_fail (side == &difference->mine || side == &difference->theirs, NULL);

  copy = side == &difference->mine ? self->mine : self->theirs;
  if (!side->there)
    return describe_missing (copy, difference, side);
  switch (difference->kind)
    {
    case ETB_MERGE_LINE:
      return describe_line (self, copy, difference->key, territory);
    case ETB_MERGE_FILE:
      return describe_file (copy,
                            copy == self->theirs && difference->other_key ? difference->other_key
                                                                          : difference->key,
                            side->value);
    case ETB_MERGE_FILE_DATE:
      return describe_date (side->value);
    default:
      return describe_answer (self, difference->key, side->value, territory);
    }
}

char *
etb_merge_describe_base (EtbMerge *self, const EtbMergeDifference *difference,
                         EtbTerritory *territory)
{
  g_return_val_if_fail (self != NULL && difference != NULL, NULL);

  if (!difference->base)
    return NULL;
  return difference->kind == ETB_MERGE_FILE_DATE
             ? describe_date (difference->base)
             : describe_answer (self, difference->key, difference->base, territory);
}

/* A helper goes by the name that the record of help has; either copy may hold it. */
static const char *
name_helper (EtbMergeCopy *copy, const char *author)
{
  GPtrArray *assistances = copy->content->assistances;

  for (guint i = 0; i < assistances->len; i++)
    {
      const EtbAssistance *assistance = g_ptr_array_index (assistances, i);

      if (g_str_equal (assistance->author, author))
        return assistance->helper;
    }
  return NULL;
}

static const char *
name_author (EtbMerge *self, const char *author)
{
  const char *helper = name_helper (self->mine, author);

  if (g_str_equal (author, ETB_DOSSIER_AUTHOR))
    return _("the applicant");
  if (!helper)
    helper = name_helper (self->theirs, author);
  return helper ? helper : author;
}

char *
etb_merge_describe_origin (EtbMerge *self, const EtbMergeSide *side)
{
  const char *author;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (self != NULL && side != NULL, NULL);

  author = name_author (self, side->author);
  at = g_date_time_new_from_iso8601 (side->at, NULL);
  if (!at)
    return g_strdup (author);
  when = etb_instant_describe (at);
  if (*author == '\0')
    return g_steal_pointer (&when);
  /* Translators: who, and when. */
  return g_strdup_printf (_ ("%s, %s"), author, when);
}
