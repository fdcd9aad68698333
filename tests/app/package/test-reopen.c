/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a package that is reopened gives the dossier it was made of, and a hostile one gives
 * nothing and leaves nothing behind. */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-dossier-journal.h"
#include "etb-reopen.h"
#include "package-fixture.h"

static gboolean
reopen (const char *package, const char *file, GError **error)
{
  g_autoptr (EtbVerification) verification = etb_verification_run (package, NULL, NULL);

  return etb_reopen_run (verification, file, NULL, error);
}

/* From <@name to the end of that element. */
static char *
part_of (const char *document, const char *name)
{
  g_autofree char *begin = g_strdup_printf ("<%s", name);
  g_autofree char *end = g_strdup_printf ("</%s>", name);
  const char *from = strstr (document, begin);
  const char *to = from != NULL ? strstr (from, end) : NULL;

  g_assert_nonnull (to);
  return g_strndup (from, (gsize)(to - from));
}

/* Who typed an answer is what stays in the package. */
static char *
without_authors (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (" (author|at)=\"[^\"]*\"", 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "", 0, NULL);
}

static void
assert_same_parts (const char *one, const char *other)
{
  static const char *const names[] = { "call", "applicant", "answers", "verdicts", "pieces" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *a = part_of (one, names[i]);
      g_autofree char *b = part_of (other, names[i]);
      g_autofree char *plain_a = without_authors (a);
      g_autofree char *plain_b = without_authors (b);

      if (!g_str_equal (plain_a, plain_b))
        g_error ("<%s> differs", names[i]);
    }
}

static void
what_was_found_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_path (fixture, "rouvert.etabli");
  g_autofree char *again = fixture_path (fixture, "encore.asice");
  g_autofree char *first = NULL, *second = NULL, *found = NULL, *back = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  fixture_locate (fixture);
  /* An answer that was changed by hand stays so. */
  fixture_set (fixture, "/dossier/lieu/qpv", "QP034001");
  fixture_export (fixture);
  g_assert_true (reopen (fixture->package, file, &error));
  g_assert_no_error (error);
  dossier = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->dossier);
  fixture->dossier = g_object_ref (dossier);
  first = fixture_entry (fixture, fixture->package, "dossier.xml");
  g_free (fixture->package);
  fixture->package = g_strdup (again);
  fixture_export (fixture);
  second = fixture_entry (fixture, again, "dossier.xml");
  found = part_of (first, "finding");
  back = part_of (second, "finding");
  g_assert_cmpstr (found, ==, back);
  g_assert_nonnull (strstr (second, "<value>QP034001</value>"));
}

static void
a_reopened_package_is_the_dossier_it_was_made_of (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_path (fixture, "rouvert.etabli");
  g_autofree char *again = fixture_path (fixture, "encore.asice");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *before = etb_dossier_get_attachments (fixture->dossier);
  GPtrArray *after;

  g_assert_true (etb_dossier_set_document_date (
      fixture->dossier, ((EtbAttachment *)g_ptr_array_index (before, 0))->id, "2019-09-01", NULL));
  fixture_export (fixture);
  g_assert_true (reopen (fixture->package, file, &error));
  g_assert_no_error (error);
  dossier = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  after = etb_dossier_get_attachments (dossier);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    {
      const EtbAttachment *a = g_ptr_array_index (before, i);
      const EtbAttachment *b = g_ptr_array_index (after, i);

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->piece, ==, b->piece);
      g_assert_cmpstr (a->sha256, ==, b->sha256);
      g_assert_cmpstr (a->dated, ==, b->dated);
    }
  etb_package_export (dossier, again, &(EtbSigning){ fixture->identity, fixture->at }, NULL, NULL,
                      NULL, NULL, &error);
  g_assert_no_error (error);
  first = fixture_entry (fixture, fixture->package, "dossier.xml");
  second = fixture_entry (fixture, again, "dossier.xml");
  assert_same_parts (first, second);
}

static gboolean
find_note (const EtbJournalEntry *entry, gpointer user_data, GError **error)
{
  char **found = user_data;

  if (g_str_equal (entry->kind, "reopened"))
    {
      g_free (*found);
      *found = g_strdup_printf ("%s: %s", entry->subject, entry->detail);
    }
  return TRUE;
}

static void
the_journal_says_where_it_comes_from (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_path (fixture, "rouvert.etabli");
  g_autofree char *found = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (EtbJournalCheck) check = NULL;

  fixture_export (fixture);
  g_assert_true (reopen (fixture->package, file, NULL));
  dossier = etb_dossier_open (file, NULL);
  g_assert_true (etb_dossier_foreach_entry (dossier, G_MAXINT64, find_note, &found, NULL));
  g_assert_true (g_str_has_prefix (found, "paquet.asice: valid; "));
  g_assert_nonnull (strstr (found, "2019-10-01T"));
  check = etb_dossier_check_journal (dossier, NULL);
  g_assert_cmpint (check->state, ==, ETB_JOURNAL_INTACT);
}

static void
what_is_there_is_not_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_path (fixture, "rouvert.etabli");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_true (g_file_set_contents (file, "à moi", -1, NULL));
  g_assert_false (reopen (fixture->package, file, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "à moi");
}

/* Signed by whoever made it: a signature proves nothing of what a program does with the rest. */
static void
hostile_packages_leave_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what;
    const char *with;
  } cases[] = {
    { "path=\"/dossier/porteur/siret\"", "path=\"/dossier/nulle/part\"" },
    { "<track id=\"A\"", "<track id=\"Z\"" },
    { "entry=\"pieces/01-", "entry=\"pieces/02-" },
    { "<piece code=\"", "<piece code=\"INCONNUE-" },
    { "<answers>", "<answers x=\"\">" },
  };
  g_autofree char *forged = fixture_path (fixture, "faux.asice");
  g_autofree char *file = fixture_path (fixture, "rouvert.etabli");
  g_autofree char *document = NULL;
  guint files;

  fixture_export (fixture);
  document = fixture_entry (fixture, fixture->package, "dossier.xml");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (document);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, cases[i].what, cases[i].with, 1), ==, 1);
      fixture_forge (fixture, fixture->package, forged, "dossier.xml", text->str, TRUE);
      files = fixture_count_files (fixture);
      g_assert_false (reopen (forged, file, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_cmpuint (fixture_count_files (fixture), ==, files);
    }
}

/* The name that the package gives is data: no folder is left, no link followed. */
static void
a_name_leads_out_of_no_folder (Fixture *fixture, gconstpointer data)
{
  static const char *const names[]
      = { "../../fuite.pdf", "/tmp/fuite.pdf", "..", "", "a&#10;b.pdf" };
  g_autofree char *forged = fixture_path (fixture, "faux.asice");
  g_autofree char *document = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("(<file name=\")[^\"]*", 0, 0, NULL);

  fixture_export (fixture);
  document = fixture_entry (fixture, fixture->package, "dossier.xml");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *base = g_strdup_printf ("rouvert-%u.etabli", (guint)i);
      g_autofree char *file = fixture_path (fixture, base);
      g_autofree char *with = g_strdup_printf ("\\1%s", names[i]);
      g_autofree char *text = g_regex_replace (regex, document, -1, 0, with, 0, NULL);
      g_autoptr (EtbDossier) dossier = NULL;
      g_autoptr (GError) error = NULL;
      const EtbAttachment *attachment;

      fixture_forge (fixture, fixture->package, forged, "dossier.xml", text, TRUE);
      if (!reopen (forged, file, &error))
        continue; /* the schema has no place for that name */
      dossier = etb_dossier_open (file, &error);
      g_assert_no_error (error);
      attachment = g_ptr_array_index (etb_dossier_get_attachments (dossier), 0);
      g_assert_null (strchr (attachment->name, '/'));
      g_assert_true (g_str_has_suffix (attachment->name, ".pdf"));
    }
  g_assert_false (g_file_test ("/tmp/fuite.pdf", G_FILE_TEST_EXISTS));
}

static void
cancelling_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_path (fixture, "rouvert.etabli");
  g_autoptr (EtbVerification) verification = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint files;

  fixture_export (fixture);
  verification = etb_verification_run (fixture->package, NULL, NULL);
  files = fixture_count_files (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (etb_reopen_run (verification, file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
}

static void
what_is_left_behind_is_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbVerification) verification = NULL;
  g_autoptr (GPtrArray) words = NULL;

  fixture_export (fixture);
  verification = etb_verification_run (fixture->package, NULL, NULL);
  words = etb_reopen_describe (verification);
  g_assert_cmpuint (words->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (words, 0), "signatures stay in the package"));
}

#define ADD(path, test) \
  g_test_add ("/reopen/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-reopened-package-is-the-dossier-it-was-made-of",
       a_reopened_package_is_the_dossier_it_was_made_of);
  ADD ("what-was-found-comes-back-as-it-was", what_was_found_comes_back_as_it_was);
  ADD ("the-journal-says-where-it-comes-from", the_journal_says_where_it_comes_from);
  ADD ("what-is-there-is-not-overwritten", what_is_there_is_not_overwritten);
  ADD ("hostile-packages-leave-nothing", hostile_packages_leave_nothing);
  ADD ("a-name-leads-out-of-no-folder", a_name_leads_out_of_no_folder);
  ADD ("cancelling-leaves-nothing", cancelling_leaves_nothing);
  ADD ("what-is-left-behind-is-said", what_is_left_behind_is_said);
  return g_test_run ();
}
