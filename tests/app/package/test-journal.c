/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: journal.xml holds the chain of the dossier, whole; other programs follow it too; one that
 * was altered or cut short is named; a hostile one is refused. */

#include <sqlite3.h>
#include <string.h>

#include "etb-dossier-journal.h"
#include "etb-journal-reader.h"
#include "etb-journal-save.h"
#include "etb-journal-writer.h"
#include "package-fixture.h"

#define HEAD                                     \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<journal xmlns=\"urn:etabli:journal:1\" version=\"1\" entries=\"1\">"
#define ENTRY                                                                                  \
  "<entry number=\"1\" at=\"2019-10-01T08:30:00Z\" author=\"\" kind=\"created\" subject=\"\" " \
  "detail=\"x\" revision=\"0\" previous=\"0\" digest=\"1\"/>"

/* ---- Writing ----------------------------------------------------------------------------------
 */

static char *
save (Fixture *fixture, const char *name)
{
  char *file = fixture_path (fixture, name);
  g_autoptr (GError) error = NULL;

  etb_dossier_flush (fixture->dossier, &error);
  g_assert_no_error (error);
  etb_journal_save (fixture->dossier, file, &error);
  g_assert_no_error (error);
  return file;
}

static char *
run (const char *const *argv, int *status)
{
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &out, NULL, status, &error);
  g_assert_no_error (error);
  return out;
}

static void
another_program_follows_the_chain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autoptr (EtbJournalCheck) check = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *out = NULL;
  int status = -1;

  /* What XML would not leave alone: an escape, a line feed, a tab, accents. */
  g_assert_true (etb_dossier_record_export (fixture->dossier, "x", "a<b>&\"'\n\té\xf0\x9f\x8c\xb1",
                                            fixture->at, NULL));
  file = save (fixture, "journal.xml");
  check = etb_dossier_check_journal (fixture->dossier, NULL);
  wanted = g_strdup_printf ("%" G_GINT64_FORMAT " %s\n", check->count, check->digest);
  out = run ((const char *const[]){ "python3", g_getenv ("ETB_TEST_CHAIN"), file, NULL }, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (out, ==, wanted);
}

static void
it_is_valid_against_its_schema (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = save (fixture, "journal.xml");
  g_autofree char *schema
      = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "schemas", "journal.xsd", NULL);
  g_autofree char *harmed = fixture_path (fixture, "abime.xml");
  g_autofree char *text = NULL;
  g_autofree char *out = NULL;
  g_autofree char *out_harmed = NULL;
  g_autoptr (GString) words = NULL;
  int status = -1;

  out = run (
      (const char *const[]){ "xmllint", "--noout", "--nonet", "--schema", schema, file, NULL },
      &status);
  g_assert_cmpint (status, ==, 0);

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  words = g_string_new (text);
  g_assert_cmpuint (g_string_replace (words, " kind=", " sort=", 1), ==, 1);
  g_assert_true (g_file_set_contents (harmed, words->str, -1, NULL));
  out_harmed = run (
      (const char *const[]){ "xmllint", "--noout", "--nonet", "--schema", schema, harmed, NULL },
      &status);
  g_assert_cmpint (status, !=, 0);
}

static void
the_same_journal_gives_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = save (fixture, "a.xml");
  g_autofree char *second = save (fixture, "b.xml");
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  guint64 size = 0;
  g_autoptr (EtbJournalCheck) check = etb_dossier_check_journal (fixture->dossier, NULL);

  g_assert_true (g_file_get_contents (first, &one, NULL, NULL));
  g_assert_true (g_file_get_contents (second, &other, NULL, NULL));
  g_assert_cmpstr (one, ==, other);
  g_assert_true (etb_journal_measure (fixture->dossier, check->count, &size, NULL));
  g_assert_cmpuint (size, ==, strlen (one));
}

static void
a_journal_with_fewer_entries_than_asked_is_an_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 size = 0;

  g_assert_false (etb_journal_measure (fixture->dossier, 1000, &size, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ);
}

static void
what_cannot_be_written_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_path (fixture, "nulle-part/journal.xml");
  g_autoptr (GError) error = NULL;
  guint before = fixture_count_files (fixture);

  g_assert_false (etb_journal_save (fixture->dossier, file, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
  g_assert_cmpuint (fixture_count_files (fixture), ==, before);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static gboolean
count_entry (const EtbJournalEntry *entry, gpointer user_data, GError **error)
{
  (*(guint *)user_data)++;
  return TRUE;
}

static gboolean
read_text (const char *text, gsize length, gsize part, EtbJournalChain *chain, GError **error)
{
  guint count = 0;
  g_autoptr (EtbJournalReader) reader = etb_journal_reader_new (count_entry, &count);

  for (gsize offset = 0; offset < length; offset += part)
    if (!etb_journal_reader_push (text + offset, MIN (part, length - offset), reader, error))
      return FALSE;
  if (!etb_journal_reader_end (reader, error))
    return FALSE;
  *chain = *etb_journal_reader_get_chain (reader);
  g_assert_cmpint (chain->count, ==, count);
  return TRUE;
}

static void
it_reads_back_however_it_is_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = save (fixture, "journal.xml");
  g_autoptr (EtbJournalCheck) check = etb_dossier_check_journal (fixture->dossier, NULL);
  g_autofree char *text = NULL;
  const gsize parts[] = { 1, 7, 64, 100000 };
  gsize length = 0;

  g_assert_true (g_file_get_contents (file, &text, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      EtbJournalChain chain;
      g_autoptr (GError) error = NULL;

      read_text (text, length, parts[i], &chain, &error);
      g_assert_no_error (error);
      g_assert_cmpint (chain.count, ==, check->count);
      g_assert_cmpint (chain.first_broken, ==, 0);
      g_assert_cmpstr (chain.digest, ==, check->digest);
    }
}

typedef struct
{
  const char *name;
  const char *text;
} Hostile;

static const Hostile hostiles[] = {
  { "nothing", "" },
  { "no-xml", "journal" },
  { "cut", HEAD ENTRY },
  { "another-root", "<dossier xmlns='urn:etabli:journal:1'/>" },
  { "no-namespace", "<journal version='1' entries='0'/>" },
  { "another-namespace", "<journal xmlns='urn:etabli:journal:2' version='1' entries='0'/>" },
  { "a-prefix", "<j:journal xmlns:j='urn:etabli:journal:1' version='1' entries='0'/>" },
  { "another-version", "<journal xmlns='urn:etabli:journal:1' version='2' entries='0'/>" },
  { "no-count", "<journal xmlns='urn:etabli:journal:1' version='1'/>" },
  { "a-count-below-nothing", "<journal xmlns='urn:etabli:journal:1' version='1' entries='-1'/>" },
  { "a-count-out-of-bounds",
    "<journal xmlns='urn:etabli:journal:1' version='1' entries='1000001'/>" },
  { "a-count-that-is-no-number",
    "<journal xmlns='urn:etabli:journal:1' version='1' entries='1e3'/>" },
  { "one-attribute-more",
    "<journal xmlns='urn:etabli:journal:1' version='1' entries='0' more=''/>" },
  { "fewer-entries", HEAD "</journal>" },
  { "more-entries", HEAD ENTRY ENTRY "</journal>" },
  { "text", HEAD ENTRY "x</journal>" },
  { "cdata", HEAD ENTRY "<![CDATA[ ]]></journal>" },
  { "a-comment", HEAD "<!-- -->" ENTRY "</journal>" },
  { "an-instruction", HEAD "<?x y?>" ENTRY "</journal>" },
  { "an-element-inside", HEAD "<entry number='1'><entry number='2'/></entry></journal>" },
  { "another-element", HEAD "<note/></journal>" },
  { "an-entry-without-attributes", HEAD "<entry/></journal>" },
  { "an-unknown-entity", HEAD "&x;" ENTRY "</journal>" },
  { "a-doctype", "<!DOCTYPE journal><journal xmlns='urn:etabli:journal:1' version='1' "
                 "entries='0'/>" },
  { "an-entity-declared",
    "<!DOCTYPE journal [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    "<journal xmlns='urn:etabli:journal:1' version='1' entries='&b;'/>" },
  { "a-file-from-outside",
    "<!DOCTYPE journal SYSTEM 'file:///etc/passwd'><journal xmlns='urn:etabli:journal:1' "
    "version='1' entries='0'/>" },
  { "latin", "<?xml version='1.0' encoding='ISO-8859-1'?><journal xmlns='urn:etabli:journal:1' "
             "version='1' entries='0'/>" },
  { "no-utf-8", HEAD "\xff" ENTRY "</journal>" },
  { "a-number-with-a-sign", HEAD "<entry number='+1' at='' author='' kind='' subject='' detail='' "
                                 "revision='0' previous='' digest=''/></journal>" },
  { "a-digest-too-long",
    HEAD "<entry number='1' at='' author='' kind='' subject='' detail='' revision='0' previous='' "
         "digest='" ETB_JOURNAL_FIRST "0'/></journal>" },
  { "after-the-end", HEAD ENTRY "</journal><journal/>" },
};

static void
what_is_no_journal_is_refused (gconstpointer data)
{
  const Hostile *one = data;
  const gsize length = strlen (one->text);
  const gsize parts[] = { 1, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      EtbJournalChain chain;
      g_autoptr (GError) error = NULL;

      g_assert_false (read_text (one->text, length, parts[i], &chain, &error));
      g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
      g_assert_nonnull (strstr (error->message, "journal.xml"));
    }
}

static void
utf_16_is_refused (void)
{
  static const char utf_16[] = "<\0j\0o\0u\0r\0n\0a\0l\0/\0>\0";
  EtbJournalChain chain;
  g_autoptr (GError) error = NULL;

  g_assert_false (read_text (utf_16, sizeof utf_16 - 1, 1000, &chain, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
}

static void
a_chain_that_does_not_hold_is_no_error (void)
{
  EtbJournalChain chain;
  g_autoptr (GError) error = NULL;
  static const char text[] = HEAD ENTRY "</journal>";

  g_assert_true (read_text (text, sizeof text - 1, 1000, &chain, &error));
  g_assert_cmpint (chain.first_broken, ==, 1);
}

/* ---- In a package -----------------------------------------------------------------------------
 */

static gboolean
has_problem (const EtbVerification *verification, const char *code, const char *word)
{
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      if (g_str_equal (problem->code, code) && g_str_equal (problem->where, "journal.xml")
          && strstr (problem->text, word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
a_package_holds_the_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbJournalCheck) check = NULL;
  g_autoptr (EtbVerification) verification = NULL;
  EtbJournalChain chain;
  guint count = 0;
  g_autoptr (GError) error = NULL;

  etb_dossier_flush (fixture->dossier, NULL);
  check = etb_dossier_check_journal (fixture->dossier, NULL);
  fixture_export (fixture);
  g_assert_true (etb_journal_read_package (fixture->package, count_entry, &count, &chain, &error));
  g_assert_cmpint (chain.count, ==, check->count);
  g_assert_cmpuint (count, ==, check->count);
  g_assert_cmpstr (chain.digest, ==, check->digest);
  verification = etb_verification_run (fixture->package, NULL, NULL);
  g_assert_cmpuint (verification->problems->len, ==, 0);
  g_assert_true (g_strv_contains ((const char *const *)verification->covered, "journal.xml"));
  g_assert_cmpint (verification->journal.count, ==, check->count);
  g_assert_cmpint (verification->journal.first_broken, ==, 0);
}

typedef struct
{
  const char *name;
  const char *from; /* a regular expression */
  const char *to;
  const char *code;
  const char *word; /* in what is said */
} Forgery;

static const Forgery forgeries[] = {
  { "an-author-changed", "number=\"2\"([^>]*) author=\"[^\"]*\"",
    "number=\"2\"\\1 author=\"quelqu’un\"", "journal-broken", " 2 " },
  { "one-taken-out", "<entry number=\"2\"[^>]*/>", "", "journal-invalid", "journal.xml" },
  { "the-last-taken-out", "entries=\"3\"(.*)<entry number=\"3\"[^>]*/>", "entries=\"2\"\\1",
    "journal-differs", "dossier.xml" },
  { "emptied", "entries=\"3\">.*</journal>", "entries=\"0\"></journal>", "journal-differs",
    "dossier.xml" },
  { "no-journal", "<journal.*", "<?xml version=\"1.0\"?>", "journal-invalid", "journal.xml" },
};

static void
what_was_changed_in_it_is_named (Fixture *fixture, gconstpointer data)
{
  const Forgery *one = data;
  g_autofree char *forged = fixture_path (fixture, "forge.asice");
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (EtbVerification) verification = NULL;

  fixture_export (fixture);
  text = fixture_entry (fixture, fixture->package, "journal.xml");
  g_assert_nonnull (strstr (text, "entries=\"3\""));
  regex = g_regex_new (one->from, G_REGEX_DOTALL, 0, NULL);
  changed = g_regex_replace (regex, text, -1, 0, one->to, 0, NULL);
  g_assert_cmpstr (changed, !=, text);
  fixture_forge (fixture, fixture->package, forged, "journal.xml", changed, TRUE);
  verification = etb_verification_run (forged, NULL, NULL);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_INVALID);
  g_assert_true (has_problem (verification, one->code, one->word));
}

static void
one_that_is_not_there_is_missed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *forged = fixture_path (fixture, "forge.asice");
  g_autoptr (EtbVerification) verification = NULL;

  fixture_export (fixture);
  fixture_forge (fixture, fixture->package, forged, "journal.xml", NULL, TRUE);
  verification = etb_verification_run (forged, NULL, NULL);
  g_assert_true (has_problem (verification, "entry-missing", "journal.xml"));
}

/* As a tool would that knows how to get past the triggers. */
static void
tamper (const char *file)
{
  sqlite3 *db = NULL;
  char **triggers = NULL;
  int rows = 0;
  int columns = 0;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_get_table (db,
                                      "SELECT sql FROM sqlite_master WHERE type = 'trigger' "
                                      "ORDER BY name",
                                      &triggers, &rows, &columns, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; "
                                 "DROP TRIGGER journal_no_replace; "
                                 "UPDATE journal SET author = 'x' WHERE number = 2",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  for (int i = 1; i <= rows; i++)
    g_assert_cmpint (sqlite3_exec (db, triggers[i], NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_free_table (triggers);
  sqlite3_close (db);
}

static void
a_broken_journal_leaves_and_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbVerification) verification = NULL;
  g_autofree char *document = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  g_clear_object (&fixture->dossier);
  tamper (fixture->file);
  fixture->dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  fixture_export (fixture);
  document = fixture_entry (fixture, fixture->package, "dossier.xml");
  g_assert_nonnull (strstr (document, "first-broken=\"2\""));
  verification = etb_verification_run (fixture->package, NULL, NULL);
  g_assert_true (has_problem (verification, "journal-broken", " 2 "));
  g_assert_cmpuint (verification->problems->len, ==, 1);
  g_assert_cmpint (verification->journal.first_broken, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/journal/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("another-program-follows-the-chain", another_program_follows_the_chain);
  ADD ("it-is-valid-against-its-schema", it_is_valid_against_its_schema);
  ADD ("the-same-journal-gives-the-same-bytes", the_same_journal_gives_the_same_bytes);
  ADD ("fewer-entries-than-asked", a_journal_with_fewer_entries_than_asked_is_an_error);
  ADD ("what-cannot-be-written-leaves-nothing", what_cannot_be_written_leaves_nothing);
  ADD ("it-reads-back-however-it-is-cut", it_reads_back_however_it_is_cut);
  ADD ("a-package-holds-the-journal", a_package_holds_the_journal);
  ADD ("one-that-is-not-there-is-missed", one_that_is_not_there_is_missed);
  ADD ("a-broken-journal-leaves-and-says-so", a_broken_journal_leaves_and_says_so);
  g_test_add_func ("/journal/utf-16-is-refused", utf_16_is_refused);
  g_test_add_func ("/journal/a-broken-chain-is-no-error", a_chain_that_does_not_hold_is_no_error);
  for (gsize i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *path = g_strconcat ("/journal/hostile/", hostiles[i].name, NULL);

      g_test_add_data_func (path, &hostiles[i], what_is_no_journal_is_refused);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strconcat ("/journal/forged/", forgeries[i].name, NULL);

      g_test_add (path, Fixture, &forgeries[i], fixture_set_up, what_was_changed_in_it_is_named,
                  fixture_tear_down);
    }
  return g_test_run ();
}
