/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identities on a token (card, key, HSM), by every PKCS#11 module that p11-kit knows. The private
 * key is found by the URI; its certificate is the one with the same CKA_ID on the same token. */

#include "etb-identity-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <gnutls/pkcs11.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

#include "etb-certificate-private.h"

struct _EtbPin
{
  char *text; /* NULL when there is none */
};

EtbPin *
etb_pin_new (const char *pin)
{
  EtbPin *self = g_new0 (EtbPin, 1);

  self->text = g_strdup (pin);
  return self;
}

void
etb_pin_free (EtbPin *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    gnutls_memset (self->text, 0, strlen (self->text));
  g_free (self->text);
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (P11KitUri, p11_kit_uri_free)

/* Returns: (transfer full) (nullable) */
static P11KitUri *
parse_uri (const char *text)
{
  g_autoptr (P11KitUri) uri = p11_kit_uri_new ();

  if (uri == NULL)
    g_error ("out of memory");
  if (p11_kit_uri_parse (text, P11_KIT_URI_FOR_ANY, uri) != P11_KIT_URI_OK
      || p11_kit_uri_any_unrecognized (uri))
    return NULL;
  return g_steal_pointer (&uri);
}

static void
set_class (P11KitUri *uri, CK_OBJECT_CLASS object_class)
{
  CK_ATTRIBUTE attribute = { CKA_CLASS, &object_class, sizeof object_class };

  p11_kit_uri_set_attribute (uri, &attribute);
}

/* Returns: (transfer full) */
static char *
format_uri (P11KitUri *uri)
{
  char *formatted = NULL;
  char *text;

  if (p11_kit_uri_format (uri, P11_KIT_URI_FOR_ANY, &formatted) != P11_KIT_URI_OK)
    g_error ("out of memory");
  text = g_strdup (formatted);
  gnutls_memset (formatted, 0, strlen (formatted));
  free (formatted);
  return text;
}

static void
free_secret (char *text)
{
  gnutls_memset (text, 0, strlen (text));
  g_free (text);
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

  set_class (uri, CKO_PRIVATE_KEY);
  p11_kit_uri_set_pin_value (uri, pin);
  text = format_uri (uri);
  p11_kit_uri_set_pin_value (uri, NULL);
  status = gnutls_pkcs11_obj_list_import_url4 (
      &keys, &n, text, GNUTLS_PKCS11_OBJ_FLAG_PRIVKEY | GNUTLS_PKCS11_OBJ_FLAG_LOGIN);
  free_secret (text);
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
  g_autoptr (P11KitUri) uri = parse_uri (key_uri);
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  g_autofree char *text = NULL;

  if (uri == NULL || p11_kit_uri_get_attribute (uri, CKA_ID) == NULL)
    return NULL;
  set_class (uri, CKO_CERTIFICATE);
  p11_kit_uri_clear_attribute (uri, CKA_LABEL);
  text = format_uri (uri);
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
  g_autofree char *source = NULL;
  g_autofree char *key_uri = NULL;
  EtbIdentity *identity;
  char *secret;

  g_return_val_if_fail (uri != NULL, NULL);

  parsed = parse_uri (uri);
  if (parsed == NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN,
                   _ ("“%s” is not the address of a token (pkcs11:…)."), uri);
      return NULL;
    }
  /* The address may carry the PIN, which no message should show. */
  secret = g_strdup (pin != NULL ? pin : p11_kit_uri_get_pin_value (parsed));
  p11_kit_uri_set_pin_value (parsed, NULL);
  source = format_uri (parsed);
  key_uri = find_key (parsed, secret, source, error);
  identity = key_uri != NULL ? open_key (key_uri, secret, source, error) : NULL;
  if (secret != NULL)
    free_secret (secret);
  return identity;
}
