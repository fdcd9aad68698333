/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who helps on this computer: see the header. What the file holds is only proposed in a form, where
 * the person sees it. Called by EtbAssistPage. */

#include "etb-helper-memory.h"

#include <glib/gstdio.h>

#define GROUP "helper"

static char *
find_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "etabli", "helper.ini", NULL);
}

static char *
read_text (GKeyFile *file, const char *key)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);

  return g_strdup (text != NULL ? text : "");
}

EtbHelper *
etb_helper_memory_load (void)
{
  g_autofree char *path = find_file ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  EtbHelper *self;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_key (file, GROUP, "name", NULL))
    return NULL;
  self = g_new0 (EtbHelper, 1);
  self->helper = read_text (file, "name");
  self->organisation = read_text (file, "organisation");
  self->status = read_text (file, "status");
  return self;
}

void
etb_helper_free (EtbHelper *self)
{
  g_free (self->helper);
  g_free (self->organisation);
  g_free (self->status);
  g_free (self);
}

gboolean
etb_helper_memory_save (const char *helper, const char *organisation, const char *status,
                        GError **error)
{
  g_autofree char *path = find_file ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, GROUP, "name", helper);
  g_key_file_set_string (file, GROUP, "organisation", organisation);
  g_key_file_set_string (file, GROUP, "status", status);
  text = g_key_file_to_data (file, NULL, NULL);
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

void
etb_helper_memory_forget (void)
{
  g_autofree char *path = find_file ();

  g_unlink (path);
}
