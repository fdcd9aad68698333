/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The real window, killed at any instant of typing. What “Enregistré à” was shown for is there
 * again, or what was typed after it; never anything else, and the file is sound.
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

static void
run_sql (const char *file, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Half a day ago, by the clock on the wall: the label of the last save is not that of the next.
 * Returns: (transfer full): what is shown for it */
static char *
date_back (const char *file)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -12);
  g_autoptr (GDateTime) local = g_date_time_to_local (then);
  g_autofree char *at = g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *sql = g_strdup_printf ("UPDATE answer SET at = '%s'; UPDATE line SET at = '%s';"
                                          "INSERT OR REPLACE INTO meta VALUES ('place', "
                                          "'porteur/identite')",
                                          at, at);

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
  g_autofree char *old = date_back (file);
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

static void
test_killed_while_typing (void)
{
  guint rounds = torture_rounds ("ETB_TORTURE_WINDOW_ROUNDS", ROUNDS);
  g_autofree char *call = g_build_filename (g_getenv ("ETB_TEST_LITTLE"), "appel.xml", NULL);
  g_autofree char *file = g_build_filename (g_get_home_dir (), "essai.etabli", NULL);
  const char *argv[] = { g_getenv ("ETB_CLI"), "new", file, "--call", call, "--track", "A", NULL };

  g_assert_true (etb_fixture_run (argv));
  for (guint round = 0; round < rounds; round++)
    run_round (file, 1000 + round * 100);
  g_unlink (file);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);
  g_test_add_func ("/torture/window-killed-while-typing", test_killed_while_typing);
  return g_test_run ();
}
