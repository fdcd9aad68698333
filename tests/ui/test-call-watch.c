/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A definition that is being written: what is known of it after each way an editor saves. */

#include "etb-call-watch.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "etb-rules.h"
#include "page-fixture.h"

typedef struct
{
  char *folder;
  char *file;
  char *text; /* without a fault */
  EtbCallWatch *watch;
  guint reads;
} Draft;

static void
on_read (Draft *draft)
{
  draft->reads++;
}

static void
draft_set_up (Draft *draft, gconstpointer data)
{
  g_autofree char *example = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                               "exemple-aide-regionale.xml", NULL);

  draft->folder = g_dir_make_tmp ("etabli-XXXXXX", NULL);
  g_assert_nonnull (draft->folder);
  draft->file = g_build_filename (draft->folder, "mon appel.xml", NULL);
  g_assert_true (g_file_get_contents (example, &draft->text, NULL, NULL));
  g_assert_true (g_file_set_contents (draft->file, draft->text, -1, NULL));
  draft->watch = etb_call_watch_new (draft->file);
  g_signal_connect_swapped (draft->watch, "read", G_CALLBACK (on_read), draft);
  etb_call_watch_read (draft->watch);
}

static void
draft_tear_down (Draft *draft, gconstpointer data)
{
  g_assert_finalize_object (draft->watch);
  g_unlink (draft->file);
  g_assert_cmpint (g_rmdir (draft->folder), ==, 0);
  g_free (draft->folder);
  g_free (draft->file);
  g_free (draft->text);
}

static void
write_in_place (const char *file, const char *text)
{
  FILE *stream = fopen (file, "w");

  g_assert_nonnull (stream);
  g_assert_cmpint (fputs (text, stream), >=, 0);
  g_assert_cmpint (fclose (stream), ==, 0);
}

/* Returns: (transfer full) */
static char *
edit (Draft *draft, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (draft->text, old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (new, parts);
}

static gboolean
has_fault (gpointer data)
{
  return etb_call_watch_get_faults (((Draft *)data)->watch)->len > 0;
}

static gboolean
has_no_fault (gpointer data)
{
  return !has_fault (data);
}

static const GError *
first_fault (Draft *draft)
{
  g_assert_true (has_fault (draft));
  return g_ptr_array_index (etb_call_watch_get_faults (draft->watch), 0);
}

static gboolean
is_called_anew (gpointer data)
{
  EtbCall *call = etb_call_watch_get_call (((Draft *)data)->watch);

  return g_str_equal (etb_call_get_edition (call), "Édition nouvelle");
}

static void
a_fault_leaves_what_was_read_before (Draft *draft, gconstpointer data)
{
  g_autoptr (EtbCall) before = g_object_ref (etb_call_watch_get_call (draft->watch));
  g_autofree char *broken = edit (draft, "etb:total", "etb:totol");

  g_assert_true (has_no_fault (draft));
  write_in_place (draft->file, broken);
  page_fixture_wait (has_fault, draft);
  g_assert_true (etb_call_watch_get_call (draft->watch) == before);
  g_assert_true (g_str_has_prefix (first_fault (draft)->message, draft->file));
  g_assert_nonnull (strstr (first_fault (draft)->message, "etb:totol"));
  write_in_place (draft->file, draft->text);
  page_fixture_wait (has_no_fault, draft);
}

/* Expressions are looked at by the rules, which do not know the file. */
static void
a_fault_of_the_rules_names_the_file_too (Draft *draft, gconstpointer data)
{
  g_autofree char *broken
      = edit (draft, "test=\"etb:days-between(today(), /dossier/projet/debut) >= 0\"",
              "test=\"count(/dossier/volet) + string-length(translate(1, 2)) > 0\"");

  write_in_place (draft->file, broken);
  page_fixture_wait (has_fault, draft);
  g_assert_true (first_fault (draft)->domain == ETB_RULES_ERROR);
  g_assert_true (g_str_has_prefix (first_fault (draft)->message, draft->file));
}

static void
another_file_of_its_name_is_read (Draft *draft, gconstpointer data)
{
  g_autofree char *renamed
      = edit (draft, "<edition>Exemple, à la manière d’une région", "<edition>Édition nouvelle");
  g_autofree char *other = g_strconcat (draft->file, ".part", NULL);

  write_in_place (other, renamed);
  g_assert_cmpint (g_rename (other, draft->file), ==, 0);
  page_fixture_wait (is_called_anew, draft);
}

static void
a_file_that_comes_back_is_read (Draft *draft, gconstpointer data)
{
  g_assert_cmpint (g_unlink (draft->file), ==, 0);
  page_fixture_wait (has_fault, draft);
  g_assert_error (first_fault (draft), ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  g_assert_nonnull (etb_call_watch_get_call (draft->watch));
  write_in_place (draft->file, draft->text);
  page_fixture_wait (has_no_fault, draft);
}

/* Every state in between is readable by chance only: what counts is the last. */
static void
writing_in_many_goes_ends_with_the_last (Draft *draft, gconstpointer data)
{
  const gsize length = strlen (draft->text);
  FILE *stream = fopen (draft->file, "w");

  g_assert_nonnull (stream);
  for (gsize at = 0; at < length; at += 4096)
    {
      g_assert_cmpuint (fwrite (draft->text + at, 1, MIN (4096, length - at), stream), >, 0);
      g_assert_cmpint (fflush (stream), ==, 0);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (fclose (stream), ==, 0);
  guint reads = draft->reads;
  while (draft->reads == reads)
    g_main_context_iteration (NULL, TRUE);
  page_fixture_wait (has_no_fault, draft);
}

static void
add (const char *path, void (*test) (Draft *, gconstpointer))
{
  g_test_add (path, Draft, NULL, draft_set_up, test, draft_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/call-watch/a-fault-leaves-what-was-read-before", a_fault_leaves_what_was_read_before);
  add ("/call-watch/a-fault-of-the-rules-names-the-file-too",
       a_fault_of_the_rules_names_the_file_too);
  add ("/call-watch/another-file-of-its-name-is-read", another_file_of_its_name_is_read);
  add ("/call-watch/a-file-that-comes-back-is-read", a_file_that_comes_back_is_read);
  add ("/call-watch/writing-in-many-goes-ends-with-the-last",
       writing_in_many_goes_ends_with_the_last);

  return g_test_run ();
}
