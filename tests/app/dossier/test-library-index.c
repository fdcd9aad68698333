/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The index of the dossiers at hand, with real dossiers in a real folder. */

#include "etb-library-index.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier-fixture.h"
#include "etb-library.h"

static char *home;

static char *
index_file (void)
{
  return g_build_filename (home, "cache", "etabli", "library.db", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dossiers = etb_library_folder (NULL);
  g_autofree char *cache = g_build_filename (home, "cache", NULL);

  fixture_remove_folder (dossiers);
  fixture_remove_folder (cache);
  fixture_set_up (fixture, data);
}

/* Returns: (transfer full): its file */
static char *
make_in (const char *folder, const char *name, const char *applicant, const char *place)
{
  g_autoptr (EtbCall) call = fixture_call ();
  g_autofree char *base = g_strconcat (name, ".etabli", NULL);
  char *file = g_build_filename (folder, base, NULL);
  GError *error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_create (file, call, "FT", &error);

  g_assert_no_error (error);
  fixture_set (dossier, "/dossier/porteur/nom", applicant);
  fixture_set (dossier, "/dossier/lieu/nom", place);
  g_assert_true (etb_dossier_close (dossier, &error));
  g_assert_no_error (error);
  return file;
}

static char *
make (const char *name, const char *applicant, const char *place)
{
  g_autofree char *folder = etb_library_folder (NULL);

  return make_in (folder, name, applicant, place);
}

static void
sync_now (void)
{
  GError *error = NULL;

  g_assert_true (etb_library_index_sync (NULL, &error));
  g_assert_no_error (error);
}

/* Titles, joined by a comma. */
static char *
list (EtbLibraryOrder order, const char *search)
{
  g_autoptr (EtbLibraryIndex) index = etb_library_index_open ();
  g_autoptr (GArray) numbers
      = etb_library_index_list (index, order, search, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (EtbSummary) summary
          = etb_library_index_get (index, g_array_index (numbers, gint64, i));

      g_string_append_printf (titles, "%s%s", i > 0 ? "," : "", summary->title);
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
assert_list (EtbLibraryOrder order, const char *search, const char *expected)
{
  g_autofree char *found = list (order, search);

  g_assert_cmpstr (found, ==, expected);
}

static EtbSummary *
get_only (void)
{
  g_autoptr (EtbLibraryIndex) index = etb_library_index_open ();
  g_autoptr (GArray) numbers = etb_library_index_list (index, ETB_LIBRARY_BY_CHANGE, NULL, 0);

  g_assert_cmpuint (numbers->len, ==, 1);
  return etb_library_index_get (index, g_array_index (numbers, gint64, 0));
}

static void
test_a_dossier_is_summed_up_even_while_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = make ("un", "La Grange", "Ferme");
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, NULL);
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  g_autoptr (EtbSummary) summary = NULL;

  g_assert_true (etb_dossier_record_export (dossier, "a.asice", "ab", at, NULL));
  g_assert_true (etb_dossier_flush (dossier, NULL));
  sync_now ();
  summary = get_only ();
  g_assert_cmpstr (summary->file, ==, file);
  g_assert_cmpstr (summary->problem, ==, NULL);
  g_assert_cmpstr (summary->title, ==, "La Grange");
  g_assert_cmpstr (summary->place_name, ==, "Ferme");
  g_assert_cmpstr (summary->call_id, ==, "essai-2019");
  g_assert_cmpstr (summary->call_title, ==, "Essai");
  g_assert_cmpstr (summary->edition, ==, "2019");
  g_assert_cmpstr (summary->track, ==, "FT");
  g_assert_cmpstr (summary->track_label, ==, "Fabrique");
  g_assert_cmpuint (summary->percent, ==, 20);
  g_assert_false (summary->complete);
  g_assert_true (summary->exported);
  g_assert_cmpint (summary->state, ==, ETB_TRACK_PERMANENT);
  g_assert_cmpint (summary->modified, >, 0);
  /* Looking did not take the file away from whoever has it. */
  g_assert_false (etb_dossier_is_read_only (dossier));
  fixture_set (dossier, "/dossier/lieu/nom", "Moulin");
  g_assert_true (etb_dossier_close (dossier, NULL));
}

static void
test_what_cannot_be_opened_is_listed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = etb_library_new_file ("casse", NULL);
  g_autoptr (EtbSummary) summary = NULL;

  g_assert_true (g_file_set_contents (file, "rien", -1, NULL));
  sync_now ();
  summary = get_only ();
  g_assert_cmpstr (summary->title, ==, "casse");
  g_assert_nonnull (strstr (summary->problem, file));
  g_assert_cmpstr (summary->track, ==, "");
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make ("a", "Écluse", "B");
  g_autofree char *two = make ("b", "zinc", "A");
  g_autofree char *three = make ("c", "Atelier", "A");
  g_autofree char *file = index_file ();

  sync_now ();
  assert_list (ETB_LIBRARY_BY_APPLICANT, NULL, "Atelier,Écluse,zinc");
  fixture_tamper (file, "UPDATE dossier SET modified = 5 WHERE title = 'Atelier';"
                        "UPDATE dossier SET modified = 7 WHERE title = 'zinc';"
                        "UPDATE dossier SET modified = 6 WHERE title = 'Écluse'");
  assert_list (ETB_LIBRARY_BY_CHANGE, NULL, "zinc,Écluse,Atelier");
  fixture_tamper (file, "UPDATE dossier SET deadline = 5 WHERE title = 'Atelier';"
                        "UPDATE dossier SET deadline = 7000000000 WHERE title = 'zinc';"
                        "UPDATE dossier SET deadline = 0 WHERE title = 'Écluse'");
  assert_list (ETB_LIBRARY_BY_DEADLINE, NULL, "zinc,Écluse,Atelier");
}

static void
test_search_knows_no_accents_and_says_where (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make ("a", "Écluse", "Halle de Sète");
  g_autofree char *two = make ("b", "Moulin", "Ferme");
  g_autoptr (EtbDossier) dossier = etb_dossier_open (two, NULL);
  g_autoptr (EtbLibraryIndex) index = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autofree char *match = NULL, *none = NULL;

  fixture_set (dossier, "/dossier/porteur/siret", "73282932000074");
  fixture_set (dossier, "/dossier/porteur/courriel", "contact@éole.fr");
  g_assert_true (etb_dossier_close (dossier, NULL));
  sync_now ();
  assert_list (ETB_LIBRARY_BY_APPLICANT, "ecluse", "Écluse");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "SETE halle", "Écluse");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "essai", "Écluse,Moulin");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "mou", "Moulin");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "73282932000074", "Moulin");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "732 829 320", "Moulin");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "absent", "");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "“ - \" *", "Écluse,Moulin");
  assert_list (ETB_LIBRARY_BY_APPLICANT, "mou\" OR \"ecl", "");
  index = etb_library_index_open ();
  numbers = etb_library_index_list (index, ETB_LIBRARY_BY_APPLICANT, "eole", 0);
  g_assert_cmpuint (numbers->len, ==, 1);
  match = etb_library_index_match (index, g_array_index (numbers, gint64, 0), "eole");
  g_assert_nonnull (strstr (match, "\002éole\003"));
  none = etb_library_index_match (index, g_array_index (numbers, gint64, 0), "essai");
  g_assert_null (none);
}

static void
test_only_what_changed_is_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make ("a", "Un", "");
  g_autofree char *two = make ("b", "Deux", "");
  g_autofree char *index = index_file ();
  g_autoptr (EtbDossier) dossier = NULL;

  sync_now ();
  fixture_tamper (index, "UPDATE dossier SET title = 'pas lu'");
  dossier = etb_dossier_open (one, NULL);
  fixture_set (dossier, "/dossier/porteur/nom", "Nouveau");
  g_assert_true (etb_dossier_close (dossier, NULL));
  sync_now ();
  assert_list (ETB_LIBRARY_BY_CHANGE, "", "Nouveau,pas lu");
  assert_list (ETB_LIBRARY_BY_CHANGE, "un", "");
  /* Its next date has gone by. */
  fixture_tamper (index, "UPDATE dossier SET deadline = 1, state = 1 WHERE title = 'pas lu'");
  sync_now ();
  assert_list (ETB_LIBRARY_BY_CHANGE, "deux", "Deux");
}

static void
test_what_is_gone_leaves_the_index (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make ("a", "Un", "");
  g_autofree char *stick = make_in (fixture->folder, "b", "Ailleurs", "");
  g_autoptr (EtbLibraryIndex) index = NULL;

  sync_now ();
  assert_list (ETB_LIBRARY_BY_APPLICANT, NULL, "Un");
  index = etb_library_index_open ();
  etb_library_index_remember (index, stick);
  etb_library_index_remember (index, one);
  g_clear_pointer (&index, etb_library_index_free);
  sync_now ();
  assert_list (ETB_LIBRARY_BY_APPLICANT, NULL, "Ailleurs,Un");
  g_unlink (stick);
  g_unlink (one);
  sync_now ();
  assert_list (ETB_LIBRARY_BY_APPLICANT, NULL, "");
}

static gboolean
holds (const char *file, const char *word)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  return memmem (bytes, length, word, strlen (word)) != NULL;
}

static void
test_what_is_forgotten_leaves_no_trace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index_path = index_file ();
  g_autofree char *secret = NULL;
  g_autoptr (EtbLibraryIndex) index = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("autre-%u", i);

      g_free (make (name, "Autre", "lieu"));
    }
  secret = make ("secret", "Zozimus", "quelquepart");
  sync_now ();
  g_assert_true (holds (index_path, "zozimus"));
  g_assert_true (holds (index_path, "quelquepart"));
  index = etb_library_index_open ();
  g_assert_true (etb_library_index_forget (index, secret));
  g_assert_true (etb_library_index_forget (index, "/never/seen.etabli"));
  g_assert_cmpuint (etb_library_index_count (index), ==, 20);
  g_clear_pointer (&index, etb_library_index_free);
  g_assert_false (holds (index_path, "zozimus"));
  g_assert_false (holds (index_path, "Zozimus"));
  g_assert_false (holds (index_path, "quelquepart"));
  g_assert_false (holds (index_path, "secret"));
  assert_list (ETB_LIBRARY_BY_APPLICANT, "autre",
               "Autre,Autre,Autre,Autre,Autre,Autre,Autre,"
               "Autre,Autre,Autre,Autre,Autre,Autre,Autre,"
               "Autre,Autre,Autre,Autre,Autre,Autre");
}

static void
damage (const char *file, gsize at)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_cmpuint (at + 4096, <=, length);
  memset (bytes + at, 0x5a, 4096);
  g_assert_true (g_file_set_contents (file, bytes, (gssize)length, NULL));
}

static void
test_a_damaged_index_is_made_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make ("a", "Un", "");
  g_autofree char *index = index_file ();

  for (gsize page = 0; page < 6; page++)
    {
      sync_now ();
      damage (index, page * 4096);
      sync_now ();
      assert_list (ETB_LIBRARY_BY_APPLICANT, "un", "Un");
    }
  fixture_tamper (index, "PRAGMA user_version=99");
  assert_list (ETB_LIBRARY_BY_APPLICANT, NULL, "");
  sync_now ();
  assert_list (ETB_LIBRARY_BY_APPLICANT, NULL, "Un");
}

static void
test_its_owner_alone_reads_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index = index_file ();
  GStatBuf info;

  sync_now ();
  g_assert_cmpint (g_stat (index, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
}

typedef struct
{
  GMainLoop *loop;
  guint done, total;
  GError *error;
} Waiting;

static void
on_progress (guint done, guint total, gpointer data)
{
  Waiting *waiting = data;

  waiting->done = done;
  waiting->total = total;
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  etb_library_index_sync_finish (result, &waiting->error);
  g_main_loop_quit (waiting->loop);
}

static void
test_progress_and_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make ("a", "Un", "");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Waiting waiting = { loop, 0, 0, NULL };

  g_cancellable_cancel (cancelled);
  etb_library_index_sync_async (on_progress, &waiting, cancelled, on_synced, &waiting);
  g_main_loop_run (loop);
  g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiting.error);
  g_assert_cmpuint (waiting.done, ==, 0);
  etb_library_index_sync_async (on_progress, &waiting, NULL, on_synced, &waiting);
  g_main_loop_run (loop);
  g_assert_no_error (waiting.error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (waiting.done, ==, 1);
  g_assert_cmpuint (waiting.total, ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/library-index/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *cache = NULL;
  int status;

  home = g_dir_make_tmp ("etabli-home-XXXXXX", NULL);
  cache = g_build_filename (home, "cache", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("a-dossier-is-summed-up-even-while-open", test_a_dossier_is_summed_up_even_while_open);
  ADD ("what-cannot-be-opened-is-listed", test_what_cannot_be_opened_is_listed);
  ADD ("orders", test_orders);
  ADD ("search-knows-no-accents-and-says-where", test_search_knows_no_accents_and_says_where);
  ADD ("only-what-changed-is-read", test_only_what_changed_is_read);
  ADD ("what-is-gone-leaves-the-index", test_what_is_gone_leaves_the_index);
  ADD ("what-is-forgotten-leaves-no-trace", test_what_is_forgotten_leaves_no_trace);
  ADD ("a-damaged-index-is-made-again", test_a_damaged_index_is_made_again);
  ADD ("its-owner-alone-reads-it", test_its_owner_alone_reads_it);
  ADD ("progress-and-cancel", test_progress_and_cancel);
  status = g_test_run ();
  fixture_remove_folder (home);
  g_free (home);
  return status;
}
