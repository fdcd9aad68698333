/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was found of a place: kept with the dossier through whatever happens to it, claimed for the
 * answers it gave and for no others, and read as a stranger's. */

#include "etb-dossier-finding.h"

#include <string.h>

#include "dossier-fixture.h"
#include "etb-content.h"
#include "etb-dossier-history.h"
#include "etb-merge.h"
#include "etb-migration.h"
#include "etb-version.h"

#define QPV       "/dossier/lieu/qpv"
#define DISTANCE  "/dossier/lieu/distance"
#define COMMUNE   "/dossier/lieu/commune"
#define SITUATION "/dossier/lieu/situation"

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* As etb_finding_to_text() writes it, of a place 127.43 m outside. */
#define HEAD                                                                         \
  "<finding at=\"2019-09-20T08:00:00Z\" generation=\"2015\" method=\"local-plane\" " \
  "inside=\"false\" metres=\"127.43\" on-limit=\"false\" to-check=\"false\" "        \
  "half-width=\"800.00\" left-out=\"2\">"
#define ANSWER                                                                           \
  "<label>44.999, 1.25</label><place lon=\"1.250000\" lat=\"44.999000\"/>"               \
  "<qpv code=\"QP031001\"><name>Essai &amp; Cie</name></qpv>"                            \
  "<commune code=\"82112\" from=\"contours\"><name>Moissac</name></commune>"             \
  "<dataset sha256=\"" DIGEST "\" imported=\"2019-09-19T10:00:00Z\"><file>qp.zip</file>" \
  "</dataset><text>QPV 2015: the place is outside.</text>"
#define RING    "<ring>1.000000,45.000000 1.500000,45.000000 1.500000,45.500000</ring>"
#define CONTOUR "<contour code=\"QP031001\" inside=\"false\"><name>Essai</name>" RING "</contour>"
#define FOUND   HEAD ANSWER CONTOUR "</finding>"

static EtbFinding *
make_finding (const char *text)
{
  g_autoptr (GError) error = NULL;
  EtbFinding *finding = etb_finding_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (finding);
  return finding;
}

/* ---- As text ----------------------------------------------------------------------------------
 */

static void
the_text_says_what_the_finding_says (void)
{
  g_autoptr (EtbFinding) finding = make_finding (FOUND);
  g_autofree char *text = etb_finding_to_text (finding);
  g_autofree char *distance = etb_finding_get_distance (finding);
  const EtbFindingContour *contour;
  const EtbPolygon *rings;

  g_assert_cmpstr (text, ==, FOUND);
  g_assert_cmpstr (finding->generation->name, ==, "2015");
  g_assert_cmpfloat (finding->place.x, ==, 1.25);
  g_assert_cmpfloat (finding->place.y, ==, 44.999);
  g_assert_cmpstr (finding->name, ==, "Essai & Cie");
  g_assert_cmpstr (finding->commune, ==, "82112");
  g_assert_cmpuint (finding->left_out, ==, 2);
  g_assert_cmpstr (distance, ==, "128");
  g_assert_cmpuint (finding->contours->len, ==, 1);
  contour = g_ptr_array_index (finding->contours, 0);
  rings = g_ptr_array_index (contour->area->polygons, 0);
  g_assert_cmpuint (rings->points->len, ==, 4);
}

/* One thing of it changed: a text that is not a finding any more. */
static void
whatever_is_wrong_is_refused (void)
{
  static const struct
  {
    const char *what;
    const char *with;
  } cases[] = {
    { "<finding ", "<trouvaille " },
    { "</finding>", "" },
    { "<finding ", "<!DOCTYPE finding [<!ENTITY a \"b\">]><finding " },
    { "generation=\"2015\"", "generation=\"2030\"" },
    { "generation=\"2015\"", "generation=\"2024\"" },
    { "method=\"local-plane\"", "method=\"guess\"" },
    { "inside=\"false\" metres", "inside=\"perhaps\" metres" },
    { "metres=\"127.43\"", "metres=\"nan\"" },
    { "metres=\"127.43\"", "metres=\"inf\"" },
    { "metres=\"127.43\"", "metres=\"-1\"" },
    { "metres=\"127.43\"", "" },
    { "half-width=\"800.00\"", "half-width=\"0\"" },
    { "half-width=\"800.00\"", "half-width=\"1e300\"" },
    { "left-out=\"2\"", "left-out=\"-2\"" },
    { "lon=\"1.250000\"", "lon=\"181\"" },
    { "lat=\"44.999000\"", "lat=\"90\"" },
    { "lat=\"44.999000\"", "lat=\"44.9x\"" },
    { "qpv code=\"QP031001\"", "qpv code=\"QN031001\"" },
    { "qpv code=\"QP031001\"", "qpv code=\"\"" },
    { "contour code=\"QP031001\"", "contour code=\"QN031001\"" },
    { "sha256=\"0", "sha256=\"x" },
    { "sha256=\"0", "sha256=\"" },
    { "at=\"2019-09-20T08:00:00Z\"", "at=\"yesterday\"" },
    { "imported=\"2019-09-19T10:00:00Z\"", "imported=\"\"" },
    { "<label>", "<etiquette>" },
    { "<file>qp.zip</file>", "" },
    { "<ring>1.000000,45.000000 ", "<ring>" },
    { "<ring>1.000000,", "<ring>1.000000;" },
    { "<ring>1.000000,", "<ring>nan," },
    { "<ring>1.000000,", "<ring>181," },
    { "1.500000,45.500000</ring>", "1.500000,45.500000,3</ring>" },
    { "<ring>", "<ring></ring><ring>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *text = g_string_new (FOUND);
      g_autofree char *wrong = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, cases[i].what, cases[i].with, 1), ==, 1);
      wrong = g_string_free (text, FALSE);
      g_test_message ("%s", wrong);
      g_assert_null (etb_finding_from_text (wrong, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
    }
}

static void
append_times (GString *text, const char *part, guint times)
{
  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
}

static void
too_much_is_refused (void)
{
  static const struct
  {
    const char *before, *part, *after;
    guint few, many;
  } cases[] = {
    { HEAD ANSWER, CONTOUR, "</finding>", 64, 65 },
    { HEAD ANSWER "<contour code=\"QP031001\" inside=\"true\"><name/>", RING,
      "</contour></finding>", 1000, 1001 },
    { HEAD ANSWER "<contour code=\"QP031001\" inside=\"true\"><name/><ring>1.0,45.0 2.0,45.0",
      " 1.500000,45.500000", "</ring></contour></finding>", 7998, 7999 },
    { HEAD "<label>", "x",
      "</label><place lon=\"1.250000\" lat=\"44.999000\"/>"
      "<qpv code=\"QP031001\"><name/></qpv><dataset sha256=\"" DIGEST
      "\" imported=\"2019-09-19T10:00:00Z\"><file>qp.zip</file></dataset><text/></finding>",
      4000, 4001 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int many = 0; many <= 1; many++)
      {
        g_autoptr (GString) text = g_string_new (cases[i].before);
        g_autoptr (EtbFinding) finding = NULL;

        append_times (text, cases[i].part, many ? cases[i].many : cases[i].few);
        g_string_append (text, cases[i].after);
        finding = etb_finding_from_text (text->str, NULL);
        g_assert_cmpint (finding == NULL, ==, many);
      }
}

/* ---- In a dossier -----------------------------------------------------------------------------
 */

static EtbCall *
load_call (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);
  g_autofree char *file = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", name, NULL);
  g_autoptr (GError) error = NULL;
  EtbCall *call = etb_call_new_from_file (file, &error);

  g_assert_no_error (error);
  return call;
}

/* A dossier whose place is near a QPV. */
static EtbDossier *
create (Fixture *fixture)
{
  g_autoptr (EtbCall) call = load_call ("fabriques-de-territoire-2019-07");
  g_autoptr (GError) error = NULL;
  EtbDossier *dossier = etb_dossier_create (fixture->file, call, "FNT", &error);

  g_assert_no_error (error);
  fixture_set (dossier, SITUATION, "PROX");
  return dossier;
}

static void
take (EtbDossier *dossier, const char *text)
{
  g_autoptr (EtbFinding) finding = make_finding (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_take_finding (dossier, finding, NULL, "Trouvé", &error));
  g_assert_no_error (error);
}

/* "" for none. */
static void
assert_found (EtbDossier *dossier, const char *code)
{
  const EtbFinding *finding = etb_dossier_get_finding (dossier);

  g_assert_cmpstr (finding ? finding->code : "", ==, code);
}

static void
assert_agrees (EtbDossier *dossier, guint claims, gboolean agrees)
{
  g_autoptr (GPtrArray) list
      = etb_finding_get_claims (etb_dossier_get_finding (dossier), etb_dossier_get_call (dossier),
                                etb_dossier_get_evaluation (dossier));

  g_assert_cmpuint (list->len, ==, claims);
  g_assert_cmpint (etb_finding_claims_agree (list), ==, agrees);
}

static void
it_is_one_act_with_its_answers (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  guint n_done = 0;

  assert_found (dossier, "");
  take (dossier, FOUND);
  fixture_assert_answer (dossier, QPV, "QP031001");
  fixture_assert_answer (dossier, DISTANCE, "128");
  assert_found (dossier, "QP031001");

  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  fixture_assert_answer (dossier, QPV, "");
  assert_found (dossier, "");
  etb_dossier_get_steps (dossier, &n_done);
  g_assert_cmpuint (n_done, ==, 1);

  dossier = fixture_reopen (dossier);
  assert_found (dossier, "");
  g_assert_true (etb_dossier_redo (dossier, NULL, NULL));
  assert_found (dossier, "QP031001");
  dossier = fixture_reopen (dossier);
  assert_found (dossier, "QP031001");
  fixture_assert_answer (dossier, QPV, "QP031001");
  g_object_unref (dossier);
}

static void
a_later_finding_takes_its_place (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  g_autoptr (GString) other = g_string_new (FOUND);

  g_string_replace (other, "QP031001", "QP031002", 0);
  take (dossier, FOUND);
  take (dossier, other->str);
  assert_found (dossier, "QP031002");
  dossier = fixture_reopen (dossier);
  assert_found (dossier, "QP031002");
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  assert_found (dossier, "QP031001");
  fixture_assert_answer (dossier, QPV, "QP031001");
  g_object_unref (dossier);
}

/* The answers are there already: the finding is what is new. */
static void
it_is_kept_where_the_answers_are_there (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);

  fixture_set (dossier, QPV, "QP031001");
  fixture_set (dossier, DISTANCE, "128");
  take (dossier, FOUND);
  assert_found (dossier, "QP031001");
  g_object_unref (dossier);
}

static void
it_is_claimed_for_no_other_answers (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  static const struct
  {
    const char *path, *other, *back;
    guint claims;
  } cases[] = {
    { QPV, "QP031009", "QP031001", 2 }, { QPV, "", "QP031001", 2 },
    { DISTANCE, "3", "128", 2 },        { DISTANCE, "", "128", 2 },
    { COMMUNE, "34301", "82112", 3 },
  };

  take (dossier, FOUND);
  assert_agrees (dossier, 2, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_set (dossier, cases[i].path, cases[i].other);
      assert_agrees (dossier, cases[i].claims, FALSE);
      fixture_set (dossier, cases[i].path, cases[i].back);
      assert_agrees (dossier, cases[i].claims, TRUE);
    }
  /* Asked no more, it is claimed for nothing. */
  fixture_set (dossier, SITUATION, "AUTRE");
  assert_agrees (dossier, 0, TRUE);
  g_object_unref (dossier);
}

/* Where no contour told the commune, it is the one that the dossier gave then. */
static void
it_is_of_the_commune_of_its_time (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  g_autoptr (GString) text = g_string_new (FOUND);

  g_string_replace (
      text, "<commune code=\"82112\" from=\"contours\"><name>Moissac</name></commune>", "", 1);
  fixture_set (dossier, COMMUNE, "34301");
  take (dossier, text->str);
  assert_agrees (dossier, 3, TRUE);
  g_assert_true (etb_dossier_get_finding (dossier)->commune_answered);
  fixture_set (dossier, COMMUNE, "82112");
  assert_agrees (dossier, 3, FALSE);
  fixture_set (dossier, COMMUNE, "");
  assert_agrees (dossier, 3, FALSE);
  g_object_unref (dossier);
}

static void
it_goes_along_to_another_edition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) target = load_call ("fabriques-de-territoire-2020");
  EtbDossier *dossier = create (fixture);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  take (dossier, FOUND);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  etb_migration_move (fixture->file, target, &copy, &error);
  g_assert_no_error (error);
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  assert_found (dossier, "QP031001");
  assert_agrees (dossier, 2, TRUE);
  g_object_unref (dossier);
}

/* A copy made before: brought back, it brings back what was found then. */
static void
an_earlier_version_has_its_own (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  g_autofree char *copy = g_build_filename (fixture->folder, "avant.etabli", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  EtbVersion version;
  gsize length;

  dossier = fixture_reopen (dossier);
  g_assert_true (g_file_get_contents (fixture->file, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize)length, NULL));
  take (dossier, FOUND);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  g_assert_true (etb_version_compare (fixture->file, copy, &version, &error));
  g_assert_cmpuint (version.answers, ==, 3);
  etb_version_restore (fixture->file, copy, "2019-09-20", NULL, &error);
  g_assert_no_error (error);
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  assert_found (dossier, "");
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  assert_found (dossier, "QP031001");
  g_object_unref (dossier);
}

static void
two_copies_bring_theirs_together (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  g_autofree char *theirs = g_build_filename (fixture->folder, "autre.etabli", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "ensemble.etabli", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbMerge) merge = NULL;
  const EtbMergeDifference *difference;
  EtbMergeOutcome *outcome;
  gsize length;

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  g_assert_true (g_file_get_contents (fixture->file, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (theirs, bytes, (gssize)length, NULL));
  dossier = etb_dossier_open (theirs, &error);
  take (dossier, FOUND);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);

  merge = etb_merge_compare (fixture->file, theirs, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (merge->differences->len, ==, 3);
  difference = g_ptr_array_index (merge->differences, 2);
  g_assert_cmpstr (difference->label, ==, "What was found of the place");
  g_assert_cmpint (difference->choice, ==, ETB_MERGE_THEIRS);
  words = etb_merge_describe_side (merge, difference, &difference->theirs, NULL);
  g_assert_cmpstr (words, ==, "“QPV 2015: the place is outside.”");
  outcome = etb_merge_write (merge, out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  etb_merge_outcome_free (outcome);

  dossier = etb_dossier_open (out, &error);
  g_assert_no_error (error);
  assert_found (dossier, "QP031001");
  assert_agrees (dossier, 2, TRUE);
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  assert_found (dossier, "");
  g_object_unref (dossier);
}

/* The dossier opens, says so, and keeps what it cannot read. */
static void
what_cannot_be_read_stays (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbContent) content = NULL;

  take (dossier, FOUND);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  fixture_tamper (fixture->file, "UPDATE answer SET value = '<finding/>' WHERE key = 'finding'");
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  assert_found (dossier, "");
  g_assert_cmpuint (etb_dossier_get_notices (dossier)->len, ==, 1);
  g_assert_nonnull (
      strstr (g_ptr_array_index (etb_dossier_get_notices (dossier), 0), "look the place up again"));
  fixture_assert_answer (dossier, QPV, "QP031001");
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  content = etb_content_read_file (fixture->file, &error);
  g_assert_cmpstr (fixture_answer_of (content, "finding"), ==, "<finding/>");
}

static void
a_call_without_qpv_takes_none (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (EtbFinding) finding = make_finding (FOUND);
  g_autoptr (GError) error = NULL;

  g_assert_false (etb_dossier_take_finding (dossier, finding, NULL, "Trouvé", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  assert_found (dossier, "");
  g_object_unref (dossier);
}

#define ADD(name, test) \
  g_test_add ("/finding/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/the-text-says-what-the-finding-says",
                   the_text_says_what_the_finding_says);
  g_test_add_func ("/finding/whatever-is-wrong-is-refused", whatever_is_wrong_is_refused);
  g_test_add_func ("/finding/too-much-is-refused", too_much_is_refused);
  ADD ("it-is-one-act-with-its-answers", it_is_one_act_with_its_answers);
  ADD ("a-later-finding-takes-its-place", a_later_finding_takes_its_place);
  ADD ("it-is-kept-where-the-answers-are-there", it_is_kept_where_the_answers_are_there);
  ADD ("it-is-claimed-for-no-other-answers", it_is_claimed_for_no_other_answers);
  ADD ("it-is-of-the-commune-of-its-time", it_is_of_the_commune_of_its_time);
  ADD ("it-goes-along-to-another-edition", it_goes_along_to_another_edition);
  ADD ("an-earlier-version-has-its-own", an_earlier_version_has_its_own);
  ADD ("two-copies-bring-theirs-together", two_copies_bring_theirs_together);
  ADD ("what-cannot-be-read-stays", what_cannot_be_read_stays);
  ADD ("a-call-without-qpv-takes-none", a_call_without_qpv_takes_none);
  return g_test_run ();
}
