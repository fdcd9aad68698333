/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The kind of a certificate, from its statements (RFC 3739, 3.2.6). A broken extension states
 * nothing. Callers: etb-xades-verifier, etb-identity. */

#include "etb-certificate-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-certificate-private.h"

#define OID_STATEMENTS "1.3.6.1.5.5.7.1.3"

/* Object identifiers in DER. */
static const guint8 compliance[] = { 0x04, 0x00, 0x8E, 0x46, 0x01, 0x01 }; /* 0.4.0.1862.1.1 */
static const guint8 device[] = { 0x04, 0x00, 0x8E, 0x46, 0x01, 0x04 };     /* 0.4.0.1862.1.4 */
static const guint8 type[] = { 0x04, 0x00, 0x8E, 0x46, 0x01, 0x06 };       /* 0.4.0.1862.1.6 */
static const guint8 of_persons[] = { 0x04, 0x00, 0x8E, 0x46, 0x01, 0x06, 0x01 }; /* esign */

#define SEQUENCE 0x30
#define OID      0x06

/* A stretch of DER. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
} Span;

/* Takes the next value of @tag off the front of @rest. FALSE when there is another, or none. */
static gboolean
take (Span *rest, guint8 tag, Span *value)
{
  gsize head = 2;
  gsize length;

  if (rest->length < head || rest->bytes[0] != tag)
    return FALSE;
  length = rest->bytes[1];
  if (length > 0x80)
    {
      gsize n = length - 0x80;

      if (n > 2 || rest->length < head + n)
        return FALSE;
      length = 0;
      for (gsize i = 0; i < n; i++)
        length = length * 256 + rest->bytes[head + i];
      head += n;
    }
  else if (length == 0x80)
    return FALSE;
  if (length > rest->length - head)
    return FALSE;
  *value = (Span){ rest->bytes + head, length };
  rest->bytes += head + length;
  rest->length -= head + length;
  return TRUE;
}

static gboolean
is (const Span *oid, const guint8 *wanted, gsize length)
{
  return oid->length == length && memcmp (oid->bytes, wanted, length) == 0;
}

/* Whether the list of types holds that of signatures of persons. */
static gboolean
is_of_persons (Span info)
{
  Span list, oid;

  if (!take (&info, SEQUENCE, &list))
    return FALSE;
  while (take (&list, OID, &oid))
    if (is (&oid, of_persons, sizeof of_persons))
      return TRUE;
  return FALSE;
}

static gboolean
states_qualified (Span statements)
{
  gboolean complies = FALSE, in_device = FALSE, fits = TRUE;
  Span list, statement, oid;

  if (!take (&statements, SEQUENCE, &list))
    return FALSE;
  while (take (&list, SEQUENCE, &statement))
    {
      if (!take (&statement, OID, &oid))
        return FALSE;
      complies = complies || is (&oid, compliance, sizeof compliance);
      in_device = in_device || is (&oid, device, sizeof device);
      if (is (&oid, type, sizeof type))
        fits = is_of_persons (statement);
    }
  return list.length == 0 && complies && in_device && fits;
}

EtbCertificateKind
etb_certificate_get_kind (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t data = { NULL, 0 };
  gboolean qualified;

  if (etb_certificate_is_self_signed (certificate))
    return ETB_CERTIFICATE_SIMPLE;
  if (gnutls_x509_crt_get_extension_by_oid2 (certificate, OID_STATEMENTS, 0, &data, NULL) < 0)
    return ETB_CERTIFICATE_ADVANCED;
  qualified = states_qualified ((Span){ data.data, data.size });
  gnutls_free (data.data);
  return qualified ? ETB_CERTIFICATE_QUALIFIED : ETB_CERTIFICATE_ADVANCED;
}

const char *
etb_certificate_kind_to_name (EtbCertificateKind kind)
{
  static const char *const names[] = { "simple", "advanced", "qualified-declared" };

  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

const char *
etb_certificate_kind_describe (EtbCertificateKind kind)
{
  switch (kind)
    {
    case ETB_CERTIFICATE_QUALIFIED:
      return _ ("qualified, as the certificate declares; not checked");
    case ETB_CERTIFICATE_ADVANCED:
      return _ ("advanced: the certificate was delivered by an authority");
    default:
      return _ ("simple: the certificate was made by its own holder");
    }
}
