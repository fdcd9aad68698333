/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One start after another: what was open is open again, where one was. Settings are kept in a file
 * here, as they have to outlive the program. */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-fixture.h"
#include "etb-screen.h"
#include "etb-walker.h"

#define BUTTON ATSPI_ROLE_PUSH_BUTTON
#define FT     "ft-association-rurale"
#define TASKS  "Ce qu’il y a à faire"
#define REVIEW "Relisez vos réponses"
#define HOME   "Mes dossiers"
/* What a power cut may take with it, and a little: in microseconds. */
#define LOST_TIME (3 * G_TIME_SPAN_SECOND)
/* Of a window, in pixels: no compositor is there, so they are little. */
#define SHADOWS 20

/* A dossier of the sample's that is left on its page of review. */
static EtbDriver *
open_review (const char *name, char **file)
{
  EtbDriver *driver;

  *file = etb_fixture_dossier (name, FT, "FT", FALSE);
  driver = etb_driver_start (*file, NULL);
  etb_driver_wait_page (driver, TASKS);
  etb_driver_click (driver, BUTTON, "=Relire et signer");
  etb_driver_wait_page (driver, REVIEW);
  return driver;
}

static void
start_and_quit (const char *heading)
{
  g_autoptr (EtbDriver) driver = etb_driver_start_again (NULL);

  etb_driver_wait_page (driver, heading);
  etb_driver_quit (driver);
}

static void
the_dossier_is_open_again_at_its_page (void)
{
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = open_review ("Encore ouvert", &file);

  etb_driver_quit (driver);
  start_and_quit (REVIEW);
  start_and_quit (REVIEW);
}

static void
a_program_that_was_killed_comes_back_there_too (void)
{
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = open_review ("Coupure de courant", &file);
  const gint64 since = g_get_monotonic_time ();

  while (g_get_monotonic_time () - since < LOST_TIME)
    g_assert_true (etb_driver_is_patient (driver, since));
  etb_driver_kill (driver);
  start_and_quit (REVIEW);
}

static void
a_dossier_that_was_left_is_not_opened (void)
{
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = open_review ("Quitté", &file);

  etb_driver_key (driver, "<Alt>Home");
  etb_driver_wait_page (driver, HOME);
  etb_driver_quit (driver);
  start_and_quit (HOME);
}

/* Said once: then there is nothing to reopen. */
static void
a_file_that_is_gone_is_said_and_skipped (void)
{
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = open_review ("Disparu", &file);

  etb_driver_quit (driver);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_autoptr (EtbDriver) again = etb_driver_start_again (NULL);
  etb_driver_wait_text (again, "n’est plus où il était");
  etb_driver_wait_text (again, "Disparu.etabli");
  etb_driver_lint (again, "a dossier that is gone");
  etb_driver_key (again, "Escape");
  etb_driver_wait_page (again, HOME);
  etb_driver_quit (again);
  g_autoptr (EtbDriver) last = etb_driver_start_again (NULL);
  etb_driver_wait_page (last, HOME);
  g_assert_false (etb_driver_shows (last, "n’est plus où il était"));
  etb_driver_quit (last);
}

static void
a_file_that_is_asked_for_is_opened_alone (void)
{
  g_autofree char *file = NULL;
  g_autofree char *other = etb_fixture_dossier ("Un autre", NULL, "FT", FALSE);
  g_autoptr (EtbDriver) driver = open_review ("Le premier", &file);

  etb_driver_quit (driver);
  g_autoptr (EtbDriver) again = etb_driver_start_again (other);
  etb_driver_wait_page (again, TASKS);
  g_assert_false (etb_driver_shows (again, REVIEW));
  g_assert_false (etb_driver_shows (again, HOME));
  etb_driver_quit (again);
}

static void
press_reopen_switch (EtbDriver *driver)
{
  etb_driver_key (driver, "<Control>comma");
  etb_driver_tab_to (driver, ATSPI_ROLE_LIST_ITEM, "Rouvrir le dernier dossier");
  etb_driver_key (driver, "Return");
  etb_driver_key (driver, "Escape");
  etb_driver_wait_no_text (driver, "Rouvrir le dernier dossier");
}

static void
nothing_is_reopened_when_one_does_not_want_it (void)
{
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = open_review ("Ordinateur partagé", &file);
  g_autofree char *state
      = g_build_filename (g_get_user_state_dir (), "etabli", "session.ini", NULL);
  g_autofree char *kept = NULL;

  press_reopen_switch (driver);
  etb_driver_quit (driver);
  g_assert_true (g_file_get_contents (state, &kept, NULL, NULL));
  g_assert_null (strstr (kept, "partag"));
  g_autoptr (EtbDriver) again = etb_driver_start_again (NULL);
  etb_driver_wait_page (again, HOME);
  press_reopen_switch (again);
  etb_driver_quit (again);
}

/* Returns: (transfer full) */
static AtspiPoint *
read_size (EtbDriver *driver)
{
  g_autoptr (EtbNode) window = etb_driver_wait (driver, ATSPI_ROLE_FRAME, "");
  AtspiComponent *component = atspi_accessible_get_component_iface (window);
  AtspiPoint *size = atspi_component_get_size (component, NULL);

  g_object_unref (component);
  g_assert_nonnull (size);
  return size;
}

/* Waits until the window is @width by @height, shadows aside. */
static void
wait_size (EtbDriver *driver, int width, int height)
{
  gint64 since = g_get_monotonic_time ();
  gboolean fits = FALSE;

  while (!fits)
    {
      g_autofree AtspiPoint *size = read_size (driver);

      fits = ABS (size->x - width) <= SHADOWS && ABS (size->y - height) <= SHADOWS;
      if (!fits && !etb_driver_is_patient (driver, since))
        etb_driver_fail (driver, "the window is %d by %d, not %d by %d", size->x, size->y, width,
                         height);
    }
}

static void
the_window_has_its_size_again (void)
{
  g_autoptr (EtbScreen) screen = etb_screen_new ();
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);

  etb_driver_wait_page (driver, HOME);
  etb_screen_arrange (screen, 760, 610);
  wait_size (driver, 760, 610);
  g_autofree AtspiPoint *before = read_size (driver);
  etb_driver_quit (driver);
  g_autoptr (EtbDriver) again = etb_driver_start_again (NULL);
  etb_driver_wait_page (again, HOME);
  wait_size (again, 760, 610);
  g_autofree AtspiPoint *after = read_size (again);
  g_assert_cmpint (after->x, ==, before->x);
  g_assert_cmpint (after->y, ==, before->y);
  etb_driver_quit (again);
}

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/session/the-dossier-is-open-again-at-its-page",
                   the_dossier_is_open_again_at_its_page);
  g_test_add_func ("/e2e/session/a-program-that-was-killed-comes-back-there-too",
                   a_program_that_was_killed_comes_back_there_too);
  g_test_add_func ("/e2e/session/a-dossier-that-was-left-is-not-opened",
                   a_dossier_that_was_left_is_not_opened);
  g_test_add_func ("/e2e/session/a-file-that-is-gone-is-said-and-skipped",
                   a_file_that_is_gone_is_said_and_skipped);
  g_test_add_func ("/e2e/session/a-file-that-is-asked-for-is-opened-alone",
                   a_file_that_is_asked_for_is_opened_alone);
  g_test_add_func ("/e2e/session/nothing-is-reopened-when-one-does-not-want-it",
                   nothing_is_reopened_when_one_does_not_want_it);

  g_test_add_func ("/e2e/session/the-window-has-its-size-again", the_window_has_its_size_again);

  return g_test_run ();
}
