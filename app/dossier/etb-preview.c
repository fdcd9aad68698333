/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview of a definition: see the header. Another version of the definition is another edition
 * of the call: the dossier is moved to it like any other, by etb-migration.
 *
 * Invariant: the folder is ours alone (0700) and holds nothing but dossiers of this preview. */

#include "etb-preview.h"

#include <glib/gstdio.h>

#include "etb-migration.h"
#include "etb-rules.h"

/* Editors write in several goes: milliseconds without another one. */
#define PAUSE 250

struct _EtbPreview
{
  GObject parent_instance;

  char *file;
  char *folder;
  GFileMonitor *monitor;
  guint pause;
  GPtrArray *faults;
  EtbCall *call; /* the last right one, or NULL */
  EtbDossier *dossier;
  guint dossiers; /* made so far */
};

static guint file_changed;

G_DEFINE_FINAL_TYPE (EtbPreview, etb_preview, G_TYPE_OBJECT)

/* ---- The folder -------------------------------------------------------------------------------
 */

static void
empty_folder (EtbPreview *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
}

static void
drop_dossier (EtbPreview *self)
{
  if (self->dossier)
    etb_dossier_close (self->dossier, NULL);
  g_clear_object (&self->dossier);
}

/* ---- The file ---------------------------------------------------------------------------------
 */

static gboolean
on_paused (gpointer data)
{
  EtbPreview *self = data;

  self->pause = 0;
  g_signal_emit (self, file_changed, 0);
  return G_SOURCE_REMOVE;
}

static void
on_monitor_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                    EtbPreview *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, on_paused, self);
}

static void
watch (EtbPreview *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->file);

  /* Without one the definition is read again when the person asks for it. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (on_monitor_changed), self);
}

GPtrArray *
etb_preview_check (EtbPreview *self)
{
  g_autoptr (EtbRules) rules = NULL;

  g_return_val_if_fail (ETB_IS_PREVIEW (self), NULL);

  g_clear_pointer (&self->faults, g_ptr_array_unref);
  self->faults = etb_rules_check_file (self->file, &rules);
  if (rules)
    g_set_object (&self->call, etb_rules_get_call (rules));
  return self->faults;
}

/* ---- The dossier ------------------------------------------------------------------------------
 */

gboolean
etb_preview_is_stale (EtbPreview *self)
{
  g_return_val_if_fail (ETB_IS_PREVIEW (self), FALSE);

  if (!self->call || !self->dossier)
    return self->call != NULL;
  return !g_str_equal (etb_call_get_digest (self->call),
                       etb_call_get_digest (etb_dossier_get_call (self->dossier)));
}

static EtbDossier *
begin (EtbPreview *self, GError **error)
{
  const EtbTrack *track = g_ptr_array_index (etb_call_get_tracks (self->call), 0);
  g_autofree char *name = g_strdup_printf ("apercu-%u.etabli", ++self->dossiers);
  g_autofree char *file = g_build_filename (self->folder, name, NULL);

  return etb_dossier_create (file, self->call, track->id, error);
}

/* FALSE when the new definition has no place for the track: another dossier is begun then. */
static gboolean
move (EtbPreview *self, const char *file)
{
  g_autofree char *copy = NULL;

  if (!etb_migration_move (file, self->call, &copy, NULL))
    return FALSE;
  g_unlink (copy);
  return TRUE;
}

EtbDossier *
etb_preview_renew (EtbPreview *self, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (ETB_IS_PREVIEW (self), NULL);

  if (!self->call)
    return NULL;
  if (self->dossier)
    {
      file = g_strdup (etb_dossier_get_file (self->dossier));
      place = etb_dossier_get_place (self->dossier);
    }
  drop_dossier (self);
  self->dossier = file && move (self, file) ? etb_dossier_open (file, error) : begin (self, error);
  if (self->dossier && place)
    etb_dossier_set_place (self->dossier, place);
  return self->dossier;
}

EtbDossier *
etb_preview_get_dossier (EtbPreview *self)
{
  g_return_val_if_fail (ETB_IS_PREVIEW (self), NULL);
  return self->dossier;
}

/* ---- Life -------------------------------------------------------------------------------------
 */

static void
etb_preview_dispose (GObject *object)
{
  EtbPreview *self = ETB_PREVIEW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->monitor)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  drop_dossier (self);
  g_clear_object (&self->call);
  G_OBJECT_CLASS (etb_preview_parent_class)->dispose (object);
}

static void
etb_preview_finalize (GObject *object)
{
  EtbPreview *self = ETB_PREVIEW (object);

  if (self->folder)
    {
      empty_folder (self);
      g_rmdir (self->folder);
    }
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->file);
  G_OBJECT_CLASS (etb_preview_parent_class)->finalize (object);
}

static void
etb_preview_class_init (EtbPreviewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_preview_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_preview_finalize;
  file_changed = g_signal_new ("file-changed", ETB_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
etb_preview_init (EtbPreview *self)
{
}

EtbPreview *
etb_preview_new (const char *file, GError **error)
{
  g_autoptr (EtbPreview) self = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_object_new (ETB_TYPE_PREVIEW, NULL);
  self->file = g_canonicalize_filename (file, NULL);
  self->folder = g_dir_make_tmp ("etabli-apercu-XXXXXX", error);
  if (!self->folder)
    return NULL;
  watch (self);
  return g_steal_pointer (&self);
}

const char *
etb_preview_get_file (EtbPreview *self)
{
  g_return_val_if_fail (ETB_IS_PREVIEW (self), NULL);
  return self->file;
}
