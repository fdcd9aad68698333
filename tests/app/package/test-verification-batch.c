/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: many packages at once are said to be what each is alone, in the order they were given. */

#include <glib/gstdio.h>
#include <unistd.h>

#include "etb-document-private.h"
#include "etb-verification-batch.h"
#include "package-fixture.h"

#define MANY 300

typedef struct
{
  GPtrArray *files;
  guint asked;
  guint reported;
  guint cancel_after; /* or 0 */
  GCancellable *cancellable;
} Run;

static char *
next (gpointer user_data)
{
  Run *run = user_data;

  return run->asked < run->files->len ? g_strdup (g_ptr_array_index (run->files, run->asked++))
                                      : NULL;
}

static EtbPackageVerdict
wanted_verdict (guint number)
{
  static const EtbPackageVerdict wanted[]
      = { ETB_PACKAGE_VALID, ETB_PACKAGE_INVALID, ETB_PACKAGE_UNREADABLE };

  return wanted[number % 3];
}

static void
on_report (const EtbVerification *verification, gpointer user_data)
{
  Run *run = user_data;

  g_assert_cmpstr (verification->file, ==, g_ptr_array_index (run->files, run->reported));
  g_assert_cmpint (verification->verdict, ==, wanted_verdict (run->reported));
  if (verification->verdict == ETB_PACKAGE_VALID)
    {
      g_assert_cmpuint (verification->problems->len, ==, 0);
      g_assert_true (verification->ready);
    }
  run->reported++;
  if (run->reported == run->cancel_after)
    g_cancellable_cancel (run->cancellable);
}

/* A good package, one with a byte changed, none at all, and so on. */
static GPtrArray *
make_files (Fixture *fixture, guint n)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *spoiled = fixture_path (fixture, "abime.asice");
  g_autofree char *content = NULL;
  char *found;
  gsize length = 0;

  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &content, &length, NULL));
  found = memmem (content, length, FIXTURE_MARK, strlen (FIXTURE_MARK));
  g_assert_nonnull (found);
  *found = 'U';
  g_assert_true (g_file_set_contents (spoiled, content, (gssize)length, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u.asice", i);
      char *file = fixture_path (fixture, name);

      if (wanted_verdict (i) != ETB_PACKAGE_UNREADABLE)
        g_assert_cmpint (
            link (wanted_verdict (i) == ETB_PACKAGE_VALID ? fixture->package : spoiled, file), ==,
            0);
      g_ptr_array_add (files, file);
    }
  return files;
}

static void
reports_come_in_the_order_of_the_files (Fixture *fixture, gconstpointer data)
{
  const guint n = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) files = make_files (fixture, n);
  Run run = { .files = files };

  etb_verification_run_batch (next, on_report, &run, NULL, NULL);
  g_assert_cmpuint (run.reported, ==, n);
}

static void
a_cancelled_batch_ends_soon (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = make_files (fixture, MANY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { .files = files, .cancel_after = 5, .cancellable = cancellable };

  etb_verification_run_batch (next, on_report, &run, NULL, cancellable);
  g_assert_cmpuint (run.reported, ==, 5);
  g_assert_cmpuint (run.asked, <, MANY);
}

#define LOADERS 8
#define ROUNDS  15

static gpointer
load_schema (gpointer user_data)
{
  int *waiting = user_data;
  xmlSchemaPtr schema;

  g_atomic_int_add (waiting, -1);
  while (g_atomic_int_get (waiting) > 0)
    ;
  schema = etb_document_load_schema ();
  g_assert_nonnull (schema);
  xmlSchemaFree (schema);
  return NULL;
}

/* What is made when first used is made once, by whichever thread comes first: a process of its own
 * each time, whose threads come together. */
static void
test_fresh (void)
{
  GThread *threads[LOADERS];
  int waiting = LOADERS;

  for (guint i = 0; i < LOADERS; i++)
    threads[i] = g_thread_new ("loader", load_schema, &waiting);
  for (guint i = 0; i < LOADERS; i++)
    g_thread_join (threads[i]);
}

static void
test_several_threads_may_be_the_first (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_test_trap_subprocess ("/verification-batch/fresh/subprocess", 0,
                              G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function)                                                            \
  g_test_add ("/verification-batch/" name, Fixture, GUINT_TO_POINTER (data), fixture_set_up, \
              function, fixture_tear_down)
  ADD ("none", 0, reports_come_in_the_order_of_the_files);
  ADD ("one", 1, reports_come_in_the_order_of_the_files);
  ADD ("many", MANY, reports_come_in_the_order_of_the_files);
  ADD ("a-cancelled-batch-ends-soon", 0, a_cancelled_batch_ends_soon);
  g_test_add_func ("/verification-batch/fresh", test_several_threads_may_be_the_first);
  g_test_add_func ("/verification-batch/fresh/subprocess", test_fresh);
  return g_test_run ();
}
