/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier handed over: a whole copy there, nothing here, and never neither. */

#include "etb-hand-over.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dossier-fixture.h"
#include "etb-library-index.h"
#include "etb-library.h"
#include "etb-safety-copies.h"

#define SECRET  "Quincaillerie Zozimus"
#define OLD     "Ancien nom Xanthippe"
#define KILLS   25
#define CONTENT "%PDF-1.4 contenu secret Wagadugu"

static char *home; /* of the person: data and cache */
static const char *program;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *etabli = g_build_filename (home, "etabli", NULL);
  g_autofree char *cache = g_build_filename (home, "cache", NULL);

  fixture_remove_folder (etabli);
  fixture_remove_folder (cache);
  fixture_set_up (fixture, data);
}

/* A dossier of the person's folder with answers, a file and a history. Returns: (transfer full) */
static char *
make (Fixture *fixture)
{
  g_autoptr (EtbCall) call = fixture_call ();
  char *file = etb_library_new_file ("zozimus", NULL);
  g_autofree char *piece = fixture_write (fixture, "statuts.pdf", CONTENT, strlen (CONTENT));
  g_autoptr (GFile) source = g_file_new_for_path (piece);
  GError *error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_create (file, call, "FT", &error);
  g_autoptr (EtbAttachment) attachment = NULL;

  g_assert_no_error (error);
  fixture_set (dossier, "/dossier/porteur/nom", OLD);
  fixture_set (dossier, "/dossier/lieu/nom", "Halle");
  fixture_set (dossier, "/dossier/porteur/nom", SECRET);
  attachment = etb_dossier_attach (dossier, "P-STAT", source, &error);
  g_assert_no_error (error);
  g_assert_true (etb_dossier_close (dossier, &error));
  g_assert_no_error (error);
  return file;
}

static gboolean
folder_holds (const char *folder, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean holds = FALSE;

  for (const char *name; dir && !holds && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        holds = folder_holds (path, word);
      else if (g_file_get_contents (path, &bytes, &length, NULL))
        holds = memmem (bytes, length, word, strlen (word)) != NULL || strstr (name, word);
      if (holds)
        g_test_message ("“%s” is in %s", word, path);
    }
  return holds;
}

static void
write_recent (const char *file)
{
  g_autofree char *path = g_build_filename (home, "recently-used.xbel", NULL);
  g_autofree char *uri = g_filename_to_uri (file, NULL, NULL);
  GBookmarkFile *recent = g_bookmark_file_new ();

  g_bookmark_file_set_title (recent, uri, SECRET);
  g_bookmark_file_set_mime_type (recent, uri, "text/plain");
  g_bookmark_file_add_application (recent, uri, "essai", "essai %u");
  g_bookmark_file_set_title (recent, "file:///autre", "autre");
  g_bookmark_file_set_mime_type (recent, "file:///autre", "text/plain");
  g_bookmark_file_add_application (recent, "file:///autre", "essai", "essai %u");
  g_assert_true (g_bookmark_file_to_file (recent, path, NULL));
  g_bookmark_file_free (recent);
}

static void
write_thumbnail (const char *file)
{
  g_autofree char *uri = g_filename_to_uri (file, NULL, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (digest, ".png", NULL);
  g_autofree char *folder = g_build_filename (home, "cache", "thumbnails", "normal", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, SECRET, -1, NULL));
}

/* All that a program keeps of a dossier that is used. */
static void
leave_traces (const char *file)
{
  g_autoptr (EtbDossier) dossier = NULL;

  g_assert_true (etb_safety_copies_make (file, ETB_SAFETY_COPY_OPENING, NULL, NULL));
  g_assert_true (etb_safety_copies_make (file, ETB_SAFETY_COPY_BEFORE, NULL, NULL));
  g_assert_true (etb_library_index_sync (NULL, NULL));
  dossier = etb_dossier_open (file, NULL);
  fixture_set (dossier, "/dossier/porteur/courriel", "zozimus@exemple.fr");
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_assert_true (etb_library_index_sync (NULL, NULL));
  write_recent (file);
  write_thumbnail (file);
}

static void
test_nothing_stays_here_and_all_is_there (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Zozimus", "zozimus", "Xanthippe", "xanthippe", "Wagadugu" };
  g_autofree char *file = make (fixture);
  g_autofree char *to = g_build_filename (fixture->folder, "remis.etabli", NULL);
  g_autoptr (EtbHandOver) done = NULL;
  g_autoptr (EtbDossier) copy = NULL;
  GError *error = NULL;
  const EtbHandedFile *handed;

  leave_traces (file);
  g_assert_true (folder_holds (home, "Zozimus"));
  g_assert_true (folder_holds (home, "Wagadugu"));
  done = etb_hand_over (file, to, "Léa Martin", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (folder_holds (home, words[i]));

  g_assert_cmpstr (done->title, ==, SECRET);
  g_assert_cmpstr (done->by, ==, "Léa Martin");
  g_assert_cmpstr (done->track, ==, "Fabrique");
  g_assert_cmpuint (done->files->len, ==, 1);
  handed = g_ptr_array_index (done->files, 0);
  g_assert_cmpstr (handed->from, ==, file);
  g_assert_cmpstr (handed->to, ==, to);
  {
    g_autofree char *bytes = NULL;
    g_autofree char *digest = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (to, &bytes, &length, NULL));
    digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)bytes, length);
    g_assert_cmpstr (handed->sha256, ==, digest);
    g_assert_cmpuint (handed->size, ==, length);
  }
  copy = etb_dossier_open (to, &error);
  g_assert_no_error (error);
  fixture_assert_answer (copy, "/dossier/porteur/nom", SECRET);
  fixture_assert_answer (copy, "/dossier/porteur/courriel", "zozimus@exemple.fr");
  g_assert_cmpuint (etb_dossier_get_attachments (copy)->len, ==, 1);
}

static void
test_other_dossiers_stay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = make (fixture);
  g_autofree char *other = etb_library_new_file ("autre", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "remis.etabli", NULL);
  g_autoptr (EtbCall) call = fixture_call ();
  g_autoptr (EtbDossier) dossier = etb_dossier_create (other, call, "FT", NULL);
  g_autoptr (EtbHandOver) done = NULL;
  g_autoptr (EtbLibraryIndex) index = NULL;
  g_autoptr (GPtrArray) copies = NULL;

  g_assert_true (etb_safety_copies_make (other, ETB_SAFETY_COPY_OPENING, NULL, NULL));
  leave_traces (file);
  done = etb_hand_over (file, to, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (done);
  index = etb_library_index_open ();
  g_assert_cmpuint (etb_library_index_count (index), ==, 1);
  copies = etb_safety_copies_list (other);
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_true (folder_holds (home, "autre"));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize)length, NULL));
}

static void
test_copies_beside_it_go_along (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = make (fixture);
  g_autofree char *beside = etb_library_new_file ("copie", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "remis.etabli", NULL);
  g_autofree char *taken = g_build_filename (fixture->folder, "copie.etabli", NULL);
  g_autofree char *package = fixture_write (fixture, "paquet.asice", "PK", 2);
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbHandOver) done = NULL;
  const EtbHandedFile *handed;

  g_assert_true (etb_dossier_record_export (dossier, package, "ab", now, NULL));
  g_assert_true (etb_dossier_record_export (dossier, "/nulle/part.asice", "ab", now, NULL));
  g_assert_true (etb_dossier_close (dossier, NULL));
  copy_file (file, beside);
  copy_file (package, taken);
  done = etb_hand_over (file, to, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (done);
  g_assert_cmpuint (done->files->len, ==, 2);
  handed = g_ptr_array_index (done->files, 1);
  g_assert_cmpstr (handed->from, ==, beside);
  g_assert_true (g_str_has_suffix (handed->to, "/copie-2.etabli"));
  g_assert_false (folder_holds (home, "Zozimus"));
  g_assert_cmpuint (done->packages->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (done->packages, 0), ==, package);
}

static void
assert_untouched (const char *file)
{
  GError *error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, &error);

  g_assert_no_error (error);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", SECRET);
}

static void
cancel_late (guint64 done, guint64 total, gpointer data)
{
  g_assert_cmpuint (done, <=, total);
  if (done > total / 2)
    g_cancellable_cancel (data);
}

static void
test_what_cannot_be_done_leaves_it_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = make (fixture);
  g_autofree char *taken = fixture_write (fixture, "pris.etabli", "a", 1);
  g_autofree char *to = g_build_filename (fixture->folder, "remis.etabli", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "absent", "remis.etabli", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EtbDossier) dossier = NULL;
  GError *error = NULL;

  g_assert_null (etb_hand_over (file, taken, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (etb_hand_over (file, nowhere, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);
  g_assert_null (etb_hand_over (file, file, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (etb_hand_over (file, to, NULL, cancel_late, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
  dossier = etb_dossier_open (file, NULL);
  g_assert_null (etb_hand_over (file, to, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (etb_dossier_close (dossier, NULL));
  assert_untouched (file);
}

/* ---- Killed at any instant --------------------------------------------------------------------
 */

static int
run_child (const char *file, const char *to)
{
  g_autoptr (EtbHandOver) done = etb_hand_over (file, to, NULL, NULL, NULL, NULL, NULL);

  return done ? 0 : 1;
}

static void
kill_after (const char *file, const char *to, gulong microseconds)
{
  const char *arguments[] = { program, "--child", file, to, NULL };
  GError *error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                 &error);
  g_assert_no_error (error);
  g_usleep (microseconds);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

static void
test_killed_at_any_instant (Fixture *fixture, gconstpointer data)
{
  guint there = 0;

  for (guint round = 0; round < KILLS; round++)
    {
      g_autofree char *file = make (fixture);
      g_autofree char *name = g_strdup_printf ("remis-%u.etabli", round);
      g_autofree char *to = g_build_filename (fixture->folder, name, NULL);

      kill_after (file, to, (gulong)g_test_rand_int_range (500, 100000));
      if (g_file_test (to, G_FILE_TEST_EXISTS))
        there++;
      /* What has its name is whole; what has none leaves the dossier as it was. */
      assert_untouched (g_file_test (to, G_FILE_TEST_EXISTS) ? to : file);
      g_unlink (file);
    }
  g_test_message ("%u of %u were there", there, KILLS);
}

#define ADD(name, function) \
  g_test_add ("/dossier/hand-over/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *cache = NULL;
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], argv[3]);
  program = argv[0];
  home = g_dir_make_tmp ("etabli-home-XXXXXX", NULL);
  cache = g_build_filename (home, "cache", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-stays-here-and-all-is-there", test_nothing_stays_here_and_all_is_there);
  ADD ("other-dossiers-stay", test_other_dossiers_stay);
  ADD ("copies-beside-it-go-along", test_copies_beside_it_go_along);
  ADD ("what-cannot-be-done-leaves-it-as-it-was", test_what_cannot_be_done_leaves_it_as_it_was);
  ADD ("killed-at-any-instant", test_killed_at_any_instant);
  status = g_test_run ();
  fixture_remove_folder (home);
  g_free (home);
  return status;
}
