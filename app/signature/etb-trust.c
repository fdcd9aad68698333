/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Trusted authorities, from files that the person chose: the system's store is made for web sites
 * and is not asked. Revocation is not looked at: it takes a network. Immutable once they are all
 * added. */

#include "etb-trust-private.h"

#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-certificate-private.h"

#define MAX_FILE  (16 * 1024 * 1024)
#define MAX_CHAIN 16

struct _EtbTrust
{
  gnutls_x509_trust_list_t list;
};

/* Certificates in @content, or NULL. Returns: (transfer full) (nullable) (element-type GBytes) */
static GPtrArray *
parse (const char *content, gsize length, guint most)
{
  gnutls_datum_t data = { (unsigned char *)content, (unsigned int)length };
  gboolean is_pem = g_strstr_len (content, (gssize)length, "-----BEGIN") != NULL;
  gnutls_x509_crt_t *certificates = NULL;
  GPtrArray *list;
  unsigned int n = 0;

  if (gnutls_x509_crt_list_import2 (&certificates, &n, &data,
                                    is_pem ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER, 0)
      < 0)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  for (unsigned int i = 0; i < n; i++)
    {
      if (n <= most)
        g_ptr_array_add (list, etb_certificate_to_der (certificates[i]));
      gnutls_x509_crt_deinit (certificates[i]);
    }
  gnutls_free (certificates);
  if (list->len == 0)
    g_clear_pointer (&list, g_ptr_array_unref);
  return list;
}

GPtrArray *
etb_trust_read_file (const char *file, guint most, GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *content = NULL;
  g_autoptr (GError) local = NULL;
  GPtrArray *list = NULL;
  gsize length = 0;
  GStatBuf status = { 0 };

  if (g_stat (file, &status) == 0 && !S_ISREG (status.st_mode))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST,
                   _ ("“%s” is not a file."), shown);
      return NULL;
    }
  if (status.st_size <= MAX_FILE && !g_file_get_contents (file, &content, &length, &local))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST,
                   _ ("“%s” cannot be read: %s"), shown, local->message);
      return NULL;
    }
  if (content != NULL)
    list = parse (content, length, most);
  if (list == NULL)
    g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST,
                 _ ("“%s” holds no certificate. It must be a file of certificates, in PEM or DER."),
                    shown);
  return list;
}

EtbTrust *
etb_trust_new (void)
{
  EtbTrust *self = g_new0 (EtbTrust, 1);

  if (gnutls_x509_trust_list_init (&self->list, 0) < 0)
    g_error ("out of memory");
  return self;
}

void
etb_trust_add (EtbTrust *self, GBytes *der)
{
  gnutls_x509_crt_t certificate = etb_certificate_parse (der);

  /* The list takes the certificate. */
  if (certificate != NULL)
    gnutls_x509_trust_list_add_cas (self->list, &certificate, 1, GNUTLS_TL_NO_DUPLICATES);
}

gboolean
etb_trust_add_file (EtbTrust *self, const char *file, GError **error)
{
  g_autoptr (GPtrArray) certificates = NULL;

  g_return_val_if_fail (self != NULL && file != NULL, FALSE);

  certificates = etb_trust_read_file (file, G_MAXUINT, error);
  for (guint i = 0; certificates != NULL && i < certificates->len; i++)
    etb_trust_add (self, g_ptr_array_index (certificates, i));
  return certificates != NULL;
}

EtbTrust *
etb_trust_new_from_file (const char *file, GError **error)
{
  g_autoptr (EtbTrust) self = etb_trust_new ();

  return etb_trust_add_file (self, file, error) ? g_steal_pointer (&self) : NULL;
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
