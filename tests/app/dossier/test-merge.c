/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies of a dossier, edited apart on real files: what comparing finds, and what bringing
 * them together makes. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "etb-dossier-history.h"
#include "etb-journal.h"
#include "etb-migration.h"
#include "etb-store-schema.h"
#include "merge-fixture.h"

#define NAME   "/dossier/porteur/nom"
#define PLACE  "/dossier/lieu/nom"
#define MEMBER "/dossier/consortium/membre"
#define SHA256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* ---- Comparing --------------------------------------------------------------------------------
 */

typedef struct
{
  const char *name;
  const char *before;
  const char *mine;
  const char *theirs;
  const char *found;
} Case;

static const Case cases[] = {
  { "two-copies-alike-differ-in-nothing", NAME "=Atelier|+" MEMBER "|@P-LIBRE:a.txt:un", "", "",
    "" },
  { "an-answer-changed-here", NAME "=Avant", NAME "=Ici", "", "Nom: “Ici” / “Avant” -> mine\n" },
  { "an-answer-changed-there", NAME "=Avant", "", NAME "=Là", "Nom: “Avant” / “Là” -> theirs\n" },
  { "an-answer-changed-on-both", NAME "=Avant", NAME "=Ici", NAME "=Là",
    "Nom: “Ici” / “Là” -> ?\n" },
  { "an-answer-given-there-only", "", PLACE "=Halle", NAME "=Là",
    "Nom: no answer / “Là” -> theirs\nNom du lieu: “Halle” / no answer -> mine\n" },
  { "the-same-on-both-is-no-difference", NAME "=Avant", NAME "=Pareil", NAME "=Pareil", "" },
  { "an-answer-emptied-there", NAME "=Avant", "", NAME "=",
    "Nom: “Avant” / no answer -> theirs\n" },
  { "an-answer-emptied-there-and-changed-here", NAME "=Avant", NAME "=Ici", NAME "=",
    "Nom: “Ici” / no answer -> ?\n" },
  { "an-answer-undone-there", NAME "=Avant", "", "<", "Nom: “Avant” / no answer -> theirs\n" },
  { "what-the-call-begins-with-is-an-answer", "", "/dossier/porteur/pays=Belgique", "",
    "Pays: “Belgique” / “France” -> mine\n" },
  { "the-track", "", "", "/dossier/volet=FNT",
    "Track: “Fabrique” / “Fabrique numérique” -> theirs\n" },
  { "an-answer-that-does-not-apply", "/dossier/volet=FNT|/dossier/numerique/machines=3", "",
    "/dossier/volet=FT|/dossier/numerique/machines=4",
    "Track: “Fabrique numérique” / “Fabrique” -> theirs\n"
    "Nombre de machines: “3” / “4” -> theirs\n" },
  { "a-line-added-there", "+" MEMBER "|" MEMBER "[1]/nom=Un", "",
    "+" MEMBER "|" MEMBER "[2]/nom=Deux|" MEMBER "[2]/part=3",
    "Membre 2: no such line / Nom du membre: Deux; Part: 3 -> theirs\n" },
  { "a-line-added-on-each", "", "+" MEMBER "|" MEMBER "[1]/nom=Un",
    "+" MEMBER "|" MEMBER "[1]/nom=Deux",
    "Membre 1: Nom du membre: Un / no such line -> mine\n"
    "Membre 1: no such line / Nom du membre: Deux -> theirs\n" },
  { "a-line-removed-there", "+" MEMBER "|" MEMBER "[1]/nom=Un", "", "-" MEMBER "[1]",
    "Membre 1: Nom du membre: Un / line removed -> theirs\n" },
  { "a-line-removed-there-and-edited-here", "+" MEMBER "|" MEMBER "[1]/nom=Un",
    MEMBER "[1]/nom=Une", "-" MEMBER "[1]", "Membre 1: Nom du membre: Une / line removed -> ?\n" },
  { "a-line-removed-here-and-edited-there", "+" MEMBER "|" MEMBER "[1]/nom=Un", "-" MEMBER "[1]",
    MEMBER "[1]/nom=Une", "Membre 1: line removed / Nom du membre: Une -> ?\n" },
  { "a-line-is-known-by-identity",
    "+" MEMBER "|" MEMBER "[1]/nom=Un|+" MEMBER "|" MEMBER "[2]/nom=Deux", "-" MEMBER "[1]",
    MEMBER "[2]/nom=Double",
    "Membre 1: line removed / Nom du membre: Un -> mine\n"
    "Membre 1, Nom du membre: “Deux” / “Double” -> theirs\n" },
  { "the-first-line-of-a-new-dossier", "", "", "/dossier/soutiens/lettre[1]/auteur=Maire",
    "Lettre 1, Auteur: no answer / “Maire” -> theirs\n" },
  { "a-file-attached-there", "", "", "@P-LIBRE:a.txt:un",
    "Autres documents: no such file / “a.txt” (2 bytes) -> theirs\n" },
  { "a-file-removed-there", "@P-LIBRE:a.txt:un", "", "!a.txt",
    "Autres documents: “a.txt” (2 bytes) / file removed -> theirs\n" },
  { "a-file-removed-here", "@P-LIBRE:a.txt:un", "!a.txt", "",
    "Autres documents: file removed / “a.txt” (2 bytes) -> mine\n" },
  { "the-same-file-attached-on-each", "", "@P-LIBRE:a.txt:un", "@P-LIBRE:b.txt:un", "" },
  { "two-files-of-one-name", "", "@P-LIBRE:a.txt:un", "@P-LIBRE:a.txt:deux",
    "Autres documents: “a.txt” (2 bytes) / “a.txt” (4 bytes) -> ?\n" },
  { "two-files-of-two-names", "", "@P-LIBRE:a.txt:un", "@P-LIBRE:b.txt:deux",
    "Autres documents: “a.txt” (2 bytes) / no such file -> mine\n"
    "Autres documents: no such file / “b.txt” (4 bytes) -> theirs\n" },
};

static void
test_finds (Pair *pair, gconstpointer data)
{
  const Case *one = data;
  g_autoptr (EtbMerge) merge = NULL;
  g_autofree char *found = NULL;

  pair_make (pair, one->before);
  pair_work (pair, pair->mine, one->mine);
  pair_work (pair, pair->theirs, one->theirs);
  merge = pair_compare (pair->mine, pair->theirs);
  found = pair_describe (merge);
  g_assert_cmpstr (found, ==, one->found);
  g_assert_cmpuint (merge->warnings->len, ==, 0);
}

/* Seen from the other side, the same differences say the same the other way round. */
static void
test_finds_the_same_from_the_other_side (Pair *pair, gconstpointer data)
{
  static const EtbMergeChoice other[] = { ETB_MERGE_UNDECIDED, ETB_MERGE_THEIRS, ETB_MERGE_MINE };
  const Case *one = data;
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbMerge) back = NULL;
  guint met = 0;

  pair_make (pair, one->before);
  pair_work (pair, pair->mine, one->mine);
  pair_work (pair, pair->theirs, one->theirs);
  merge = pair_compare (pair->mine, pair->theirs);
  back = pair_compare (pair->theirs, pair->mine);
  g_assert_cmpuint (merge->differences->len, ==, back->differences->len);
  for (guint i = 0; i < merge->differences->len; i++)
    for (guint j = 0; j < back->differences->len; j++)
      {
        const EtbMergeDifference *here = g_ptr_array_index (merge->differences, i);
        const EtbMergeDifference *there = g_ptr_array_index (back->differences, j);

        if (!g_str_equal (here->key, there->other_key ? there->other_key : there->key))
          continue;
        met++;
        g_assert_cmpint (here->kind, ==, there->kind);
        g_assert_cmpint (here->suggestion, ==, other[there->suggestion]);
        g_assert_cmpstr (here->mine.value, ==, there->theirs.value);
        g_assert_cmpstr (here->mine.at, ==, there->theirs.at);
        g_assert_cmpint (here->mine.there, ==, there->theirs.there);
      }
  g_assert_cmpuint (met, ==, merge->differences->len);
}

static void
test_says_who_and_when_and_what_was_before (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autofree char *base = NULL;
  g_autofree char *origin = NULL;
  const EtbMergeDifference *difference;

  pair_make (pair, NAME "=Avant|" PLACE "=Halle");
  pair_work (pair, pair->mine, NAME "=Ici");
  pair_work (pair, pair->theirs, NAME "=Là");
  fixture_tamper (pair->mine,
                  "UPDATE answer SET at = '2020-03-12T14:32:00Z' WHERE key = '" NAME "'");
  merge = pair_compare (pair->mine, pair->theirs);
  difference = g_ptr_array_index (merge->differences, 0);
  g_assert_cmpstr (difference->mine.author, ==, "porteur");
  g_assert_cmpstr (difference->mine.at, ==, "2020-03-12T14:32:00Z");
  base = etb_merge_describe_base (merge, difference, NULL);
  g_assert_cmpstr (base, ==, "“Avant”");
  origin = etb_merge_describe_origin (merge, &difference->mine);
  g_assert_cmpstr (origin, ==, "the applicant, 12 March 2020 at 15:32 (Paris time)");
}

/* A helper is known by the record of help, of whichever copy holds it. */
static void
test_names_the_helper (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autofree char *origin = NULL;

  pair_make (pair, "");
  pair_work (pair, pair->theirs, NAME "=Là");
  fixture_tamper (pair->theirs,
                  "INSERT INTO assistance VALUES ('a', 'Léa Martin', 'Mairie', 'agent', 'oui', "
                  "'1', '" SHA256 "', 'porteur', 0, '2020-01-01T10:00:00Z', '', '', 5);"
                  "UPDATE answer SET author = 'accompagnant:a', at = '2020-01-02T12:00:00Z' WHERE "
                  "key = '" NAME "'");
  merge = pair_compare (pair->mine, pair->theirs);
  origin = etb_merge_describe_origin (
      merge, &((EtbMergeDifference *)g_ptr_array_index (merge->differences, 0))->theirs);
  g_assert_cmpstr (origin, ==, "Léa Martin, 2 January 2020 at 13:00 (Paris time)");
}

/* ---- What cannot be compared ------------------------------------------------------------------
 */

static void
assert_refused (const char *mine, const char *theirs, EtbDossierError code, const char *word)
{
  GError *error = NULL;

  g_assert_null (etb_merge_compare (mine, theirs, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, word));
  g_error_free (error);
}

static void
test_refuses_the_same_file (Pair *pair, gconstpointer data)
{
  g_autofree char *link = g_build_filename (pair->base.folder, "lien.etabli", NULL);

  pair_make (pair, "");
  g_assert_cmpint (symlink (pair->mine, link), ==, 0);
  assert_refused (pair->mine, pair->mine, ETB_DOSSIER_ERROR_VALUE, "very same file");
  assert_refused (pair->mine, link, ETB_DOSSIER_ERROR_VALUE, "lien.etabli");
}

static void
test_refuses_another_dossier (Pair *pair, gconstpointer data)
{
  pair_make (pair, "");
  fixture_tamper (pair->theirs, "UPDATE meta SET value = 'autre' WHERE name = 'id'");
  assert_refused (pair->mine, pair->theirs, ETB_DOSSIER_ERROR_VALUE, "another dossier");
}

static void
test_refuses_another_edition (Pair *pair, gconstpointer data)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) other = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EtbCall) call = NULL;
  g_autofree char *copy = NULL;

  pair_make (pair, "");
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  other = g_string_new (text);
  g_string_replace (other, "essai-2019", "essai-2020", 0);
  bytes = g_bytes_new (other->str, other->len);
  call = etb_call_new_from_bytes (bytes, "autre.xml", NULL);
  g_assert_true (etb_migration_move (pair->theirs, call, &copy, NULL));
  assert_refused (pair->mine, pair->theirs, ETB_DOSSIER_ERROR_VALUE, "Move one of them");
}

static void
test_refuses_what_is_no_dossier (Pair *pair, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (pair->base.folder, "absent.etabli", NULL);
  g_autofree char *text = fixture_write (&pair->base, "texte.etabli", "bonjour", 7);

  pair_make (pair, "");
  assert_refused (pair->mine, absent, ETB_DOSSIER_ERROR_NOT_FOUND, "absent.etabli");
  assert_refused (text, pair->theirs, ETB_DOSSIER_ERROR_FOREIGN, "texte.etabli");
  fixture_tamper (pair->theirs, "UPDATE call SET bytes = x'00'");
  assert_refused (pair->theirs, pair->mine, ETB_DOSSIER_ERROR_DAMAGED, "autre.etabli");
}

static void
test_refuses_a_copy_without_its_files (Pair *pair, gconstpointer data)
{
  pair_make (pair, "");
  fixture_tamper (pair->theirs, "INSERT INTO meta VALUES ('light', '1')");
  assert_refused (pair->mine, pair->theirs, ETB_DOSSIER_ERROR_VALUE, "safety copy");
}

/* Whoever rewrote the journal could make an answer look untouched: nothing of it is believed. */
static void
test_believes_no_broken_journal (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autofree char *found = NULL;

  pair_make (pair, NAME "=Avant");
  pair_work (pair, pair->theirs, NAME "=Là");
  fixture_tamper (pair->theirs, "DROP TRIGGER journal_no_update; UPDATE journal SET author = 'x' "
                                "WHERE number = 2; CREATE TRIGGER journal_no_update BEFORE UPDATE "
                                "ON journal\nBEGIN SELECT RAISE (ABORT, 'the journal is "
                                "append-only'); END");
  merge = pair_compare (pair->mine, pair->theirs);
  g_assert_cmpuint (merge->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (merge->warnings, 0), "autre.etabli"));
  g_assert_nonnull (strstr (g_ptr_array_index (merge->warnings, 0), "entry 2"));
  found = pair_describe (merge);
  g_assert_cmpstr (found, ==, "Nom: “Avant” / “Là” -> ?\n");
}

/* ---- Bringing together ------------------------------------------------------------------------
 */

static void
choose (EtbMerge *merge, guint index, EtbMergeChoice choice)
{
  ((EtbMergeDifference *)g_ptr_array_index (merge->differences, index))->choice = choice;
}

static void
assert_holds (const char *file, const char *expected)
{
  g_autofree char *found = pair_read (file);

  g_assert_cmpstr (found, ==, expected);
}

#define WORK_BEFORE                                                  \
  NAME "=Avant|+" MEMBER "|" MEMBER "[1]/nom=Un|+" MEMBER "|" MEMBER \
       "[2]/nom=Deux|@P-LIBRE:a.txt:un"
#define WORK_MINE PLACE "=Halle|" NAME "=Ici"
#define WORK_THEIRS                                                     \
  NAME "=Là|-" MEMBER "[1]|+" MEMBER "|" MEMBER "[2]/nom=Trois|" MEMBER \
       "[1]/part=4|!a.txt|@P-LIBRE:b.txt:deux|/dossier/demande=30000"

static void
make_worked (Pair *pair)
{
  pair_make (pair, WORK_BEFORE);
  pair_work (pair, pair->mine, WORK_MINE);
  pair_work (pair, pair->theirs, WORK_THEIRS);
}

static const char merged[] = "/dossier/volet=FT\n" NAME "=Là\n/dossier/porteur/pays=France\n" PLACE
                             "=Halle\n" MEMBER "[1]/nom=Deux\n" MEMBER "[1]/part=4\n" MEMBER
                             "[2]/nom=Trois\n/dossier/demande=30000.00\n@P-LIBRE:b.txt:deux\n";

static void
test_makes_what_was_chosen (Pair *pair, gconstpointer data)
{
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  make_worked (pair);
  mine = pair_read (pair->mine);
  theirs = pair_read (pair->theirs);
  merge = pair_compare (pair->mine, pair->theirs);
  g_assert_cmpuint (etb_merge_count_conflicts (merge), ==, 1);
  g_assert_cmpuint (etb_merge_count_undecided (merge), ==, 1);
  choose (merge, 0, ETB_MERGE_THEIRS);
  g_assert_cmpuint (etb_merge_count_undecided (merge), ==, 0);
  outcome = pair_write (merge, pair->out);
  assert_holds (pair->out, merged);
  /* Neither copy changes. */
  assert_holds (pair->mine, mine);
  assert_holds (pair->theirs, theirs);
  g_assert_cmpuint (outcome->invalid->len, ==, 0);
  g_assert_cmpuint (outcome->verdicts->len, ==, 1);
  g_assert_cmpstr (((EtbVerdictChange *)g_ptr_array_index (outcome->verdicts, 0))->after, ==,
                   "met");
}

static void
test_keeps_who_wrote_what (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;
  g_autoptr (EtbContent) content = NULL;

  pair_make (pair, "");
  pair_work (pair, pair->theirs, NAME "=Là");
  fixture_tamper (pair->theirs, "UPDATE answer SET author = 'Léa', at = '2020-01-02T03:04:05Z', "
                                "review = 'accepted' WHERE key = '" NAME "'");
  merge = pair_compare (pair->mine, pair->theirs);
  outcome = pair_write (merge, pair->out);
  content = etb_content_read_file (pair->out, NULL);
  for (guint i = 0; i < content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      if (!g_str_equal (answer->key, NAME))
        continue;
      g_assert_cmpstr (answer->author, ==, "Léa");
      g_assert_cmpstr (answer->at, ==, "2020-01-02T03:04:05Z");
      g_assert_cmpstr (answer->review, ==, "accepted");
      return;
    }
  g_assert_not_reached ();
}

static void
test_writes_nothing_while_undecided (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  GError *error = NULL;

  make_worked (pair);
  merge = pair_compare (pair->mine, pair->theirs);
  g_assert_null (etb_merge_write (merge, pair->out, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE);
  g_assert_false (g_file_test (pair->out, G_FILE_TEST_EXISTS));
  g_error_free (error);
}

static void
test_never_writes_over_a_file (Pair *pair, gconstpointer data)
{
  g_autofree char *there = fixture_write (&pair->base, "reuni.etabli", "à moi", 6);
  g_autofree char *content = NULL;
  g_autoptr (EtbMerge) merge = NULL;
  GError *error = NULL;

  pair_make (pair, "");
  merge = pair_compare (pair->mine, pair->theirs);
  g_assert_null (etb_merge_write (merge, pair->out, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_EXISTS);
  g_file_get_contents (there, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "à moi");
  g_error_free (error);
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir))
    count++;
  return count;
}

/* @done: what makes it fail between comparing and writing. */
static void
assert_fails (Pair *pair, EtbMerge *merge, GCancellable *cancellable, GQuark domain, int code)
{
  guint names = count_names (pair->base.folder);
  g_autofree char *copy = NULL;
  GError *error = NULL;

  g_assert_null (etb_merge_write (merge, pair->out, NULL, NULL, cancellable, &error));
  g_assert_error (error, domain, code);
  g_clear_error (&error);
  g_assert_null (etb_merge_apply (merge, &copy, NULL, NULL, cancellable, &error));
  g_assert_error (error, domain, code);
  g_clear_error (&error);
  g_assert_null (copy);
  g_assert_cmpuint (count_names (pair->base.folder), ==, names);
}

static void
test_does_nothing_with_copies_that_changed (Pair *pair, gconstpointer data)
{
  static const char *const changes[] = { PLACE "=Autre", "!a.txt", "-" MEMBER "[2]", "<" };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    for (int side = 0; side < 2; side++)
      {
        g_autoptr (EtbMerge) merge = NULL;

        g_unlink (pair->mine);
        pair_make (pair, WORK_BEFORE);
        merge = pair_compare (pair->mine, pair->theirs);
        pair_work (pair, side ? pair->theirs : pair->mine, changes[i]);
        assert_fails (pair, merge, NULL, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE);
      }
}

static void
test_leaves_nothing_when_bytes_are_damaged (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autofree char *before = NULL;

  pair_make (pair, NAME "=Avant");
  pair_work (pair, pair->theirs, NAME "=Là|@P-LIBRE:a.txt:un");
  fixture_tamper (pair->theirs, "UPDATE chunk SET bytes = x'0000'");
  merge = pair_compare (pair->mine, pair->theirs);
  before = pair_read (pair->mine);
  assert_fails (pair, merge, NULL, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
  assert_holds (pair->mine, before);
}

static void
test_leaves_nothing_when_cancelled (Pair *pair, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EtbMerge) merge = NULL;

  make_worked (pair);
  merge = pair_compare (pair->mine, pair->theirs);
  etb_merge_prefer (merge, ETB_MERGE_PREFER_MINE);
  g_cancellable_cancel (cancellable);
  assert_fails (pair, merge, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_waits_for_a_dossier_that_is_open (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbDossier) open = NULL;
  g_autofree char *copy = NULL;
  GError *error = NULL;

  pair_make (pair, "");
  merge = pair_compare (pair->mine, pair->theirs);
  open = etb_dossier_open (pair->mine, NULL);
  g_assert_null (etb_merge_apply (merge, &copy, NULL, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_error_free (error);
}

static void
test_in_place_is_one_step_that_is_undone (Pair *pair, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *words = NULL;
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  GError *error = NULL;

  make_worked (pair);
  before = pair_read (pair->mine);
  merge = pair_compare (pair->mine, pair->theirs);
  choose (merge, 0, ETB_MERGE_THEIRS);
  outcome = etb_merge_apply (merge, &copy, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_holds (pair->mine, merged);
  assert_holds (copy, before);

  dossier = etb_dossier_open (pair->mine, &error);
  g_assert_no_error (error);
  words = etb_dossier_describe_step (dossier, etb_dossier_peek_undo (dossier));
  g_assert_nonnull (strstr (words, "autre.etabli"));
  g_assert_true (etb_dossier_undo (dossier, NULL, &error));
  g_assert_true (etb_dossier_close (dossier, &error));
  assert_holds (pair->mine, before);
  pair_work (pair, pair->mine, "");
  g_clear_object (&dossier);
  dossier = etb_dossier_open (pair->mine, &error);
  g_assert_true (etb_dossier_redo (dossier, NULL, &error));
  g_assert_true (etb_dossier_close (dossier, &error));
  assert_holds (pair->mine, merged);
}

/* ---- Again ------------------------------------------------------------------------------------
 */

static void
assert_found (const char *mine, const char *theirs, const char *expected)
{
  g_autoptr (EtbMerge) merge = pair_compare (mine, theirs);
  g_autofree char *found = pair_describe (merge);

  g_assert_cmpstr (found, ==, expected);
}

/* Takes what is suggested; conflicts go to @choice. */
static void
bring_together (Pair *pair, const char *mine, const char *theirs, EtbMergeChoice choice)
{
  g_autoptr (EtbMerge) merge = pair_compare (mine, theirs);
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  etb_merge_prefer (merge,
                    choice == ETB_MERGE_MINE ? ETB_MERGE_PREFER_MINE : ETB_MERGE_PREFER_THEIRS);
  g_unlink (pair->out);
  outcome = pair_write (merge, pair->out);
  pair_copy (pair->out, mine);
}

static void
test_again_finds_nothing_new (Pair *pair, gconstpointer data)
{
  g_autofree char *once = NULL;
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (GBytes) first = NULL;

  make_worked (pair);
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
  once = pair_read (pair->mine);
  /* What stays is what was kept or added here: nothing of theirs is new. */
  assert_found (pair->mine, pair->theirs,
                "Nom: “Ici” / “Là” -> mine\nNom du lieu: “Halle” / no answer -> mine\n");
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_THEIRS);
  assert_holds (pair->mine, once);
}

/* Seen from there, the result has everything, decisions too. */
static void
test_the_other_side_takes_the_result (Pair *pair, gconstpointer data)
{
  g_autofree char *result = NULL;

  make_worked (pair);
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
  result = pair_read (pair->mine);
  assert_found (pair->theirs, pair->mine,
                "Nom: “Là” / “Ici” -> theirs\nNom du lieu: no answer / “Halle” -> theirs\n");
  bring_together (pair, pair->theirs, pair->mine, ETB_MERGE_MINE);
  assert_holds (pair->theirs, result);
  assert_found (pair->mine, pair->theirs, "");
}

static void
test_what_comes_after_is_news (Pair *pair, gconstpointer data)
{
  make_worked (pair);
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
  pair_work (pair, pair->theirs, "/dossier/porteur/pays=Belgique|" NAME "=Enfin");
  assert_found (pair->mine, pair->theirs,
                "Nom: “Ici” / “Enfin” -> ?\nPays: “France” / “Belgique” -> theirs\n"
                "Nom du lieu: “Halle” / no answer -> mine\n");
}

static void
test_both_meet_again_and_again (Pair *pair, gconstpointer data)
{
  pair_make (pair, NAME "=Avant");
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *here = g_strdup_printf (PLACE "=Halle %d", i);
      g_autofree char *there = g_strdup_printf (NAME "=Nom %d", i);
      g_autofree char *expected = NULL;
      g_autofree char *earlier = g_strdup_printf ("Nom %d", i - 1);

      pair_work (pair, pair->mine, here);
      pair_work (pair, pair->theirs, there);
      expected = g_strdup_printf ("Nom: “%s” / “Nom %d” -> theirs\nNom du lieu: “Halle %d” / no "
                                  "answer -> mine\n",
                                  i == 0 ? "Avant" : earlier, i, i);
      assert_found (pair->mine, pair->theirs, expected);
      bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
    }
}

static void
test_the_journal_holds_and_tells (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbConnection) mine = NULL;
  g_autoptr (EtbConnection) theirs = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GPtrArray) other = NULL;
  const EtbJournalEntry *last;

  make_worked (pair);
  theirs = etb_connection_open (pair->theirs, ETB_CONNECTION_READ, NULL);
  g_assert_true (etb_connection_check (theirs, TRUE, NULL));
  other = etb_journal_read (theirs, NULL);
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_THEIRS);
  mine = etb_connection_open (pair->mine, ETB_CONNECTION_READ, NULL);
  g_assert_true (etb_connection_check (mine, TRUE, NULL));
  journal = etb_journal_read (mine, NULL);
  g_assert_cmpint (etb_journal_first_broken (journal), ==, 0);
  last = g_ptr_array_index (journal, journal->len - 1);
  g_assert_cmpstr (last->kind, ==, "merged");
  g_assert_cmpstr (last->subject, ==, "autre.etabli");
  g_assert_true (g_str_has_prefix (
      last->detail, ((EtbJournalEntry *)g_ptr_array_index (other, other->len - 1))->digest));
}

/* Two people, or a script, do the same thing in the same second: their journals cannot be told
 * apart, and yet nothing is taken for older than it is. */
static void
test_the_same_second_tells_nothing (Pair *pair, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    {
      g_unlink (pair->mine);
      pair_make (pair, NAME "=Avant");
      pair_work (pair, pair->mine, NAME "=Ici");
      pair_work (pair, pair->theirs, NAME "=Là");
      pair_work (pair, pair->mine, NAME "=Encore ici");
      assert_found (pair->mine, pair->theirs, "Nom: “Encore ici” / “Là” -> ?\n");
      assert_found (pair->theirs, pair->mine, "Nom: “Là” / “Encore ici” -> ?\n");
    }
}

static void
test_a_decision_is_not_overruled_by_what_comes_after (Pair *pair, gconstpointer data)
{
  pair_make (pair, NAME "=Avant");
  pair_work (pair, pair->theirs, NAME "=Un");
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
  pair_work (pair, pair->theirs, NAME "=Deux");
  {
    g_autoptr (EtbMerge) merge = pair_compare (pair->mine, pair->theirs);
    g_autoptr (EtbMergeOutcome) outcome = NULL;

    g_assert_cmpuint (etb_merge_count_taken (merge), ==, 1);
    choose (merge, 0, ETB_MERGE_MINE);
    g_unlink (pair->out);
    outcome = pair_write (merge, pair->out);
  }
  pair_copy (pair->out, pair->mine);
  assert_found (pair->mine, pair->theirs, "Nom: “Un” / “Deux” -> mine\n");
  pair_work (pair, pair->theirs, NAME "=Trois");
  assert_found (pair->mine, pair->theirs, "Nom: “Un” / “Trois” -> ?\n");
}

/* ---- Help, and what the call limits -----------------------------------------------------------
 */

static void
add_help (const char *file, const char *id, const char *ended)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO assistance VALUES ('%s', 'Léa', 'Mairie', 'agent', 'oui', "
                         "'1', '" SHA256 "', 'porteur', 0, '2020-01-01T10:00:00Z', '%s', '', 5)",
                         id, ended);

  fixture_tamper (file, sql);
}

static void
test_unites_records_of_help (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbConnection) connection = NULL;
  gint64 count = 0, ended = 0;

  pair_make (pair, "");
  add_help (pair->mine, "a", "");
  add_help (pair->mine, "b", "2020-01-01T11:00:00Z");
  add_help (pair->theirs, "a", "2020-01-01T12:00:00Z");
  add_help (pair->theirs, "b", "");
  add_help (pair->theirs, "c", "");
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
  connection = etb_connection_open (pair->mine, ETB_CONNECTION_READ, NULL);
  g_assert_true (
      etb_connection_query_int (connection, "SELECT count(*) FROM assistance", &count, NULL));
  g_assert_true (etb_connection_query_int (
      connection, "SELECT count(*) FROM assistance WHERE ended != ''", &ended, NULL));
  g_assert_cmpint (count, ==, 3);
  g_assert_cmpint (ended, ==, 2);
}

/* Noted in one copy, it is of both; noted in both, mine stays. */
static void
test_unites_the_receipt_of_a_deposit (Pair *pair, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (EtbConnection) connection = NULL;
      gint64 count = 0;

      pair_make (pair, "");
      if (i > 0)
        fixture_tamper (pair->mine,
                        "INSERT INTO meta VALUES ('deposit', '2019-10-15T12:32:00Z' || char (10) "
                        "|| 'AR 1')");
      fixture_tamper (pair->theirs,
                      "INSERT INTO meta VALUES ('deposit', '2019-10-15T12:33:00Z' || char (10) "
                      "|| 'AR 2')");
      bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_MINE);
      connection = etb_connection_open (pair->mine, ETB_CONNECTION_READ, NULL);
      g_assert_true (etb_connection_query_int (
          connection,
          i > 0 ? "SELECT count(*) FROM meta WHERE name = 'deposit' AND value LIKE '%AR 1'"
                : "SELECT count(*) FROM meta WHERE name = 'deposit' AND value LIKE '%AR 2'",
          &count, NULL));
      g_assert_cmpint (count, ==, 1);
      g_clear_pointer (&connection, etb_connection_free);
      g_unlink (pair->mine);
      g_unlink (pair->theirs);
    }
}

static void
test_names_what_the_call_does_not_accept (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  pair_make (pair, "");
  pair_work (pair, pair->mine, "@P-LIBRE:a.txt:1|@P-LIBRE:b.txt:2");
  pair_work (pair, pair->theirs,
             "@P-LIBRE:c.txt:3|@P-LIBRE:d.txt:4|/dossier/porteur/courriel=pas une adresse");
  merge = pair_compare (pair->mine, pair->theirs);
  outcome = pair_write (merge, pair->out);
  g_assert_cmpuint (outcome->invalid->len, ==, 1);
  g_assert_cmpstr (((EtbProblem *)g_ptr_array_index (outcome->invalid, 0))->label, ==, "Courriel");
  g_assert_cmpuint (outcome->crowded->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (outcome->crowded, 0), "Autres documents"));
}

/* They would be in the file, and nowhere to be seen. */
static void
test_makes_no_lines_that_nobody_sees (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  pair_make (pair, "");
  pair_work (pair, pair->mine, "+" MEMBER "|+" MEMBER "|+" MEMBER);
  pair_work (pair, pair->theirs, "+" MEMBER "|+" MEMBER);
  merge = pair_compare (pair->mine, pair->theirs);
  assert_fails (pair, merge, NULL, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES);
  choose (merge, 4, ETB_MERGE_MINE);
  outcome = pair_write (merge, pair->out);
}

static void
test_a_day_on_a_document (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbConnection) connection = NULL;
  gint64 dated = 0;

  pair_make (pair, "@P-LIBRE:a.txt:un");
  fixture_tamper (pair->theirs, "UPDATE attachment SET document_date = '2019-09-01'");
  assert_found (pair->mine, pair->theirs, "Autres documents: no date / 1 September 2019 -> ?\n");
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_THEIRS);
  connection = etb_connection_open (pair->mine, ETB_CONNECTION_READ, NULL);
  g_assert_true (etb_connection_query_int (
      connection, "SELECT count(*) FROM attachment WHERE document_date = '2019-09-01'", &dated,
      NULL));
  g_assert_cmpint (dated, ==, 1);
}

static void
test_prefers_the_newest (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;

  pair_make (pair, NAME "=Avant|" PLACE "=Avant|/dossier/demande=1");
  pair_work (pair, pair->mine, NAME "=Ici|" PLACE "=Ici|/dossier/demande=2");
  pair_work (pair, pair->theirs, NAME "=Là|" PLACE "=Là|/dossier/demande=3");
  fixture_tamper (pair->mine,
                  "UPDATE answer SET at = '2020-01-01T00:00:00Z';"
                  "UPDATE answer SET at = '2020-01-03T00:00:00Z' WHERE key = '" NAME "'");
  fixture_tamper (pair->theirs, "UPDATE answer SET at = '2020-01-02T00:00:00Z';"
                                "UPDATE answer SET at = '2020-01-01T00:00:00Z' WHERE key = "
                                "'/dossier/demande'");
  merge = pair_compare (pair->mine, pair->theirs);
  etb_merge_prefer (merge, ETB_MERGE_PREFER_NEWEST);
  g_assert_cmpuint (etb_merge_count_undecided (merge), ==, 1);
  for (guint i = 0; i < merge->differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (merge->differences, i);

      if (g_str_equal (difference->key, NAME))
        g_assert_cmpint (difference->choice, ==, ETB_MERGE_MINE);
      if (g_str_equal (difference->key, PLACE))
        g_assert_cmpint (difference->choice, ==, ETB_MERGE_THEIRS);
    }
}

/* Whoever emptied it could hide what was done. */
static void
test_files_without_a_journal_are_all_conflicts (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;
  g_autofree char *found = NULL;

  pair_make (pair, NAME "=Avant");
  pair_work (pair, pair->theirs, NAME "=Là");
  fixture_tamper (pair->theirs, "DROP TRIGGER journal_no_delete; DELETE FROM journal; CREATE "
                                "TRIGGER journal_no_delete BEFORE DELETE ON journal\nBEGIN SELECT "
                                "RAISE (ABORT, 'the journal is append-only'); END");
  merge = pair_compare (pair->mine, pair->theirs);
  found = pair_describe (merge);
  g_assert_cmpstr (found, ==, "Nom: “Avant” / “Là” -> ?\n");
}

/* ---- Files of the first version ---------------------------------------------------------------
 */

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* Makes of @file what the first version of the program would have made. */
static void
make_first_version (const char *file)
{
  g_autofree char *old = g_strconcat (file, ".1", NULL);
  g_autofree char *head
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = 1; ATTACH '%s' AS new",
                         ETB_STORE_APPLICATION_ID, file);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (old, &db), ==, SQLITE_OK);
  run_sql (db, head);
  for (const char *const *create = etb_store_schema (1); *create; create++)
    run_sql (db, *create);
  run_sql (db, "INSERT INTO meta SELECT * FROM new.meta WHERE name != 'id';"
               "INSERT INTO call SELECT * FROM new.call;"
               "INSERT INTO answer SELECT key, value, author, at, revision FROM new.answer;"
               "INSERT INTO line SELECT * FROM new.line;"
               "INSERT INTO attachment SELECT number, id, state, piece, name, safe_name, "
               "media_type, size, sha256, author, at, revision FROM new.attachment;"
               "INSERT INTO chunk SELECT * FROM new.chunk");
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpint (g_rename (old, file), ==, 0);
}

/* They have no journal: nothing tells what changed since. */
static void
test_files_of_the_first_version_are_brought_together (Pair *pair, gconstpointer data)
{
  pair_make (pair, NAME "=Avant|+" MEMBER "|" MEMBER "[1]/nom=Un");
  pair_work (pair, pair->mine, NAME "=Ici");
  pair_work (pair, pair->theirs, NAME "=Là|@P-LIBRE:a.txt:un|-" MEMBER "[1]");
  make_first_version (pair->mine);
  make_first_version (pair->theirs);
  assert_found (pair->mine, pair->theirs,
                "Nom: “Ici” / “Là” -> ?\n"
                "Membre 1: Nom du membre: Un / no such line -> ?\n"
                "Autres documents: no such file / “a.txt” (2 bytes) -> ?\n");
  bring_together (pair, pair->mine, pair->theirs, ETB_MERGE_THEIRS);
  assert_holds (pair->mine, "/dossier/volet=FT\n" NAME "=Là\n/dossier/porteur/pays=France\n"
                            "@P-LIBRE:a.txt:un\n");
}

static void
test_files_of_the_first_version_are_told_apart (Pair *pair, gconstpointer data)
{
  g_autoptr (EtbMerge) merge = NULL;

  pair_make (pair, "");
  make_first_version (pair->mine);
  make_first_version (pair->theirs);
  merge = pair_compare (pair->mine, pair->theirs);
  g_assert_cmpuint (merge->differences->len, ==, 0);
  fixture_tamper (pair->theirs, "UPDATE meta SET value = '2001-01-01' WHERE name = 'created'");
  assert_refused (pair->mine, pair->theirs, ETB_DOSSIER_ERROR_VALUE, "another dossier");
}

/* ---- At random --------------------------------------------------------------------------------
 */

static void
add_random_word (GString *words, int side, guint *lines)
{
  static const char *const paths[] = { NAME, PLACE, "/dossier/porteur/pays", "/dossier/demande" };

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      if (*lines == 4)
        return;
      (*lines)++;
      g_string_append (words, "+" MEMBER "|");
      break;
    case 1:
      if (*lines == 0)
        return;
      g_string_append_printf (words, "-" MEMBER "[%d]|",
                              g_test_rand_int_range (1, (int)*lines + 1));
      (*lines)--;
      break;
    case 2:
    case 3:
      if (*lines > 0)
        g_string_append_printf (words, MEMBER "[%d]/nom=M%d|",
                                g_test_rand_int_range (1, (int)*lines + 1),
                                side * 4 + g_test_rand_int_range (0, 4));
      break;
    default:
      g_string_append_printf (words, "%s=%d|",
                              paths[g_test_rand_int_range (0, G_N_ELEMENTS (paths))],
                              side * 4 + g_test_rand_int_range (0, 4));
    }
}

static char *
random_words (int side, guint *lines)
{
  GString *words = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    add_random_word (words, side, lines);
  return g_string_free (words, FALSE);
}

static const char *
value_in (EtbContent *content, const char *key)
{
  const char *value = fixture_answer_of (content, key);

  /* What the call begins with, and what nobody gave. */
  if (!value)
    return g_str_has_suffix (key, "/pays") ? "France" : "";
  return value;
}

static gboolean
has_line (EtbContent *content, const char *key)
{
  for (guint i = 0; i < content->lines->len; i++)
    if (g_str_equal (((EtbStoredLine *)g_ptr_array_index (content->lines, i))->key, key))
      return TRUE;
  return FALSE;
}

static const EtbMergeDifference *
find_difference (EtbMerge *merge, const char *key)
{
  for (guint i = 0; i < merge->differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (merge->differences, i);

      if (g_str_equal (difference->key, key))
        return difference;
    }
  return NULL;
}

/* Whatever the sides have differently was asked about, and became what was chosen; all else is as
 * both have it. */
static void
assert_answers (EtbMerge *merge, EtbContent *mine, EtbContent *theirs, EtbContent *out,
                EtbContent *keys)
{
  for (guint i = 0; i < keys->answers->len; i++)
    {
      const char *key = ((EtbStoredAnswer *)g_ptr_array_index (keys->answers, i))->key;
      const EtbMergeDifference *difference = find_difference (merge, key);

      if (g_str_has_prefix (key, MEMBER "["))
        {
          g_autofree char *line = g_strndup (key, (gsize)(strstr (key, "']") - key) + 2);

          if (has_line (mine, line) != has_line (theirs, line))
            {
              g_assert_nonnull (find_difference (merge, line));
              continue;
            }
        }
      if (!difference)
        {
          g_assert_cmpstr (value_in (mine, key), ==, value_in (theirs, key));
          g_assert_cmpstr (value_in (out, key), ==, value_in (mine, key));
        }
      else
        g_assert_cmpstr (value_in (out, key), ==,
                         difference->choice == ETB_MERGE_MINE ? value_in (mine, key)
                                                              : value_in (theirs, key));
    }
}

static void
assert_lines (EtbMerge *merge, EtbContent *mine, EtbContent *theirs, EtbContent *out,
              EtbContent *keys)
{
  for (guint i = 0; i < keys->lines->len; i++)
    {
      const char *key = ((EtbStoredLine *)g_ptr_array_index (keys->lines, i))->key;
      const EtbMergeDifference *difference = find_difference (merge, key);

      g_assert_true ((difference != NULL) == (has_line (mine, key) != has_line (theirs, key)));
      if (difference)
        g_assert_cmpint (has_line (out, key), ==,
                         difference->choice == ETB_MERGE_MINE ? has_line (mine, key)
                                                              : has_line (theirs, key));
      else
        g_assert_true (has_line (out, key));
    }
}

/* What is proposed throws away nothing that was written since both had @common: it is an answer
 * that the other side left as it was. */
static void
assert_suggestions (EtbMerge *merge, EtbContent *mine, EtbContent *theirs, EtbContent *common)
{
  for (guint i = 0; i < merge->differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (merge->differences, i);
      const char *key = difference->key;

      if (difference->kind != ETB_MERGE_ANSWER || !fixture_answer_of (mine, key)
          || !fixture_answer_of (theirs, key))
        continue;
      if (difference->suggestion == ETB_MERGE_THEIRS)
        g_assert_cmpstr (value_in (mine, key), ==, value_in (common, key));
      if (difference->suggestion == ETB_MERGE_MINE)
        g_assert_cmpstr (value_in (theirs, key), ==, value_in (common, key));
    }
}

static void
choose_at_random (EtbMerge *merge)
{
  for (guint i = 0; i < merge->differences->len; i++)
    {
      EtbMergeDifference *difference = g_ptr_array_index (merge->differences, i);

      if (difference->choice == ETB_MERGE_UNDECIDED || g_test_rand_int_range (0, 4) == 0)
        difference->choice = g_test_rand_bit () ? ETB_MERGE_MINE : ETB_MERGE_THEIRS;
    }
}

static EtbContent *
read_content (const char *file)
{
  GError *error = NULL;
  EtbContent *content = etb_content_read_file (file, &error);

  g_assert_no_error (error);
  return content;
}

static guint
count_lines (const char *file)
{
  g_autoptr (EtbContent) content = read_content (file);
  guint count = 0;

  for (guint i = 0; i < content->lines->len; i++)
    count
        += g_str_has_prefix (((EtbStoredLine *)g_ptr_array_index (content->lines, i))->key, MEMBER);
  return count;
}

static void
work_at_random (Pair *pair, const char *file, int side)
{
  guint lines = count_lines (file);
  g_autofree char *words = random_words (side, &lines);

  pair_work (pair, file, words);
}

static void
merge_at_random (Pair *pair, EtbContent *common)
{
  g_autoptr (EtbMerge) merge = pair_compare (pair->mine, pair->theirs);
  g_autoptr (EtbContent) mine = read_content (pair->mine);
  g_autoptr (EtbContent) theirs = read_content (pair->theirs);
  g_autoptr (EtbContent) out = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;
  g_autoptr (EtbMerge) again = NULL;
  GError *error = NULL;

  assert_suggestions (merge, mine, theirs, common);
  choose_at_random (merge);
  g_unlink (pair->out);
  outcome = etb_merge_write (merge, pair->out, NULL, NULL, NULL, &error);
  if (g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES))
    {
      /* The two never met, then. */
      g_error_free (error);
      pair_copy (pair->mine, pair->theirs);
      return;
    }
  g_assert_no_error (error);
  out = read_content (pair->out);
  assert_answers (merge, mine, theirs, out, mine);
  assert_answers (merge, mine, theirs, out, theirs);
  assert_lines (merge, mine, theirs, out, mine);
  assert_lines (merge, mine, theirs, out, theirs);

  again = pair_compare (pair->out, pair->theirs);
  g_assert_cmpuint (etb_merge_count_conflicts (again), ==, 0);
  g_assert_cmpuint (etb_merge_count_taken (again), ==, 0);
  pair_copy (pair->out, pair->mine);
}

static void
test_random_work_is_brought_together (Pair *pair, gconstpointer data)
{
  for (int round = 0; round < 10; round++)
    {
      guint lines = 0;
      g_autofree char *before = random_words (0, &lines);

      g_unlink (pair->mine);
      pair_make (pair, before);
      for (int meeting = 0; meeting < 3; meeting++)
        {
          g_autoptr (EtbContent) common = read_content (pair->theirs);

          work_at_random (pair, pair->mine, 1);
          work_at_random (pair, pair->theirs, 2);
          merge_at_random (pair, common);
        }
    }
}

#define ADD(path, test) g_test_add ("/merge/" path, Pair, NULL, pair_set_up, test, pair_tear_down)

static void
add_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/merge/finds/%s", cases[i].name);
      g_autofree char *back = g_strdup_printf ("/merge/finds-both-ways/%s", cases[i].name);

      g_test_add (path, Pair, &cases[i], pair_set_up, test_finds, pair_tear_down);
      g_test_add (back, Pair, &cases[i], pair_set_up, test_finds_the_same_from_the_other_side,
                  pair_tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ();
  ADD ("says-who-and-when-and-what-was-before", test_says_who_and_when_and_what_was_before);
  ADD ("names-the-helper", test_names_the_helper);
  ADD ("refuses-the-same-file", test_refuses_the_same_file);
  ADD ("refuses-another-dossier", test_refuses_another_dossier);
  ADD ("refuses-another-edition", test_refuses_another_edition);
  ADD ("refuses-what-is-no-dossier", test_refuses_what_is_no_dossier);
  ADD ("refuses-a-copy-without-its-files", test_refuses_a_copy_without_its_files);
  ADD ("believes-no-broken-journal", test_believes_no_broken_journal);
  ADD ("files-without-a-journal-are-all-conflicts", test_files_without_a_journal_are_all_conflicts);
  ADD ("makes-what-was-chosen", test_makes_what_was_chosen);
  ADD ("keeps-who-wrote-what", test_keeps_who_wrote_what);
  ADD ("writes-nothing-while-undecided", test_writes_nothing_while_undecided);
  ADD ("never-writes-over-a-file", test_never_writes_over_a_file);
  ADD ("does-nothing-with-copies-that-changed", test_does_nothing_with_copies_that_changed);
  ADD ("leaves-nothing-when-bytes-are-damaged", test_leaves_nothing_when_bytes_are_damaged);
  ADD ("leaves-nothing-when-cancelled", test_leaves_nothing_when_cancelled);
  ADD ("waits-for-a-dossier-that-is-open", test_waits_for_a_dossier_that_is_open);
  ADD ("in-place-is-one-step-that-is-undone", test_in_place_is_one_step_that_is_undone);
  ADD ("again-finds-nothing-new", test_again_finds_nothing_new);
  ADD ("the-other-side-takes-the-result", test_the_other_side_takes_the_result);
  ADD ("what-comes-after-is-news", test_what_comes_after_is_news);
  ADD ("both-meet-again-and-again", test_both_meet_again_and_again);
  ADD ("the-journal-holds-and-tells", test_the_journal_holds_and_tells);
  ADD ("the-same-second-tells-nothing", test_the_same_second_tells_nothing);
  ADD ("a-decision-is-not-overruled-by-what-comes-after",
       test_a_decision_is_not_overruled_by_what_comes_after);
  ADD ("unites-records-of-help", test_unites_records_of_help);
  ADD ("unites-the-receipt-of-a-deposit", test_unites_the_receipt_of_a_deposit);
  ADD ("names-what-the-call-does-not-accept", test_names_what_the_call_does_not_accept);
  ADD ("makes-no-lines-that-nobody-sees", test_makes_no_lines_that_nobody_sees);
  ADD ("a-day-on-a-document", test_a_day_on_a_document);
  ADD ("prefers-the-newest", test_prefers_the_newest);
  ADD ("files-of-the-first-version-are-brought-together",
       test_files_of_the_first_version_are_brought_together);
  ADD ("files-of-the-first-version-are-told-apart", test_files_of_the_first_version_are_told_apart);
  ADD ("random-work-is-brought-together", test_random_work_is_brought_together);
  return g_test_run ();
}
