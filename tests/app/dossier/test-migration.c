/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier moved to another edition of its call: what is kept, what is put aside, what comes back,
 * and that nothing changes when the move fails. */

#include <string.h>

#include "dossier-fixture.h"
#include "etb-migration.h"

/* Every passage of @edits, pairs ended by NULL, is in the small call and is replaced. */
static EtbCall *
make_edition (const char *const *edits)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) edition = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  EtbCall *call;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  edition = g_string_new (text);
  for (gsize i = 0; edits[i]; i += 2)
    g_assert_cmpuint (g_string_replace (edition, edits[i], edits[i + 1], 0), >, 0);
  bytes = g_bytes_new (edition->str, edition->len);
  call = etb_call_new_from_bytes (bytes, "edition.xml", &error);
  g_assert_no_error (error);
  return call;
}

/* The floor is higher, the place has no publics any more but a surface, which is needed; the
 * consortium has two members at least; families are no public. */
static EtbCall *
make_next_edition (void)
{
  static const char *const edits[] = {
    "id=\"essai-2019\"",
    "id=\"essai-2020\"",
    "&gt;= 25000",
    "&gt;= 75000",
    "<lieu><nom/><publics/><ouverture/></lieu>",
    "<lieu><nom/><ouverture/><surface/></lieu>",
    "<bind ref=\"/dossier/lieu/publics\" type=\"choices\" list=\"publics\"/>",
    "<bind ref=\"/dossier/lieu/surface\" type=\"integer\" required=\"true()\"/>",
    "<bind ref=\"/dossier/porteur/courriel\" type=\"email\"/>",
    "<bind ref=\"/dossier/porteur/courriel\" type=\"phone\"/>",
    "/dossier/lieu/publics",
    "/dossier/lieu/surface",
    "code=\"P-STAT\"",
    "code=\"P-STATUTS\"",
    NULL,
  };

  return make_edition (edits);
}

static EtbDossier *
open_dossier (const char *file)
{
  GError *error = NULL;
  EtbDossier *dossier = etb_dossier_open (file, &error);

  g_assert_no_error (error);
  return dossier;
}

static void
close_dossier (EtbDossier *dossier)
{
  GError *error = NULL;

  g_assert_true (etb_dossier_close (dossier, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (dossier);
}

/* A dossier with answers of every fate. */
static void
make_dossier (Fixture *fixture)
{
  EtbDossier *dossier = fixture_create (fixture);
  GError *error = NULL;
  g_autofree char *first = etb_dossier_add_line (dossier, "/dossier/consortium/membre", &error);

  g_assert_no_error (error);
  fixture_set (dossier, "/dossier/porteur/nom", "Atelier du Clain");
  fixture_set (dossier, "/dossier/porteur/courriel", "atelier@exemple.fr");
  fixture_set (dossier, "/dossier/lieu/publics", "jeunes familles");
  fixture_set (dossier, "/dossier/demande", "30000");
  fixture_set (dossier, "/dossier/consortium/membre[1]/nom", "Commune");
  etb_dossier_set_place (dossier, "lieu/lieu");
  close_dossier (dossier);
}

static char *
move (Fixture *fixture, EtbCall *target)
{
  GError *error = NULL;
  char *copy = NULL;

  g_assert_true (etb_migration_move (fixture->file, target, &copy, &error));
  g_assert_no_error (error);
  return copy;
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir))
    count++;
  return count;
}

static void
test_keeps_answers_that_have_their_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autofree char *copy = NULL;
  g_autofree char *place = NULL;
  g_autofree char *author = NULL;
  EtbDossier *dossier;

  make_dossier (fixture);
  copy = move (fixture, target);
  dossier = open_dossier (fixture->file);

  g_assert_false (etb_dossier_is_read_only (dossier));
  g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (dossier)), ==, "essai-2020");
  g_assert_cmpstr (etb_call_get_digest (etb_dossier_get_call (dossier)), ==,
                   etb_call_get_digest (target));
  g_assert_cmpstr (etb_dossier_get_track (dossier), ==, "FT");
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Atelier du Clain");
  fixture_assert_answer (dossier, "/dossier/demande", "30000.00");
  fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/nom", "Commune");
  fixture_assert_answer (dossier, "/dossier/lieu/publics", NULL);
  fixture_assert_answer (dossier, "/dossier/lieu/surface", "");
  g_assert_true (etb_dossier_get_origin (dossier, "/dossier/porteur/nom", &author, NULL));
  g_assert_cmpstr (author, ==, "porteur");
  place = etb_dossier_get_place (dossier);
  g_assert_cmpstr (place, ==, "");
  /* and it goes on being written */
  fixture_set (dossier, "/dossier/lieu/surface", "120");
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, "/dossier/lieu/surface", "120");
  close_dossier (dossier);
}

static void
test_keeps_a_copy_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autofree char *copy = NULL;
  g_autofree char *name = NULL;
  EtbDossier *dossier;

  make_dossier (fixture);
  copy = move (fixture, target);
  name = g_path_get_basename (copy);
  g_assert_true (g_str_has_prefix (name, "essai-essai-2019-"));
  g_assert_true (g_str_has_suffix (name, ".etabli"));
  g_assert_cmpuint (count_files (fixture), ==, 2);

  dossier = open_dossier (copy);
  g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (dossier)), ==, "essai-2019");
  fixture_assert_answer (dossier, "/dossier/lieu/publics", "jeunes familles");
  fixture_assert_answer (dossier, "/dossier/demande", "30000.00");
  close_dossier (dossier);
}

static void
test_puts_the_others_aside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autoptr (EtbCall) first = fixture_call ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *file = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *copy_back = NULL;
  g_autoptr (GFile) statutes = NULL;
  g_autoptr (EtbAttachment) attachment = NULL;
  EtbDossier *dossier;
  GError *error = NULL;
  const EtbKept *answer, *piece;

  make_dossier (fixture);
  dossier = open_dossier (fixture->file);
  file = fixture_write (fixture, "statuts.pdf", "%PDF-1.4\n%%EOF\n", 15);
  statutes = g_file_new_for_path (file);
  attachment = etb_dossier_attach (dossier, "P-STAT", statutes, &error);
  g_assert_no_error (error);
  close_dossier (dossier);

  copy = move (fixture, target);
  kept = etb_migration_list_kept (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 2);
  answer = g_ptr_array_index (kept, 0);
  g_assert_cmpstr (answer->path, ==, "/dossier/lieu/publics");
  g_assert_cmpstr (answer->value, ==, "Jeunes; Familles");
  g_assert_cmpstr (answer->label, !=, answer->path);
  piece = g_ptr_array_index (kept, 1);
  g_assert_cmpstr (piece->path, ==, "P-STAT");
  g_assert_cmpstr (piece->value, ==, "statuts.pdf");
  dossier = open_dossier (fixture->file);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  close_dossier (dossier);

  /* the way back */
  copy_back = move (fixture, first);
  dossier = open_dossier (fixture->file);
  fixture_assert_answer (dossier, "/dossier/lieu/publics", "jeunes familles");
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 1);
  close_dossier (dossier);
  g_ptr_array_unref (g_steal_pointer (&kept));
  kept = etb_migration_list_kept (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 0);
}

static void
test_adds_the_lines_asked_for (Fixture *fixture, gconstpointer data)
{
  static const char *const edits[] = { "membre\" minimum=\"0\"", "membre\" minimum=\"3\"", NULL };
  g_autoptr (EtbCall) target = make_edition (edits);
  g_autofree char *copy = NULL;
  EtbDossier *dossier;

  make_dossier (fixture);
  copy = move (fixture, target);
  dossier = open_dossier (fixture->file);
  g_assert_cmpuint (
      etb_instance_count_lines (etb_dossier_get_instance (dossier), "/dossier/consortium/membre"),
      ==, 3);
  fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/nom", "Commune");
  fixture_set (dossier, "/dossier/consortium/membre[3]/nom", "Région");
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, "/dossier/consortium/membre[3]/nom", "Région");
  close_dossier (dossier);
}

/* Refused or failed: the file opens as before, and there is no copy. */
static void
assert_not_moved (Fixture *fixture, EtbCall *target, EtbDossierError code)
{
  g_autoptr (GError) error = NULL;
  char *copy = NULL;
  guint files = count_files (fixture);
  EtbDossier *dossier;

  g_assert_false (etb_migration_move (fixture->file, target, &copy, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, (int)code);
  g_assert_nonnull (
      strstr (error->message, code == ETB_DOSSIER_ERROR_PATH ? "FT" : "essai.etabli"));
  g_assert_null (copy);
  g_assert_cmpuint (count_files (fixture), ==, files);
  dossier = open_dossier (fixture->file);
  g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (dossier)), ==, "essai-2019");
  fixture_assert_answer (dossier, "/dossier/lieu/publics", "jeunes familles");
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
}

static void
test_refuses_an_open_dossier (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autofree char *copy = NULL;
  EtbDossier *dossier;

  make_dossier (fixture);
  dossier = open_dossier (fixture->file);
  assert_not_moved (fixture, target, ETB_DOSSIER_ERROR_READ_ONLY);
  /* and who has it open goes on */
  fixture_set (dossier, "/dossier/porteur/nom", "Autre nom");
  close_dossier (dossier);
  copy = move (fixture, target);
  g_assert_nonnull (copy);
}

static void
test_refuses_the_same_edition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) same = fixture_call ();

  make_dossier (fixture);
  assert_not_moved (fixture, same, ETB_DOSSIER_ERROR_VALUE);
}

static void
test_refuses_an_edition_without_the_track (Fixture *fixture, gconstpointer data)
{
  static const char *const edits[] = { "\"FT\"", "\"FABRIQUE\"", NULL };
  g_autoptr (EtbCall) target = make_edition (edits);

  make_dossier (fixture);
  assert_not_moved (fixture, target, ETB_DOSSIER_ERROR_PATH);
}

/* The copy has been made when the first write fails: no number is left for the definition. */
static void
test_leaves_all_as_it_was_when_writing_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();

  make_dossier (fixture);
  fixture_tamper (fixture->file, "UPDATE call SET number = 9223372036854775807");
  assert_not_moved (fixture, target, ETB_DOSSIER_ERROR_DAMAGED);
}

static void
test_names_copies_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autoptr (EtbCall) first = fixture_call ();
  g_autofree char *one = NULL;
  g_autofree char *back = NULL;
  g_autofree char *two = NULL;

  make_dossier (fixture);
  one = move (fixture, target);
  back = move (fixture, first);
  two = move (fixture, target);
  g_assert_cmpstr (one, !=, two);
  g_assert_cmpuint (count_files (fixture), ==, 4);
}

static void
test_tells_beforehand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autoptr (EtbMigrationReport) report = NULL;
  GError *error = NULL;
  EtbDossier *dossier;
  const EtbVerdictChange *verdict;

  make_dossier (fixture);
  /* looking takes nothing from who has it open */
  dossier = open_dossier (fixture->file);
  report = etb_migration_preview (fixture->file, target, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (report->has_track);
  g_assert_cmpuint (report->invalid->len, ==, 1);
  g_assert_cmpstr (((EtbProblem *)g_ptr_array_index (report->invalid, 0))->path, ==,
                   "/dossier/porteur/courriel");
  g_assert_cmpuint (report->missing->len, ==, 1);
  g_assert_cmpstr (((EtbProblem *)g_ptr_array_index (report->missing, 0))->path, ==,
                   "/dossier/lieu/surface");
  g_assert_cmpuint (report->unknown->len, ==, 1);
  g_assert_cmpstr (((EtbKept *)g_ptr_array_index (report->unknown, 0))->path, ==,
                   "/dossier/lieu/publics");
  g_assert_cmpuint (report->files->len, ==, 0);
  g_assert_cmpuint (report->verdicts->len, ==, 1);
  verdict = g_ptr_array_index (report->verdicts, 0);
  g_assert_cmpstr (verdict->id, ==, "plancher");
  g_assert_cmpstr (verdict->before, ==, "met");
  g_assert_cmpstr (verdict->after, ==, "not-met");
  fixture_set (dossier, "/dossier/porteur/nom", "Toujours ouvert");
  close_dossier (dossier);
}

static void
test_finds_nothing_between_an_edition_and_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) same = fixture_call ();
  g_autoptr (EtbMigrationReport) report = NULL;
  GError *error = NULL;

  make_dossier (fixture);
  report = etb_migration_preview (fixture->file, same, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->invalid->len + report->missing->len + report->unknown->len
                        + report->files->len + report->verdicts->len,
                    ==, 0);
}

static void
recast (Fixture *fixture, EtbCall *target, const char *track)
{
  GError *error = NULL;

  g_assert_true (etb_migration_recast (fixture->file, target, track, &error));
  g_assert_no_error (error);
}

/* Answers that have their place stay, the others wait aside; no copy is made. */
static void
test_recasts_without_a_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autoptr (EtbCall) first = fixture_call ();
  EtbDossier *dossier;

  make_dossier (fixture);
  recast (fixture, target, "FT");
  dossier = open_dossier (fixture->file);
  g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (dossier)), ==, "essai-2020");
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Atelier du Clain");
  fixture_assert_answer (dossier, "/dossier/lieu/publics", NULL);
  close_dossier (dossier);

  recast (fixture, first, "FT");
  dossier = open_dossier (fixture->file);
  fixture_assert_answer (dossier, "/dossier/lieu/publics", "jeunes familles");
  close_dossier (dossier);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_recasts_to_another_track (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) same = fixture_call ();
  EtbDossier *dossier;

  make_dossier (fixture);
  recast (fixture, same, "FNT");
  dossier = open_dossier (fixture->file);
  g_assert_cmpstr (etb_dossier_get_track (dossier), ==, "FNT");
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Atelier du Clain");
  close_dossier (dossier);
}

/* Its place too: nothing is written. */
static void
test_leaves_what_is_so_already_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) same = fixture_call ();
  g_autofree char *place = NULL;
  EtbDossier *dossier;

  make_dossier (fixture);
  recast (fixture, same, "FT");
  dossier = open_dossier (fixture->file);
  place = etb_dossier_get_place (dossier);
  g_assert_cmpstr (place, ==, "lieu/lieu");
  close_dossier (dossier);
}

static void
test_does_not_recast_what_is_open_or_to_no_track (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = make_next_edition ();
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) busy = NULL;
  EtbDossier *dossier;

  make_dossier (fixture);
  g_assert_false (etb_migration_recast (fixture->file, target, "AUTRE", &unknown));
  g_assert_error (unknown, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  dossier = open_dossier (fixture->file);
  g_assert_false (etb_migration_recast (fixture->file, target, "FT", &busy));
  g_assert_error (busy, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (dossier)), ==, "essai-2019");
  close_dossier (dossier);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/migration/keeps-answers-that-have-their-place", test_keeps_answers_that_have_their_place);
  add ("/migration/keeps-a-copy-as-it-was", test_keeps_a_copy_as_it_was);
  add ("/migration/puts-the-others-aside", test_puts_the_others_aside);
  add ("/migration/adds-the-lines-asked-for", test_adds_the_lines_asked_for);
  add ("/migration/refuses-an-open-dossier", test_refuses_an_open_dossier);
  add ("/migration/refuses-the-same-edition", test_refuses_the_same_edition);
  add ("/migration/refuses-an-edition-without-the-track",
       test_refuses_an_edition_without_the_track);
  add ("/migration/leaves-all-as-it-was-when-writing-fails",
       test_leaves_all_as_it_was_when_writing_fails);
  add ("/migration/names-copies-apart", test_names_copies_apart);
  add ("/migration/tells-beforehand", test_tells_beforehand);
  add ("/migration/finds-nothing-between-an-edition-and-itself",
       test_finds_nothing_between_an_edition_and_itself);
  add ("/migration/recasts-without-a-copy", test_recasts_without_a_copy);
  add ("/migration/recasts-to-another-track", test_recasts_to_another_track);
  add ("/migration/leaves-what-is-so-already-as-it-is", test_leaves_what_is_so_already_as_it_is);
  add ("/migration/does-not-recast-what-is-open-or-to-no-track",
       test_does_not_recast_what_is_open_or_to_no_track);

  return g_test_run ();
}
