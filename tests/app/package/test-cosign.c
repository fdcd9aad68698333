/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a second and a third person sign a package; nothing of what was signed changes, and the
 * former signatures hold. */

#include "etb-cosign.h"

#include <glib/gstdio.h>
#include <string.h>

#include "package-fixture.h"

static EtbIdentity *
make_identity (Fixture *fixture, const char *name)
{
  g_autoptr (GDateTime) born = g_date_time_new_utc (2019, 1, 1, 0, 0, 0);
  g_autofree char *base = g_strconcat (name, ".p12", NULL);
  g_autofree char *p12 = fixture_path (fixture, base);
  g_autoptr (GError) error = NULL;
  EtbIdentity *identity = etb_identity_create (name, p12, "secret", born, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (p12), ==, 0);
  return identity;
}

static gboolean
cosign (Fixture *fixture, const char *from, const char *to, EtbIdentity *identity,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbVerification) verification = etb_verification_run (from, NULL, NULL);
  const EtbSigning signing = { identity, fixture->at, "Membre", "Auch", 0 };

  return etb_cosign_run (verification, to, &signing, cancellable, error);
}

static const EtbSignatureReport *
report_of (const EtbVerification *verification, guint i)
{
  return g_ptr_array_index (verification->signatures, i);
}

static void
assert_same_entry (Fixture *fixture, const char *one, const char *other, const char *name)
{
  g_autofree char *a = fixture_entry (fixture, one, name);
  g_autofree char *b = fixture_entry (fixture, other, name);

  if (strcmp (a, b) != 0)
    g_error ("%s differs", name);
}

static void
three_persons_sign_the_same_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = fixture_path (fixture, "deux.asice");
  g_autofree char *third = fixture_path (fixture, "trois.asice");
  g_autoptr (EtbIdentity) marie = make_identity (fixture, "Marie");
  g_autoptr (EtbIdentity) paul = make_identity (fixture, "Paul");
  g_autoptr (EtbVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  fixture_export (fixture);
  g_assert_true (cosign (fixture, fixture->package, second, marie, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (cosign (fixture, second, third, paul, NULL, &error));
  g_assert_no_error (error);
  verification = etb_verification_run (third, NULL, NULL);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpuint (verification->problems->len, ==, 0);
  g_assert_cmpuint (verification->signatures->len, ==, 3);
  g_assert_cmpstr (report_of (verification, 0)->signer, ==, "Élodie N’Guyen");
  g_assert_cmpstr (report_of (verification, 1)->signer, ==, "Marie");
  g_assert_cmpstr (report_of (verification, 1)->role, ==, "Membre");
  g_assert_cmpstr (report_of (verification, 1)->place, ==, "Auch");
  g_assert_cmpstr (report_of (verification, 2)->signer, ==, "Paul");
  g_assert_cmpuint (g_strv_length (verification->covered), ==, 5);

  assert_same_entry (fixture, fixture->package, third, "dossier.xml");
  assert_same_entry (fixture, fixture->package, third, "META-INF/manifest.xml");
  assert_same_entry (fixture, fixture->package, third, "META-INF/signatures0.xml");
  assert_same_entry (fixture, second, third, "META-INF/signatures1.xml");
}

static void
a_package_is_signed_in_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbIdentity) marie = make_identity (fixture, "Marie");
  g_autoptr (EtbVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  guint files;

  fixture_export (fixture);
  files = fixture_count_files (fixture);
  g_assert_true (cosign (fixture, fixture->package, fixture->package, marie, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
  verification = etb_verification_run (fixture->package, NULL, NULL);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpuint (verification->signatures->len, ==, 2);
}

static void
assert_refused (Fixture *fixture, const char *from, EtbIdentity *identity, GQuark domain, int code)
{
  g_autofree char *to = fixture_path (fixture, "refuse.asice");
  g_autoptr (GError) error = NULL;
  guint files = fixture_count_files (fixture);

  g_assert_false (cosign (fixture, from, to, identity, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
}

static void
nobody_signs_twice (Fixture *fixture, gconstpointer data)
{
  fixture_export (fixture);
  assert_refused (fixture, fixture->package, fixture->identity, ETB_PACKAGE_ERROR,
                  ETB_PACKAGE_ERROR_SIGNED_ALREADY);
}

static void
what_does_not_verify_is_not_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbIdentity) marie = make_identity (fixture, "Marie");
  g_autofree char *forged = fixture_path (fixture, "faux.asice");
  g_autofree char *unsigned_file = fixture_path (fixture, "sans.asice");
  g_autofree char *document = NULL;
  g_autoptr (GString) text = NULL;

  fixture_export (fixture);
  document = fixture_entry (fixture, fixture->package, "dossier.xml");
  text = g_string_new (document);
  g_string_replace (text, "eligible=\"yes\"", "eligible=\"no\"", 1);
  fixture_forge (fixture, fixture->package, forged, "dossier.xml", text->str, TRUE);
  fixture_forge (fixture, fixture->package, unsigned_file, NULL, NULL, FALSE);
  assert_refused (fixture, forged, marie, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_VALID);
  assert_refused (fixture, unsigned_file, marie, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_VALID);
  assert_refused (fixture, fixture->file, marie, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_VALID);
}

static void
cancelling_leaves_what_was_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbIdentity) marie = make_identity (fixture, "Marie");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EtbVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  guint files;

  fixture_export (fixture);
  files = fixture_count_files (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (cosign (fixture, fixture->package, fixture->package, marie, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
  verification = etb_verification_run (fixture->package, NULL, NULL);
  g_assert_cmpuint (verification->signatures->len, ==, 1);
}

#define ADD(path, test) \
  g_test_add ("/cosign/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("three-persons-sign-the-same-files", three_persons_sign_the_same_files);
  ADD ("a-package-is-signed-in-its-place", a_package_is_signed_in_its_place);
  ADD ("nobody-signs-twice", nobody_signs_twice);
  ADD ("what-does-not-verify-is-not-signed", what_does_not_verify_is_not_signed);
  ADD ("cancelling-leaves-what-was-there", cancelling_leaves_what_was_there);
  return g_test_run ();
}
