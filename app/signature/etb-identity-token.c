/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identities on a token (card, key, HSM), by every PKCS#11 module that p11-kit knows. The private
 * key is found by the URI; its certificate is the one with the same CKA_ID on the same token. */

#include "etb-identity-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <gnutls/pkcs11.h>

#include "etb-certificate-private.h"
#include "etb-secret.h"
#include "etb-token.h"
#include "etb-token-uri-private.h"

struct _EtbPin
{
  EtbSecret *text; /* NULL when there is none */
};

EtbPin *
etb_pin_new (const char *pin)
{
  EtbPin *self = g_new0 (EtbPin, 1);

  self->text = etb_secret_new (pin);
  return self;
}

void
etb_pin_free (EtbPin *self)
{
  if (self == NULL)
    return;
  etb_secret_free (self->text);
  g_free (self);
}

static int
on_key_pin_wanted (void *user_data, int attempt, const char *token_url, const char *token_label,
                   unsigned int flags, char *pin, size_t size)
{
  const EtbPin *self = user_data;

  if (self->text == NULL || (flags & GNUTLS_PIN_WRONG) != 0 || strlen (self->text) >= size)
    return -1;
  g_strlcpy (pin, self->text, size);
  return 0;
}

void
etb_pin_attach (EtbPin *self, gnutls_privkey_t key)
{
  gnutls_privkey_set_pin_function (key, on_key_pin_wanted, self);
}

void
etb_identity_set_token_error (int status, const char *source, GError **error)
{
  /* A key that asks for the PIN before each signature is told "error" by a locked token. */
  if (status == GNUTLS_E_PKCS11_ERROR && etb_token_get_pin_state (source, NULL) == ETB_PIN_LOCKED)
    status = GNUTLS_E_PKCS11_PIN_LOCKED;
  switch (status)
    {
    case GNUTLS_E_PKCS11_PIN_LOCKED:
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD,
                   _ ("The token “%s” is locked. Ask its issuer how to unlock it."), source);
      break;
    case GNUTLS_E_PKCS11_PIN_ERROR:
    case GNUTLS_E_PKCS11_PIN_EXPIRED:
    case GNUTLS_E_PKCS11_USER_ERROR:
      g_set_error (
          error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD,
          _ ("The PIN of the token “%s” is missing or wrong. It was tried once; after three "
                      "wrong PINs most tokens lock."),
             source);
      break;
    case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN,
                   _ ("No key is found at “%s”. Is the token plugged in?"), source);
      break;
    default:
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN,
                   _ ("The token “%s” does not answer: %s. Is it plugged in?"), source,
                      gnutls_strerror (status));
    }
}

/* The full address, with the CKA_ID, of the one private key that @uri leads to: logs in, once.
 * Returns: (transfer full) (nullable) */
static char *
find_key (P11KitUri *uri, const char *pin, const char *source, GError **error)
{
  gnutls_pkcs11_obj_t *keys = NULL;
  unsigned int n = 0;
  char *text;
  char *found = NULL;
  char *full = NULL;
  int status;

  etb_token_uri_set_class (uri, CKO_PRIVATE_KEY);
  p11_kit_uri_set_pin_value (uri, pin);
  text = etb_token_uri_format (uri);
  p11_kit_uri_set_pin_value (uri, NULL);
  status = gnutls_pkcs11_obj_list_import_url4 (
      &keys, &n, text, GNUTLS_PKCS11_OBJ_FLAG_PRIVKEY | GNUTLS_PKCS11_OBJ_FLAG_LOGIN);
  etb_secret_free (text);
  if (status >= 0 && n == 1)
    status = gnutls_pkcs11_obj_export_url (keys[0], GNUTLS_PKCS11_URL_GENERIC, &full);
  for (unsigned int i = 0; i < n; i++)
    gnutls_pkcs11_obj_deinit (keys[i]);
  gnutls_free (keys);
  if (n > 1)
    g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                 _ ("“%s” leads to several keys. Add ;object=NAME or ;id=… to its address."),
                    source);
  else if (status < 0 || n == 0)
    etb_identity_set_token_error (status < 0 ? status : GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE,
                                  source, error);
  else
    found = g_strdup (full);
  gnutls_free (full);
  return found;
}

/* The certificate that has the id of the key at @key_uri. Returns: (transfer full) (nullable): DER
 */
static GBytes *
find_certificate (const char *key_uri)
{
  g_autoptr (P11KitUri) uri = etb_token_uri_parse (key_uri);
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  g_autofree char *text = NULL;

  if (uri == NULL || p11_kit_uri_get_attribute (uri, CKA_ID) == NULL)
    return NULL;
  etb_token_uri_set_class (uri, CKO_CERTIFICATE);
  p11_kit_uri_clear_attribute (uri, CKA_LABEL);
  text = etb_token_uri_format (uri);
  if (gnutls_x509_crt_init (&certificate) < 0)
    g_error ("out of memory");
  if (gnutls_x509_crt_import_url (certificate, text, 0) < 0)
    return NULL;
  return etb_certificate_to_der (certificate);
}

static EtbIdentity *
open_key (const char *key_uri, const char *pin, const char *source, GError **error)
{
  g_auto (gnutls_privkey_t) key = NULL;
  g_autoptr (EtbPin) keeper = etb_pin_new (pin);
  g_autoptr (GPtrArray) certificates = NULL;
  GBytes *certificate;
  int status;

  if (gnutls_privkey_init (&key) < 0)
    g_error ("out of memory");
  etb_pin_attach (keeper, key);
  status = gnutls_privkey_import_url (key, key_uri, 0);
  if (status < 0)
    {
      etb_identity_set_token_error (status, source, error);
      return NULL;
    }
  certificate = find_certificate (key_uri);
  if (certificate == NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("The token “%s” has no certificate for its key."), source);
      return NULL;
    }
  certificates = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_ptr_array_add (certificates, certificate);
  return etb_identity_new (g_steal_pointer (&key), certificates, g_steal_pointer (&keeper), source,
                           error);
}

EtbIdentity *
etb_identity_open_token (const char *uri, const char *pin, GError **error)
{
  g_autoptr (P11KitUri) parsed = NULL;
  g_autoptr (EtbSecret) secret = NULL;
  g_autofree char *source = NULL;
  g_autofree char *key_uri = NULL;
  EtbIdentity *identity;

  g_return_val_if_fail (uri != NULL, NULL);

  parsed = etb_token_uri_parse (uri);
  if (parsed == NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN,
                   _ ("“%s” is not the address of a token (pkcs11:…)."), uri);
      return NULL;
    }
  etb_secret_begin ();
  /* The address may carry the PIN, which no message should show. */
  secret = etb_secret_new (pin != NULL ? pin : p11_kit_uri_get_pin_value (parsed));
  p11_kit_uri_set_pin_value (parsed, NULL);
  source = etb_token_uri_format (parsed);
  key_uri = find_key (parsed, secret, source, error);
  identity = key_uri != NULL ? open_key (key_uri, secret, source, error) : NULL;
  etb_secret_end ();
  return identity;
}
