/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing: builds the signature document (ETSI EN 319 132-1, baseline B-B), has the identity sign
 * its SignedInfo, and verifies the bytes before they leave. Exclusive canonicalisation throughout,
 * so that ds:Signature can be lifted out of the container and still verifies. */

#include "etb-xades-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/c14n.h>

#include "etb-canonical-private.h"
#include "etb-entry-name.h"

typedef struct
{
  const EtbSigning *signing;
  xmlDoc *doc;
  xmlNs *ds;
  xmlNs *xades;
  xmlNode *signed_info;
  xmlNode *properties;
  xmlNode *properties_digest; /* its ds:DigestValue */
  xmlNode *value;
} Writer;

static xmlNode *
add (xmlNode *parent, xmlNs *ns, const char *name, const char *text)
{
  xmlNode *node = xmlNewTextChild (parent, ns, BAD_CAST name, BAD_CAST text);

  if (node == NULL)
    g_error ("out of memory");
  return node;
}

static void
set (xmlNode *node, const char *name, const char *value)
{
  xmlNewProp (node, BAD_CAST name, BAD_CAST value);
}

/* Identifiers are "S", the number of the signature, and @what. There is one signature a document;
 * the number keeps them apart where documents are put beside one another. */
static void
set_id (Writer *self, xmlNode *node, const char *what)
{
  g_autofree char *id = g_strdup_printf ("S%u%s", self->signing->number, what);

  set (node, "Id", id);
}

/* An attribute that refers to such an identifier. */
static void
set_target (Writer *self, xmlNode *node, const char *name, const char *what)
{
  g_autofree char *target = g_strdup_printf ("#S%u%s", self->signing->number, what);

  set (node, name, target);
}

static xmlNode *
add_method (xmlNode *parent, xmlNs *ns, const char *name, const char *uri)
{
  xmlNode *node = add (parent, ns, name, NULL);

  set (node, "Algorithm", uri);
  return node;
}

static void
set_bytes (xmlNode *node, GBytes *bytes)
{
  g_autofree char *text = etb_base64_write (bytes);

  xmlNodeAddContent (node, BAD_CAST text);
}

/* Returns ds:DigestValue. */
static xmlNode *
add_digest (Writer *self, xmlNode *parent, GBytes *digest)
{
  xmlNode *value;

  add_method (parent, self->ds, "DigestMethod", ETB_URI_SHA256);
  value = add (parent, self->ds, "DigestValue", NULL);
  if (digest != NULL)
    set_bytes (value, digest);
  return value;
}

static void
add_reference (Writer *self, const EtbSignedFile *file, guint index)
{
  xmlNode *node = add (self->signed_info, self->ds, "Reference", NULL);
  g_autofree char *what = g_strdup_printf ("-file%u", index);
  g_autofree char *uri = etb_entry_name_to_uri (file->name);
  g_autoptr (GBytes) digest = g_bytes_new (file->sha256, ETB_DIGEST_SIZE);

  set_id (self, node, what);
  set (node, "URI", uri);
  add_digest (self, node, digest);
}

static void
add_properties_reference (Writer *self)
{
  xmlNode *node = add (self->signed_info, self->ds, "Reference", NULL);
  xmlNode *transforms;

  set (node, "Type", ETB_TYPE_URI_SIGNED_PROPERTIES);
  set_target (self, node, "URI", "-properties");
  transforms = add (node, self->ds, "Transforms", NULL);
  add_method (transforms, self->ds, "Transform", ETB_URI_EXCLUSIVE_C14N);
  self->properties_digest = add_digest (self, node, NULL);
}

static void
add_signed_info (Writer *self, xmlNode *signature, GPtrArray *files)
{
  self->signed_info = add (signature, self->ds, "SignedInfo", NULL);
  add_method (self->signed_info, self->ds, "CanonicalizationMethod", ETB_URI_EXCLUSIVE_C14N);
  add_method (self->signed_info, self->ds, "SignatureMethod",
              etb_identity_get_algorithm (self->signing->identity));
  for (guint i = 0; i < files->len; i++)
    add_reference (self, g_ptr_array_index (files, i), i);
  add_properties_reference (self);
}

static void
add_key_info (Writer *self, xmlNode *signature)
{
  GPtrArray *certificates = etb_identity_get_certificates (self->signing->identity);
  xmlNode *info = add (signature, self->ds, "KeyInfo", NULL);
  xmlNode *data = add (info, self->ds, "X509Data", NULL);

  for (guint i = 0; i < certificates->len; i++)
    set_bytes (add (data, self->ds, "X509Certificate", NULL), g_ptr_array_index (certificates, i));
}

/* What a person typed, without the characters that XML has no place for. */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, c < 0x20 || c == 0xFFFE || c == 0xFFFF ? ' ' : c);
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

/* Adds @outer holding @text in @inner, and in @middle between them when it is not NULL; nothing
 * when there is no text. */
static void
add_stated (Writer *self, xmlNode *parent, const char *outer, const char *middle, const char *inner,
            const char *text)
{
  g_autofree char *clean = clean_text (text != NULL ? text : "");
  xmlNode *node;

  if (*clean == '\0')
    return;
  node = add (parent, self->xades, outer, NULL);
  if (middle != NULL)
    node = add (node, self->xades, middle, NULL);
  add (node, self->xades, inner, clean);
}

static void
add_signature_properties (Writer *self)
{
  xmlNode *node = add (self->properties, self->xades, "SignedSignatureProperties", NULL);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (self->signing->at);
  g_autofree char *time = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  GBytes *der = g_ptr_array_index (etb_identity_get_certificates (self->signing->identity), 0);
  g_autoptr (GBytes) digest = etb_canonical_digest (der, GNUTLS_DIG_SHA256);
  xmlNode *certificate;

  add (node, self->xades, "SigningTime", time);
  certificate = add (node, self->xades, "SigningCertificateV2", NULL);
  certificate = add (certificate, self->xades, "Cert", NULL);
  certificate = add (certificate, self->xades, "CertDigest", NULL);
  add_digest (self, certificate, digest);
  add_stated (self, node, "SignatureProductionPlaceV2", NULL, "City", self->signing->place);
  add_stated (self, node, "SignerRoleV2", "ClaimedRoles", "ClaimedRole", self->signing->role);
}

static void
add_object_properties (Writer *self, GPtrArray *files)
{
  xmlNode *node = add (self->properties, self->xades, "SignedDataObjectProperties", NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const EtbSignedFile *file = g_ptr_array_index (files, i);
      g_autofree char *what = g_strdup_printf ("-file%u", i);
      xmlNode *format = add (node, self->xades, "DataObjectFormat", NULL);

      set_target (self, format, "ObjectReference", what);
      add (format, self->xades, "MimeType", file->media_type);
    }
}

static void
add_object (Writer *self, xmlNode *signature, GPtrArray *files)
{
  xmlNode *object = add (signature, self->ds, "Object", NULL);
  xmlNode *qualifying = add (object, self->xades, "QualifyingProperties", NULL);

  set_target (self, qualifying, "Target", "");
  self->properties = add (qualifying, self->xades, "SignedProperties", NULL);
  set_id (self, self->properties, "-properties");
  add_signature_properties (self);
  add_object_properties (self, files);
}

static void
build (Writer *self, GPtrArray *files)
{
  xmlNode *root = xmlNewDocNode (self->doc, NULL, BAD_CAST "XAdESSignatures", NULL);
  xmlNode *signature;

  if (root == NULL)
    g_error ("out of memory");
  xmlDocSetRootElement (self->doc, root);
  xmlSetNs (root, xmlNewNs (root, BAD_CAST ETB_NS_ASIC, BAD_CAST "asic"));
  self->ds = xmlNewNs (root, BAD_CAST ETB_NS_DS, BAD_CAST "ds");
  self->xades = xmlNewNs (root, BAD_CAST ETB_NS_XADES, BAD_CAST "xades");
  signature = add (root, self->ds, "Signature", NULL);
  set_id (self, signature, "");
  add_signed_info (self, signature, files);
  self->value = add (signature, self->ds, "SignatureValue", NULL);
  set_id (self, self->value, "-value");
  add_key_info (self, signature);
  add_object (self, signature, files);
}

static GBytes *
form_of (xmlNode *node)
{
  GBytes *form = etb_canonical_form (node, XML_C14N_EXCLUSIVE_1_0);

  if (form == NULL)
    g_error ("out of memory");
  return form;
}

static gboolean
sign (Writer *self, GError **error)
{
  g_autoptr (GBytes) properties = form_of (self->properties);
  g_autoptr (GBytes) digest = etb_canonical_digest (properties, GNUTLS_DIG_SHA256);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) value = NULL;

  set_bytes (self->properties_digest, digest);
  text = form_of (self->signed_info);
  value = etb_identity_sign (self->signing->identity, text, error);
  if (value == NULL)
    return FALSE;
  set_bytes (self->value, value);
  return TRUE;
}

static GBytes *
serialise (Writer *self)
{
  xmlChar *text = NULL;
  int length = 0;

  /* No indentation: it would change what was hashed. */
  xmlDocDumpMemoryEnc (self->doc, &text, &length, "UTF-8");
  if (text == NULL)
    g_error ("out of memory");
  return g_bytes_new_with_free_func (text, (gsize)length, (GDestroyNotify)xmlFree, text);
}

/* A key that does not fit its certificate, or a token that signs something else, is found here. */
static gboolean
check (GBytes *document, GPtrArray *files, GError **error)
{
  g_autoptr (EtbSignatureReport) report = etb_xades_verify (document, "signature", files, NULL);
  const EtbSignatureProblem *problem;

  if (etb_signature_report_is_valid (report))
    return TRUE;
  problem = report->problems->len > 0 ? g_ptr_array_index (report->problems, 0) : NULL;
  g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_SIGN,
               _ ("The signature that was just made does not verify: %s"),
                  problem != NULL ? problem->text : "");
  return FALSE;
}

GBytes *
etb_xades_sign (const EtbSigning *signing, GPtrArray *files, GError **error)
{
  Writer self = { signing };
  g_autoptr (GBytes) document = NULL;

  g_return_val_if_fail (signing != NULL && ETB_IS_IDENTITY (signing->identity), NULL);
  g_return_val_if_fail (signing->at != NULL, NULL);
  g_return_val_if_fail (files != NULL && files->len > 0, NULL);

  self.doc = xmlNewDoc (BAD_CAST "1.0");
  if (self.doc == NULL)
    g_error ("out of memory");
  build (&self, files);
  if (sign (&self, error))
    document = serialise (&self);
  xmlFreeDoc (self.doc);
  if (document == NULL || !check (document, files, error))
    return NULL;
  return g_steal_pointer (&document);
}
