/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Verification: a signature document against the files that are there. The document is taken apart
 * along its closed grammar first; then each fact is established by itself, so that the report says
 * all that is wrong. What is verified and what is reported come from one tree, by node, never by
 * look-up. */

#include "etb-xades-private.h"

#include <string.h>

#include <libxml/c14n.h>

#include "etb-canonical-private.h"
#include "etb-certificate-private.h"
#include "etb-entry-name.h"
#include "etb-hostile-xml.h"
#include "etb-trust-private.h"

typedef struct
{
  const EtbXadesParts *parts;
  const char *document;
  EtbSignatureReport *report;
  GPtrArray *certificates; /* of gnutls_x509_crt_t, the signer's first */
} Verification;

static void
add_problem (Verification *self, const char *code)
{
  etb_signature_report_add (self->report, code, self->document, NULL);
}

/* The certificates */

/* FALSE when there is none to go on with. */
static gboolean
read_certificates (Verification *self)
{
  for (guint i = 0; i < self->parts->certificates->len; i++)
    {
      gnutls_x509_crt_t certificate
          = etb_certificate_parse (g_ptr_array_index (self->parts->certificates, i));

      if (certificate == NULL)
        {
          add_problem (self, "certificate-unreadable");
          return FALSE;
        }
      g_ptr_array_add (self->certificates, certificate);
    }
  return TRUE;
}

static void
describe_signer (Verification *self, const EtbTrust *trust)
{
  EtbSignatureReport *report = self->report;
  gnutls_x509_crt_t signer = g_ptr_array_index (self->certificates, 0);
  gsize length;
  const void *der = g_bytes_get_data (g_ptr_array_index (self->parts->certificates, 0), &length);

  report->signer = etb_certificate_get_name (signer, FALSE);
  report->certificate_sha256 = etb_digest_hex_of (der, length);
  report->self_signed = etb_certificate_is_self_signed (signer);
  report->kind = etb_certificate_get_kind (signer);
  report->certificate_in_date = etb_certificate_compare_time (signer, self->parts->time) == 0;
  report->trust = etb_trust_check (trust, (gnutls_x509_crt_t *)self->certificates->pdata,
                                   self->certificates->len, self->parts->time);
  if (!etb_certificate_may_sign (signer))
    add_problem (self, "certificate-not-for-signatures");
}

/* The signature value */

static gboolean
key_fits (gnutls_pubkey_t key, EtbFamily family, guint *bits, gboolean *is_length_accepted)
{
  int kind = gnutls_pubkey_get_pk_algorithm (key, bits);

  *is_length_accepted = *bits >= ETB_MIN_RSA_BITS && *bits <= ETB_MAX_RSA_BITS;
  switch (family)
    {
    case ETB_FAMILY_RSA:
      return kind == GNUTLS_PK_RSA;
    case ETB_FAMILY_RSA_PSS:
      return kind == GNUTLS_PK_RSA || kind == GNUTLS_PK_RSA_PSS;
    case ETB_FAMILY_ECDSA:
      *is_length_accepted = etb_ecdsa_width (*bits) > 0;
      return kind == GNUTLS_PK_ECDSA;
    default:
      return FALSE;
    }
}

static gboolean
value_is_of_key (Verification *self, gnutls_pubkey_t key, guint bits, GBytes *text)
{
  const EtbSignatureAlgorithm *algorithm = self->parts->algorithm;
  gsize text_length;
  gsize value_length;
  gnutls_datum_t data = { (unsigned char *)g_bytes_get_data (text, &text_length), 0 };
  gnutls_datum_t plain
      = { (unsigned char *)g_bytes_get_data (self->parts->value, &value_length), 0 };
  gnutls_datum_t der = { NULL, 0 };
  gboolean is_right;

  data.size = (unsigned int)text_length;
  plain.size = (unsigned int)value_length;
  if (algorithm->family == ETB_FAMILY_ECDSA
      && !etb_ecdsa_from_halves (self->parts->value, etb_ecdsa_width (bits), &der))
    return FALSE;
  is_right = gnutls_pubkey_verify_data2 (key, algorithm->algorithm, 0, &data,
                                         der.data != NULL ? &der : &plain)
             >= 0;
  gnutls_free (der.data);
  return is_right;
}

/* Whether the value is that of the first certificate's key over SignedInfo. */
static gboolean
check_value (Verification *self)
{
  gnutls_x509_crt_t signer = g_ptr_array_index (self->certificates, 0);
  g_auto (gnutls_pubkey_t) key = etb_certificate_get_key (signer);
  g_autoptr (GBytes) text = NULL;
  guint bits = 0;
  gboolean is_length_accepted = FALSE;

  if (key == NULL)
    {
      add_problem (self, "key-refused");
      return FALSE;
    }
  if (!key_fits (key, self->parts->algorithm->family, &bits, &is_length_accepted))
    {
      add_problem (self, "algorithm-refused");
      return FALSE;
    }
  if (!is_length_accepted)
    {
      add_problem (self, "key-refused");
      return FALSE;
    }
  text = etb_canonical_form (self->parts->signed_info, self->parts->form);
  if (text == NULL || !value_is_of_key (self, key, bits, text))
    {
      add_problem (self, "signature-invalid");
      return FALSE;
    }
  return TRUE;
}

/* The signed properties */

static gboolean
is_fragment_of (const char *reference, const char *id)
{
  return reference != NULL && reference[0] == '#' && g_strcmp0 (reference + 1, id) == 0;
}

static gboolean
check_properties (Verification *self)
{
  const EtbXadesParts *parts = self->parts;
  g_autoptr (GBytes) form = NULL;
  g_autoptr (GBytes) digest = NULL;

  if (parts->has_properties_reference
      && is_fragment_of (parts->properties_uri, parts->properties_id))
    form = etb_canonical_form (parts->properties, parts->properties_form);
  if (form != NULL)
    digest = etb_canonical_digest (form, parts->properties_algorithm);
  if (digest == NULL || !g_bytes_equal (digest, parts->properties_digest))
    {
      add_problem (self, "properties-not-bound");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_target (Verification *self)
{
  if (is_fragment_of (self->parts->target, self->parts->id))
    return TRUE;
  add_problem (self, "target-mismatch");
  return FALSE;
}

static gboolean
check_certificate_digest (Verification *self)
{
  g_autoptr (GBytes) digest = etb_canonical_digest (
      g_ptr_array_index (self->parts->certificates, 0), self->parts->certificate_algorithm);

  if (g_bytes_equal (digest, self->parts->certificate_digest))
    return TRUE;
  add_problem (self, "certificate-digest-mismatch");
  return FALSE;
}

/* The files */

/* The one media type stated for each reference: id to type, or NULL with a problem. */
static GHashTable *
read_formats (Verification *self)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *formats = self->parts->formats;

  for (guint i = 0; i < formats->len; i++)
    {
      const EtbXadesFormat *format = g_ptr_array_index (formats, i);

      if (format->reference[0] != '#'
          || !g_hash_table_insert (types, format->reference + 1, format->media_type))
        return NULL;
    }
  for (guint i = 0; i < self->parts->references->len; i++)
    {
      const EtbXadesReference *reference = g_ptr_array_index (self->parts->references, i);

      if (reference->id == NULL || !g_hash_table_contains (types, reference->id))
        return NULL;
    }
  if (g_hash_table_size (types) != self->parts->references->len)
    return NULL;
  return g_steal_pointer (&types);
}

/* Whether @file is what @reference says. */
static gboolean
check_file (Verification *self, const EtbXadesReference *reference, const EtbSignedFile *file,
            GHashTable *types)
{
  const char *type = types != NULL ? g_hash_table_lookup (types, reference->id) : NULL;
  gsize length;
  const void *digest = g_bytes_get_data (reference->digest, &length);
  gboolean is_right = TRUE;

  if (reference->algorithm != GNUTLS_DIG_SHA256)
    {
      add_problem (self, "algorithm-refused");
      is_right = FALSE;
    }
  else if (length != ETB_DIGEST_SIZE || memcmp (digest, file->sha256, length) != 0)
    {
      etb_signature_report_add (self->report, "digest-mismatch", file->name, NULL);
      is_right = FALSE;
    }
  if (type != NULL && !g_str_equal (type, file->media_type))
    etb_signature_report_add (self->report, "media-type-mismatch", file->name, NULL);
  return is_right;
}

/* @left: name to EtbSignedFile, of what no reference named yet. @seen: the names that were. */
static gboolean
check_reference (Verification *self, const EtbXadesReference *reference, GHashTable *left,
                 GHashTable *seen, GHashTable *types, GPtrArray *covered)
{
  g_autofree char *name = etb_entry_name_from_uri (reference->uri);
  EtbSignedFile *file;

  if (name == NULL || !etb_entry_name_check (name, NULL))
    {
      etb_signature_report_add (self->report, "reference-refused", reference->uri, NULL);
      return FALSE;
    }
  if (g_hash_table_contains (seen, name))
    {
      etb_signature_report_add (self->report, "file-twice", name, NULL);
      return FALSE;
    }
  file = g_hash_table_lookup (left, name);
  if (file == NULL)
    {
      etb_signature_report_add (self->report, "file-missing", name, NULL);
      return FALSE;
    }
  g_hash_table_remove (left, name);
  g_hash_table_add (seen, file->name);
  if (!check_file (self, reference, file, types))
    return FALSE;
  g_ptr_array_add (covered, g_strdup (file->name));
  return TRUE;
}

/* Whether all references are right; also says which files no reference names. */
static gboolean
check_files (Verification *self, GPtrArray *files)
{
  g_autoptr (GHashTable) types = read_formats (self);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *covered = g_ptr_array_new ();
  gboolean are_right = self->parts->references->len > 0;

  if (types == NULL)
    add_problem (self, "media-type-missing");
  if (!are_right)
    add_problem (self, "no-file-signed");
  for (guint i = 0; i < files->len; i++)
    {
      EtbSignedFile *file = g_ptr_array_index (files, i);

      g_hash_table_insert (left, file->name, file);
    }
  for (guint i = 0; i < self->parts->references->len; i++)
    are_right &= check_reference (self, g_ptr_array_index (self->parts->references, i), left, seen,
                                  types, covered);
  for (guint i = 0; i < files->len; i++)
    {
      const EtbSignedFile *file = g_ptr_array_index (files, i);

      if (g_hash_table_contains (left, file->name))
        etb_signature_report_add (self->report, "file-not-signed", file->name, NULL);
    }
  g_ptr_array_add (covered, NULL);
  g_strfreev (self->report->covered);
  self->report->covered = (char **)g_ptr_array_free (covered, FALSE);
  return are_right;
}

static void
verify_parts (Verification *self, GPtrArray *files, const EtbTrust *trust)
{
  EtbSignatureReport *report = self->report;
  gboolean value = FALSE;
  gboolean certificate = FALSE;
  gboolean properties;
  gboolean target;
  gboolean content;

  report->claimed_time = g_date_time_ref (self->parts->time);
  report->role = g_strdup (self->parts->role);
  report->place = g_strdup (self->parts->place);
  if (read_certificates (self))
    {
      describe_signer (self, trust);
      value = check_value (self);
      certificate = check_certificate_digest (self);
    }
  properties = check_properties (self);
  target = check_target (self);
  content = check_files (self, files);
  report->mathematics = value && properties && content;
  report->properties_bound = properties && target && certificate;
}

/* Reads @document; NULL with a problem in @report. */
static xmlDoc *
parse (GBytes *document, const char *name, EtbSignatureReport *report)
{
  gsize length;
  const void *data = g_bytes_get_data (document, &length);
  g_autoptr (xmlDoc) doc = NULL;
  g_autoptr (GError) error = NULL;

  if (length > ETB_XADES_MAX_SIZE)
    {
      etb_signature_report_add (report, "too-large", name, NULL);
      return NULL;
    }
  doc = etb_hostile_xml_parse (data, length, name, &error);
  if (doc == NULL || !etb_hostile_xml_is_plain (doc))
    {
      etb_signature_report_add (report, "grammar", name, error != NULL ? error->message : NULL);
      return NULL;
    }
  return g_steal_pointer (&doc);
}

EtbSignatureReport *
etb_xades_verify (GBytes *document, const char *document_name, GPtrArray *files, EtbTrust *trust)
{
  g_autoptr (EtbSignatureReport) report = NULL;
  g_autoptr (xmlDoc) doc = NULL;
  g_autoptr (EtbXadesParts) parts = NULL;
  EtbGrammar grammar = { NULL, NULL };

  g_return_val_if_fail (document != NULL && document_name != NULL && files != NULL, NULL);

  report = etb_signature_report_new ();
  doc = parse (document, document_name, report);
  if (doc == NULL)
    return g_steal_pointer (&report);
  parts = etb_xades_parts_read (doc, &grammar);
  if (etb_grammar_is_good (&grammar))
    {
      Verification verification = { parts, document_name, report, NULL };

      verification.certificates
          = g_ptr_array_new_with_free_func ((GDestroyNotify)gnutls_x509_crt_deinit);
      verify_parts (&verification, files, trust);
      g_ptr_array_unref (verification.certificates);
    }
  else
    etb_signature_report_add (report, grammar.code, document_name, grammar.where);
  etb_grammar_clear (&grammar);
  return g_steal_pointer (&report);
}
