/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A new dossier that begins with the organisation's answers of another: which ones, since when, and
 * until when they are marked. */

#include <glib/gstdio.h>

#include "dossier-fixture.h"
#include "etb-dossier-assistance.h"
#include "etb-dossier-history.h"
#include "etb-dossier-journal.h"
#include "etb-reuse.h"

#define NAME   "/dossier/porteur/nom"
#define SIRET  "/dossier/porteur/siret"
#define PLACE  "/dossier/lieu/nom"
#define MEMBER "/dossier/consortium/membre"

/* Answers of 2019, as a file that was put away then. */
static char *
make_source (Fixture *fixture)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;
  char *file = g_build_filename (fixture->folder, "ancien.etabli", NULL);

  fixture_set (dossier, NAME, "La Grange");
  fixture_set (dossier, SIRET, "pas un SIRET");
  fixture_set (dossier, PLACE, "Ici");
  line = etb_dossier_add_line (dossier, MEMBER, NULL);
  name = g_strconcat (line, "/nom", NULL);
  fixture_set (dossier, name, "Les Amis");
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  g_assert_cmpint (g_rename (fixture->file, file), ==, 0);
  fixture_tamper (file, "UPDATE answer SET at = '2019-10-01T10:00:00Z'");
  return file;
}

static void
test_takes_what_is_the_organisations (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = make_source (fixture);
  EtbDossier *dossier = fixture_create (fixture);
  GError *error = NULL;
  g_autoptr (GPtrArray) list = etb_reuse_list (dossier, source, &error);
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *author = NULL;
  guint count = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  fixture_assert_answer (dossier, NAME, "");

  g_assert_true (etb_reuse_take (dossier, source, NULL, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  fixture_assert_answer (dossier, NAME, "La Grange");
  fixture_assert_answer (dossier, MEMBER "[1]/nom", "Les Amis");
  /* What no longer is a SIRET, and what is of the project, stay behind. */
  fixture_assert_answer (dossier, SIRET, "");
  fixture_assert_answer (dossier, PLACE, "");
  g_assert_true (etb_dossier_get_origin (dossier, NAME, &author, &at));
  g_assert_cmpint (g_date_time_get_year (at), ==, 2019);

  g_assert_true (etb_dossier_undo (dossier, NULL, &error));
  fixture_assert_answer (dossier, NAME, "");
  g_assert_cmpuint (etb_instance_count_lines (etb_dossier_get_instance (dossier), MEMBER), ==, 0);
  g_object_unref (dossier);
}

/* The answers of @list by their paths, in its order. */
static void
assert_paths (GPtrArray *list, const char *expected)
{
  g_autoptr (GString) paths = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (paths, "%s%s", i > 0 ? " " : "",
                            ((EtbReusable *)g_ptr_array_index (list, i))->path);
  g_assert_cmpstr (paths->str, ==, expected);
}

/* One answer left out, then all of a line: the line itself does not come. */
static void
test_what_is_left_out_is_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = make_source (fixture);
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) list = etb_reuse_list (dossier, source, NULL);
  const char *left_out[] = { NULL, NULL, NULL };
  guint count = 0;

  assert_paths (list, NAME " " MEMBER "[1]/nom");
  left_out[0] = ((EtbReusable *)g_ptr_array_index (list, 1))->key;
  g_assert_true (etb_reuse_take (dossier, source, left_out, &count, NULL));
  g_assert_cmpuint (count, ==, 1);
  fixture_assert_answer (dossier, NAME, "La Grange");
  g_assert_cmpuint (etb_instance_count_lines (etb_dossier_get_instance (dossier), MEMBER), ==, 0);
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));

  left_out[1] = NAME;
  g_assert_true (etb_reuse_take (dossier, source, left_out, &count, NULL));
  g_assert_cmpuint (count, ==, 0);
  fixture_assert_answer (dossier, NAME, "");
  g_assert_null (etb_dossier_peek_undo (dossier));
  g_object_unref (dossier);
}

/* The call of the tests, where @what reads @with. */
static EtbCall *
make_call (const char *const (*changes)[2], gsize count)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  EtbCall *call;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  changed = g_string_new (text);
  for (gsize i = 0; i < count; i++)
    g_assert_cmpuint (g_string_replace (changed, changes[i][0], changes[i][1], 0), >, 0);
  bytes = g_bytes_new (changed->str, changed->len);
  call = etb_call_new_from_bytes (bytes, "autre.xml", &error);
  g_assert_no_error (error);
  return call;
}

#define OTHER_NAME "/dossier/porteur/denomination"

/* What plays the same part goes there, whatever it is called; what is in that place and plays no
 * part does not. */
static void
test_a_part_goes_to_its_place (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[][2] = {
    { "<porteur><nom/>", "<porteur><nom/><denomination/>" },
    { "applicant-name=\"/dossier/porteur/nom\"", "applicant-name=\"" OTHER_NAME "\"" },
    { "<question ref=\"/dossier/porteur/siret\">",
      "<question ref=\"" OTHER_NAME "\"><label>Dénomination</label></question>"
      "<question ref=\"/dossier/porteur/siret\">" },
  };
  g_autofree char *source = make_source (fixture);
  g_autoptr (EtbCall) call = make_call (changes, G_N_ELEMENTS (changes));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_create (fixture->file, call, "FT", &error);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_no_error (error);
  list = etb_reuse_list (dossier, source, NULL);
  assert_paths (list, OTHER_NAME " " MEMBER "[1]/nom");
  g_assert_cmpstr (((EtbReusable *)g_ptr_array_index (list, 0))->label, ==, "Dénomination");
  g_assert_true (etb_reuse_take (dossier, source, NULL, NULL, NULL));
  fixture_assert_answer (dossier, OTHER_NAME, "La Grange");
  fixture_assert_answer (dossier, NAME, "");
}

/* What the new call does not accept stays behind, line and all. */
static void
test_what_the_call_refuses_stays_behind (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what, *with;
    const char *left;
  } cases[] = {
    { "required=\"true()\" max-length=\"100\"/>", "required=\"true()\" max-length=\"5\"/>",
      MEMBER "[1]/nom" },
    { "<bind ref=\"/dossier/consortium/membre/nom\"",
      "<bind ref=\"/dossier/consortium/membre/nom\" constraint=\"not(contains(., 'Amis'))\"",
      NAME },
    /* Of one answer that reads another: what is left of the two is accepted. */
    { "<bind ref=\"/dossier/porteur/nom\"",
      "<bind ref=\"/dossier/porteur/nom\" "
      "constraint=\"count(/dossier/consortium/membre) = 0\"",
      MEMBER "[1]/nom" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const change[][2] = { { cases[i].what, cases[i].with } };
      g_autofree char *source = make_source (fixture);
      g_autoptr (EtbCall) call = make_call (change, 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbDossier) dossier = etb_dossier_create (fixture->file, call, "FT", &error);
      g_autoptr (GPtrArray) list = NULL;

      g_assert_no_error (error);
      list = etb_reuse_list (dossier, source, NULL);
      assert_paths (list, cases[i].left);
      g_assert_true (etb_dossier_close (dossier, NULL));
      g_remove (fixture->file);
    }
}

static void
assert_unconfirmed (EtbDossier *dossier, guint expected)
{
  g_autoptr (GPtrArray) list = etb_reuse_list_unconfirmed (dossier);

  g_assert_cmpuint (list->len, ==, expected);
}

static void
test_is_marked_until_somebody_goes_through_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = make_source (fixture);
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GDateTime) at = NULL;

  assert_unconfirmed (dossier, 0);
  g_assert_true (etb_reuse_take (dossier, source, NULL, NULL, NULL));
  assert_unconfirmed (dossier, 2);
  dossier = fixture_reopen (dossier);
  assert_unconfirmed (dossier, 2);
  fixture_set (dossier, NAME, "La Grange des Possibles");
  assert_unconfirmed (dossier, 1);
  etb_reuse_confirm (dossier, MEMBER "[1]/nom");
  assert_unconfirmed (dossier, 0);
  dossier = fixture_reopen (dossier);
  assert_unconfirmed (dossier, 0);
  g_assert_true (etb_dossier_get_origin (dossier, MEMBER "[1]/nom", NULL, &at));
  g_assert_cmpint (g_date_time_get_year (at), >, 2019);
  g_object_unref (dossier);
}

static void
assert_journal_holds (EtbDossier *dossier)
{
  GError *error = NULL;
  g_autoptr (EtbJournalCheck) check = NULL;

  etb_dossier_flush (dossier, &error);
  g_assert_no_error (error);
  check = etb_dossier_check_journal (dossier, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check->state, ==, ETB_JOURNAL_INTACT);
}

static void
test_confirming_is_no_step_and_the_journal_knows (Fixture *fixture, gconstpointer data)
{
  const EtbAssistanceTerms terms = { "Camille Martin", "Mairie d’Exemple", "agent", NULL, 31 };
  g_autofree char *source = make_source (fixture);
  EtbDossier *dossier = fixture_create (fixture);
  GError *error = NULL;

  g_assert_true (etb_reuse_take (dossier, source, NULL, NULL, NULL));
  fixture_set (dossier, NAME, "La Grange des Possibles");
  g_assert_true (etb_dossier_undo (dossier, NULL, &error));
  g_assert_true (etb_dossier_begin_assistance (dossier, &terms, &error));
  g_assert_no_error (error);
  etb_reuse_confirm (dossier, NAME);
  assert_journal_holds (dossier);
  g_assert_true (etb_dossier_end_assistance (dossier, &error));
  g_assert_true (etb_dossier_redo (dossier, NULL, &error));
  g_assert_no_error (error);
  assert_journal_holds (dossier);
  g_assert_true (etb_dossier_undo (dossier, NULL, &error));
  assert_journal_holds (dossier);
  g_object_unref (dossier);
}

static void
test_what_cannot_be_read_is_said (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autofree char *text = fixture_write (fixture, "texte.etabli", "abc", 3);
  GError *error = NULL;

  g_assert_null (etb_reuse_list (dossier, text, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_false (etb_reuse_take (dossier, "/nulle/part.etabli", NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_object_unref (dossier);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reuse/takes-what-is-the-organisations", Fixture, NULL, fixture_set_up,
              test_takes_what_is_the_organisations, fixture_tear_down);
  g_test_add ("/reuse/what-is-left-out-is-not-taken", Fixture, NULL, fixture_set_up,
              test_what_is_left_out_is_not_taken, fixture_tear_down);
  g_test_add ("/reuse/a-part-goes-to-its-place", Fixture, NULL, fixture_set_up,
              test_a_part_goes_to_its_place, fixture_tear_down);
  g_test_add ("/reuse/what-the-call-refuses-stays-behind", Fixture, NULL, fixture_set_up,
              test_what_the_call_refuses_stays_behind, fixture_tear_down);
  g_test_add ("/reuse/is-marked-until-somebody-goes-through-it", Fixture, NULL, fixture_set_up,
              test_is_marked_until_somebody_goes_through_it, fixture_tear_down);
  g_test_add ("/reuse/confirming-is-no-step-and-the-journal-knows", Fixture, NULL, fixture_set_up,
              test_confirming_is_no_step_and_the_journal_knows, fixture_tear_down);
  g_test_add ("/reuse/what-cannot-be-read-is-said", Fixture, NULL, fixture_set_up,
              test_what_cannot_be_read_is_said, fixture_tear_down);
  return g_test_run ();
}
