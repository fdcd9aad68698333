/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The real window, killed at any instant of typing and of joining a large file. What “Enregistré à”
 * was shown for is there again, or what was typed after it; a file is there whole or not at all;
 * never anything else, and the dossier is sound.
 *
 * The hour that is shown tells one save from another only when it is another hour: before each
 * round the dossier is dated back. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "etb-driver.h"
#include "etb-fixture.h"
#include "torture-dossier.h"

#define ROUNDS 5
/* Texts typed after the one that was acknowledged. */
#define MOST_AFTER 6
/* Rounds of typing for one of joining a file. */
#define TYPING_PER_FILE 5
#define FILE_BYTES      (60 * 1000 * 1000)

static void
run_sql (const char *file, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Half a day ago, by the clock on the wall: the label of the last save is not that of the next.
 * It opens at @place. Returns: (transfer full): what is shown for it */
static char *
date_back (const char *file, const char *place)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -12);
  g_autoptr (GDateTime) local = g_date_time_to_local (then);
  g_autofree char *at = g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *sql = g_strdup_printf ("UPDATE answer SET at = '%s'; UPDATE line SET at = '%s';"
                                          "INSERT OR REPLACE INTO meta VALUES ('place', '%s')",
                                          at, at, place);

  run_sql (file, sql);
  return g_date_time_format (local, "Enregistré à %-H h %M");
}

static void
type_turn (EtbDriver *driver, guint turn)
{
  g_autofree char *text = g_strdup_printf ("%u", turn);

  etb_driver_fill (driver, "=Nom", text);
}

static void
run_round (const char *file, guint first)
{
  g_autofree char *old = date_back (file, "porteur/identite");
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);
  guint more = (guint)g_test_rand_int_range (0, MOST_AFTER + 1);
  Seen seen;

  etb_driver_wait_page (driver, "Identité");
  etb_driver_wait_text (driver, old);
  type_turn (driver, first);
  etb_driver_wait_no_text (driver, old);
  etb_driver_wait_text (driver, "Enregistré à");
  for (guint i = 1; i <= more; i++)
    {
      type_turn (driver, first + i);
      g_usleep ((gulong)g_test_rand_int_range (0, 400000));
    }
  etb_driver_kill (driver);
  torture_look (file, &seen);
  g_test_message ("%u was acknowledged, up to %u typed, %u is there", first, first + more,
                  seen.name);
  g_assert_cmpuint (seen.name, >=, first);
  g_assert_cmpuint (seen.name, <=, first + more);
  g_assert_cmpuint (seen.partners, ==, 1);
}

static char *
make_dossier (void)
{
  g_autofree char *call = g_build_filename (g_getenv ("ETB_TEST_LITTLE"), "appel.xml", NULL);
  char *file = g_build_filename (g_get_home_dir (), "essai.etabli", NULL);
  const char *argv[] = { g_getenv ("ETB_CLI"), "new", file, "--call", call, "--track", "A", NULL };

  g_unlink (file);
  g_assert_true (etb_fixture_run (argv));
  return file;
}

static void
test_killed_while_typing (void)
{
  guint rounds = torture_rounds ("ETB_TORTURE_WINDOW_ROUNDS", ROUNDS);
  g_autofree char *file = make_dossier ();

  for (guint round = 0; round < rounds; round++)
    run_round (file, 1000 + round * 100);
  g_unlink (file);
}

static char *
make_large_file (void)
{
  char *path = g_build_filename (g_get_home_dir (), "piece.pdf", NULL);
  g_autofree char *bytes = g_malloc (FILE_BYTES);

  for (gsize i = 0; i < FILE_BYTES; i++)
    bytes[i] = (char)(i * 7 + i / 251);
  memcpy (bytes, "%PDF-1.4\n", 9);
  g_assert_true (g_file_set_contents (path, bytes, FILE_BYTES, NULL));
  return path;
}

static void
join_and_kill (const char *piece)
{
  g_autofree char *file = make_dossier ();
  g_autofree char *old = date_back (file, "projet/pieces");
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);
  Seen seen;

  etb_driver_wait_page (driver, "Pièces");
  etb_driver_click (driver, ATSPI_ROLE_PUSH_BUTTON, "Choisir un fichier : Autre");
  etb_driver_choose_file (driver, "Joindre", piece);
  g_usleep ((gulong)g_test_rand_int_range (0, 500000));
  etb_driver_kill (driver);
  torture_look (file, &seen);
  g_test_message ("the file is %s", seen.files > 0 ? "there" : "not there");
  g_assert_cmpuint (seen.exists, ==, 1);
  g_assert_cmpuint (seen.files, <=, 1);
  g_unlink (file);
}

static void
test_killed_while_joining_a_file (void)
{
  guint rounds = torture_rounds ("ETB_TORTURE_WINDOW_ROUNDS", ROUNDS);
  g_autofree char *piece = make_large_file ();

  for (guint round = 0; round < rounds; round += TYPING_PER_FILE)
    join_and_kill (piece);
  g_unlink (piece);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);
  g_test_add_func ("/torture/window-killed-while-typing", test_killed_while_typing);
  g_test_add_func ("/torture/window-killed-while-joining-a-file", test_killed_while_joining_a_file);
  return g_test_run ();
}
