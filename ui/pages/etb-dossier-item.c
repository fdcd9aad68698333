/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One dossier of the home page: see the header. Made by the list when its row comes in sight. */

#include "etb-dossier-item.h"

#include <glib/gi18n.h>

#include "etb-instant.h"
#include "etb-library-index.h"

struct _EtbDossierItem
{
  GObject parent_instance;

  char *file;
  char *title;
  char *detail;
  char *facts;
  char *match; /* or NULL */
  EtbDossierState state;
};

G_DEFINE_FINAL_TYPE (EtbDossierItem, etb_dossier_item, G_TYPE_OBJECT)

static void
add (GString *text, const char *words)
{
  if (*words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static char *
describe_detail (const EtbSummary *summary, const char *folder)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *its_folder = g_path_get_dirname (summary->file);

  add (text, summary->place_name);
  add (text, summary->track_label);
  add (text, summary->edition);
  if (g_strcmp0 (its_folder, folder) != 0)
    {
      g_autofree char *where = g_filename_display_name (its_folder);
      /* Translators: a dossier that is in another folder than the others. */
      g_autofree char *words = g_strdup_printf (_("in %s"), where);

      add (text, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_date (gint64 deadline, GDateTime *at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (deadline);
  g_autofree char *date = etb_instant_paris_date (when);
  g_autofree char *day = etb_instant_describe_date (date);
  EtbDeadline next = { 0 };
  EtbTrackStatus status = { .state = ETB_TRACK_OPEN,
                            .deadline = &next,
                            .seconds_left = deadline - g_date_time_to_unix (at) };
  g_autofree char *left = etb_track_status_describe (&status);

  /* Translators: a date, then what is left until then. */
  return g_strdup_printf (_("until %s (%s)"), day, left);
}

static char *
describe_deadline (const EtbSummary *summary, GDateTime *at)
{
  if (summary->state == ETB_TRACK_CLOSED)
    return g_strdup (_("Track closed"));
  if (summary->deadline >= g_date_time_to_unix (at))
    return describe_date (summary->deadline, at);
  return g_strdup (summary->state == ETB_TRACK_PERMANENT ? _("Open permanently") : "");
}

static char *
describe_changed (gint64 modified)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (modified);
  if (when == NULL)
    return g_strdup ("");
  /* Translators: day of the last change, in a list. */
  g_autofree char *date = g_date_time_format (when, C_("changed", "%d/%m/%Y"));
  return g_strdup_printf (_("Changed on %s"), date);
}

static char *
describe_facts (const EtbSummary *summary, GDateTime *at)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *changed = describe_changed (summary->modified);

  if (summary->problem == NULL)
    {
      g_autofree char *filled = g_strdup_printf (_("%u %% filled in"), summary->percent);
      g_autofree char *deadline = describe_deadline (summary, at);

      add (text, filled);
      add (text, deadline);
    }
  add (text, changed);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static EtbDossierState
state_of (const EtbSummary *summary)
{
  if (summary->problem != NULL)
    return ETB_DOSSIER_BROKEN;
  if (summary->deposited)
    return ETB_DOSSIER_DEPOSITED;
  if (summary->exported)
    return ETB_DOSSIER_EXPORTED;
  return summary->complete ? ETB_DOSSIER_COMPLETE : ETB_DOSSIER_BEGUN;
}

/* What was found in bold. Several answers may be in it: they are told apart as on a line. */
static char *
mark_up (const char *match)
{
  g_autofree char *escaped = g_markup_escape_text (match, -1);
  g_autoptr (GString) text = g_string_new (NULL);

  /* GLib writes the two characters as references. */
  for (const char *at = escaped; *at != '\0'; at++)
    if (g_str_has_prefix (at, "&#x2;"))
      {
        g_string_append (text, "<b>");
        at += strlen ("&#x2;") - 1;
      }
    else if (g_str_has_prefix (at, "&#x3;"))
      {
        g_string_append (text, "</b>");
        at += strlen ("&#x3;") - 1;
      }
    else if (*at == '\n')
      g_string_append (text, at[1] != '\0' ? " · " : "");
    else
      g_string_append_c (text, *at);
  return g_strdup_printf (_("Found in the answers: %s"), text->str);
}

EtbDossierItem *
etb_dossier_item_new (const EtbSummary *summary, const char *match, const char *folder,
                      GDateTime *at)
{
  EtbDossierItem *self = g_object_new (ETB_TYPE_DOSSIER_ITEM, NULL);

  self->file = g_strdup (summary->file);
  self->title = g_strdup (summary->title);
  self->state = state_of (summary);
  self->detail
      = summary->problem != NULL ? g_strdup (summary->problem) : describe_detail (summary, folder);
  self->facts = describe_facts (summary, at);
  self->match = match != NULL ? mark_up (match) : NULL;
  return self;
}

static void
etb_dossier_item_finalize (GObject *object)
{
  EtbDossierItem *self = ETB_DOSSIER_ITEM (object);

  g_free (self->file);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->facts);
  g_free (self->match);
  G_OBJECT_CLASS (etb_dossier_item_parent_class)->finalize (object);
}

static void
etb_dossier_item_class_init (EtbDossierItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_dossier_item_finalize;
}

static void
etb_dossier_item_init (EtbDossierItem *self)
{
}

const char *
etb_dossier_item_get_file (EtbDossierItem *self)
{
  return self->file;
}

const char *
etb_dossier_item_get_title (EtbDossierItem *self)
{
  return self->title;
}

const char *
etb_dossier_item_get_detail (EtbDossierItem *self)
{
  return self->detail;
}

const char *
etb_dossier_item_get_facts (EtbDossierItem *self)
{
  return self->facts;
}

EtbDossierState
etb_dossier_item_get_state (EtbDossierItem *self)
{
  return self->state;
}

const char *
etb_dossier_item_get_state_words (EtbDossierItem *self)
{
  switch (self->state)
    {
    case ETB_DOSSIER_COMPLETE:
      return C_("dossier", "Complete");
    case ETB_DOSSIER_EXPORTED:
      return _("Package made");
    case ETB_DOSSIER_DEPOSITED:
      return C_("dossier", "Deposited");
    case ETB_DOSSIER_BROKEN:
      return _("Cannot be opened");
    case ETB_DOSSIER_BEGUN:
    default:
      return C_("task", "In progress");
    }
}

const char *
etb_dossier_item_get_match (EtbDossierItem *self)
{
  return self->match;
}
