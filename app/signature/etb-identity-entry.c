/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Entries of lists of identities: see the header. Made by etb-identity-folder and etb-token. */

#include "etb-identity-entry.h"

#include <glib/gi18n-lib.h>

#include "etb-certificate-private.h"
#include "etb-digest.h"

const char *
etb_key_use_to_name (EtbKeyUse use)
{
  static const char *const names[] = { "any", "commitment", "signature", "other" };

  g_return_val_if_fail ((gsize)use < G_N_ELEMENTS (names), NULL);

  return names[use];
}

const char *
etb_key_use_describe (EtbKeyUse use)
{
  switch (use)
    {
    case ETB_KEY_USE_COMMITMENT:
      return _ ("signatures that commit their holder");
    case ETB_KEY_USE_SIGNATURE:
      return _ ("digital signatures");
    case ETB_KEY_USE_OTHER:
      return _ ("other uses than signatures");
    case ETB_KEY_USE_ANY:
    default:
      return _ ("any use: the certificate states none");
    }
}

static EtbKeyUse
find_use (gnutls_x509_crt_t certificate)
{
  unsigned int usage = 0;
  int status = gnutls_x509_crt_get_key_usage (certificate, &usage, NULL);

  if (status == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    return ETB_KEY_USE_ANY;
  if (status < 0)
    return ETB_KEY_USE_OTHER;
  if ((usage & GNUTLS_KEY_NON_REPUDIATION) != 0)
    return ETB_KEY_USE_COMMITMENT;
  return (usage & GNUTLS_KEY_DIGITAL_SIGNATURE) != 0 ? ETB_KEY_USE_SIGNATURE : ETB_KEY_USE_OTHER;
}

static void
fill (EtbIdentityEntry *self, GBytes *der, gnutls_x509_crt_t certificate, GDateTime *at)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *bytes = g_bytes_get_data (der, &length);

  self->holder = etb_certificate_get_name (certificate, FALSE);
  self->issuer = etb_certificate_get_name (certificate, TRUE);
  self->sha256 = etb_digest_hex_of (bytes, length);
  self->not_before
      = g_date_time_new_from_unix_utc (gnutls_x509_crt_get_activation_time (certificate));
  self->not_after
      = g_date_time_new_from_unix_utc (gnutls_x509_crt_get_expiration_time (certificate));
  self->kind = etb_certificate_get_kind (certificate);
  self->use = find_use (certificate);
  self->known = self->not_before != NULL && self->not_after != NULL;
  if (!self->known)
    self->unfit = g_strdup_printf (_ ("The certificate of “%s” has no valid dates."), self->holder);
  else if (!etb_certificate_check_use (certificate, at, &error))
    self->unfit = g_strdup (error->message);
}

EtbIdentityEntry *
etb_identity_entry_new (const char *address, const char *label, gboolean on_token,
                        GBytes *certificate, GDateTime *at)
{
  g_auto (gnutls_x509_crt_t) parsed = NULL;
  EtbIdentityEntry *self;

  g_return_val_if_fail (address != NULL && label != NULL && at != NULL, NULL);

  self = g_new0 (EtbIdentityEntry, 1);
  self->address = g_strdup (address);
  self->label = g_strdup (label);
  self->on_token = on_token;
  parsed = certificate != NULL ? etb_certificate_parse (certificate) : NULL;
  if (parsed != NULL)
    fill (self, certificate, parsed, at);
  return self;
}

void
etb_identity_entry_free (EtbIdentityEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->label);
  g_free (self->holder);
  g_free (self->issuer);
  g_free (self->sha256);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self->unfit);
  g_free (self);
}
