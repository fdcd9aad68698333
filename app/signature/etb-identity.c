/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A certificate and its key, wherever the key is. Immutable once made: may be used from any thread,
 * one at a time. Made by etb-identity-pkcs12.c and etb-identity-token.c. */

#include "etb-identity-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "etb-algorithm-private.h"
#include "etb-certificate-private.h"
#include "etb-digest.h"
#include "etb-secret.h"

struct _EtbIdentity
{
  GObject parent_instance;

  gnutls_privkey_t key;
  gnutls_x509_crt_t certificate;
  EtbPin *pin;
  GPtrArray *certificates; /* of GBytes */
  const EtbSignatureAlgorithm *algorithm;
  gsize width; /* of each half of an ECDSA value, 0 for RSA */
  char *source;
  char *name;
  char *issuer;
  char *sha256;
  GDateTime *not_before;
  GDateTime *not_after;
  gboolean self_signed;
};

G_DEFINE_FINAL_TYPE (EtbIdentity, etb_identity, G_TYPE_OBJECT)

static void
etb_identity_finalize (GObject *object)
{
  EtbIdentity *self = ETB_IDENTITY (object);

  g_clear_pointer (&self->key, gnutls_privkey_deinit);
  g_clear_pointer (&self->certificate, gnutls_x509_crt_deinit);
  g_clear_pointer (&self->pin, etb_pin_free);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self->source);
  g_free (self->name);
  g_free (self->issuer);
  g_free (self->sha256);

  G_OBJECT_CLASS (etb_identity_parent_class)->finalize (object);
}

static void
etb_identity_class_init (EtbIdentityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_identity_finalize;
}

static void
etb_identity_init (EtbIdentity *self)
{
}

static gboolean
choose_algorithm (EtbIdentity *self, GError **error)
{
  self->algorithm = etb_certificate_get_algorithm (self->certificate, &self->width);
  if (self->algorithm != NULL)
    return TRUE;
  etb_certificate_set_odd_key (self->source, error);
  return FALSE;
}

static gboolean
have_same_id (gnutls_pubkey_t a, gnutls_pubkey_t b)
{
  guint8 id_a[32];
  guint8 id_b[32];
  size_t size_a = sizeof id_a;
  size_t size_b = sizeof id_b;

  return gnutls_pubkey_get_key_id (a, GNUTLS_KEYID_USE_SHA256, id_a, &size_a) >= 0
         && gnutls_pubkey_get_key_id (b, GNUTLS_KEYID_USE_SHA256, id_b, &size_b) >= 0
         && size_a == size_b && memcmp (id_a, id_b, size_a) == 0;
}

/* Some tokens do not give the public half of a key: then only the signature will tell. */
static gboolean
check_match (EtbIdentity *self, GError **error)
{
  g_auto (gnutls_pubkey_t) of_certificate = etb_certificate_get_key (self->certificate);
  g_auto (gnutls_pubkey_t) of_key = NULL;

  if (gnutls_pubkey_init (&of_key) < 0)
    g_error ("out of memory");
  if (of_certificate != NULL
      && (gnutls_pubkey_import_privkey (of_key, self->key, 0, 0) < 0
              ? gnutls_privkey_get_type (self->key) == GNUTLS_PRIVKEY_PKCS11
              : have_same_id (of_certificate, of_key)))
    return TRUE;
  g_set_error (
      error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
      _ ("The key and the certificate of “%s” do not go together. Choose another identity."),
         self->source);
  return FALSE;
}

EtbIdentity *
etb_identity_new (gnutls_privkey_t key, GPtrArray *certificates, EtbPin *pin, const char *source,
                  GError **error)
{
  g_autoptr (EtbIdentity) self = g_object_new (ETB_TYPE_IDENTITY, NULL);
  GBytes *first;
  gsize length;
  const void *der;

  g_assert (key != NULL && certificates->len > 0 && source != NULL);

  self->key = key;
  self->pin = pin;
  self->source = g_strdup (source);
  self->certificates = g_ptr_array_ref (certificates);
  first = g_ptr_array_index (certificates, 0);
  self->certificate = etb_certificate_parse (first);
  if (self->certificate == NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("The certificate of “%s” cannot be read. Choose another identity."), source);
      return NULL;
    }
  if (!choose_algorithm (self, error) || !check_match (self, error))
    return NULL;
  der = g_bytes_get_data (first, &length);
  self->sha256 = etb_digest_hex_of (der, length);
  self->name = etb_certificate_get_name (self->certificate, FALSE);
  self->issuer = etb_certificate_get_name (self->certificate, TRUE);
  self->self_signed = etb_certificate_is_self_signed (self->certificate);
  self->not_before
      = g_date_time_new_from_unix_utc (gnutls_x509_crt_get_activation_time (self->certificate));
  self->not_after
      = g_date_time_new_from_unix_utc (gnutls_x509_crt_get_expiration_time (self->certificate));
  if (self->not_before == NULL || self->not_after == NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("The certificate of “%s” has no valid dates. Choose another identity."),
                      source);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
etb_identity_get_name (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->name;
}

const char *
etb_identity_get_issuer (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->issuer;
}

GDateTime *
etb_identity_get_not_before (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->not_before;
}

GDateTime *
etb_identity_get_not_after (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->not_after;
}

gboolean
etb_identity_is_self_signed (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), FALSE);

  return self->self_signed;
}

const char *
etb_identity_get_certificate_sha256 (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->sha256;
}

GPtrArray *
etb_identity_get_certificates (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->certificates;
}

gboolean
etb_identity_check (EtbIdentity *self, GDateTime *at, GError **error)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), FALSE);
  g_return_val_if_fail (at != NULL, FALSE);

  return etb_certificate_check_use (self->certificate, at, error);
}

const char *
etb_identity_get_algorithm (EtbIdentity *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);

  return self->algorithm->uri;
}

GBytes *
etb_identity_sign (EtbIdentity *self, GBytes *data, GError **error)
{
  gnutls_datum_t value = { NULL, 0 };
  gnutls_datum_t text;
  gsize length;
  GBytes *result;
  int status;

  g_return_val_if_fail (ETB_IS_IDENTITY (self), NULL);
  g_return_val_if_fail (data != NULL, NULL);

  text.data = (unsigned char *)g_bytes_get_data (data, &length);
  text.size = (unsigned int)length;
  g_return_val_if_fail (length <= G_MAXUINT, NULL);
  /* Some keys ask for the PIN at each signature. */
  etb_secret_begin ();
  status = gnutls_privkey_sign_data2 (self->key, self->algorithm->algorithm, 0, &text, &value);
  etb_secret_end ();
  if (status < 0)
    {
      if (gnutls_privkey_get_type (self->key) == GNUTLS_PRIVKEY_PKCS11)
        etb_identity_set_token_error (status, self->source, error);
      else
        g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_SIGN,
                     _ ("The key of “%s” does not sign: %s."), self->source,
                        gnutls_strerror (status));
      return NULL;
    }
  result = self->width > 0 ? etb_ecdsa_to_halves (&value, self->width)
                           : g_bytes_new (value.data, value.size);
  gnutls_free (value.data);
  if (result == NULL)
    g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_SIGN,
                 _ ("The key of “%s” gave a signature that is not of its kind."), self->source);
  return result;
}
