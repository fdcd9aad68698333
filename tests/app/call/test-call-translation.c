/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The second language of a definition: who reads which, and what an author is told. */

#include <string.h>

#include "broken-calls.h"

static char *
read_data (const char *name)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  return text;
}

/* The valid call with its translation, in which the first @find is replaced (NULL: as it is). */
static char *
make_call (const char *find, const char *replace)
{
  g_autofree char *call = read_data ("valid.xml");
  g_autofree char *data = read_data ("translation.xml");
  g_autofree char *translation
      = find != NULL ? broken_call_replace (data, find, replace) : g_strdup (data);
  g_autofree char *both = g_strconcat (strstr (translation, "<translation"), "</call>", NULL);

  return broken_call_replace (call, "</call>", both);
}

static EtbCall *
load (const char *language)
{
  g_autofree char *text = make_call (NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  EtbCall *call;

  g_setenv ("LANGUAGE", language, TRUE);
  call = etb_call_new_from_bytes (bytes, "appel.xml", &error);
  g_assert_no_error (error);
  return call;
}

static void
test_session_chooses_the_language (void)
{
  static const struct
  {
    const char *language;
    gboolean second;
  } cases[] = {
    { "fr", FALSE },      { "fr_FR.UTF-8", FALSE }, { "en", TRUE },     { "en_GB.UTF-8", TRUE },
    { "de", FALSE },      { "C", FALSE },           { "fr:en", FALSE }, { "en:fr", TRUE },
    { "de:en:fr", TRUE }, { "de:fr:en", FALSE },    { "eng", FALSE },   { "e", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbCall) call = load (cases[i].language);

      g_assert_cmpstr (etb_call_get_title (call), ==,
                       cases[i].second ? "EN Ateliers partagés" : "Ateliers partagés");
    }
}

static void
test_all_that_is_read_is_translated (void)
{
  g_autoptr (EtbCall) call = load ("en");
  const EtbTrack *track = g_ptr_array_index (etb_call_get_tracks (call), 0);
  const EtbCriterion *criterion = g_ptr_array_index (etb_call_get_criteria (call), 0);
  const EtbList *list = g_ptr_array_index (etb_call_get_lists (call), 0);
  const EtbPiece *piece = g_ptr_array_index (etb_call_get_pieces (call), 0);
  const EtbTask *task = g_ptr_array_index (etb_call_get_tasks (call), 0);
  const char *const read[] = {
    etb_call_get_title (call),
    etb_call_get_publisher (call),
    etb_call_get_summary (call),
    track->label,
    track->summary,
    track->audience,
    track->amount,
    criterion->label,
    criterion->met,
    criterion->not_met,
    criterion->unknown,
    ((EtbListItem *)g_ptr_array_index (list->items, 0))->label,
    piece->label,
    task->label,
    ((EtbPage *)g_ptr_array_index (task->pages, 0))->label,
    etb_call_get_eligibility (call)->label,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (read); i++)
    if (!g_str_has_prefix (read[i], "EN "))
      g_error ("“%s” is not translated", read[i]);
  g_assert_cmpstr (etb_call_get_summary (call), ==,
                   "EN Un premier paragraphe.\n\nEN Un second\xc2\xa0: avec une espace insécable.");
}

/* An attestation is accepted in the words of the call; sources are as they wrote; the edition is
 * what packages name. */
static void
test_what_commits_stays_as_it_is (void)
{
  g_autoptr (EtbCall) call = load ("en");
  g_autofree char *attestation = etb_call_label_for (call, "/dossier/accord");

  g_assert_cmpstr (etb_call_get_edition (call), ==, "Juillet 2019");
  g_assert_cmpstr (attestation, ==, "Je certifie.");
  for (guint i = 0; i < etb_call_get_sources (call)->len; i++)
    g_assert_false (g_str_has_prefix (
        ((EtbSource *)g_ptr_array_index (etb_call_get_sources (call), i))->title, "EN "));
}

static void
test_bytes_and_digest_are_of_no_language (void)
{
  g_autoptr (EtbCall) french = load ("fr");
  g_autoptr (EtbCall) english = load ("en");

  g_assert_cmpstr (etb_call_get_digest (french), ==, etb_call_get_digest (english));
}

static void
test_author_is_told_of_faults_in_any_session (void)
{
  static const struct
  {
    const char *find, *replace;
    const char *says;
  } cases[] = {
    { "<text><from>La région</from><to>EN La région</to></text>", "",
      "appel.xml:9: “La région” has no text in the second language: add it to “translation”" },
    { "<from>La région</from>", "<from>La  région\n</from>", NULL },
    { "</translation>", "<text><from>Ailleurs</from><to>Elsewhere</to></text></translation>",
      "*no text of the call is “Ailleurs”: remove this translation, or copy the text as it is "
      "there" },
    { "</translation>", "<text><from>La région</from><to>July</to></text></translation>",
      "*“La région” is translated twice: keep one" },
    { "lang=\"en\"", "lang=\"fr\"", "*the call itself is in “fr”: name the other language" },
    { "lang=\"en\"", "lang=\"anglais\"", "*this does not have the form of a call definition*" },
    { "<to>EN La région</to>", "<to> </to>", "*this does not have the form of a call definition*" },
  };
  static const char *const sessions[] = { "fr", "en", "C" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (sessions); i++)
    {
      const char *says = cases[i / G_N_ELEMENTS (sessions)].says;
      g_autofree char *text = make_call (cases[i / G_N_ELEMENTS (sessions)].find,
                                         cases[i / G_N_ELEMENTS (sessions)].replace);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GPtrArray) faults = NULL;

      g_setenv ("LANGUAGE", sessions[i % G_N_ELEMENTS (sessions)], TRUE);
      faults = etb_call_check_bytes (bytes, "appel.xml", NULL);
      g_assert_cmpuint (faults->len, ==, says != NULL ? 1 : 0);
      if (says == NULL)
        continue;
      const GError *fault = g_ptr_array_index (faults, 0);
      if (!g_pattern_match_simple (says, fault->message))
        g_error ("“%s” is not “%s”", fault->message, says);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/call/translation/" #name, test_##name)
  ADD (session_chooses_the_language);
  ADD (all_that_is_read_is_translated);
  ADD (what_commits_stays_as_it_is);
  ADD (bytes_and_digest_are_of_no_language);
  ADD (author_is_told_of_faults_in_any_session);
#undef ADD

  return g_test_run ();
}
