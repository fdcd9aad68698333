/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One dossier of the home page: see the header. Made on a thread by the home page. */

#include "etb-dossier-item.h"

#include <glib/gi18n.h>

#include "etb-calendar.h"

struct _EtbDossierItem
{
  GObject parent_instance;

  char *file;
  char *title;
  char *detail;
  char *deadline;
  char *state;
  char *changed;
  char *folded;
  gboolean has_problem;
};

G_DEFINE_FINAL_TYPE (EtbDossierItem, etb_dossier_item, G_TYPE_OBJECT)

char *
etb_dossier_item_fold (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  return g_utf8_casefold (ascii, -1);
}

static char *
describe_detail (const EtbSummary *summary)
{
  g_autoptr (GString) text = g_string_new (summary->place_name);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, "%s · %s", summary->edition, summary->track);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_deadline (const EtbSummary *summary, EtbCall *call, GDateTime *at)
{
  if (call == NULL || etb_call_find_track (call, summary->track) == NULL)
    return g_strdup ("");

  g_autoptr (EtbTrackStatus) status = etb_calendar_status (call, summary->track, at);
  if (status->state == ETB_TRACK_CLOSED)
    return g_strdup (_("Track closed"));
  if (status->state == ETB_TRACK_PERMANENT && status->deadline == NULL)
    return g_strdup (_("Open permanently"));
  return etb_track_status_describe (status);
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

EtbDossierItem *
etb_dossier_item_new (const EtbSummary *summary, EtbCall *call, GDateTime *at)
{
  EtbDossierItem *self = g_object_new (ETB_TYPE_DOSSIER_ITEM, NULL);

  self->file = g_strdup (summary->file);
  self->title = g_strdup (summary->title);
  self->has_problem = summary->problem != NULL;
  self->changed = describe_changed (summary->modified);
  if (self->has_problem)
    {
      self->detail = g_strdup (summary->problem);
      self->deadline = g_strdup ("");
      self->state = g_strdup (_("Cannot be opened"));
    }
  else
    {
      self->detail = describe_detail (summary);
      self->deadline = describe_deadline (summary, call, at);
      self->state = summary->exported ? g_strdup (_("Package made"))
                                      : g_strdup_printf (_("%u %% filled in"), summary->percent);
    }
  g_autofree char *text = g_strconcat (self->title, " ", self->detail, NULL);
  self->folded = etb_dossier_item_fold (text);
  return self;
}

static void
etb_dossier_item_finalize (GObject *object)
{
  EtbDossierItem *self = ETB_DOSSIER_ITEM (object);

  g_free (self->file);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->deadline);
  g_free (self->state);
  g_free (self->changed);
  g_free (self->folded);
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

gboolean
etb_dossier_item_matches (EtbDossierItem *self, const char *folded_text)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_ITEM (self), FALSE);

  g_auto (GStrv) words = g_strsplit (folded_text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
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
etb_dossier_item_get_deadline (EtbDossierItem *self)
{
  return self->deadline;
}

const char *
etb_dossier_item_get_state (EtbDossierItem *self)
{
  return self->state;
}

const char *
etb_dossier_item_get_changed (EtbDossierItem *self)
{
  return self->changed;
}

gboolean
etb_dossier_item_has_problem (EtbDossierItem *self)
{
  return self->has_problem;
}
