/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was on the screen: see the header. The file may say anything: sizes that no window has are
 * not taken. Written without waiting for the disk: losing it loses nobody's work. Called by the
 * window. */

#include "etb-session-memory.h"

#include <glib/gstdio.h>

#define GROUP "session"
/* Of a side of a window, in pixels: the least one is usable, no screen has the largest. */
#define SMALLEST 200
#define LARGEST  16384

static char *
find_file (void)
{
  return g_build_filename (g_get_user_state_dir (), "etabli", "session.ini", NULL);
}

static gboolean
is_size (int side)
{
  return side >= SMALLEST && side <= LARGEST;
}

EtbSessionMemory *
etb_session_memory_load (void)
{
  g_autofree char *path = find_file ();
  g_autofree char *uri = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  EtbSessionMemory *self = g_new0 (EtbSessionMemory, 1);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return self;
  uri = g_key_file_get_string (file, GROUP, "dossier", NULL);
  self->dossier = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  self->width = g_key_file_get_integer (file, GROUP, "width", NULL);
  self->height = g_key_file_get_integer (file, GROUP, "height", NULL);
  self->maximized = g_key_file_get_boolean (file, GROUP, "maximized", NULL);
  if (!is_size (self->width) || !is_size (self->height))
    self->width = self->height = 0;
  return self;
}

void
etb_session_memory_free (EtbSessionMemory *self)
{
  g_free (self->dossier);
  g_free (self);
}

gboolean
etb_session_memory_save (const EtbSessionMemory *self, GError **error)
{
  g_autofree char *path = find_file ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  /* A file name may be no UTF-8, a URI is. */
  uri = self->dossier != NULL ? g_filename_to_uri (self->dossier, NULL, NULL) : NULL;
  if (uri != NULL)
    g_key_file_set_string (file, GROUP, "dossier", uri);
  g_key_file_set_integer (file, GROUP, "width", self->width);
  g_key_file_set_integer (file, GROUP, "height", self->height);
  g_key_file_set_boolean (file, GROUP, "maximized", self->maximized);
  text = g_key_file_to_data (file, NULL, NULL);
  g_mkdir_with_parents (folder, 0700);
  /* Writing in place would leave the end of a longer file behind. */
  g_unlink (path);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error);
}
