/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens: see the header. No PIN is asked for here: only what a token shows to everybody is read.
 * Callers: the identity list of the command line, the chooser, the identities page. */

#include "etb-token.h"

#include <glib/gi18n-lib.h>
#include <gnutls/pkcs11.h>
#include <string.h>

#include "etb-certificate-private.h"
#include "etb-token-uri-private.h"

const char *
etb_pin_state_describe (EtbPinState state)
{
  switch (state)
    {
    case ETB_PIN_LOW:
      return _ ("A wrong PIN was given lately: few tries are left before this token locks.");
    case ETB_PIN_LAST:
      return _ ("Last try before this token locks: a wrong PIN now makes it useless until its "
                "issuer unlocks it.");
    case ETB_PIN_LOCKED:
      return _ ("This token is locked: too many wrong PINs were given. Ask its issuer how to unlock "
                "it.");
    case ETB_PIN_FRESH:
    default:
      return NULL;
    }
}

void
etb_token_free (EtbToken *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->label);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

static EtbPinState
pin_state_of (unsigned int flags)
{
  if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_LOCKED) != 0)
    return ETB_PIN_LOCKED;
  if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_FINAL_TRY) != 0)
    return ETB_PIN_LAST;
  return (flags & GNUTLS_PKCS11_TOKEN_USER_PIN_COUNT_LOW) != 0 ? ETB_PIN_LOW : ETB_PIN_FRESH;
}

/* The entry of the certificate @object. Returns: (transfer full) (nullable): NULL when it is that
 * of an authority, or cannot be read */
static EtbIdentityEntry *
entry_of (gnutls_pkcs11_obj_t object, const char *label, GDateTime *at)
{
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autofree char *address = NULL;
  char *uri = NULL;

  if (gnutls_x509_crt_init (&certificate) < 0)
    g_error ("out of memory");
  if (gnutls_x509_crt_import_pkcs11 (certificate, object) < 0
      || gnutls_x509_crt_get_ca_status (certificate, NULL) > 0
      || gnutls_pkcs11_obj_export_url (object, GNUTLS_PKCS11_URL_GENERIC, &uri) < 0)
    return NULL;
  address = etb_token_uri_of_key (uri);
  gnutls_free (uri);
  if (address == NULL)
    return NULL;
  der = etb_certificate_to_der (certificate);
  return etb_identity_entry_new (address, label, TRUE, der, at);
}

static GPtrArray *
list_entries (const char *uri, const char *label, GDateTime *at)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_identity_entry_free);
  gnutls_pkcs11_obj_t *objects = NULL;
  unsigned int n = 0;

  if (gnutls_pkcs11_obj_list_import_url4 (&objects, &n, uri, GNUTLS_PKCS11_OBJ_FLAG_CRT) < 0)
    return entries;
  for (unsigned int i = 0; i < n; i++)
    {
      EtbIdentityEntry *entry = entry_of (objects[i], label, at);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
      gnutls_pkcs11_obj_deinit (objects[i]);
    }
  gnutls_free (objects);
  return entries;
}

/* Returns: (transfer full) */
static char *
get_label (const char *uri)
{
  char label[128];
  size_t size = sizeof label;

  if (gnutls_pkcs11_token_get_info (uri, GNUTLS_PKCS11_TOKEN_LABEL, label, &size) < 0 || size == 0)
    return g_strdup (_ ("token without a name"));
  return etb_certificate_make_safe (label, strnlen (label, MIN (size, sizeof label)));
}

static EtbToken *
token_new (const char *uri, unsigned int flags, GDateTime *at)
{
  EtbToken *self = g_new0 (EtbToken, 1);

  self->address = g_strdup (uri);
  self->label = get_label (uri);
  self->pin = pin_state_of (flags);
  self->has_keypad = (flags & GNUTLS_PKCS11_TOKEN_PROTECTED_AUTHENTICATION_PATH) != 0;
  self->entries = list_entries (uri, self->label, at);
  return self;
}

GPtrArray *
etb_token_list (GDateTime *at)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_token_free);
  char *uri = NULL;

  g_return_val_if_fail (at != NULL, tokens);

  for (unsigned int i = 0; gnutls_pkcs11_token_get_url (i, GNUTLS_PKCS11_URL_GENERIC, &uri) >= 0;
       i++)
    {
      unsigned int flags = 0;

      if (gnutls_pkcs11_token_get_flags (uri, &flags) >= 0
          && (flags & GNUTLS_PKCS11_TOKEN_TRUSTED) == 0
          && (flags & GNUTLS_PKCS11_TOKEN_INITIALIZED) != 0)
        g_ptr_array_add (tokens, token_new (uri, flags, at));
      gnutls_free (uri);
      uri = NULL;
    }
  return tokens;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_task_return_pointer (task, etb_token_list (now), (GDestroyNotify)g_ptr_array_unref);
}

void
etb_token_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, etb_token_list_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
etb_token_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

EtbPinState
etb_token_get_pin_state (const char *address, gboolean *has_keypad)
{
  g_autofree char *uri = NULL;
  unsigned int flags = 0;

  g_return_val_if_fail (address != NULL, ETB_PIN_FRESH);

  uri = etb_token_uri_of_token (address);
  if (uri == NULL || gnutls_pkcs11_token_get_flags (uri, &flags) < 0)
    flags = 0;
  if (has_keypad != NULL)
    *has_keypad = (flags & GNUTLS_PKCS11_TOKEN_PROTECTED_AUTHENTICATION_PATH) != 0;
  return pin_state_of (flags);
}
