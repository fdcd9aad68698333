/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what comes out of a package stays in the folder and overwrites nothing. */

#include <glib/gstdio.h>
#include <string.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "etb-container-error.h"
#include "etb-zip-reader.h"
#include "package-fixture.h"

static gboolean
exists (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Name of the first piece in the package. (transfer full) */
static char *
first_piece (Fixture *fixture)
{
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (fixture->package, NULL);
  GPtrArray *entries = etb_zip_reader_get_entries (reader);

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_has_prefix (entry->name, "pieces/"))
        return g_strdup (entry->name);
    }
  g_assert_not_reached ();
}

static void
every_file_comes_out (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "mimetype",
                                       "dossier.xml",
                                       "dossier.pdf",
                                       "appel.xml",
                                       "journal.xml",
                                       "META-INF/manifest.xml",
                                       "META-INF/signatures0.xml" };
  g_autofree char *folder = fixture_path (fixture, "sorti/ici");
  g_autofree char *document = fixture_path (fixture, "sorti/ici/dossier.xml");
  g_autofree char *out = NULL;
  g_autofree char *inside = NULL;
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_true (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (exists (folder, names[i]));
  inside = fixture_entry (fixture, fixture->package, "dossier.xml");
  g_assert_true (g_file_get_contents (document, &out, NULL, NULL));
  g_assert_cmpstr (out, ==, inside);
}

static void
nothing_is_overwritten_and_nothing_is_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_path (fixture, "sorti");
  g_autofree char *mine = fixture_path (fixture, "sorti/appel.xml");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mine, "à moi", -1, NULL));
  g_assert_false (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "appel.xml"));
  g_assert_true (g_file_get_contents (mine, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "à moi");
  g_assert_false (exists (folder, "dossier.xml"));
  g_assert_false (exists (folder, "pieces"));
}

static void
a_link_in_the_folder_leads_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_path (fixture, "sorti");
  g_autofree char *outside = fixture_path (fixture, "dehors");
  g_autofree char *to_folder = fixture_path (fixture, "sorti/pieces");
  g_autofree char *to_file = fixture_path (fixture, "sorti/appel.xml");
  g_autofree char *victim = fixture_path (fixture, "dehors/victime");
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, to_folder), ==, 0);
  g_assert_false (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (outside), ==, 0);

  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  g_assert_cmpint (g_unlink (to_folder), ==, 0);
  g_assert_cmpint (symlink (victim, to_file), ==, 0);
  g_assert_false (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
  g_assert_cmpint (g_rmdir (outside), ==, 0);
}

static void
a_damaged_package_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_path (fixture, "sorti");
  g_autofree char *content = NULL;
  char *found;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &content, &length, NULL));
  found = memmem (content, length, FIXTURE_MARK, strlen (FIXTURE_MARK));
  g_assert_nonnull (found);
  *found = 'U';
  g_assert_true (g_file_set_contents (fixture->package, content, (gssize)length, NULL));
  g_assert_false (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_CHECKSUM);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Whoever can write in the folder swaps one in it, as soon as it holds a file, for a link to
 * elsewhere; then cancels. */
typedef struct
{
  char *pieces; /* the folder that is swapped */
  char *first;  /* the file that it holds then */
  char *away;   /* where it goes */
  char *outside;
  GCancellable *cancellable;
} Swap;

static gpointer
swap_when_ready (gpointer user_data)
{
  Swap *swap = user_data;

  while (!g_file_test (swap->first, G_FILE_TEST_EXISTS))
    g_thread_yield ();
  g_assert_cmpint (g_rename (swap->pieces, swap->away), ==, 0);
  g_assert_cmpint (symlink (swap->outside, swap->pieces), ==, 0);
  g_cancellable_cancel (swap->cancellable);
  return NULL;
}

static void
a_folder_swapped_for_a_link_half_way_leads_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", 64 * 1024 * 1024);
  g_autofree char *folder = fixture_path (fixture, "sorti");
  g_autofree char *name = NULL;
  g_autofree char *victim = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Swap swap = { g_build_filename (folder, "pieces", NULL), NULL, fixture_path (fixture, "parti"),
                fixture_path (fixture, "dehors"), cancellable };
  GThread *thread;

  fixture_attach (fixture, "P-PLUS", big);
  fixture_export (fixture);
  name = first_piece (fixture);
  swap.first = g_build_filename (folder, name, NULL);
  victim = g_build_filename (swap.outside, strrchr (name, '/') + 1, NULL);
  g_assert_cmpint (g_mkdir (swap.outside, 0700), ==, 0);
  g_assert_true (g_file_set_contents (victim, "à moi", -1, NULL));

  thread = g_thread_new ("swap", swap_when_ready, &swap);
  if (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, cancellable, &error))
    g_test_skip ("all was written before the swap");
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (exists (folder, "dossier.xml"));
    }
  g_thread_join (thread);
  g_assert_true (g_file_get_contents (victim, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "à moi");

  g_free (swap.pieces);
  g_free (swap.first);
  g_free (swap.away);
  g_free (swap.outside);
}

static void
a_cancelled_extraction_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_path (fixture, "sorti/encore/ici/");
  g_autofree char *above = fixture_path (fixture, "sorti");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (above, G_FILE_TEST_EXISTS));
}

/* The kernel refuses to write beyond a size, as it would on a full disk. */
static void
a_full_disk_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", 2 * 1024 * 1024);
  g_autofree char *folder = fixture_path (fixture, "sorti");
  g_autoptr (GError) error = NULL;
  struct rlimit limit;
  struct rlimit small;

  fixture_attach (fixture, "P-PLUS", big);
  fixture_export (fixture);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 1024 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "pieces/02-P-PLUS"));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
a_folder_that_cannot_be_made_is_one_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_path (fixture, "essai.etabli/sorti");
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_false (etb_package_extract (fixture->package, folder, ETB_EXTRACT_ALL, NULL, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
}

/* Without what makes the container; a signature is a document of its own. */
static void
the_detached_form_has_tokens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_path (fixture, "detache");
  g_autofree char *token = g_build_filename (folder, "jeton-1.xml", NULL);
  g_autofree char *document = g_build_filename (folder, "dossier.xml", NULL);
  g_autofree char *meta = g_build_filename (folder, "META-INF", NULL);
  g_autofree char *type = g_build_filename (folder, "mimetype", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_true (
      etb_package_extract (fixture->package, folder, ETB_EXTRACT_DETACHED, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (token, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<ds:Signature "));
  g_assert_null (strstr (text, "XAdESSignatures"));
  g_assert_true (g_file_test (document, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (meta, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (type, G_FILE_TEST_EXISTS));
  g_assert_false (
      etb_package_extract (fixture->package, folder, ETB_EXTRACT_DETACHED, NULL, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/extract/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("every-file-comes-out", every_file_comes_out);
  ADD ("nothing-is-overwritten-and-nothing-is-left", nothing_is_overwritten_and_nothing_is_left);
  ADD ("a-link-in-the-folder-leads-nowhere", a_link_in_the_folder_leads_nowhere);
  ADD ("a-damaged-package-leaves-nothing", a_damaged_package_leaves_nothing);
  ADD ("a-folder-swapped-for-a-link-half-way-leads-nowhere",
       a_folder_swapped_for_a_link_half_way_leads_nowhere);
  ADD ("a-cancelled-extraction-leaves-nothing", a_cancelled_extraction_leaves_nothing);
  ADD ("a-full-disk-leaves-nothing", a_full_disk_leaves_nothing);
  ADD ("a-folder-that-cannot-be-made-is-one-error", a_folder_that_cannot_be_made_is_one_error);
  ADD ("the-detached-form-has-tokens", the_detached_form_has_tokens);
  return g_test_run ();
}
