/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy kept beside a dossier; see the header.
 *
 * Callers: etb-migration, etb-merge. */

#include "etb-kept-copy.h"

#include <string.h>

#include "etb-attachment.h"
#include "etb-copy.h"
#include "etb-instant.h"
#include "etb-store-private.h"

#define DOSSIER_ENDING ".etabli"
/* Of the dossier's own name in that of its copy, in bytes: names hold 255. */
#define LONGEST_STEM 120

static char *
make_stem (const char *file)
{
  char *stem = g_path_get_basename (file);
  const char *end;

  if (g_str_has_suffix (stem, DOSSIER_ENDING))
    stem[strlen (stem) - strlen (DOSSIER_ENDING)] = '\0';
  if (strlen (stem) > LONGEST_STEM)
    {
      stem[LONGEST_STEM] = '\0';
      /* Not in the middle of a character. */
      if (!g_utf8_validate (stem, -1, &end) && end > stem)
        stem[end - stem] = '\0';
    }
  return stem;
}

/* "atelier-essai-2019-2026-11-23.etabli", beside the dossier; a number more where that is taken. */
static char *
name_copy (const char *file, const char *mark)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = etb_instant_paris_date (now);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *stem = make_stem (file);
  g_autofree char *safe_mark = etb_attachment_make_safe_name (mark);

  for (guint number = 1;; number++)
    {
      g_autofree char *name
          = number == 1
                ? g_strdup_printf ("%s-%s-%s" DOSSIER_ENDING, stem, safe_mark, day)
                : g_strdup_printf ("%s-%s-%s-%u" DOSSIER_ENDING, stem, safe_mark, day, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&path);
    }
}

/* A connection of its own reads: SQLite does not copy through one that is about to write. */
gboolean
etb_kept_copy_fill (const char *file, const char *made, const char *copy, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (EtbConnection) from = etb_connection_open (file, ETB_CONNECTION_READ, error);
  g_autoptr (EtbConnection) to = NULL;

  if (!from)
    return FALSE;
  to = etb_connection_open (made, ETB_CONNECTION_WRITE, error);
  if (!to)
    return FALSE;
  /* Messages are about the copy, not about a name nobody has seen. */
  g_free (to->file);
  to->file = g_strdup (copy);
  return etb_copy_whole (from, to, cancellable, error) && etb_connection_check (to, TRUE, error);
}

char *
etb_kept_copy_make (const char *file, const char *mark, GCancellable *cancellable, GError **error)
{
  g_autofree char *copy = name_copy (file, mark);
  g_autofree char *made = etb_store_make_empty (copy, error);

  if (!made)
    return NULL;
  if (etb_kept_copy_fill (file, made, copy, cancellable, error)
      && etb_store_put_in_place (made, copy, error))
    return g_steal_pointer (&copy);
  etb_store_discard (made);
  return NULL;
}
