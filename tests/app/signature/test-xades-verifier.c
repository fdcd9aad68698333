/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Attacks on a good signature document. Each is an edit of its text, or of the files, and must be
 * told by its own code. Where an edit breaks the signature value as well, that is told too and does
 * not count: each fact is established by itself. */

#include <string.h>

#include <gio/gio.h>

#include "etb-canonical-private.h"
#include "etb-hostile-xml.h"
#include "etb-xades-private.h"
#include "test-signing.h"

#define DOC TEST_DOCUMENT

typedef struct
{
  TestPki *pki;
  EtbIdentity *identity;
  char *text; /* of a good signature document */
} Sample;

static EtbIdentity *
open_person (TestPki *pki, const char *name, TestKey key, TestPersonFlags flags)
{
  g_autofree char *file = test_pki_make (pki, name, key, flags);
  g_autoptr (GError) error = NULL;
  EtbIdentity *identity = etb_identity_open (file, TEST_PASSWORD, &error);

  g_assert_no_error (error);
  return identity;
}

static char *
sign_text (EtbIdentity *identity, GPtrArray *files)
{
  g_autoptr (GDateTime) now = test_now ();
  g_autoptr (GBytes) document = test_sign (identity, files, now);

  return g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));
}

static EtbSignatureReport *
verify_text (const char *text, GPtrArray *files, EtbTrust *trust)
{
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));

  return etb_xades_verify (document, DOC, files, trust);
}

/* What stands between @begin (included) and @end (excluded, or included). */
static char *
cut_out (const char *text, const char *begin, const char *end, gboolean with_end)
{
  const char *from = strstr (text, begin);
  const char *to;

  g_assert_nonnull (from);
  to = strstr (from, end);
  g_assert_nonnull (to);
  return g_strndup (from, (gsize)(to - from) + (with_end ? strlen (end) : 0));
}

static char *
replace_first (const char *text, const char *old, const char *new)
{
  const char *at = strstr (text, old);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int)(at - text), text, new, at + strlen (old));
}

/* Edits by replacement of the first place */

typedef struct
{
  const char *name;
  const char *old;
  const char *new;
  const char *code;
  const char *where;
} Edit;

#define EXC       "http://www.w3.org/2001/10/xml-exc-c14n#"
#define SHA256    "http://www.w3.org/2001/04/xmlenc#sha256"
#define ECDSA     "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define METHOD    "<ds:DigestMethod Algorithm=\"" SHA256 "\"/>"
#define REF0      "URI=\"dossier.xml\">"
#define WITH(uri) REF0 "<ds:Transforms><ds:Transform Algorithm=\"" uri "\"/></ds:Transforms>"
#define URI0(uri) "URI=\"" uri "\">"
#define BOM       "<!DOCTYPE x ["
#define TOP       "<asic:XAdESSignatures"

static const Edit edits[] = {
  /* Signed properties */
  { "time-changed", "<xades:SigningTime>20", "<xades:SigningTime>19", "properties-not-bound", DOC },
  { "role-changed", ">présidente<", ">trésorier<", "properties-not-bound", DOC },
  { "properties-without-type", "Type=\"http://uri.etsi.org/01903#SignedProperties\" ", "",
    "transform-refused", DOC },
  { "properties-of-another-type", "01903#SignedProperties\"", "01903#Other\"", "grammar", DOC },
  { "properties-at-another-id", "URI=\"#S0-properties\"", "URI=\"#S0-value\"",
    "properties-not-bound", DOC },
  { "properties-by-xpointer", "URI=\"#S0-properties\"", "URI=\"#xpointer(id('S0-properties'))\"",
    "properties-not-bound", DOC },
  { "properties-in-whole-document", "URI=\"#S0-properties\"", "URI=\"\"", "grammar", DOC },
  { "properties-referenced-twice", "</ds:SignedInfo>",
    "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" "
    "URI=\"#S0-properties\"/></ds:SignedInfo>",
    "grammar", DOC },
  { "properties-renamed", "SignedProperties Id=\"S0-properties\"", "SignedProperties Id=\"other\"",
    "properties-not-bound", DOC },
  { "time-without-zone", "Z</xades:SigningTime>", "</xades:SigningTime>", "grammar", DOC },
  { "no-time", "<xades:SigningTime>", "<xades:Other>", "grammar", DOC },
  /* Wrapping */
  { "second-object", "</ds:Signature>", "<ds:Object/></ds:Signature>", "grammar", DOC },
  { "second-signed-info", "<ds:SignatureValue", "<ds:SignedInfo/><ds:SignatureValue", "grammar",
    DOC },
  { "second-signature", "</asic:XAdESSignatures>", "<ds:Signature/></asic:XAdESSignatures>",
    "grammar", DOC },
  { "second-properties", "</xades:QualifyingProperties>",
    "<xades:SignedProperties/></xades:QualifyingProperties>", "grammar", DOC },
  { "unsigned-properties", "</xades:QualifyingProperties>",
    "<xades:UnsignedProperties/></xades:QualifyingProperties>", "grammar", DOC },
  { "manifest-in-the-object", "<ds:Object>", "<ds:Object><ds:Manifest/>", "grammar", DOC },
  { "same-id-twice", "<ds:SignedInfo>", "<ds:SignedInfo Id=\"S0-properties\">", "grammar", DOC },
  { "unknown-element", "<ds:KeyInfo>", "<ds:Extra/><ds:KeyInfo>", "grammar", DOC },
  { "unknown-attribute", "<ds:SignedInfo>", "<ds:SignedInfo x=\"1\">", "grammar", DOC },
  { "other-root", "asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\"",
    "asic:XAdESSignatures xmlns:asic=\"urn:x\"", "grammar", DOC },
  /* Certificates */
  { "key-value-beside", "<ds:X509Data>", "<ds:KeyValue/><ds:X509Data>", "grammar", DOC },
  { "key-name-beside", "<ds:X509Data>", "<ds:KeyName>x</ds:KeyName><ds:X509Data>", "grammar", DOC },
  { "retrieval-method", "<ds:X509Data>", "<ds:RetrievalMethod URI=\"http://x\"/><ds:X509Data>",
    "grammar", DOC },
  { "broken-certificate", "<ds:X509Certificate>MII", "<ds:X509Certificate>AAA",
    "certificate-unreadable", DOC },
  { "certificate-with-address", "<xades:Cert>", "<xades:Cert URI=\"http://x\">", "grammar", DOC },
  { "certificate-digest-changed", "<xades:CertDigest>" METHOD "<ds:DigestValue>",
    "<xades:CertDigest>" METHOD "<ds:DigestValue>AA", "grammar", DOC },
  /* Downgrade */
  { "sha1-digest", SHA256, "http://www.w3.org/2000/09/xmldsig#sha1", "algorithm-refused", DOC },
  { "md5-digest", SHA256, "http://www.w3.org/2001/04/xmldsig-more#md5", "algorithm-refused", DOC },
  { "unknown-digest", SHA256, "urn:x", "algorithm-refused", DOC },
  { "rsa-sha1", ECDSA, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "algorithm-refused", DOC },
  { "ecdsa-sha1", ECDSA, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", "algorithm-refused",
    DOC },
  { "hmac", ECDSA, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "algorithm-refused", DOC },
  { "hmac-length", "ecdsa-sha256\"/>",
    "ecdsa-sha256\"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>", "grammar",
    DOC },
  { "algorithm-of-another-key", ECDSA, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "algorithm-refused", DOC },
  { "short-value", "<ds:SignatureValue Id=\"S0-value\">", "<ds:SignatureValue Id=\"S0-value\">AAAA",
    "signature-invalid", DOC },
  { "c14n-with-comments", EXC, "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    "algorithm-refused", DOC },
  { "another-c14n", EXC, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "signature-invalid",
    DOC },
  { "inclusive-prefixes", "exc-c14n#\"/><ds:SignatureMethod",
    "exc-c14n#\"><x/></ds:CanonicalizationMethod><ds:SignatureMethod", "algorithm-refused", DOC },
  /* Transforms on files */
  { "xpath", REF0, WITH ("http://www.w3.org/TR/1999/REC-xpath-19991116"), "transform-refused",
    DOC },
  { "xpath-filter", REF0, WITH ("http://www.w3.org/2002/06/xmldsig-filter2"), "transform-refused",
    DOC },
  { "xslt", REF0, WITH ("http://www.w3.org/TR/1999/REC-xslt-19991116"), "transform-refused", DOC },
  { "base64", REF0, WITH ("http://www.w3.org/2000/09/xmldsig#base64"), "transform-refused", DOC },
  { "enveloped", REF0, WITH ("http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
    "transform-refused", DOC },
  { "c14n-on-a-file", REF0, WITH (EXC), "transform-refused", DOC },
  { "enveloped-on-properties", "<ds:Transforms>",
    "<ds:Transforms><ds:Transform "
    "Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>",
    "transform-refused", DOC },
  { "second-transform", "</ds:Transforms>", "<ds:Transform Algorithm=\"" EXC "\"/></ds:Transforms>",
    "grammar", DOC },
  /* Addresses */
  { "local-file", REF0, URI0 ("file:///etc/hostname"), "reference-refused",
    "file:///etc/hostname" },
  { "network", REF0, URI0 ("http://example.org/x"), "reference-refused", "http://example.org/x" },
  { "climbing", REF0, URI0 ("../dossier.xml"), "reference-refused", "../dossier.xml" },
  { "here", REF0, URI0 ("./dossier.xml"), "reference-refused", "./dossier.xml" },
  { "absolute", REF0, URI0 ("/dossier.xml"), "reference-refused", "/dossier.xml" },
  { "alias", REF0, URI0 ("%64ossier.xml"), "reference-refused", "%64ossier.xml" },
  { "plus-for-space", "URI=\"pi%C3%A8ce%20n", "URI=\"pi%C3%A8ce+n", "reference-refused",
    "pi%C3%A8ce+n%C2%B01%20%28a%29.txt" },
  { "empty", REF0, URI0 (""), "grammar", DOC },
  { "no-address", " " REF0, ">", "grammar", DOC },
  { "xpointer", REF0, URI0 ("#xpointer(/)"), "reference-refused", "#xpointer(/)" },
  { "query", REF0, URI0 ("dossier.xml?x"), "reference-refused", "dossier.xml?x" },
  { "same-file-twice", "URI=\"pieces/vide.bin\"", "URI=\"dossier.xml\"", "file-twice",
    "dossier.xml" },
  { "another-file", REF0, URI0 ("autre.xml"), "file-missing", "autre.xml" },
  { "base-on-the-root", TOP, TOP " xml:base=\"http://x/\"", "grammar", DOC },
  { "base-on-signed-info", "<ds:SignedInfo>", "<ds:SignedInfo xml:base=\"x/\">", "grammar", DOC },
  /* XML */
  { "doctype", TOP, "<!DOCTYPE x>" TOP, "grammar", DOC },
  { "external-subset", TOP, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" TOP, "grammar", DOC },
  { "entity", TOP, BOM "<!ENTITY e \"e\">]>" TOP, "grammar", DOC },
  { "external-entity", TOP, BOM "<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" TOP, "grammar", DOC },
  { "default-attribute", TOP, BOM "<!ATTLIST ds:Reference URI CDATA \"x\">]>" TOP, "grammar", DOC },
  { "bomb", TOP,
    BOM "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
        "\"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" TOP,
    "grammar", DOC },
  { "xinclude", "<ds:KeyInfo>",
    "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"x\"/><ds:KeyInfo>", "grammar",
    DOC },
  { "comment-in-digest", "<ds:DigestValue>", "<ds:DigestValue><!-- x -->", "grammar", DOC },
  { "cdata-in-digest", "<ds:DigestValue>", "<ds:DigestValue><![CDATA[]]>", "grammar", DOC },
  { "element-in-digest", "<ds:DigestValue>", "<ds:DigestValue><x/>", "grammar", DOC },
  { "comment-in-value", "Id=\"S0-value\">", "Id=\"S0-value\"><!-- x -->", "grammar", DOC },
  { "element-in-value", "Id=\"S0-value\">", "Id=\"S0-value\"><x/>", "grammar", DOC },
  { "comment-in-certificate", "<ds:X509Certificate>", "<ds:X509Certificate><!-- x -->", "grammar",
    DOC },
  { "comment-in-time", "<xades:SigningTime>", "<xades:SigningTime><!-- x -->", "grammar", DOC },
  { "instruction", "<ds:SignedInfo>", "<ds:SignedInfo><?x y?>", "grammar", DOC },
  { "instruction-before", TOP, "<?xml-stylesheet href=\"x\"?>" TOP, "grammar", DOC },
  { "text-between", "<ds:SignedInfo>", "<ds:SignedInfo>x", "grammar", DOC },
  { "stray-in-base64", "Id=\"S0-value\">", "Id=\"S0-value\">-", "grammar", DOC },
  { "cut-short", "</ds:Signature></asic:XAdESSignatures>", "", "grammar", DOC },
  /* Consistency */
  { "another-target", "Target=\"#S0\"", "Target=\"#S1\"", "target-mismatch", DOC },
  { "type-of-nothing", "ObjectReference=\"#S0-file0\"", "ObjectReference=\"#S0-file9\"",
    "media-type-missing", DOC },
  { "type-of-two", "ObjectReference=\"#S0-file0\"", "ObjectReference=\"#S0-file1\"",
    "media-type-missing", DOC },
  { "another-media-type", ">application/xml<", ">text/html<", "media-type-mismatch",
    "dossier.xml" },
};

typedef struct
{
  const Sample *sample;
  const Edit *edit;
} EditCase;

static void
assert_refused (const EtbSignatureReport *report, const char *code, const char *where)
{
  g_autofree char *problems = test_describe (report);

  g_test_message ("%s", problems);
  g_assert_false (etb_signature_report_is_valid (report));
  if (!test_has_problem (report, code, where))
    g_error ("no %s at %s in: %s", code, where, problems);
}

static void
test_edit (gconstpointer data)
{
  const EditCase *c = data;
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autofree char *text = replace_first (c->sample->text, c->edit->old, c->edit->new);
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);

  assert_refused (report, c->edit->code, c->edit->where);
}

/* Edits by somebody who holds the key: all digests and the value are made anew */

static xmlNode *
last_element (xmlNode *parent)
{
  return xmlLastElementChild (parent);
}

static void
set_base64 (xmlNode *node, GBytes *bytes)
{
  g_autofree char *text = etb_base64_write (bytes);

  xmlNodeSetContent (node, BAD_CAST text);
}

static GBytes *
make_value (const char *key_file, const EtbSignatureAlgorithm *algorithm, GBytes *text)
{
  g_autofree char *pem = NULL;
  gsize length;
  gnutls_datum_t datum;
  gnutls_datum_t data
      = { (unsigned char *)g_bytes_get_data (text, NULL), (unsigned int)g_bytes_get_size (text) };
  gnutls_datum_t value;
  gnutls_privkey_t key;
  GBytes *bytes;

  g_assert_true (g_file_get_contents (key_file, &pem, &length, NULL));
  datum.data = (unsigned char *)pem;
  datum.size = (unsigned int)length;
  g_assert_cmpint (gnutls_privkey_init (&key), >=, 0);
  g_assert_cmpint (gnutls_privkey_import_x509_raw (key, &datum, GNUTLS_X509_FMT_PEM, NULL, 0), >=,
                   0);
  g_assert_cmpint (gnutls_privkey_sign_data2 (key, algorithm->algorithm, 0, &data, &value), >=, 0);
  bytes = algorithm->family == ETB_FAMILY_ECDSA ? etb_ecdsa_to_halves (&value, 32)
                                                : g_bytes_new (value.data, value.size);
  gnutls_free (value.data);
  gnutls_privkey_deinit (key);
  return bytes;
}

/* @text with its digest of properties and its value made anew by the key in @key_file. */
static char *
sign_anew (const char *text, const char *key_file)
{
  EtbGrammar grammar = { NULL, NULL };
  g_autoptr (xmlDoc) doc = etb_hostile_xml_parse (text, strlen (text), DOC, NULL);
  g_autoptr (EtbXadesParts) parts = etb_xades_parts_read (doc, &grammar);
  g_autoptr (GBytes) form = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) info = NULL;
  g_autoptr (GBytes) value = NULL;
  xmlChar *changed = NULL;
  char *result;

  g_assert_true (etb_grammar_is_good (&grammar));
  form = etb_canonical_form (parts->properties, parts->properties_form);
  digest = etb_canonical_digest (form, parts->properties_algorithm);
  set_base64 (last_element (last_element (parts->signed_info)), digest);
  info = etb_canonical_form (parts->signed_info, parts->form);
  value = make_value (key_file, parts->algorithm, info);
  set_base64 (xmlNextElementSibling (parts->signed_info), value);
  xmlDocDumpMemory (doc, &changed, NULL);
  result = g_strdup ((const char *)changed);
  xmlFree (changed);
  return result;
}

/* Even so, these are refused, for this reason alone. */
static const Edit signed_edits[] = {
  { "another-target", "Target=\"#S0\"", "Target=\"#S1\"", "target-mismatch", DOC },
  { "type-of-nothing", "ObjectReference=\"#S0-file0\"", "ObjectReference=\"#S0-file9\"",
    "media-type-missing", DOC },
  { "another-media-type", ">application/xml<", ">text/html<", "media-type-mismatch",
    "dossier.xml" },
  { "climbing", REF0, URI0 ("../dossier.xml"), "reference-refused", "../dossier.xml" },
  { "alias", REF0, URI0 ("%64ossier.xml"), "reference-refused", "%64ossier.xml" },
  { "network", REF0, URI0 ("http://example.org/x"), "reference-refused", "http://example.org/x" },
  { "same-file-twice", "URI=\"pieces/vide.bin\"", "URI=\"dossier.xml\"", "file-twice",
    "dossier.xml" },
  { "another-file", REF0, URI0 ("autre.xml"), "file-missing", "autre.xml" },
};

static void
test_signed_edit (gconstpointer data)
{
  const EditCase *c = data;
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autofree char *key = test_pki_path (c->sample->pki, "p256", "-key.pem");
  g_autofree char *edited = replace_first (c->sample->text, c->edit->old, c->edit->new);
  g_autofree char *text = sign_anew (edited, key);
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);

  assert_refused (report, c->edit->code, c->edit->where);
  g_assert_false (test_has_problem (report, "signature-invalid", DOC));
  g_assert_false (test_has_problem (report, "properties-not-bound", DOC));
}

/* What other programs write, and Établi does not. */
static const Edit accepted_edits[] = {
  { "inclusive-c14n", EXC, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", NULL, "p256" },
  { "c14n-1.1", EXC, "http://www.w3.org/2006/12/xml-c14n11", NULL, "p256" },
  { "c14n-of-properties", "Transform Algorithm=\"" EXC,
    "Transform Algorithm=\"http://www.w3.org/2006/12/xml-c14n11", NULL, "p256" },
  { "ecdsa-sha512", "#ecdsa-sha256", "#ecdsa-sha512", NULL, "p256" },
  { "sha512-of-properties", "</ds:Transforms>" METHOD,
    "</ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"/>",
    NULL, "p256" },
  { "sub-delimiters-in-address", "%28a%29", "(a)", NULL, "p256" },
  { "place", "<xades:SignerRoleV2>",
    "<xades:SignatureProductionPlaceV2><xades:City>Auch</xades:City></"
    "xades:SignatureProductionPlaceV2><xades:SignerRoleV2>",
    NULL, "p256" },
  { "rsa-sha512", "#rsa-sha256", "#rsa-sha512", NULL, "rsa" },
  { "rsa-pss", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", NULL, "rsa" },
};

static void
test_accepted_edit (gconstpointer data)
{
  const EditCase *c = data;
  const char *name = c->edit->where;
  g_autoptr (EtbIdentity) identity = open_person (
      c->sample->pki, name, g_str_equal (name, "rsa") ? TEST_KEY_RSA_3072 : TEST_KEY_P256, 0);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autofree char *key = test_pki_path (c->sample->pki, name, "-key.pem");
  g_autofree char *signed_text = sign_text (identity, files);
  g_autofree char *edited = replace_first (signed_text, c->edit->old, c->edit->new);
  g_autofree char *text = sign_anew (edited, key);
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);
  g_autofree char *problems = test_describe (report);

  g_assert_cmpstr (problems, ==, "");
  g_assert_true (etb_signature_report_is_valid (report));
}

/* Attacks that take more than one replacement */

static void
test_sample_is_valid (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = verify_text (sample->text, files, NULL);

  g_assert_true (etb_signature_report_is_valid (report));
  g_assert_cmpint (report->trust, ==, ETB_TRUST_UNKNOWN);
}

static void
test_changed_file (gconstpointer data)
{
  const Sample *sample = data;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) files = test_files_new ();
      EtbSignedFile *file = g_ptr_array_index (files, i);
      g_autoptr (EtbSignatureReport) report = NULL;

      file->sha256[31] ^= 1;
      report = verify_text (sample->text, files, NULL);
      assert_refused (report, "digest-mismatch", file->name);
      g_assert_cmpuint (report->problems->len, ==, 1);
      g_assert_false (report->mathematics);
      g_assert_true (report->properties_bound);
      g_assert_cmpuint (g_strv_length (report->covered), ==, 2);
    }
}

static void
test_removed_file (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = NULL;

  g_ptr_array_remove_index (files, 1);
  report = verify_text (sample->text, files, NULL);
  assert_refused (report, "file-missing", "pièce n°1 (a).txt");
}

static void
test_added_file (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GPtrArray) files = test_files_new ();
  guint8 digest[ETB_DIGEST_SIZE] = { 0 };
  g_autoptr (EtbSignatureReport) report = NULL;

  g_ptr_array_add (files, etb_signed_file_new ("extra.pdf", "application/pdf", digest));
  report = verify_text (sample->text, files, NULL);
  assert_refused (report, "file-not-signed", "extra.pdf");
  /* The signature itself is right: what it does not cover is another fact. */
  g_assert_true (report->mathematics);
}

static void
test_no_file_signed (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *text = g_strdup (sample->text);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *reference = cut_out (text, "<ds:Reference Id=", "</ds:Reference>", TRUE);
      g_autofree char *less = replace_first (text, reference, "");
      g_autofree char *format
          = cut_out (less, "<xades:DataObjectFormat", "</xades:DataObjectFormat>", TRUE);

      g_free (text);
      text = replace_first (less, format, "");
    }
  report = verify_text (text, files, NULL);
  assert_refused (report, "no-file-signed", DOC);
  g_assert_true (test_has_problem (report, "file-not-signed", "dossier.xml"));
}

static void
test_properties_not_referenced (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *reference
      = cut_out (sample->text, "<ds:Reference Type=", "</ds:Reference>", TRUE);
  g_autofree char *text = replace_first (sample->text, reference, "");
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);

  assert_refused (report, "properties-not-bound", DOC);
}

/* The properties that were signed are put aside, others in their place. */
static void
test_wrapped_properties (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *properties
      = cut_out (sample->text, "<xades:SignedProperties", "</xades:SignedProperties>", TRUE);
  g_autofree char *object
      = g_strconcat ("<ds:Object>", properties, "</ds:Object></ds:Signature>", NULL);
  g_autofree char *forged = replace_first (properties, "présidente", "directeur");
  g_autofree char *changed = replace_first (sample->text, properties, forged);
  g_autofree char *second_object = replace_first (changed, "</ds:Signature>", object);
  g_autofree char *other_id = replace_first (forged, "Id=\"S0-properties\"", "Id=\"S0-forged\"");
  g_autofree char *both = g_strconcat (
      other_id, "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>", properties,
      "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>", NULL);
  g_autofree char *hidden = replace_first (sample->text, properties, both);
  const char *texts[] = { second_object, hidden };
  g_autoptr (GPtrArray) files = test_files_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (EtbSignatureReport) report = verify_text (texts[i], files, NULL);

      assert_refused (report, "grammar", DOC);
    }
}

/* The text between <ds:X509Certificate> tags of what @identity signs. */
static char *
certificate_of (EtbIdentity *identity)
{
  GBytes *der = g_ptr_array_index (etb_identity_get_certificates (identity), 0);
  gsize length;
  const guchar *bytes = g_bytes_get_data (der, &length);

  return g_base64_encode (bytes, length);
}

static void
test_swapped_certificate (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (EtbIdentity) other = open_person (sample->pki, "other", TEST_KEY_P256, 0);
  g_autofree char *theirs = certificate_of (other);
  g_autofree char *ours = certificate_of (sample->identity);
  g_autofree char *pair
      = g_strconcat (theirs, "</ds:X509Certificate><ds:X509Certificate>", ours, NULL);
  g_autofree char *swapped = replace_first (sample->text, ours, theirs);
  g_autofree char *in_front = replace_first (sample->text, ours, pair);
  const char *texts[] = { swapped, in_front };
  g_autoptr (GPtrArray) files = test_files_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (EtbSignatureReport) report = verify_text (texts[i], files, NULL);

      assert_refused (report, "certificate-digest-mismatch", DOC);
      g_assert_true (test_has_problem (report, "signature-invalid", DOC));
      g_assert_false (report->properties_bound);
    }
}

/* A stranger's certificate behind the signer's changes nothing: it is the first that counts. */
static void
test_more_certificates (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (EtbIdentity) other = open_person (sample->pki, "other", TEST_KEY_P256, 0);
  g_autofree char *theirs = certificate_of (other);
  g_autofree char *ours = certificate_of (sample->identity);
  g_autofree char *pair
      = g_strconcat (ours, "</ds:X509Certificate><ds:X509Certificate>", theirs, NULL);
  g_autofree char *text = replace_first (sample->text, ours, pair);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);

  g_assert_true (etb_signature_report_is_valid (report));
  g_assert_cmpstr (report->signer, ==, "Test p256");
}

static void
test_short_key (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *made = test_pki_make (sample->pki, "short", TEST_KEY_RSA_1024, 0);
  g_autofree char *pem_file = test_pki_path (sample->pki, "short", "-cert.pem");
  g_autofree char *pem = NULL;
  g_autofree char *body = NULL;
  g_autofree char *ours = certificate_of (sample->identity);
  g_autofree char *swapped = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = NULL;

  g_assert_true (g_file_get_contents (pem_file, &pem, NULL, NULL));
  body = cut_out (pem, "MII", "-----END", FALSE);
  swapped = replace_first (sample->text, ours, body);
  text = replace_first (swapped, ECDSA, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
  report = verify_text (text, files, NULL);
  assert_refused (report, "key-refused", DOC);
}

/* r and s of zero, and of more than the order of the curve. */
static void
test_ecdsa_values_out_of_range (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *value = cut_out (sample->text, "Id=\"S0-value\">", "<", FALSE);
  g_autoptr (GPtrArray) files = test_files_new ();

  for (guint fill = 0; fill <= 0xFF; fill += 0xFF)
    {
      guint8 bytes[64];
      g_autofree char *base64 = NULL;
      g_autofree char *forged = NULL;
      g_autofree char *text = NULL;
      g_autoptr (EtbSignatureReport) report = NULL;

      memset (bytes, (int)fill, sizeof bytes);
      base64 = g_base64_encode (bytes, sizeof bytes);
      forged = g_strconcat ("Id=\"S0-value\">", base64, NULL);
      text = replace_first (sample->text, value, forged);
      report = verify_text (text, files, NULL);
      assert_refused (report, "signature-invalid", DOC);
    }
}

/* As another program may write it: line ends and carriage returns in base64. */
static void
test_white_space_in_base64 (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *text
      = replace_first (sample->text, "Id=\"S0-value\">", "Id=\"S0-value\">\n  &#13;\t");
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);

  g_assert_true (etb_signature_report_is_valid (report));
}

static void
test_oversized_document (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *spaces = g_strnfill (ETB_XADES_MAX_SIZE, ' ');
  g_autofree char *text = g_strconcat (sample->text, spaces, NULL);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = verify_text (text, files, NULL);

  assert_refused (report, "too-large", DOC);
}

static void
test_deep_document (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GString) nest = g_string_new ("<ds:Object>");
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (nest, "<x>");
  text = replace_first (sample->text, "<ds:Object>", nest->str);
  report = verify_text (text, files, NULL);
  assert_refused (report, "grammar", DOC);
}

static void
test_empty_document (gconstpointer data)
{
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (EtbSignatureReport) report = verify_text ("", files, NULL);

  assert_refused (report, "grammar", DOC);
}

/* Trust */

static void
test_stranger_is_valid_and_unknown (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (EtbIdentity) stranger
      = open_person (sample->pki, "stranger", TEST_KEY_P256, TEST_PERSON_SELF_SIGNED);
  g_autofree char *own = test_pki_path (sample->pki, "stranger", "-cert.pem");
  g_autoptr (EtbTrust) authority = etb_trust_new_from_file (sample->pki->ca_file, NULL);
  g_autoptr (EtbTrust) itself = etb_trust_new_from_file (own, NULL);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autofree char *text = sign_text (stranger, files);
  g_autoptr (EtbSignatureReport) with_authority = verify_text (text, files, authority);
  g_autoptr (EtbSignatureReport) with_itself = verify_text (text, files, itself);

  g_assert_true (etb_signature_report_is_valid (with_authority));
  g_assert_true (with_authority->self_signed);
  g_assert_cmpint (with_authority->trust, ==, ETB_TRUST_UNKNOWN);
  g_assert_cmpint (with_itself->trust, ==, ETB_TRUST_TRUSTED);
}

static void
test_expired_is_told (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (EtbIdentity) identity
      = open_person (sample->pki, "expired", TEST_KEY_P256, TEST_PERSON_EXPIRED);
  g_autoptr (EtbTrust) trust = etb_trust_new_from_file (sample->pki->ca_file, NULL);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autofree char *late = sign_text (identity, files);
  g_autoptr (GDateTime) then = g_date_time_new_utc (2015, 6, 1, 0, 0, 0);
  g_autoptr (GBytes) in_time = test_sign (identity, files, then);
  g_autoptr (EtbSignatureReport) of_late = verify_text (late, files, trust);
  g_autoptr (EtbSignatureReport) of_in_time = etb_xades_verify (in_time, DOC, files, trust);

  g_assert_cmpint (of_late->trust, ==, ETB_TRUST_EXPIRED);
  g_assert_false (of_late->certificate_in_date);
  g_assert_cmpint (of_in_time->trust, ==, ETB_TRUST_TRUSTED);
  g_assert_true (of_in_time->certificate_in_date);
}

static void
test_bad_trust_files_are_errors (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *key = test_pki_path (sample->pki, "p256", "-key.pem");
  g_autofree char *absent = test_pki_path (sample->pki, "absent", ".pem");
  const char *files[] = { key, absent };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_trust_new_from_file (files[i], &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST);
      g_assert_nonnull (strstr (error->message, files[i]));
    }
}

static void
add_edits (const char *folder, const Edit *list, gsize n, EditCase *cases, const Sample *sample,
           GTestDataFunc test)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/xades-verifier/%s/%s", folder, list[i].name);

      cases[i] = (EditCase){ sample, &list[i] };
      g_test_add_data_func (path, &cases[i], test);
    }
}

#define ADD(path, test) g_test_add_data_func ("/xades-verifier/" path, &sample, test)

int
main (int argc, char **argv)
{
  static EditCase cases[G_N_ELEMENTS (edits)];
  static EditCase signed_cases[G_N_ELEMENTS (signed_edits)];
  static EditCase accepted_cases[G_N_ELEMENTS (accepted_edits)];
  g_autoptr (GPtrArray) files = test_files_new ();
  Sample sample = { NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  sample.pki = test_pki_new ();
  sample.identity = open_person (sample.pki, "p256", TEST_KEY_P256, 0);
  sample.text = sign_text (sample.identity, files);
  ADD ("sample-is-valid", test_sample_is_valid);
  add_edits ("refuses", edits, G_N_ELEMENTS (edits), cases, &sample, test_edit);
  add_edits ("refuses-signed", signed_edits, G_N_ELEMENTS (signed_edits), signed_cases, &sample,
             test_signed_edit);
  add_edits ("accepts", accepted_edits, G_N_ELEMENTS (accepted_edits), accepted_cases, &sample,
             test_accepted_edit);
  ADD ("refuses/changed-file", test_changed_file);
  ADD ("refuses/removed-file", test_removed_file);
  ADD ("refuses/added-file", test_added_file);
  ADD ("refuses/no-file-signed", test_no_file_signed);
  ADD ("refuses/properties-not-referenced", test_properties_not_referenced);
  ADD ("refuses/wrapped-properties", test_wrapped_properties);
  ADD ("refuses/swapped-certificate", test_swapped_certificate);
  ADD ("refuses/short-key", test_short_key);
  ADD ("refuses/ecdsa-values-out-of-range", test_ecdsa_values_out_of_range);
  ADD ("refuses/oversized-document", test_oversized_document);
  ADD ("refuses/deep-document", test_deep_document);
  ADD ("refuses/empty-document", test_empty_document);
  ADD ("more-certificates-change-nothing", test_more_certificates);
  ADD ("white-space-in-base64-is-read", test_white_space_in_base64);
  ADD ("stranger-is-valid-and-unknown", test_stranger_is_valid_and_unknown);
  ADD ("expired-is-told", test_expired_is_told);
  ADD ("bad-trust-files-are-errors", test_bad_trust_files_are_errors);
  status = g_test_run ();
  g_free (sample.text);
  g_object_unref (sample.identity);
  test_pki_free (sample.pki);
  return status;
}
