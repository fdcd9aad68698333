/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The closed grammar of signature documents: XAdES baseline B-B as Établi writes it, with the
 * freedom that other programs take without changing what is signed (ids, place, role, several
 * certificates of issuers). Called by the verifier. */

#include "etb-xades-private.h"

#include <string.h>

#define MAX_CERTIFICATES     16
#define REFERENCE_ATTRIBUTES "Id URI Type"

static void
reference_free (EtbXadesReference *reference)
{
  g_free (reference->id);
  g_free (reference->uri);
  g_clear_pointer (&reference->digest, g_bytes_unref);
  g_free (reference);
}

static void
format_free (EtbXadesFormat *format)
{
  g_free (format->reference);
  g_free (format->media_type);
  g_free (format);
}

void
etb_xades_parts_free (EtbXadesParts *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->target);
  g_ptr_array_unref (self->references);
  g_free (self->properties_uri);
  g_clear_pointer (&self->properties_digest, g_bytes_unref);
  g_clear_pointer (&self->value, g_bytes_unref);
  g_ptr_array_unref (self->certificates);
  g_free (self->properties_id);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_pointer (&self->certificate_digest, g_bytes_unref);
  g_free (self->role);
  g_free (self->place);
  g_ptr_array_unref (self->formats);
  g_free (self);
}

/* The form of canonical XML that @node asks for. */
static int
read_form (EtbGrammar *grammar, xmlNode *node, const char *code)
{
  const char *uri = etb_grammar_attribute (grammar, node, "Algorithm");
  int form = uri != NULL ? etb_c14n_find (uri) : -1;

  /* No list of inclusive prefixes. */
  if (node != NULL && node->children != NULL)
    etb_grammar_fault (grammar, code, (const char *)node->name);
  if (uri != NULL && form < 0)
    etb_grammar_fault (grammar, code, uri);
  return form;
}

/* ds:DigestMethod and ds:DigestValue. Returns: (transfer full) (nullable) */
static GBytes *
read_digest (EtbGrammar *grammar, EtbCursor *cursor, gnutls_digest_algorithm_t *algorithm)
{
  xmlNode *method = etb_grammar_take (grammar, cursor, ETB_NS_DS, "DigestMethod", "Algorithm");
  const char *uri = etb_grammar_attribute (grammar, method, "Algorithm");
  xmlNode *value;

  *algorithm = uri != NULL ? etb_digest_algorithm_find (uri) : GNUTLS_DIG_UNKNOWN;
  if (uri != NULL && *algorithm == GNUTLS_DIG_UNKNOWN)
    etb_grammar_fault (grammar, "algorithm-refused", uri);
  etb_grammar_expect_empty (grammar, method);
  value = etb_grammar_take (grammar, cursor, ETB_NS_DS, "DigestValue", "");
  return etb_grammar_bytes (grammar, value);
}

/* The reference to the signed properties: one canonicalisation, nothing else. */
static void
read_properties_reference (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  EtbCursor inside;
  xmlNode *transforms;
  const char *type = etb_grammar_attribute (grammar, node, "Type");

  if (type != NULL && !g_str_equal (type, ETB_TYPE_URI_SIGNED_PROPERTIES))
    etb_grammar_fault (grammar, "grammar", "Type");
  if (self->has_properties_reference)
    {
      etb_grammar_fault (grammar, "grammar", "Reference");
      return;
    }
  self->has_properties_reference = TRUE;
  self->properties_uri = g_strdup (etb_grammar_attribute (grammar, node, "URI"));
  transforms = etb_grammar_take (grammar, &cursor, ETB_NS_DS, "Transforms", "");
  inside = etb_grammar_enter (grammar, transforms);
  self->properties_form = read_form (
      grammar, etb_grammar_take (grammar, &inside, ETB_NS_DS, "Transform", "Algorithm"),
      "transform-refused");
  etb_grammar_leave (grammar, &inside);
  self->properties_digest = read_digest (grammar, &cursor, &self->properties_algorithm);
  etb_grammar_leave (grammar, &cursor);
}

/* The reference to a file: its bytes as they are. */
static void
read_file_reference (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbXadesReference *reference = g_new0 (EtbXadesReference, 1);
  EtbCursor cursor = etb_grammar_enter (grammar, node);

  g_ptr_array_add (self->references, reference);
  reference->id = g_strdup (etb_grammar_attribute_or_null (grammar, node, "Id"));
  reference->uri = g_strdup (etb_grammar_attribute (grammar, node, "URI"));
  if (etb_grammar_try (grammar, &cursor, ETB_NS_DS, "Transforms", "") != NULL)
    etb_grammar_fault (grammar, "transform-refused", reference->uri);
  reference->digest = read_digest (grammar, &cursor, &reference->algorithm);
  etb_grammar_leave (grammar, &cursor);
}

static void
read_signed_info (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *method;
  xmlNode *reference;
  const char *uri;

  self->signed_info = node;
  self->form = read_form (
      grammar,
      etb_grammar_take (grammar, &cursor, ETB_NS_DS, "CanonicalizationMethod", "Algorithm"),
      "algorithm-refused");
  method = etb_grammar_take (grammar, &cursor, ETB_NS_DS, "SignatureMethod", "Algorithm");
  uri = etb_grammar_attribute (grammar, method, "Algorithm");
  self->algorithm = uri != NULL ? etb_signature_algorithm_find (uri) : NULL;
  if (uri != NULL && self->algorithm == NULL)
    etb_grammar_fault (grammar, "algorithm-refused", uri);
  etb_grammar_expect_empty (grammar, method);
  reference = etb_grammar_take (grammar, &cursor, ETB_NS_DS, "Reference", REFERENCE_ATTRIBUTES);
  while (reference != NULL)
    {
      if (etb_grammar_attribute_or_null (grammar, reference, "Type") != NULL)
        read_properties_reference (self, grammar, reference);
      else
        read_file_reference (self, grammar, reference);
      reference = etb_grammar_try (grammar, &cursor, ETB_NS_DS, "Reference", REFERENCE_ATTRIBUTES);
    }
  etb_grammar_leave (grammar, &cursor);
}

static void
read_key_info (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *data = etb_grammar_take (grammar, &cursor, ETB_NS_DS, "X509Data", "");
  EtbCursor inside = etb_grammar_enter (grammar, data);
  xmlNode *certificate = etb_grammar_take (grammar, &inside, ETB_NS_DS, "X509Certificate", "");

  while (certificate != NULL)
    {
      GBytes *der = etb_grammar_bytes (grammar, certificate);

      if (der != NULL)
        g_ptr_array_add (self->certificates, der);
      if (self->certificates->len > MAX_CERTIFICATES)
        etb_grammar_fault (grammar, "grammar", "X509Certificate");
      certificate = etb_grammar_try (grammar, &inside, ETB_NS_DS, "X509Certificate", "");
    }
  etb_grammar_leave (grammar, &inside);
  etb_grammar_leave (grammar, &cursor);
}

static void
read_certificate_digest (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *certificate = etb_grammar_take (grammar, &cursor, ETB_NS_XADES, "Cert", "");
  EtbCursor inside = etb_grammar_enter (grammar, certificate);
  xmlNode *digest = etb_grammar_take (grammar, &inside, ETB_NS_XADES, "CertDigest", "");
  EtbCursor of_digest = etb_grammar_enter (grammar, digest);

  self->certificate_digest = read_digest (grammar, &of_digest, &self->certificate_algorithm);
  etb_grammar_leave (grammar, &of_digest);
  /* Says again, in names, what the digest says; bound by nothing else. */
  etb_grammar_text (grammar,
                    etb_grammar_try (grammar, &inside, ETB_NS_XADES, "IssuerSerialV2", ""));
  etb_grammar_leave (grammar, &inside);
  etb_grammar_leave (grammar, &cursor);
}

/* As one line, whichever of its parts are there. */
static void
read_place (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  static const char *const parts[]
      = { "City", "StreetAddress", "StateOrProvince", "PostalCode", "CountryName" };
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  g_autoptr (GString) place = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      xmlNode *part = etb_grammar_try (grammar, &cursor, ETB_NS_XADES, parts[i], "");
      const char *text = part != NULL ? etb_grammar_text (grammar, part) : NULL;

      if (text == NULL)
        continue;
      if (place->len > 0)
        g_string_append (place, ", ");
      g_string_append (place, text);
    }
  etb_grammar_leave (grammar, &cursor);
  if (place->len > 0)
    self->place = g_strdup (place->str);
}

static void
read_role (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *roles = etb_grammar_take (grammar, &cursor, ETB_NS_XADES, "ClaimedRoles", "");
  EtbCursor inside = etb_grammar_enter (grammar, roles);
  xmlNode *role = etb_grammar_take (grammar, &inside, ETB_NS_XADES, "ClaimedRole", "");

  self->role = g_strdup (etb_grammar_text (grammar, role));
  etb_grammar_leave (grammar, &inside);
  etb_grammar_leave (grammar, &cursor);
}

static void
read_time (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  const char *text = etb_grammar_text (grammar, node);

  if (text == NULL)
    return;
  /* Without a zone it is no instant. */
  self->time = g_date_time_new_from_iso8601 (text, NULL);
  if (self->time == NULL)
    etb_grammar_fault (grammar, "grammar", "SigningTime");
}

static void
read_signature_properties (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *place;
  xmlNode *role;

  read_time (self, grammar, etb_grammar_take (grammar, &cursor, ETB_NS_XADES, "SigningTime", ""));
  read_certificate_digest (
      self, grammar, etb_grammar_take (grammar, &cursor, ETB_NS_XADES, "SigningCertificateV2", ""));
  place = etb_grammar_try (grammar, &cursor, ETB_NS_XADES, "SignatureProductionPlaceV2", "");
  if (place != NULL)
    read_place (self, grammar, place);
  role = etb_grammar_try (grammar, &cursor, ETB_NS_XADES, "SignerRoleV2", "");
  if (role != NULL)
    read_role (self, grammar, role);
  etb_grammar_leave (grammar, &cursor);
}

static void
read_object_properties (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *child;

  while ((child
          = etb_grammar_try (grammar, &cursor, ETB_NS_XADES, "DataObjectFormat", "ObjectReference"))
         != NULL)
    {
      EtbXadesFormat *format = g_new0 (EtbXadesFormat, 1);
      EtbCursor inside = etb_grammar_enter (grammar, child);

      g_ptr_array_add (self->formats, format);
      format->reference = g_strdup (etb_grammar_attribute (grammar, child, "ObjectReference"));
      format->media_type = g_strdup (etb_grammar_text (
          grammar, etb_grammar_take (grammar, &inside, ETB_NS_XADES, "MimeType", "")));
      etb_grammar_leave (grammar, &inside);
    }
  etb_grammar_leave (grammar, &cursor);
}

static void
read_object (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);
  xmlNode *qualifying
      = etb_grammar_take (grammar, &cursor, ETB_NS_XADES, "QualifyingProperties", "Target Id");
  EtbCursor in_qualifying = etb_grammar_enter (grammar, qualifying);
  xmlNode *properties
      = etb_grammar_take (grammar, &in_qualifying, ETB_NS_XADES, "SignedProperties", "Id");
  EtbCursor in_properties = etb_grammar_enter (grammar, properties);

  self->target = g_strdup (etb_grammar_attribute (grammar, qualifying, "Target"));
  self->properties = properties;
  self->properties_id = g_strdup (etb_grammar_attribute (grammar, properties, "Id"));
  read_signature_properties (
      self, grammar,
      etb_grammar_take (grammar, &in_properties, ETB_NS_XADES, "SignedSignatureProperties", "Id"));
  read_object_properties (
      self, grammar,
      etb_grammar_take (grammar, &in_properties, ETB_NS_XADES, "SignedDataObjectProperties", "Id"));
  etb_grammar_leave (grammar, &in_properties);
  etb_grammar_leave (grammar, &in_qualifying);
  etb_grammar_leave (grammar, &cursor);
}

static void
read_signature (EtbXadesParts *self, EtbGrammar *grammar, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (grammar, node);

  self->id = g_strdup (etb_grammar_attribute (grammar, node, "Id"));
  read_signed_info (self, grammar,
                    etb_grammar_take (grammar, &cursor, ETB_NS_DS, "SignedInfo", "Id"));
  self->value = etb_grammar_bytes (
      grammar, etb_grammar_take (grammar, &cursor, ETB_NS_DS, "SignatureValue", "Id"));
  read_key_info (self, grammar, etb_grammar_take (grammar, &cursor, ETB_NS_DS, "KeyInfo", "Id"));
  read_object (self, grammar, etb_grammar_take (grammar, &cursor, ETB_NS_DS, "Object", ""));
  etb_grammar_leave (grammar, &cursor);
}

static xmlNode *
next_element (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      return child;
  for (; node != NULL; node = node->parent)
    for (xmlNode *sibling = node->next; sibling != NULL; sibling = sibling->next)
      if (sibling->type == XML_ELEMENT_NODE)
        return sibling;
  return NULL;
}

/* No two elements with one Id: other programs look elements up by it. */
static void
check_ids (xmlDoc *doc, EtbGrammar *grammar)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (xmlNode *node = xmlDocGetRootElement (doc); node != NULL; node = next_element (node))
    {
      const char *id = etb_grammar_attribute_or_null (grammar, node, "Id");

      if (id != NULL && !g_hash_table_add (ids, (gpointer)id))
        etb_grammar_fault (grammar, "grammar", "Id");
    }
}

EtbXadesParts *
etb_xades_parts_read (xmlDoc *doc, EtbGrammar *grammar)
{
  EtbXadesParts *self = g_new0 (EtbXadesParts, 1);
  xmlNode *root = xmlDocGetRootElement (doc);
  EtbCursor cursor;
  xmlNode *signature;

  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify)reference_free);
  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->formats = g_ptr_array_new_with_free_func ((GDestroyNotify)format_free);
  etb_grammar_expect (grammar, root, ETB_NS_ASIC, "XAdESSignatures", "");
  cursor = etb_grammar_enter (grammar, root);
  signature = etb_grammar_take (grammar, &cursor, ETB_NS_DS, "Signature", "Id");
  etb_grammar_leave (grammar, &cursor);
  if (signature != NULL)
    read_signature (self, grammar, signature);
  check_ids (doc, grammar);
  return self;
}
