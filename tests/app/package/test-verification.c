/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: whatever is changed in a package is found and named; what a package claims is not believed.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-zip-reader.h"
#include "package-fixture.h"

static EtbVerification *
verify (const char *file)
{
  return etb_verification_run (file, NULL, NULL);
}

/* Whether a problem has that code (NULL: any) and names that place (NULL: any). */
static gboolean
has_problem (EtbVerification *verification, const char *code, const char *where)
{
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      g_assert_cmpstr (problem->text, !=, "");
      if ((code == NULL || g_str_equal (problem->code, code))
          && (where == NULL || g_str_equal (problem->where, where)))
        return TRUE;
    }

  return FALSE;
}

static void
a_fresh_package_is_valid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbVerification) verification = NULL;
  const EtbSignatureReport *report;

  fixture_export (fixture);
  verification = verify (fixture->package);
  g_assert_cmpuint (verification->problems->len, ==, 0);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpuint (verification->signatures->len, ==, 1);
  report = g_ptr_array_index (verification->signatures, 0);
  g_assert_true (report->mathematics && report->properties_bound);
  g_assert_cmpint (report->trust, ==, ETB_TRUST_UNKNOWN);
  g_assert_cmpuint (g_strv_length (verification->covered), ==, 5);
  g_assert_true (verification->has_dossier);
  g_assert_cmpstr (verification->call_id, ==, "petit-appel");
  g_assert_cmpstr (verification->track, ==, "A");
  g_assert_cmpint (verification->eligible, ==, ETB_VERDICT_MET);
  g_assert_true (verification->ready);
}

static void
flip (const char *file, const char *to, guint64 offset)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  g_assert_cmpuint (offset, <, length);
  content[offset] ^= 1;
  g_assert_true (g_file_set_contents (to, content, (gssize)length, NULL));
}

static void
one_bit_in_any_entry_names_the_entry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *changed = fixture_path (fixture, "change.asice");
  g_autoptr (EtbZipReader) reader = NULL;
  GPtrArray *entries;

  fixture_export (fixture);
  reader = etb_zip_reader_open (fixture->package, NULL);
  entries = etb_zip_reader_get_entries (reader);
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      const guint64 places[] = { 0, entry->size / 2, entry->size - 1 };

      for (gsize j = 0; j < G_N_ELEMENTS (places); j++)
        {
          g_autoptr (EtbVerification) verification = NULL;

          flip (fixture->package, changed, entry->data_offset + places[j]);
          verification = verify (changed);
          g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_INVALID);
          g_assert_true (has_problem (verification, NULL, entry->name));
        }
    }
}

/* Between entries and in the directory too: whatever the bit, something is said. */
static void
no_bit_can_change_in_silence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *changed = fixture_path (fixture, "change.asice");
  g_autofree char *content = NULL;
  gsize length = 0;

  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &content, &length, NULL));
  /* The directory, whole, then a walk through the rest. */
  for (gsize offset = 0; offset < length; offset += offset + 900 < length ? 997 : 7)
    {
      g_autoptr (EtbVerification) verification = NULL;

      flip (fixture->package, changed, offset);
      verification = verify (changed);
      if (verification->verdict == ETB_PACKAGE_VALID)
        g_assert_true (has_problem (verification, ETB_REMARK_ALTERED, NULL));
      g_assert_cmpuint (verification->problems->len, >, 0);
    }
}

static void
a_truncated_package_is_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cut = fixture_path (fixture, "coupe.asice");
  g_autofree char *content = NULL;
  gsize length = 0;
  gsize lengths[6];

  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &content, &length, NULL));
  lengths[0] = length - 1;
  lengths[1] = length - 22;
  lengths[2] = length / 2;
  lengths[3] = 100;
  lengths[4] = 5;
  lengths[5] = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (EtbVerification) verification = NULL;

      g_assert_true (g_file_set_contents (cut, content, (gssize)lengths[i], NULL));
      verification = verify (cut);
      g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_UNREADABLE);
      g_assert_cmpuint (verification->problems->len, ==, 1);
    }
}

static void
what_is_no_package_is_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *absent = fixture_path (fixture, "absent.asice");
  g_autofree char *text = fixture_path (fixture, "texte.asice");
  const char *files[] = { absent, text, fixture->folder, fixture->file };

  g_assert_true (g_file_set_contents (text, "Bonjour, ceci n’est pas un paquet.", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (EtbVerification) verification = verify (files[i]);

      g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_UNREADABLE);
      g_assert_cmpuint (verification->problems->len, ==, 1);
      g_assert_false (verification->has_dossier);
    }
}

static void
nobody_signed_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *forged = fixture_path (fixture, "faux.asice");
  g_autoptr (EtbVerification) verification = NULL;

  fixture_export (fixture);
  fixture_forge (fixture, fixture->package, forged, NULL, NULL, FALSE);
  verification = verify (forged);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_INVALID);
  g_assert_true (has_problem (verification, "no-signature", NULL));
}

/* Signed again by somebody who changed it first: the signature is right, the dossier is not. */
static void
what_a_package_claims_is_checked (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what;
    const char *with;
    const char *code;
    const char *where;
  } cases[] = {
    { "criterion=\"plancher\" value=\"met\"", "criterion=\"plancher\" value=\"unknown\"",
      "verdict-differs", "plancher" },
    { "<value>60000.00</value><text>60", "<value>600.00</value><text>60", "verdict-differs",
      "plancher" },
    { "eligible=\"yes\"", "eligible=\"no\"", "verdict-differs", "eligible" },
    { "ready=\"true\"", "ready=\"false\"", "verdict-differs", "ready" },
    { "today=\"2019-10-01\"", "today=\"2020-10-01\"", "verdict-differs", "ouvert-depuis-peu" },
    { "criterion=\"plancher\"", "criterion=\"autre\"", "verdict-differs", "autre" },
    { "size=\"5000\"", "size=\"5001\"", "piece-digest", NULL },
    { "entry=\"pieces/01-", "entry=\"pieces/02-", "entry-missing", NULL },
    { "<track id=\"A\"", "<track id=\"Z\"", "call-differs", "dossier.xml" },
    { "edition=\"Essai\"", "edition=\"Autre\"", "call-differs", "dossier.xml" },
    { "path=\"/dossier/porteur/siret\"", "path=\"/dossier/porteur/rien\"", "document-answers",
      "dossier.xml" },
    { "<answers>", "<answers x=\"\">", "document-invalid", "dossier.xml" },
    { "<call ", "<!--", "document-invalid", "dossier.xml" },
  };
  g_autofree char *forged = fixture_path (fixture, "faux.asice");
  g_autofree char *document = NULL;

  fixture_export (fixture);
  document = fixture_entry (fixture, fixture->package, "dossier.xml");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (document);
      g_autoptr (EtbVerification) verification = NULL;
      const EtbSignatureReport *report;

      g_assert_cmpuint (g_string_replace (text, cases[i].what, cases[i].with, 1), ==, 1);
      fixture_forge (fixture, fixture->package, forged, "dossier.xml", text->str, TRUE);
      verification = verify (forged);
      g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_INVALID);
      report = g_ptr_array_index (verification->signatures, 0);
      g_assert_true (report->mathematics);
      if (!has_problem (verification, cases[i].code, cases[i].where))
        g_error ("“%s” made no problem %s at %s", cases[i].with, cases[i].code, cases[i].where);
    }
}

static void
entries_are_those_of_the_dossier (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *content;
    const char *code;
  } cases[] = {
    { "appel.xml", "<call xmlns='urn:etabli:call:1'/>", "call-digest" },
    { "appel.xml", NULL, "entry-missing" },
    { "dossier.pdf", NULL, "entry-missing" },
    { "dossier.xml", NULL, "entry-missing" },
    { "pieces/99-AUTRE-x.pdf", "%PDF-1.4", "unexpected-entry" },
    { "autorun.inf", "x", "unexpected-entry" },
  };
  g_autofree char *forged = fixture_path (fixture, "faux.asice");

  fixture_export (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbVerification) verification = NULL;

      fixture_forge (fixture, fixture->package, forged, cases[i].name, cases[i].content, TRUE);
      verification = verify (forged);
      g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_INVALID);
      g_assert_true (has_problem (verification, cases[i].code, cases[i].name));
    }
}

static void
a_package_signed_again_unchanged_is_valid (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = fixture_path (fixture, "encore.asice");
  g_autoptr (EtbVerification) verification = NULL;

  /* The forger's own work is sound: the cases above fail for their own reason. */
  fixture_export (fixture);
  fixture_forge (fixture, fixture->package, again, NULL, NULL, TRUE);
  verification = verify (again);
  g_assert_cmpuint (verification->problems->len, ==, 0);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
}

static void
one_verifier_checks_many_packages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *changed = fixture_path (fixture, "change.asice");
  g_autoptr (EtbVerifier) verifier = etb_verifier_new (NULL);

  fixture_export (fixture);
  flip (fixture->package, changed, 60);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (EtbVerification) good = etb_verifier_run (verifier, fixture->package, NULL);
      g_autoptr (EtbVerification) bad = etb_verifier_run (verifier, changed, NULL);

      g_assert_cmpint (good->verdict, ==, ETB_PACKAGE_VALID);
      g_assert_cmpint (bad->verdict, !=, ETB_PACKAGE_VALID);
    }
}

typedef struct
{
  GMainLoop *loop;
  guint64 done, total; /* as told last */
  EtbVerification *verification;
  GError *error;
} Waiting;

static void
on_progress (guint64 done, guint64 total, gpointer user_data)
{
  Waiting *waiting = user_data;

  g_assert_cmpuint (done, >=, waiting->done);
  g_assert_cmpuint (done, <=, total);
  waiting->done = done;
  waiting->total = total;
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->verification = etb_verification_run_finish (result, &waiting->error);
  g_main_loop_quit (waiting->loop);
}

static void
a_verification_runs_on_a_thread (Fixture *fixture, gconstpointer data)
{
  Waiting waiting = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  fixture_export (fixture);
  etb_verification_run_async (fixture->package, NULL, NULL, NULL, NULL, on_verified, &waiting);
  g_main_loop_run (waiting.loop);
  g_assert_no_error (waiting.error);
  g_assert_cmpint (waiting.verification->verdict, ==, ETB_PACKAGE_VALID);
  g_clear_pointer (&waiting.verification, etb_verification_free);

  g_cancellable_cancel (cancelled);
  etb_verification_run_async (fixture->package, NULL, NULL, NULL, cancelled, on_verified, &waiting);
  g_main_loop_run (waiting.loop);
  g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (waiting.verification);
  g_clear_error (&waiting.error);
  g_main_loop_unref (waiting.loop);
}

/* A large one takes long enough for the person to be told how far it is. */
static void
how_far_it_is_is_told (Fixture *fixture, gconstpointer data)
{
  Waiting waiting = { .loop = g_main_loop_new (NULL, FALSE) };
  const gsize size = 60 * 1024 * 1024;
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", size);

  fixture_attach (fixture, "P-PLUS", big);
  fixture_export (fixture);
  etb_verification_run_async (fixture->package, NULL, on_progress, &waiting, NULL, on_verified,
                              &waiting);
  g_main_loop_run (waiting.loop);
  g_assert_no_error (waiting.error);
  g_assert_cmpint (waiting.verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpuint (waiting.total, >, size);
  g_assert_cmpuint (waiting.done, >, 0);
  etb_verification_free (waiting.verification);
  g_main_loop_unref (waiting.loop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/verification/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("a-fresh-package-is-valid", a_fresh_package_is_valid);
  ADD ("one-bit-in-any-entry-names-the-entry", one_bit_in_any_entry_names_the_entry);
  ADD ("no-bit-can-change-in-silence", no_bit_can_change_in_silence);
  ADD ("a-truncated-package-is-unreadable", a_truncated_package_is_unreadable);
  ADD ("what-is-no-package-is-unreadable", what_is_no_package_is_unreadable);
  ADD ("nobody-signed-is-said", nobody_signed_is_said);
  ADD ("what-a-package-claims-is-checked", what_a_package_claims_is_checked);
  ADD ("entries-are-those-of-the-dossier", entries_are_those_of_the_dossier);
  ADD ("a-package-signed-again-unchanged-is-valid", a_package_signed_again_unchanged_is_valid);
  ADD ("one-verifier-checks-many-packages", one_verifier_checks_many_packages);
  ADD ("a-verification-runs-on-a-thread", a_verification_runs_on_a_thread);
  ADD ("how-far-it-is-is-told", how_far_it_is_is_told);
  return g_test_run ();
}
