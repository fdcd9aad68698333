/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills the person's folder with so many dossiers, made of one that is filled in, and brings the
 * index up to date: a home page to measure or to look at.
 * Usage: make-home SAMPLE.etabli COUNT, with XDG_DATA_HOME and XDG_CACHE_HOME set. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "etb-library-index.h"
#include "etb-library.h"

static const char *const kinds[]
    = { "Association", "Commune de", "Coopérative", "Les Amis de", "SCIC" };
static const char *const names[]
    = { "La Grange", "l’Écluse", "Saint-Rémy", "la Halle", "Zinc & Bois", "Le Moulin", "Éole" };

static gboolean
rename_applicant (const char *file, guint number)
{
  g_autofree char *sql = g_strdup_printf (
      "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"
      "UPDATE answer SET value = '%s %s n° %u', at = '2019-%02u-%02uT%02u:00:00Z' "
      "WHERE key = '/dossier/porteur/nom';"
      "UPDATE meta SET value = 'make-home-%u' WHERE name = 'id'",
      kinds[number % G_N_ELEMENTS (kinds)], names[number % G_N_ELEMENTS (names)], number + 1,
      number % 12 + 1, number % 28 + 1, number % 24, number);
  sqlite3 *db = NULL;
  gboolean done = sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
                  && sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK;

  sqlite3_close (db);
  return done;
}

int
main (int argc, char **argv)
{
  g_autofree char *bytes = NULL;
  g_autofree char *folder = etb_library_folder (NULL);
  g_autoptr (GError) error = NULL;
  gsize length;

  if (argc != 3 || !folder || !g_file_get_contents (argv[1], &bytes, &length, &error))
    return 2;
  for (guint i = 0; i < (guint)strtoul (argv[2], NULL, 10); i++)
    {
      g_autofree char *name = g_strdup_printf ("dossier-%05u.etabli", i + 1);
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (!g_file_set_contents_full (file, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                                     &error)
          || !rename_applicant (file, i))
        return 1;
    }
  if (etb_library_index_sync (NULL, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
