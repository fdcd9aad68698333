/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier to throw away: see the header. Made by the preview; the way to a new dossier opens it.
 */

#include "etb-scratch.h"

#include <glib/gstdio.h>

#include "etb-migration.h"

struct _EtbScratch
{
  GObject parent_instance;

  char *folder;
  char *file; /* in it; need not be there */
};

G_DEFINE_FINAL_TYPE (EtbScratch, etb_scratch, G_TYPE_OBJECT)

/* Everything in it is ours, and flat: the dossier and what SQLite puts beside. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_unlink (file);
    }
  g_rmdir (folder);
}

static void
etb_scratch_finalize (GObject *object)
{
  EtbScratch *self = ETB_SCRATCH (object);

  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->file);
  G_OBJECT_CLASS (etb_scratch_parent_class)->finalize (object);
}

static void
etb_scratch_class_init (EtbScratchClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_scratch_finalize;
}

static void
etb_scratch_init (EtbScratch *self)
{
}

EtbScratch *
etb_scratch_new (GError **error)
{
  char *folder = g_dir_make_tmp ("etabli-XXXXXX", error);

  if (folder == NULL)
    return NULL;
  EtbScratch *self = g_object_new (ETB_TYPE_SCRATCH, NULL);
  self->folder = folder;
  self->file = g_build_filename (folder, "essai.etabli", NULL);
  return self;
}

EtbDossier *
etb_scratch_open (EtbScratch *self, EtbCall *call, const char *track, GError **error)
{
  g_return_val_if_fail (ETB_IS_SCRATCH (self), NULL);

  if (!g_file_test (self->file, G_FILE_TEST_EXISTS))
    return etb_dossier_create (self->file, call, track, error);
  if (!etb_migration_recast (self->file, call, track, error))
    return NULL;
  return etb_dossier_open (self->file, error);
}

const char *
etb_scratch_get_folder (EtbScratch *self)
{
  g_return_val_if_fail (ETB_IS_SCRATCH (self), NULL);
  return self->folder;
}
