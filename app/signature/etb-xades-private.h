/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "etb-algorithm-private.h"
#include "etb-grammar-private.h"
#include "etb-xades.h"

G_BEGIN_DECLS

#define ETB_NS_ASIC  "http://uri.etsi.org/02918/v1.2.1#"
#define ETB_NS_DS    "http://www.w3.org/2000/09/xmldsig#"
#define ETB_NS_XADES "http://uri.etsi.org/01903/v1.3.2#"

#define ETB_TYPE_URI_SIGNED_PROPERTIES "http://uri.etsi.org/01903#SignedProperties"

/* A ds:Reference to a file. */
typedef struct
{
  char *id;
  char *uri;
  gnutls_digest_algorithm_t algorithm;
  GBytes *digest;
} EtbXadesReference;

/* An xades:DataObjectFormat. */
typedef struct
{
  char *reference; /* "#" and the id of the ds:Reference */
  char *media_type;
} EtbXadesFormat;

/* A signature document taken apart. Nodes belong to its xmlDoc. */
typedef struct
{
  char *id;
  char *target;
  xmlNode *signed_info;
  int form; /* of SignedInfo: xmlC14NMode */
  const EtbSignatureAlgorithm *algorithm;
  GPtrArray *references; /* of EtbXadesReference, to files */

  gboolean has_properties_reference;
  char *properties_uri;
  int properties_form;
  gnutls_digest_algorithm_t properties_algorithm;
  GBytes *properties_digest;

  GBytes *value;
  GPtrArray *certificates; /* of GBytes, DER */

  xmlNode *properties;
  char *properties_id;
  GDateTime *time;
  gnutls_digest_algorithm_t certificate_algorithm;
  GBytes *certificate_digest;
  char *role;
  char *place;
  GPtrArray *formats; /* of EtbXadesFormat */
} EtbXadesParts;

/* Takes @doc apart; faults go to @grammar. Never NULL. */
EtbXadesParts *etb_xades_parts_read (xmlDoc *doc, EtbGrammar *grammar);
void etb_xades_parts_free (EtbXadesParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbXadesParts, etb_xades_parts_free)

EtbSignatureReport *etb_signature_report_new (void);
/* Adds a problem; the text follows from @code. */
void etb_signature_report_add (EtbSignatureReport *self, const char *code, const char *where,
                               const char *detail);

G_END_DECLS
