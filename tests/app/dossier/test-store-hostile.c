/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are not, or no longer, what they pretend: each refused with its own word, untouched.
 */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "dossier-fixture.h"
#include "etb-dossier-error.h"
#include "etb-journal.h"
#include "etb-store-schema.h"

static void
assert_refused (const char *file, int code)
{
  g_autoptr (EtbContent) content = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size = 0, after_size = 0;
  GError *error = NULL;

  g_file_get_contents (file, &before, &before_size, NULL);
  g_assert_null (etb_store_open (file, &content, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, code);
  g_assert_nonnull (strstr (error->message, file));
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  g_assert_null (content);
  g_file_get_contents (file, &after, &after_size, NULL);
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_files_that_are_no_dossier (Fixture *fixture, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (fixture->folder, "absent.etabli", NULL);
  g_autofree char *empty = fixture_write (fixture, "vide.etabli", "", 0);
  g_autofree char *text = fixture_write (fixture, "texte.etabli", "Bonjour\n", 8);
  g_autofree char *zeros = g_malloc0 (100000);
  g_autofree char *zeroed = fixture_write (fixture, "zero.etabli", zeros, 100000);
  g_autofree char *other = fixture_write (fixture, "autre.etabli", "", 0);
  g_autofree char *pipe = g_build_filename (fixture->folder, "tuyau.etabli", NULL);

  assert_refused (absent, ETB_DOSSIER_ERROR_NOT_FOUND);
  assert_refused (empty, ETB_DOSSIER_ERROR_FOREIGN);
  assert_refused (text, ETB_DOSSIER_ERROR_FOREIGN);
  assert_refused (zeroed, ETB_DOSSIER_ERROR_FOREIGN);
  assert_refused (fixture->folder, ETB_DOSSIER_ERROR_FOREIGN);
  fixture_tamper (other, "CREATE TABLE recettes (titre)");
  assert_refused (other, ETB_DOSSIER_ERROR_FOREIGN);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  {
    g_autoptr (EtbContent) content = NULL;
    GError *error = NULL;

    g_assert_null (etb_store_open (pipe, &content, NULL, NULL, &error));
    g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN);
    g_clear_error (&error);
  }
}

typedef struct
{
  const char *what;
  const char *sql;
  int code;
} Tampering;

#define STEP "INSERT INTO step VALUES (1, 'answer', '', '', '', 0); "
#define ITEM(columns) \
  "INSERT INTO step_item SELECT *, '', '', '', NULL, '', '', '', '' FROM (SELECT " columns ")"
#define HELP(name, days, revision)                                              \
  "INSERT INTO assistance VALUES ('a', " name ", '', '', '', '', '', '', " days \
  ", '', '', '', " revision ")"

static const Tampering tamperings[] = {
  { "newer", "PRAGMA user_version=3", ETB_DOSSIER_ERROR_NEWER },
  { "version zero", "PRAGMA user_version=0", ETB_DOSSIER_ERROR_DAMAGED },
  { "other application", "PRAGMA application_id=7", ETB_DOSSIER_ERROR_FOREIGN },
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "view", "CREATE VIEW v AS SELECT * FROM answer", ETB_DOSSIER_ERROR_FOREIGN },
  { "view in place of a table",
    "DROP TABLE export; CREATE VIEW export AS SELECT 1 AS number, 'a' AS file, 'b' AS sha256, "
    "'c' AS at",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "table more", "CREATE TABLE more (x)", ETB_DOSSIER_ERROR_FOREIGN },
  { "table less", "DROP TABLE export", ETB_DOSSIER_ERROR_FOREIGN },
  { "index more", "CREATE INDEX i ON answer (value)", ETB_DOSSIER_ERROR_FOREIGN },
  { "virtual table", "CREATE VIRTUAL TABLE f USING fts5 (x)", ETB_DOSSIER_ERROR_FOREIGN },
  { "column with a default that computes",
    "ALTER TABLE export ADD COLUMN x TEXT DEFAULT (hex(randomblob(8)))",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "no call", "DELETE FROM call", ETB_DOSSIER_ERROR_DAMAGED },
  { "call too large", "UPDATE call SET bytes = zeroblob(5000000)", ETB_DOSSIER_ERROR_DAMAGED },
  { "blob over the limit", "UPDATE call SET bytes = zeroblob(50000000)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "answer too long",
    "INSERT INTO answer VALUES ('/dossier/x', replace(hex(zeroblob(200000)), '0', 'a'), '', '', "
    "'', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "key too long", "INSERT INTO answer VALUES (hex(zeroblob(2000)), '', '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "text that is not UTF-8",
    "INSERT INTO answer VALUES ('/dossier/x', cast(x'ff41' AS TEXT), '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "text with a zero byte",
    "INSERT INTO answer VALUES ('/dossier/x', cast(x'410042' AS TEXT), '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "too many answers",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) "
    "INSERT INTO answer SELECT '/dossier/x' || i, '', '', '', '', i FROM n",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "attachment of a negative size",
    "INSERT INTO attachment VALUES (1, 'a', 'complete', 'P', 'n', 'n', 't', -1, "
    "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "attachment that says 10 GB",
    "INSERT INTO attachment VALUES (1, 'a', 'complete', 'P', 'n', 'n', 't', 10000000000, "
    "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "numbers at their end",
    "INSERT INTO answer VALUES ('/dossier/x', '', '', '', '', 9223372036854775807)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "another program's file under our name",
    "DROP TABLE answer; CREATE TABLE recettes (titre); CREATE VIEW toutes AS SELECT * FROM "
    "recettes; CREATE TRIGGER t INSTEAD OF INSERT ON toutes BEGIN DELETE FROM recettes; END",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "journal without its guard", "DROP TRIGGER journal_no_delete", ETB_DOSSIER_ERROR_FOREIGN },
  { "journal with another guard",
    "DROP TRIGGER journal_no_update; CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal\n"
    "BEGIN DELETE FROM answer; END",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "journal: revision at its end",
    "INSERT INTO journal VALUES (2, '', '', 'x', '', '', 9223372036854775807, '', '')",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "step: number below zero", "INSERT INTO step VALUES (-1, 'answer', '', '', '', 0)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "step: number at its end",
    "INSERT INTO step VALUES (9223372036854775807, 'answer', '', '', '', 0)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "step: of no known kind", "INSERT INTO step VALUES (1, 'DROP TABLE answer', '', '', '', 0)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "step: undone twice", "INSERT INTO step VALUES (1, 'answer', '', '', '', 2)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "step: not UTF-8", "INSERT INTO step VALUES (1, 'answer', cast(x'ff41' AS TEXT), '', '', 0)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "too many steps",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) "
    "INSERT INTO step SELECT i, 'answer', '', '', '', 0 FROM n",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "item of no step", ITEM ("7, 0, 'answer', 'k', 'a'"), ETB_DOSSIER_ERROR_DAMAGED },
  { "item of no known kind", STEP ITEM ("1, 0, 'table', 'k', 'a'"), ETB_DOSSIER_ERROR_DAMAGED },
  { "item: rank below zero", STEP ITEM ("1, -5, 'answer', 'k', 'a'"), ETB_DOSSIER_ERROR_DAMAGED },
  { "item: value too long", STEP ITEM ("1, 0, 'answer', 'k', hex(zeroblob(200000))"),
    ETB_DOSSIER_ERROR_DAMAGED },
  { "item: key too long", STEP ITEM ("1, 0, 'line', hex(zeroblob(2000)), ''"),
    ETB_DOSSIER_ERROR_DAMAGED },
  { "help: name too long", HELP ("hex(zeroblob(2000))", "30", "1"), ETB_DOSSIER_ERROR_DAMAGED },
  { "help: a mandate of always", HELP ("'Nadia'", "9223372036854775807", "1"),
    ETB_DOSSIER_ERROR_DAMAGED },
  { "help: a mandate of less than nothing", HELP ("'Nadia'", "-1", "1"),
    ETB_DOSSIER_ERROR_DAMAGED },
  { "help: revision below zero", HELP ("'Nadia'", "30", "-9"), ETB_DOSSIER_ERROR_DAMAGED },
};

static void
test_dossiers_that_were_tampered_with (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_test_message ("%s", tamperings[i].what);
      fixture_create_store (fixture->file);
      fixture_tamper (fixture->file, tamperings[i].sql);
      assert_refused (fixture->file, tamperings[i].code);
      g_unlink (fixture->file);
    }
}

static void
test_cut_and_overwritten_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize size;

  fixture_create_store (fixture->file);
  g_file_get_contents (fixture->file, &whole, &size, NULL);
  for (gsize cut = ETB_STORE_PAGE_SIZE; cut < size; cut += ETB_STORE_PAGE_SIZE)
    {
      g_autofree char *path = fixture_write (fixture, "coupe.etabli", whole, cut);

      assert_refused (path, ETB_DOSSIER_ERROR_DAMAGED);
    }
  for (gsize cut = 1; cut < 3000; cut = cut * 2 + 7)
    {
      g_autofree char *path = fixture_write (fixture, "coupe.etabli", whole, cut);
      g_autoptr (EtbContent) content = NULL;
      GError *error = NULL;

      g_assert_null (etb_store_open (path, &content, NULL, NULL, &error));
      g_assert_true (g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN)
                     || g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED));
      g_clear_error (&error);
    }
}

/* Opens it, or is refused with a word on damage and left as it was. Returns: whether it opened */
static gboolean
try_to_open (const char *file)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size = 0, after_size = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &before, &before_size, NULL);
  dossier = etb_dossier_open (file, &error);
  g_assert_true ((dossier == NULL) == (error != NULL));
  if (dossier)
    return TRUE;
  g_assert_true (g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED)
                 || g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN)
                 || g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_NEWER));
  g_assert_nonnull (strstr (error->message, file));
  g_file_get_contents (file, &after, &after_size, NULL);
  g_assert_cmpmem (before, before_size, after, after_size);
  return FALSE;
}

/* Of a dossier with all that it can hold, of both versions. */
static void
spoil_each_page (Fixture *fixture, gboolean with_zeros)
{
  g_autofree char *whole = NULL;
  gsize size;
  guint opened = 0;

  g_file_get_contents (fixture->file, &whole, &size, NULL);
  for (gsize page = 0; page < size / ETB_STORE_PAGE_SIZE; page++)
    {
      g_autofree char *bytes = g_memdup2 (whole, size);
      char *start = bytes + page * ETB_STORE_PAGE_SIZE;
      g_autofree char *path = NULL;

      for (gsize i = 0; i < ETB_STORE_PAGE_SIZE; i++)
        start[i] = with_zeros ? 0 : (char)g_test_rand_int ();
      path = fixture_write (fixture, "page.etabli", bytes, size);
      opened += try_to_open (path);
    }
  /* The tables that are empty, and the attached bytes, which have their digest. */
  g_assert_cmpuint (opened, <, size / ETB_STORE_PAGE_SIZE);
}

static void
test_each_page_spoiled (Fixture *fixture, gconstpointer data)
{
  for (int version = 1; version <= 2; version++)
    for (int with_zeros = 0; with_zeros < 2; with_zeros++)
      {
        fixture_create_version_1 (fixture->file);
        if (version == 2)
          g_object_unref (etb_dossier_open (fixture->file, NULL));
        spoil_each_page (fixture, with_zeros);
        g_unlink (fixture->file);
      }
}

/* Forges the head of a row so that it declares a blob of 20 GB where there are a few bytes. */
static void
test_blob_that_declares_gigabytes (Fixture *fixture, gconstpointer data)
{
  static const guint8 head[] = { 6, 0, 0x81, 0x0d, 0x1a, 0x35 };
  static const guint8 forged[] = { 9, 0, 0x0d, 0xca, 0xc0, 0xdf, 0x90, 0x0c, 0x0d };
  g_autofree char *bytes = NULL;
  gsize size;
  char *found;

  fixture_create_store (fixture->file);
  g_file_get_contents (fixture->file, &bytes, &size, NULL);
  /* NULL for the number, 64 characters, 7 bytes, 20 characters. */
  found = memmem (bytes, size, head + 1, sizeof head - 1);
  g_assert_nonnull (found);
  g_assert_null (memmem (found + 1, size - (gsize)(found + 1 - bytes), head + 1, sizeof head - 1));
  memcpy (found - 1, forged, sizeof forged);
  g_assert_true (g_file_set_contents (fixture->file, bytes, (gssize)size, NULL));
  assert_refused (fixture->file, ETB_DOSSIER_ERROR_DAMAGED);
}

/* The attached bytes are not looked at when the file is opened, only when they are read. */
static void
test_chunk_over_the_limit_is_only_met_when_read (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *buffer = g_malloc (65536);
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GInputStream) stream = NULL;
  EtbAttachment *attachment;
  GError *error = NULL;

  fixture_create_version_1 (fixture->file);
  fixture_tamper (fixture->file, "UPDATE chunk SET bytes = zeroblob(50000000);"
                                 "UPDATE attachment SET size = 50000000");
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  attachment = g_ptr_array_index (etb_dossier_get_attachments (dossier), 0);
  stream = etb_dossier_read_attachment (dossier, attachment->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (stream, buffer, 65536, NULL, &error), ==, -1);
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
  g_clear_error (&error);
}

/* ---- The journal, by hand ---------------------------------------------------------------------
 */

/* As one who knows the tables would: guards taken down, and put up again to the letter. */
static void
rewrite_journal (const char *file, const char *sql)
{
  g_autoptr (GString) text = g_string_new ("DROP TRIGGER journal_no_update;"
                                           "DROP TRIGGER journal_no_delete;"
                                           "DROP TRIGGER journal_no_replace;");

  g_string_append_printf (text, "%s;", sql);
  for (const char *const *made = etb_store_schema (2); *made; made++)
    if (g_str_has_prefix (*made, "CREATE TRIGGER"))
      g_string_append_printf (text, "%s;", *made);
  fixture_tamper (file, text->str);
}

typedef struct
{
  const char *what;
  const char *sql;
  gint64 broken; /* number of the entry */
} Rewriting;

static const Rewriting rewritings[] = {
  { "nothing", "SELECT 1", 0 },
  { "another author", "UPDATE journal SET author = 'autre' WHERE number = 2", 2 },
  { "another instant", "UPDATE journal SET at = '2018-01-01T00:00:00Z' WHERE number = 3", 3 },
  { "one taken out", "DELETE FROM journal WHERE number = 2", 2 },
  { "the first taken out", "DELETE FROM journal WHERE number = 1", 1 },
  { "two exchanged",
    "UPDATE journal SET number = 100 WHERE number = 2; UPDATE journal SET number = 2 WHERE number "
    "= 3; UPDATE journal SET number = 3 WHERE number = 100",
    2 },
  { "one put in",
    "INSERT INTO journal SELECT number + 1, at, author, kind, subject, detail, revision, previous, "
    "digest FROM journal WHERE number = 4",
    5 },
  { "a digest of nothing", "UPDATE journal SET digest = '' WHERE number = 4", 4 },
};

static void
test_journal_rewritten_by_hand (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rewritings); i++)
    {
      g_autoptr (EtbConnection) connection = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      EtbStore *store;
      GError *error = NULL;

      g_test_message ("%s", rewritings[i].what);
      fixture_create_store (fixture->file);
      store = fixture_open_store (fixture->file, NULL);
      for (int export = 0; export < 3; export ++)
        etb_store_push (store, etb_change_new (ETB_CHANGE_EXPORT, "/tmp/x.asice", "abc", NULL,
                                               "2019-10-02T10:00:00Z"));
      etb_store_unref (store);
      rewrite_journal (fixture->file, rewritings[i].sql);
      /* Answers are not taken hostage: the dossier opens, and what was altered can be named. */
      etb_store_unref (fixture_open_store (fixture->file, NULL));
      connection = etb_connection_open (fixture->file, ETB_CONNECTION_READ, &error);
      etb_connection_check (connection, TRUE, &error);
      entries = etb_journal_read (connection, &error);
      g_assert_no_error (error);
      g_assert_cmpint (etb_journal_first_broken (entries), ==, rewritings[i].broken);
      g_unlink (fixture->file);
    }
}

/* Whatever bytes change: it opens, or says why not. */
static void
test_random_bytes_never_crash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize size;
  guint refused = 0;

  fixture_create_store (fixture->file);
  g_file_get_contents (fixture->file, &whole, &size, NULL);
  for (int round = 0; round < 300; round++)
    {
      g_autofree char *bytes = g_memdup2 (whole, size);
      g_autofree char *path = NULL;
      g_autoptr (EtbContent) content = NULL;
      g_autoptr (EtbStore) store = NULL;
      GError *error = NULL;

      for (int i = g_test_rand_int_range (1, 20); i > 0; i--)
        {
          gsize page = (gsize)g_test_rand_int_range (0, (int)(size / ETB_STORE_PAGE_SIZE));
          gsize at = (gsize)g_test_rand_int_range (0, i % 2 ? 100 : ETB_STORE_PAGE_SIZE);

          bytes[page * ETB_STORE_PAGE_SIZE + at] = (char)g_test_rand_int ();
        }
      path = fixture_write (fixture, "hasard.etabli", bytes, size);
      store = etb_store_open (path, &content, NULL, NULL, &error);
      g_assert_true ((store == NULL) == (error != NULL));
      if (error)
        refused++;
      g_clear_error (&error);
    }
  g_assert_cmpuint (refused, >, 0);
}

#define ADD(name, function) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("files-that-are-no-dossier", test_files_that_are_no_dossier);
  ADD ("dossiers-that-were-tampered-with", test_dossiers_that_were_tampered_with);
  ADD ("cut-and-overwritten-files", test_cut_and_overwritten_files);
  ADD ("each-page-spoiled", test_each_page_spoiled);
  ADD ("blob-that-declares-gigabytes", test_blob_that_declares_gigabytes);
  ADD ("chunk-over-the-limit-is-only-met-when-read",
       test_chunk_over_the_limit_is_only_met_when_read);
  ADD ("journal-rewritten-by-hand", test_journal_rewritten_by_hand);
  ADD ("random-bytes-never-crash", test_random_bytes_never_crash);
  return g_test_run ();
}
