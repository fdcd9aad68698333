/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Trusted authorities, from a file that the person chose: the system's store is made for web sites
 * and is not asked. Revocation is not looked at: it takes a network. Immutable once read. */

#include "etb-trust-private.h"

#include <glib/gi18n-lib.h>

#include "etb-certificate-private.h"

#define MAX_FILE  (16 * 1024 * 1024)
#define MAX_CHAIN 16

struct _EtbTrust
{
  gnutls_x509_trust_list_t list;
};

static int
load (EtbTrust *self, const char *content, gsize length)
{
  gnutls_datum_t data = { (unsigned char *)content, (unsigned int)length };
  gboolean is_pem = g_strstr_len (content, (gssize)length, "-----BEGIN") != NULL;
  gnutls_x509_crt_t *certificates = NULL;
  unsigned int n = 0;
  int status = gnutls_x509_crt_list_import2 (&certificates, &n, &data,
                                             is_pem ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER, 0);

  if (status < 0)
    return status;
  /* The list takes the certificates, not the array. */
  status = gnutls_x509_trust_list_add_cas (self->list, certificates, n, GNUTLS_TL_NO_DUPLICATES);
  gnutls_free (certificates);
  return status;
}

EtbTrust *
etb_trust_new_from_file (const char *file, GError **error)
{
  g_autoptr (EtbTrust) self = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  g_return_val_if_fail (file != NULL, NULL);

  shown = g_filename_display_name (file);
  if (!g_file_get_contents (file, &content, &length, &local))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST,
                   _ ("“%s” cannot be read: %s"), shown, local->message);
      return NULL;
    }
  self = g_new0 (EtbTrust, 1);
  if (gnutls_x509_trust_list_init (&self->list, 0) < 0)
    g_error ("out of memory");
  if (length > MAX_FILE || load (self, content, length) <= 0)
    {
      g_set_error (
          error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST,
          _ ("“%s” holds no certificate. It must be a file of certificates, in PEM or DER."),
             shown);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
etb_trust_free (EtbTrust *self)
{
  if (self == NULL)
    return;
  gnutls_x509_trust_list_deinit (self->list, 1);
  g_free (self);
}

/* Whether @issuer really signed @certificate: a name alone is anybody's. */
static gboolean
has_signed (gnutls_x509_crt_t issuer, gnutls_x509_crt_t certificate)
{
  unsigned int verdict = 0;

  return gnutls_x509_crt_check_issuer (certificate, issuer) != 0
         && gnutls_x509_crt_verify (certificate, &issuer, 1,
                                    GNUTLS_VERIFY_DISABLE_TIME_CHECKS
                                        | GNUTLS_VERIFY_DISABLE_TRUSTED_TIME_CHECKS,
                                    &verdict)
                >= 0
         && verdict == 0;
}

/* The issuer of @certificate in the list, or among those given. @owned: to be freed. */
static gnutls_x509_crt_t
find_issuer (const EtbTrust *self, gnutls_x509_crt_t certificate, gnutls_x509_crt_t *others,
             guint n, gnutls_x509_crt_t *owned)
{
  if (gnutls_x509_trust_list_get_issuer (self->list, certificate, owned, GNUTLS_TL_GET_COPY) >= 0)
    return *owned;
  for (guint i = 0; i < n; i++)
    if (others[i] != certificate && has_signed (others[i], certificate))
      return others[i];
  return NULL;
}

/* Whether every certificate on the way up is valid at @at. The chain itself was verified before. */
static gboolean
chain_is_valid_at (const EtbTrust *self, gnutls_x509_crt_t *certificates, guint n, GDateTime *at)
{
  gnutls_x509_crt_t current = certificates[0];
  gnutls_x509_crt_t kept[MAX_CHAIN] = { NULL };
  gboolean valid = TRUE;

  for (guint depth = 0; depth < MAX_CHAIN && current != NULL && valid; depth++)
    {
      valid = etb_certificate_compare_time (current, at) == 0;
      if (gnutls_x509_crt_check_issuer (current, current) != 0)
        break;
      current = find_issuer (self, current, certificates, n, &kept[depth]);
    }
  for (guint depth = 0; depth < MAX_CHAIN; depth++)
    if (kept[depth] != NULL)
      gnutls_x509_crt_deinit (kept[depth]);
  return valid;
}

/* A person whose own certificate is in the list: no chain is needed. */
static gboolean
is_trusted_itself (const EtbTrust *self, gnutls_x509_crt_t certificate)
{
  gnutls_x509_trust_list_iter_t at = NULL;
  gnutls_x509_crt_t trusted;
  gboolean found = FALSE;

  while (!found && gnutls_x509_trust_list_iter_get_ca (self->list, &at, &trusted) >= 0)
    {
      found = gnutls_x509_crt_equals (trusted, certificate) != 0;
      gnutls_x509_crt_deinit (trusted);
    }
  gnutls_x509_trust_list_iter_deinit (at);
  return found;
}

static gboolean
has_chain (const EtbTrust *self, gnutls_x509_crt_t *certificates, guint n)
{
  unsigned int verdict = 0;

  return gnutls_x509_trust_list_verify_crt (self->list, certificates, MIN (n, MAX_CHAIN),
                                            GNUTLS_VERIFY_DISABLE_TIME_CHECKS
                                                | GNUTLS_VERIFY_DISABLE_TRUSTED_TIME_CHECKS,
                                            &verdict, NULL)
             >= 0
         && verdict == 0;
}

EtbTrustState
etb_trust_check (const EtbTrust *self, gnutls_x509_crt_t *certificates, guint n, GDateTime *at)
{
  gboolean valid;

  g_assert (n > 0);

  if (self == NULL)
    return ETB_TRUST_UNKNOWN;
  if (is_trusted_itself (self, certificates[0]))
    valid = at != NULL && etb_certificate_compare_time (certificates[0], at) == 0;
  else if (has_chain (self, certificates, n))
    valid = at != NULL && chain_is_valid_at (self, certificates, n, at);
  else
    return ETB_TRUST_UNKNOWN;
  return valid ? ETB_TRUST_TRUSTED : ETB_TRUST_EXPIRED;
}
