/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What two editions of a call say that is not the same: the valid definition against itself with
 * one passage replaced. */

#include "etb-call-diff.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *from, *to;   /* replaced wherever it is */
  const char *from2, *to2; /* or NULL */
  const char *expected[8]; /* "kind change id field before > after", in order */
} Case;

#define MEMBER \
  "<question ref=\"/dossier/consortium/membre/nom\"><label>Nom du membre</label></question>"
#define PIECE \
  "<piece code=\"P-RIB\" kinds=\"pdf\" max-size=\"1000\" source=\"S2\"><label>RIB</label></piece>"

static const Case cases[] = {
  { "nothing", "Une date.", "Une date.", NULL, NULL, { NULL } },
  { "identity",
    "<edition>Juillet 2019</edition>",
    "<edition>2020</edition>",
    "minutes=\"90\"",
    "",
    { "call changed  edition Juillet 2019 > 2020", "call changed  minutes 90 > ", NULL } },
  { "track-amount",
    "<amount>150 000 €</amount>",
    "<amount>75 000 €</amount>",
    NULL,
    NULL,
    { "track changed PERM amount 150 000 € > 75 000 €", NULL } },
  { "track-places",
    "id=\"PERM\" places=\"270\"",
    "id=\"PERM\"",
    NULL,
    NULL,
    { "track changed PERM places 270 > ", NULL } },
  { "deadline-moved",
    "day=\"2019-10-15\"",
    "day=\"2019-11-15\"",
    NULL,
    NULL,
    { "deadline changed 2019-10-15-UNIQUE day 2019-10-15 > 2019-11-15", NULL } },
  { "deadline-renamed",
    "id=\"2019-10-15-UNIQUE\"",
    "id=\"2019-11-15-UNIQUE\"",
    NULL,
    NULL,
    { "deadline removed 2019-10-15-UNIQUE", "deadline added 2019-11-15-UNIQUE", NULL } },
  { "permanence-ends",
    "<permanence track=\"PERM\" source=\"S1\"><note>Un autre texte dit le "
    "contraire.</note></permanence>",
    "",
    NULL,
    NULL,
    { "permanence removed PERM", NULL } },
  { "recurrence",
    "every-months=\"4\"",
    "every-months=\"6\"",
    NULL,
    NULL,
    { "recurrence changed PERM every-months 4 > 6", NULL } },
  { "question-label",
    "<label>SIRET du membre</label>",
    "<label>SIRET</label>",
    NULL,
    NULL,
    { "question changed /dossier/consortium/membre/siret label SIRET du membre > SIRET", NULL } },
  { "question-words",
    "<hint>Complet.</hint><example>Les Ateliers</example>",
    "<hint>Entier.</hint>",
    NULL,
    NULL,
    { "question changed /dossier/porteur/nom hint Complet. > Entier.",
      "question changed /dossier/porteur/nom example Les Ateliers > ", NULL } },
  { "question-type",
    "ref=\"/dossier/lettre/date\" type=\"date\"",
    "ref=\"/dossier/lettre/date\" type=\"text\"",
    NULL,
    NULL,
    { "question changed /dossier/lettre/date type date > text", NULL } },
  { "question-required",
    "<bind ref=\"/dossier/porteur/nom\" required=\"true()\" max-length=\"100\"/>",
    "<bind ref=\"/dossier/porteur/nom\" max-length=\"50\"/>",
    NULL,
    NULL,
    { "question changed /dossier/porteur/nom required true() > ",
      "question changed /dossier/porteur/nom max-length 100 > 50", NULL } },
  { "question-constraint",
    "constraint=\"../nom != ''\"><message>Dites d’abord le nom.</message>",
    "constraint=\"../nature != ''\"><message>Dites d’abord la nature.</message>",
    NULL,
    NULL,
    { "question changed /dossier/porteur/siret constraint ../nom != '' > ../nature != ''",
      "question changed /dossier/porteur/siret constraint-message Dites d’abord le nom. > Dites "
      "d’abord la nature.",
      NULL } },
  { "answer-goes",
    "<membre><nom/><siret/></membre>",
    "<membre><siret/></membre>",
    MEMBER,
    "",
    { "question removed /dossier/consortium/membre/nom", NULL } },
  { "answer-comes",
    "<accord/>",
    "<accord/><remarque/>",
    NULL,
    NULL,
    { "question added /dossier/remarque", NULL } },
  { "group-relevance",
    "ref=\"/dossier/consortium\" relevant=\"/dossier/volet = 'PERM'\"",
    "ref=\"/dossier/consortium\" relevant=\"/dossier/volet = 'LIBRE'\"",
    NULL,
    NULL,
    { "group changed /dossier/consortium relevant /dossier/volet = 'PERM' > /dossier/volet = "
      "'LIBRE'",
      NULL } },
  { "repeat-bounds",
    "minimum=\"1\" maximum=\"5\"",
    "minimum=\"2\" maximum=\"5\"",
    NULL,
    NULL,
    { "repeat changed /dossier/consortium/membre minimum 1 > 2", NULL } },
  { "attestation-wording",
    "attestation-version=\"1\"><label>Je certifie.</label>",
    "attestation-version=\"2\"><label>Je certifie tout.</label>",
    NULL,
    NULL,
    { "attestation changed /dossier/accord label Je certifie. > Je certifie tout.",
      "attestation changed /dossier/accord version 1 > 2", NULL } },
  { "choice-renamed",
    "<item value=\"scic\"><label>SCIC</label></item>",
    "<item value=\"scop\"><label>SCOP</label></item>",
    NULL,
    NULL,
    { "choice removed natures/scic", "choice added natures/scop", NULL } },
  { "criterion-test",
    "test=\"/dossier/porteur/nature != ''\"",
    "test=\"/dossier/porteur/nature = 'scic'\"",
    "effect=\"warning\"",
    "effect=\"blocking\"",
    { "criterion changed nature-connue effect warning > blocking",
      "criterion changed nature-connue test /dossier/porteur/nature != '' > "
      "/dossier/porteur/nature = 'scic'",
      NULL } },
  { "criterion-text",
    "<not-met>Elle manque.</not-met>",
    "<not-met>Dites-la.</not-met>",
    NULL,
    NULL,
    { "criterion changed nature-connue not-met Elle manque. > Dites-la.", NULL } },
  { "criterion-source",
    "<title>Hypothèse</title>",
    "<title>Supposition</title>",
    PIECE,
    "",
    { "track changed VAGUES source S2 (assumption), Hypothèse > S2 (assumption), Supposition",
      "track changed LIBRE source S2 (assumption), Hypothèse > S2 (assumption), Supposition",
      "deadline changed 2021-03-28-VAGUES source S2 (assumption), Hypothèse > S2 (assumption), "
      "Supposition",
      "deadline changed 2020-10-25-VAGUES source S2 (assumption), Hypothèse > S2 (assumption), "
      "Supposition",
      "criterion changed nature-connue source S2 (assumption), Hypothèse > S2 (assumption), "
      "Supposition",
      "piece removed P-RIB", NULL } },
  { "source-read-again", "read=\"2026-11-23\"", "read=\"2026-11-24\"", NULL, NULL, { NULL } },
  { "piece",
    "required=\"true()\" kinds=\"pdf  jpg\" max-size=\"1000\"",
    "kinds=\"pdf png\" max-size=\"2000\"",
    NULL,
    NULL,
    { "piece changed P-STAT required true() > ", "piece changed P-STAT kinds pdf jpg > pdf png",
      "piece changed P-STAT max-size 1000 > 2000", NULL } },
};

static char *
load_text (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static EtbCall *
make_call (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  EtbCall *call = etb_call_new_from_bytes (bytes, "edition.xml", &error);

  g_assert_no_error (error);
  return call;
}

static EtbCall *
make_edition (const char *from, const char *to, const char *from2, const char *to2)
{
  g_autofree char *text = load_text ();
  g_autoptr (GString) edition = g_string_new (text);

  /* A passage that is not there would make the case prove nothing. */
  g_assert_cmpuint (g_string_replace (edition, from, to, 0), >, 0);
  if (from2 != NULL)
    g_assert_cmpuint (g_string_replace (edition, from2, to2, 0), >, 0);
  return make_call (edition->str);
}

static char *
say (const EtbDifference *difference)
{
  const char *kind = etb_diff_kind_to_name (difference->kind);
  const char *change = etb_diff_change_to_name (difference->change);

  if (difference->change != ETB_DIFF_CHANGED)
    {
      g_assert_null (difference->field);
      g_assert_null (difference->before);
      return g_strdup_printf ("%s %s %s", kind, change, difference->id);
    }
  g_assert_cmpstr (etb_difference_get_field_title (difference), !=, "");
  return g_strdup_printf ("%s %s %s %s %s > %s", kind, change, difference->id, difference->field,
                          difference->before, difference->after);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *text = load_text ();
  g_autoptr (EtbCall) before = make_call (text);
  g_autoptr (EtbCall) after = make_edition (one->from, one->to, one->from2, one->to2);
  g_autoptr (GPtrArray) differences = etb_call_diff (before, after);

  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *said = say (g_ptr_array_index (differences, i));

      g_assert_cmpstr (said, ==, one->expected[i]);
    }
  g_assert_null (one->expected[differences->len]);
}

/* Back and forth: what one way adds, the other removes; what changed has its texts swapped. */
static void
test_is_its_own_mirror (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autofree char *text = load_text ();
      g_autoptr (EtbCall) before = make_call (text);
      g_autoptr (EtbCall) after = make_edition (one->from, one->to, one->from2, one->to2);
      g_autoptr (GPtrArray) forth = etb_call_diff (before, after);
      g_autoptr (GPtrArray) back = etb_call_diff (after, before);
      int balance = 0;

      g_assert_cmpuint (forth->len, ==, back->len);
      for (guint j = 0; j < forth->len; j++)
        {
          const EtbDifference *there = g_ptr_array_index (forth, j);
          const EtbDifference *again = g_ptr_array_index (back, j);

          balance += there->change == ETB_DIFF_ADDED ? 1 : 0;
          balance -= again->change == ETB_DIFF_REMOVED ? 1 : 0;
          if (there->change != ETB_DIFF_CHANGED)
            continue;
          g_assert_cmpstr (there->field, ==, again->field);
          g_assert_cmpstr (there->before, ==, again->after);
          g_assert_cmpstr (there->after, ==, again->before);
        }
      g_assert_cmpint (balance, ==, 0);
    }
}

static void
test_labels_what_it_names (void)
{
  g_autofree char *text = load_text ();
  g_autoptr (EtbCall) before = make_call (text);
  g_autoptr (EtbCall) after
      = make_edition ("<label>Statuts</label>", "<label>Vos statuts</label>", PIECE, "");
  g_autoptr (GPtrArray) differences = etb_call_diff (before, after);
  const EtbDifference *changed = g_ptr_array_index (differences, 0);
  const EtbDifference *removed = g_ptr_array_index (differences, 1);

  g_assert_cmpuint (differences->len, ==, 2);
  g_assert_cmpstr (changed->label, ==, "Vos statuts");
  g_assert_cmpstr (etb_difference_get_field_title (changed), ==, "Label");
  g_assert_cmpstr (removed->label, ==, "RIB");
  g_assert_cmpstr (etb_diff_kind_to_title (removed->kind), ==, "Supporting documents");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/call-diff/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/call-diff/is-its-own-mirror", test_is_its_own_mirror);
  g_test_add_func ("/call-diff/labels-what-it-names", test_labels_what_it_names);

  return g_test_run ();
}
