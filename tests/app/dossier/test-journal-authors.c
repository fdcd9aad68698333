/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a journal says typed an answer: where it tells, the right hand; where it does not, nobody. */

#include "etb-journal-authors.h"

#define KEY   "/dossier/porteur/nom"
#define OTHER "/dossier/porteur/siret"
#define LINE  "/dossier/consortium/membre[@id='k3f9']"

#define MOST 12

typedef struct
{
  const char *name;
  const char *entries[MOST]; /* "kind author subject" */
  const char *author;        /* of KEY: NULL when the journal does not tell */
} Case;

static const Case cases[] = {
  { "nothing-is-told-of-what-nobody-typed", { "created  ", "answer porteur " OTHER }, NULL },
  { "the-last-hand-counts",
    { "created  ", "answer porteur " KEY, "answer accompagnant:1 " KEY },
    "accompagnant:1" },
  { "undone-is-back-to-the-hand-before",
    { "answer porteur " KEY, "answer accompagnant:1 " KEY, "undone porteur " KEY },
    "porteur" },
  { "done-again-is-the-hand-after",
    { "answer porteur " KEY, "answer accompagnant:1 " KEY, "undone porteur " KEY,
      "redone porteur " KEY },
    "accompagnant:1" },
  { "the-first-answer-undone-tells-nothing",
    { "created  ", "answer porteur " KEY, "undone porteur " KEY },
    NULL },
  { "typed-again-after-undoing",
    { "answer porteur " KEY, "undone porteur " KEY, "answer accompagnant:1 " KEY,
      "undone porteur " KEY, "redone porteur " KEY },
    "accompagnant:1" },
  { "who-undoes-is-not-who-typed",
    { "answer porteur " KEY, "answer porteur " KEY, "undone accompagnant:1 " KEY },
    "porteur" },
  { "another-answer-undone-changes-nothing",
    { "answer accompagnant:1 " KEY, "answer porteur " OTHER, "undone porteur " OTHER },
    "accompagnant:1" },
  { "a-line-changes-nothing",
    { "answer accompagnant:1 " KEY, "line-removed porteur " LINE, "undone porteur " LINE,
      "line-added porteur " LINE },
    "accompagnant:1" },
  { "a-piece-changes-nothing",
    { "answer accompagnant:1 " KEY, "attached porteur P-STAT", "undone porteur P-STAT",
      "redone porteur P-STAT", "detached porteur P-STAT", "dated porteur P-STAT" },
    "accompagnant:1" },
  { "packages-and-reviews-change-nothing",
    { "answer accompagnant:1 " KEY, "exported  0123", "accepted porteur " KEY,
      "assistance-ended porteur 1", "read-back porteur 1" },
    "accompagnant:1" },
  { "a-file-of-answers-ends-what-was-known",
    { "answer accompagnant:1 " KEY, "filled porteur reponses.xml" },
    NULL },
  { "a-file-undone-does-not-bring-it-back",
    { "answer accompagnant:1 " KEY, "filled porteur reponses.xml", "undone porteur reponses.xml" },
    NULL },
  { "typed-after-a-file-is-known-again",
    { "answer porteur " KEY, "filled porteur reponses.xml", "answer accompagnant:1 " KEY },
    "accompagnant:1" },
  { "a-copy-merged-ends-what-was-known",
    { "answer accompagnant:1 " KEY, "merged porteur copie.etabli" },
    NULL },
  { "a-copy-restored-ends-what-was-known",
    { "answer accompagnant:1 " KEY, "restored porteur 2026-11-01" },
    NULL },
  { "an-older-file-has-no-earlier-entries", { "upgraded  1" }, NULL },
  { "an-older-file-typed-on", { "upgraded  1", "answer porteur " KEY }, "porteur" },
  { "another-dossier-ends-what-was-known", { "created  ", "reused porteur autre.etabli" }, NULL },
  { "an-answer-confirmed-is-of-who-confirmed-it",
    { "reused porteur autre.etabli", "confirmed accompagnant:1 " KEY },
    "accompagnant:1" },
  { "steps-before-a-confirmation-bring-back-what-is-not-told",
    { "reused porteur autre.etabli", "answer porteur " KEY, "undone porteur " KEY,
      "confirmed accompagnant:1 " KEY, "redone porteur " KEY, "undone porteur " KEY },
    NULL },
  { "typed-after-a-confirmation-and-undone",
    { "reused porteur autre.etabli", "confirmed accompagnant:1 " KEY, "answer porteur " KEY,
      "undone porteur " KEY },
    "accompagnant:1" },
  { "what-is-undone-below-a-confirmation-is-not-told",
    { "answer porteur " KEY, "confirmed accompagnant:1 " KEY, "undone porteur " KEY },
    NULL },
  { "a-word-of-a-later-version-ends-what-was-known",
    { "answer accompagnant:1 " KEY, "polished porteur " OTHER },
    NULL },
  { "undone-twice-beyond-what-is-known",
    { "filled porteur a.xml", "answer porteur " KEY, "undone porteur " KEY, "undone porteur a.xml",
      "redone porteur a.xml", "redone porteur " KEY },
    NULL },
};

static void
run_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (EtbJournalAuthors) authors = etb_journal_authors_new ();

  for (guint i = 0; i < MOST && one->entries[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (one->entries[i], " ", 3);
      const EtbJournalEntry entry
          = { .number = i + 1, .kind = words[0], .author = words[1], .subject = words[2] };

      etb_journal_authors_add (authors, &entry);
    }
  g_assert_cmpstr (etb_journal_authors_get (authors, KEY), ==, one->author);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/journal-authors/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], run_case);
    }
  return g_test_run ();
}
