/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and making beside the loop: the dossier is that of who asked, and nothing is left of what
 * is not wanted any more. */

#include "etb-dossier-opening.h"

#include <glib/gstdio.h>

#include "dossier-fixture.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static EtbDossier *
wait_for (GAsyncResult **result, GError **error)
{
  EtbDossier *dossier;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  dossier = etb_dossier_opening_finish (*result, error);
  g_clear_object (result);
  return dossier;
}

static EtbDossier *
create (Fixture *fixture, const char *track, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbCall) call = fixture_call ();
  GAsyncResult *result = NULL;

  etb_dossier_create_async (fixture->file, call, track, cancellable, on_done, &result);
  return wait_for (&result, error);
}

static EtbDossier *
open_file (Fixture *fixture, GCancellable *cancellable, GError **error)
{
  GAsyncResult *result = NULL;

  etb_dossier_open_async (fixture->file, cancellable, on_done, &result);
  return wait_for (&result, error);
}

static void
test_what_was_made_is_told_of_in_the_loop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = create (fixture, "FT", NULL, &error);
  Heard saved = { 0 };

  g_assert_no_error (error);
  g_assert_cmpstr (etb_dossier_get_track (dossier), ==, "FT");
  fixture_listen (dossier, "saved", &saved);
  fixture_set (dossier, "/dossier/porteur/nom", "La Grange");
  while (saved.count == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (etb_dossier_get_last_saved (dossier));
}

static void
test_what_was_answered_is_there_again (Fixture *fixture, gconstpointer data)
{
  EtbDossier *first = fixture_create (fixture);
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (first, "/dossier/porteur/nom", "La Grange");
  g_assert_true (etb_dossier_close (first, NULL));
  g_object_unref (first);
  dossier = open_file (fixture, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "La Grange");
  g_assert_false (etb_dossier_is_read_only (dossier));
}

static void
test_what_is_no_dossier_is_an_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_file (fixture, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

static void
test_a_track_that_is_none_makes_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (create (fixture, "XX", NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

/* Whenever the wish comes: a file is there if, and only if, a dossier is. */
static void
test_cancelled_it_leaves_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) call = fixture_call ();

  for (guint microseconds = 0; microseconds < 20000; microseconds += 1000)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (EtbDossier) dossier = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *result = NULL;

      etb_dossier_create_async (fixture->file, call, "FT", cancellable, on_done, &result);
      g_usleep (microseconds);
      g_cancellable_cancel (cancellable);
      dossier = wait_for (&result, &error);
      if (dossier == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_file_test (fixture->file, G_FILE_TEST_EXISTS), ==, dossier != NULL);
      if (dossier != NULL)
        g_assert_true (etb_dossier_close (dossier, NULL));
      g_unlink (fixture->file);
    }
}

/* One that nobody wants any more does not stay locked for the next who opens it. */
static void
test_cancelled_it_lets_the_file_go (Fixture *fixture, gconstpointer data)
{
  EtbDossier *first = fixture_create (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_close (first, NULL));
  g_object_unref (first);
  g_cancellable_cancel (cancellable);
  g_assert_null (open_file (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dossier = etb_dossier_open (fixture->file, NULL);
  g_assert_false (etb_dossier_is_read_only (dossier));
}

#define ADD(name, test) \
  g_test_add ("/dossier/opening/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("told-in-the-loop", test_what_was_made_is_told_of_in_the_loop);
  ADD ("answers", test_what_was_answered_is_there_again);
  ADD ("no-dossier", test_what_is_no_dossier_is_an_error);
  ADD ("no-track", test_a_track_that_is_none_makes_no_file);
  ADD ("cancelled-making", test_cancelled_it_leaves_no_file);
  ADD ("cancelled-opening", test_cancelled_it_lets_the_file_go);

  return g_test_run ();
}
