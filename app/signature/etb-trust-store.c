/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The store of authorities: see the header. Each file is written whole and under its name at once,
 * and is believed only if its content has the digest that is its name. Callers: the authorities of
 * the identities page, the verify page, the command verify. */

#include "etb-trust-store.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-certificate-private.h"
#include "etb-digest.h"
#include "etb-trust-private.h"

#define ENDING   ".cer" /* DER */
#define MAX_FILE (64 * 1024)
#define MAX_KEPT 2000 /* certificates: the whole list of trust services of the Union has fewer */

static char *
folder_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "etabli", "autorites", NULL);
}

static char *
path_of (const EtbAuthority *authority)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *name = g_strconcat (authority->sha256, ENDING, NULL);

  return g_build_filename (folder, name, NULL);
}

void
etb_authority_free (EtbAuthority *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self->holder);
  g_free (self->issuer);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_free (self);
}

/* Returns: (transfer full) (nullable): NULL when @der is no certificate */
static EtbAuthority *
authority_new (GBytes *der)
{
  g_auto (gnutls_x509_crt_t) certificate = etb_certificate_parse (der);
  EtbAuthority *self;
  gsize length;
  const void *bytes = g_bytes_get_data (der, &length);

  if (certificate == NULL)
    return NULL;
  self = g_new0 (EtbAuthority, 1);
  self->der = g_bytes_ref (der);
  self->sha256 = etb_digest_hex_of (bytes, length);
  self->holder = etb_certificate_get_name (certificate, FALSE);
  self->issuer = etb_certificate_get_name (certificate, TRUE);
  self->not_before
      = g_date_time_new_from_unix_utc (gnutls_x509_crt_get_activation_time (certificate));
  self->not_after
      = g_date_time_new_from_unix_utc (gnutls_x509_crt_get_expiration_time (certificate));
  self->is_authority = gnutls_x509_crt_get_ca_status (certificate, NULL) > 0;
  return self;
}

/* What the file @name of the store holds. Returns: (transfer full) (nullable): NULL when it is not
 * what its name says */
static GBytes *
read_one (const char *folder, const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *expected = NULL;
  gsize length;
  GStatBuf status;

  if (!g_str_has_suffix (name, ENDING) || g_stat (file, &status) != 0 || !S_ISREG (status.st_mode)
      || status.st_size > MAX_FILE || !g_file_get_contents (file, &content, &length, NULL))
    return NULL;
  digest = etb_digest_hex_of (content, length);
  expected = g_strconcat (digest, ENDING, NULL);
  if (!g_str_equal (name, expected))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&content), length);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const EtbAuthority *one = *(const EtbAuthority *const *)a;
  const EtbAuthority *other = *(const EtbAuthority *const *)b;
  int order = g_utf8_collate (one->holder, other->holder);

  return order != 0 ? order : g_strcmp0 (one->sha256, other->sha256);
}

GPtrArray *
etb_trust_store_list (void)
{
  g_autofree char *folder = folder_path ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_authority_free);
  const char *name;

  while (dir != NULL && list->len < MAX_KEPT && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GBytes) der = read_one (folder, name);
      EtbAuthority *authority = der != NULL ? authority_new (der) : NULL;

      if (authority != NULL)
        g_ptr_array_add (list, authority);
    }
  g_ptr_array_sort (list, compare);
  return list;
}

gboolean
etb_trust_store_add (const EtbAuthority *authority, GError **error)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *file = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *der;

  g_return_val_if_fail (authority != NULL, FALSE);

  file = path_of (authority);
  der = g_bytes_get_data (authority->der, &length);
  if (g_mkdir_with_parents (folder, 0700) == 0
      && g_file_set_contents_full (file, der, (gssize)length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &local))
    return TRUE;
  g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_WRITE,
               _ ("The authorities cannot be written in “%s”: %s."), folder,
                  local != NULL ? local->message : g_strerror (errno));
  return FALSE;
}

gboolean
etb_trust_store_remove (const EtbAuthority *authority, GError **error)
{
  g_autofree char *file = NULL;

  g_return_val_if_fail (authority != NULL, FALSE);

  file = path_of (authority);
  if (g_unlink (file) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_WRITE,
               _ ("“%s” cannot be removed: %s"), file, g_strerror (errno));
  return FALSE;
}

/* Whether @list has it already: of a store, or of what is being added to it. */
static gboolean
has (GPtrArray *list, const EtbAuthority *authority)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((EtbAuthority *)g_ptr_array_index (list, i))->sha256, authority->sha256))
      return TRUE;
  return FALSE;
}

/* Those of @certificates that the store has not, each once. */
static GPtrArray *
keep_new (GPtrArray *certificates)
{
  g_autoptr (GPtrArray) stored = etb_trust_store_list ();
  GPtrArray *fresh = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_authority_free);

  for (guint i = 0; i < certificates->len; i++)
    {
      EtbAuthority *authority = authority_new (g_ptr_array_index (certificates, i));

      if (authority == NULL)
        continue;
      if (has (stored, authority) || has (fresh, authority))
        etb_authority_free (authority);
      else
        g_ptr_array_add (fresh, authority);
    }
  return fresh;
}

GPtrArray *
etb_trust_store_import (const char *file, GError **error)
{
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (GPtrArray) fresh = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  certificates = etb_trust_read_file (file, MAX_KEPT, error);
  if (certificates == NULL)
    return NULL;
  fresh = keep_new (certificates);
  for (guint i = 0; i < fresh->len; i++)
    if (!etb_trust_store_add (g_ptr_array_index (fresh, i), error))
      {
        for (guint j = 0; j < i; j++)
          etb_trust_store_remove (g_ptr_array_index (fresh, j), NULL);
        return NULL;
      }
  return g_steal_pointer (&fresh);
}

EtbTrust *
etb_trust_store_load (void)
{
  g_autoptr (GPtrArray) list = etb_trust_store_list ();
  EtbTrust *trust = NULL;

  if (list->len == 0)
    return NULL;
  trust = etb_trust_new ();
  for (guint i = 0; i < list->len; i++)
    etb_trust_add (trust, ((EtbAuthority *)g_ptr_array_index (list, i))->der);
  return trust;
}
