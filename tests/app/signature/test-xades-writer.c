/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <gio/gio.h>

#include "etb-manifest.h"
#include "etb-zip-reader.h"
#include "test-signing.h"

static EtbIdentity *
open_person (TestPki *pki, const char *name, TestKey key, TestPersonFlags flags)
{
  g_autofree char *file = test_pki_make (pki, name, key, flags);
  g_autoptr (GError) error = NULL;
  EtbIdentity *identity = etb_identity_open (file, TEST_PASSWORD, &error);

  g_assert_no_error (error);
  return identity;
}

static void
assert_accepted (TestPki *pki, const char *name, TestKey key)
{
  g_autoptr (EtbIdentity) identity = open_person (pki, name, key, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();
  g_autoptr (GBytes) document = test_sign (identity, files, now);
  g_autoptr (EtbTrust) trust = etb_trust_new_from_file (pki->ca_file, NULL);
  g_autoptr (EtbSignatureReport) report = etb_xades_verify (document, TEST_DOCUMENT, files, trust);
  g_autofree char *problems = test_describe (report);
  g_autofree char *holder = g_strconcat ("Test ", name, NULL);
  g_autofree char *container = test_pki_path (pki, name, ".asice");

  g_assert_cmpstr (problems, ==, "");
  g_assert_true (etb_signature_report_is_valid (report));
  g_assert_true (report->mathematics);
  g_assert_true (report->properties_bound);
  g_assert_true (report->certificate_in_date);
  g_assert_false (report->self_signed);
  g_assert_cmpint (report->trust, ==, ETB_TRUST_TRUSTED);
  g_assert_cmpstr (report->signer, ==, holder);
  g_assert_cmpstr (report->role, ==, "présidente");
  g_assert_cmpstr (report->certificate_sha256, ==, etb_identity_get_certificate_sha256 (identity));
  g_assert_cmpint (g_date_time_to_unix (report->claimed_time), ==, g_date_time_to_unix (now));
  g_assert_cmpuint (g_strv_length (report->covered), ==, files->len);

  test_write_container (container, files, document);
  if (!test_referees_accept (pki, container))
    g_test_skip ("a referee is not installed");
}

static void
test_rsa_is_accepted_by_others (gconstpointer data)
{
  assert_accepted ((TestPki *)data, "rsa", TEST_KEY_RSA_3072);
}

static void
test_p256_is_accepted_by_others (gconstpointer data)
{
  assert_accepted ((TestPki *)data, "p256", TEST_KEY_P256);
}

static void
test_p384_is_accepted_by_others (gconstpointer data)
{
  assert_accepted ((TestPki *)data, "p384", TEST_KEY_P384);
}

/* Halves of an ECDSA value are padded: some of many values begin with a zero. */
static void
test_many_ecdsa_values_verify (gconstpointer data)
{
  g_autoptr (EtbIdentity) identity = open_person ((TestPki *)data, "p256", TEST_KEY_P256, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GBytes) document = test_sign (identity, files, now);

      g_assert_nonnull (document);
    }
}

static void
test_rsa_gives_same_bytes (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autoptr (EtbIdentity) identity = open_person (pki, "rsa", TEST_KEY_RSA_3072, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();
  g_autoptr (GBytes) a = test_sign (identity, files, now);
  g_autoptr (GBytes) b = test_sign (identity, files, now);

  g_assert_true (g_bytes_equal (a, b));
}

/* The document says what section 4 of the ETSI profile asks, in its order. */
static void
test_structure_is_the_profile (gconstpointer data)
{
  static const char *const steps[] = {
    "<asic:XAdESSignatures",
    "<ds:Signature Id=\"S0\">",
    "<ds:SignedInfo>",
    "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>",
    "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>",
    "<ds:Reference Id=\"S0-file0\" URI=\"dossier.xml\"><ds:DigestMethod "
    "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>",
    "URI=\"pi%C3%A8ce%20n%C2%B01%20%28a%29.txt\"",
    "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#S0-properties\">"
    "<ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
    "</ds:Transforms>",
    "</ds:SignedInfo><ds:SignatureValue Id=\"S0-value\">",
    "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>",
    "<ds:Object><xades:QualifyingProperties Target=\"#S0\"><xades:SignedProperties "
    "Id=\"S0-properties\"><xades:SignedSignatureProperties><xades:SigningTime>2019-10-15T21:59:59Z"
    "</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>",
    "<xades:SignerRoleV2><xades:ClaimedRoles><xades:ClaimedRole>présidente",
    "<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference=\"#S0-file0\">"
    "<xades:MimeType>application/xml</xades:MimeType></xades:DataObjectFormat>",
  };
  g_autoptr (EtbIdentity) identity = open_person ((TestPki *)data, "p256", TEST_KEY_P256, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (GDateTime) at = g_date_time_new (paris, 2019, 10, 15, 23, 59, 59);
  g_autoptr (GBytes) document = test_sign (identity, files, at);
  g_autofree char *text
      = g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));
  const char *rest = text;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      rest = strstr (rest, steps[i]);
      if (rest == NULL)
        g_error ("missing or out of order: %s", steps[i]);
    }
}

static void
test_roles_are_cleaned (gconstpointer data)
{
  g_autoptr (EtbIdentity) identity = open_person ((TestPki *)data, "p256", TEST_KEY_P256, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();
  static const struct
  {
    const char *given;
    const char *signed_text;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "  ", NULL },
    { "maire\r\n<adjoint> & \x01\"x\"", "maire  <adjoint> &  \"x\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const EtbSigning signing = { identity, now, cases[i].given, cases[i].given };
      g_autoptr (GBytes) document = etb_xades_sign (&signing, files, &error);
      g_autoptr (EtbSignatureReport) report = NULL;

      g_assert_no_error (error);
      report = etb_xades_verify (document, TEST_DOCUMENT, files, NULL);
      g_assert_cmpstr (report->role, ==, cases[i].signed_text);
      g_assert_cmpstr (report->place, ==, cases[i].signed_text);
    }
}

static void
test_what_would_not_verify_is_not_given (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autoptr (EtbIdentity) other
      = open_person (pki, "not-signing", TEST_KEY_P256, TEST_PERSON_NOT_SIGNING);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();
  g_autoptr (GError) error = NULL;
  guint8 digest[ETB_DIGEST_SIZE] = { 0 };

  g_assert_null (etb_xades_sign (&(EtbSigning){ other, now }, files, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_SIGN);
  g_clear_error (&error);
  g_ptr_array_add (files, etb_signed_file_new ("../x", "text/plain", digest));
  g_clear_object (&other);
  other = open_person (pki, "p256", TEST_KEY_P256, 0);
  g_assert_null (etb_xades_sign (&(EtbSigning){ other, now }, files, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_SIGN);
}

/* Reads a whole container. FALSE when something in it is wrong. @canonical: whether each byte
 * around the files is as this program writes it. */
static gboolean
container_is_good (const char *file, EtbTrust *trust, gboolean *canonical)
{
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (file, NULL);
  g_autoptr (GHashTable) types = NULL;
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (EtbSignatureReport) report = NULL;
  GPtrArray *entries;

  if (reader == NULL)
    return FALSE;
  *canonical = etb_zip_reader_is_canonical (reader);
  types = etb_manifest_check (reader, NULL);
  if (types == NULL)
    return FALSE;
  entries = etb_zip_reader_get_entries (reader);
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      const char *type = g_hash_table_lookup (types, entry->name);
      g_autoptr (GBytes) content = etb_zip_reader_load (reader, entry, 100000, NULL);
      EtbDigest *digest;
      guint8 sha256[ETB_DIGEST_SIZE];

      if (content == NULL)
        return FALSE;
      if (type == NULL)
        continue;
      digest = etb_digest_new ();
      etb_digest_update (digest, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
      etb_digest_finish (digest, sha256);
      g_ptr_array_add (files, etb_signed_file_new (entry->name, type, sha256));
    }
  if (etb_zip_reader_find (reader, TEST_DOCUMENT) == NULL)
    return FALSE;
  document
      = etb_zip_reader_load (reader, etb_zip_reader_find (reader, TEST_DOCUMENT), 100000, NULL);
  report = etb_xades_verify (document, TEST_DOCUMENT, files, trust);
  return etb_signature_report_is_valid (report) && report->trust == ETB_TRUST_TRUSTED;
}

/* Bits that carry no meaning, by the field of the zip format (APPNOTE 4.3.7, 4.3.12) they are in: a
 * package in which one of them changed is still right, and is said to be altered. Everywhere else
 * each bit is seen by what is refused. */
static const struct
{
  const char *record; /* that the field is in */
  guint at;           /* from the beginning of the record */
  guint8 bits;        /* of that byte */
} meaningless[] = {
  { "PK\3\4", 4, 0x3F },  /* version needed, as long as it is one that is accepted */
  { "PK\3\4", 5, 0xFF },  /* system that wants it */
  { "PK\1\2", 4, 0xFF },  /* version made by */
  { "PK\1\2", 5, 0xFF },  /* system made by */
  { "PK\1\2", 6, 0x3F },  /* version needed */
  { "PK\1\2", 7, 0xFF },  /* system that wants it */
  { "PK\1\2", 36, 0xFF }, /* internal attributes: text or not */
  { "PK\1\2", 37, 0xFF },
  { "PK\1\2", 38, 0xEF }, /* external attributes of MS-DOS, but that of a folder */
  { "PK\1\2", 39, 0xFF },
  { "PK\1\2", 40, 0xFF }, /* permissions of Unix */
  { "PK\1\2", 41, 0x8F }, /* and kind of file, but what makes it no file */
};

static const guint8 *
find_record (const guint8 *content, gsize at, const char *signature)
{
  for (gsize back = at + 1; back > 0; back--)
    if (memcmp (content + back - 1, signature, 4) == 0)
      return content + back - 1;
  return NULL;
}

static gboolean
is_meaningless (const guint8 *content, gsize at, guint bit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meaningless); i++)
    {
      const guint8 *record = find_record (content, at, meaningless[i].record);

      if (record != NULL && record + meaningless[i].at == content + at
          && (meaningless[i].bits & (1 << bit)) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_each_bit_means_something_or_is_listed (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autoptr (EtbIdentity) identity = open_person (pki, "p256", TEST_KEY_P256, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();
  g_autoptr (GBytes) document = test_sign (identity, files, now);
  g_autoptr (EtbTrust) trust = etb_trust_new_from_file (pki->ca_file, NULL);
  g_autofree char *good = test_pki_path (pki, "flip", ".asice");
  g_autofree char *bad = test_pki_path (pki, "flipped", ".asice");
  g_autofree char *content = NULL;
  g_autofree guint8 *intact = NULL;
  gboolean canonical = FALSE;
  gsize length;

  test_write_container (good, files, document);
  g_assert_true (container_is_good (good, trust, &canonical));
  g_assert_true (canonical);
  g_assert_true (g_file_get_contents (good, &content, &length, NULL));
  intact = g_memdup2 (content, length);
  for (gsize i = 0; i < length * 8; i++)
    {
      gsize at = i / 8;
      guint bit = (guint)(i % 8);
      gboolean accepted;

      content[at] ^= (char)(1 << bit);
      g_assert_true (g_file_set_contents_full (bad, content, (gssize)length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      accepted = container_is_good (bad, trust, &canonical);
      content[at] ^= (char)(1 << bit);
      if (accepted != is_meaningless (intact, at, bit))
        g_error ("bit %u of byte %" G_GSIZE_FORMAT " %s\n", bit, at,
                 accepted ? "changed unseen" : "was thought meaningless");
      g_assert_false (accepted && canonical);
    }
}

#define ADD(path, test) g_test_add_data_func ("/xades-writer/" path, pki, test)

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  ADD ("rsa-is-accepted-by-others", test_rsa_is_accepted_by_others);
  ADD ("p256-is-accepted-by-others", test_p256_is_accepted_by_others);
  ADD ("p384-is-accepted-by-others", test_p384_is_accepted_by_others);
  ADD ("many-ecdsa-values-verify", test_many_ecdsa_values_verify);
  ADD ("rsa-gives-same-bytes", test_rsa_gives_same_bytes);
  ADD ("structure-is-the-profile", test_structure_is_the_profile);
  ADD ("roles-are-cleaned", test_roles_are_cleaned);
  ADD ("what-would-not-verify-is-not-given", test_what_would_not_verify_is_not_given);
  ADD ("each-bit-means-something-or-is-listed", test_each_bit_means_something_or_is_listed);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
