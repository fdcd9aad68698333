/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The person's identity files: see the header. Callers: the identity list of the command line, the
 * identities page, the chooser of the sign page; etb-identity-pkcs12 for certificates to keep. */

#include "etb-identity-folder.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-certificate-private.h"
#include "etb-digest.h"
#include "etb-identity-private.h"

#define BESIDE       ".pem"
#define BINDING      "etabli-p12-sha256: " /* then the digest; the first line of the file beside */
#define MAX_BESIDE   (64 * 1024)
#define MAX_IDENTITY (1024 * 1024)

struct _EtbRemovedIdentity
{
  char *file;
  GBytes *content;
  GBytes *beside; /* the certificate that was kept, or NULL */
  gboolean in_trash;
};

static char *
folder_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "etabli", "identites", NULL);
}

char *
etb_identity_folder (GError **error)
{
  g_autofree char *folder = folder_path ();

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int errsv = errno;

      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_WRITE,
                   _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errsv));
      return NULL;
    }
  return g_steal_pointer (&folder);
}

/* Returns: (transfer full) (nullable): NULL when it is no file, too large, or cannot be read */
static GBytes *
read_small_file (const char *file, gsize most)
{
  g_autofree char *content = NULL;
  gsize length;
  GStatBuf status;

  if (g_stat (file, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > (goffset)most
      || !g_file_get_contents (file, &content, &length, NULL) || length > most)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&content), length);
}

static char *
digest_of (GBytes *content)
{
  gsize length;
  const void *bytes = g_bytes_get_data (content, &length);

  return etb_digest_hex_of (bytes, length);
}

void
etb_identity_folder_keep_certificate (const char *file, GBytes *content, GBytes *certificate)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *whole = g_canonicalize_filename (file, NULL);
  g_autofree char *parent = g_path_get_dirname (whole);
  g_autofree char *beside = g_strconcat (whole, BESIDE, NULL);
  g_autofree char *digest = digest_of (content);
  g_autofree char *base64 = NULL;
  g_autoptr (GString) text = NULL;
  gsize length;
  const guchar *der = g_bytes_get_data (certificate, &length);

  if (!g_str_equal (parent, folder))
    return;
  base64 = g_base64_encode (der, length);
  text = g_string_new (BINDING);
  g_string_append_printf (text, "%s\n-----BEGIN CERTIFICATE-----\n", digest);
  for (const char *line = base64; *line != '\0'; line += MIN (64, strlen (line)))
    g_string_append_printf (text, "%.64s\n", line);
  g_string_append (text, "-----END CERTIFICATE-----\n");
  /* A mere help for lists: without it they say that the holder is not known. */
  g_file_set_contents_full (beside, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_CONSISTENT,
                            0600, NULL);
}

/* The certificate kept beside @file, if it is that of @file as it is now. Returns: (transfer full)
 * (nullable) */
static GBytes *
find_certificate (const char *file)
{
  g_autofree char *beside = g_strconcat (file, BESIDE, NULL);
  g_autoptr (GBytes) content = read_small_file (file, MAX_IDENTITY);
  g_autoptr (GBytes) kept = read_small_file (beside, MAX_BESIDE);
  g_autofree char *binding = NULL;
  g_autofree char *digest = NULL;
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  gnutls_datum_t pem;
  gsize length;

  if (content == NULL || kept == NULL)
    return NULL;
  digest = digest_of (content);
  binding = g_strconcat (BINDING, digest, "\n", NULL);
  pem.data = (unsigned char *)g_bytes_get_data (kept, &length);
  pem.size = (unsigned int)length;
  if (length < strlen (binding) || memcmp (pem.data, binding, strlen (binding)) != 0)
    return NULL;
  if (gnutls_x509_crt_init (&certificate) < 0)
    g_error ("out of memory");
  if (gnutls_x509_crt_import (certificate, &pem, GNUTLS_X509_FMT_PEM) < 0)
    return NULL;
  return etb_certificate_to_der (certificate);
}

static gboolean
is_identity_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".p12") || g_str_has_suffix (lower, ".pfx");
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const EtbIdentityEntry *one = *(const EtbIdentityEntry *const *)a;
  const EtbIdentityEntry *other = *(const EtbIdentityEntry *const *)b;

  return g_strcmp0 (one->address, other->address);
}

GPtrArray *
etb_identity_folder_list (GDateTime *at)
{
  g_autofree char *folder = folder_path ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_identity_entry_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *label = g_filename_display_name (name);
      g_autoptr (GBytes) certificate = NULL;

      if (!is_identity_name (name))
        continue;
      certificate = find_certificate (file);
      g_ptr_array_add (entries, etb_identity_entry_new (file, label, FALSE, certificate, at));
    }
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

/* A path of the folder that nothing has yet. Returns: (transfer full) */
static char *
find_free_path (const char *folder, const char *base)
{
  const char *dot = strrchr (base, '.');
  g_autofree char *stem = g_strndup (base, (gsize)(dot - base));
  char *path = g_build_filename (folder, base, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *other = g_strdup_printf ("%s-%u%s", stem, i, dot);

      g_free (path);
      path = g_build_filename (folder, other, NULL);
    }
  return path;
}

/* Whether a file of the folder has this very content. Returns: (transfer full) (nullable) */
static char *
find_same (GBytes *content)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = etb_identity_folder_list (now);

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbIdentityEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GBytes) other = read_small_file (entry->address, MAX_IDENTITY);

      if (other != NULL && g_bytes_equal (content, other))
        return g_strdup (entry->label);
    }
  return NULL;
}

char *
etb_identity_folder_import (const char *file, const char *password, GError **error)
{
  g_autoptr (EtbIdentity) identity = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  g_autofree char *same = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) content = NULL;

  g_return_val_if_fail (file != NULL && password != NULL, NULL);

  identity = etb_identity_open_with_content (file, password, &content, error);
  folder = identity != NULL ? etb_identity_folder (error) : NULL;
  if (folder == NULL)
    return NULL;
  same = find_same (content);
  if (same != NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_EXISTS,
                   _ ("This identity is in your folder already, as “%s”."), same);
      return NULL;
    }
  base = g_path_get_basename (file);
  if (!is_identity_name (base))
    {
      g_autofree char *bare = g_steal_pointer (&base);

      base = g_strconcat (bare, ".p12", NULL);
    }
  path = find_free_path (folder, base);
  if (!etb_identity_write_file (path, content, error))
    return NULL;
  etb_identity_folder_keep_certificate (
      path, content, g_ptr_array_index (etb_identity_get_certificates (identity), 0));
  return g_steal_pointer (&path);
}

EtbRemovedIdentity *
etb_identity_folder_remove (const char *file, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *beside = NULL;
  g_autoptr (GFile) location = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) local = NULL;
  EtbRemovedIdentity *removed;
  gboolean in_trash;

  g_return_val_if_fail (file != NULL, NULL);

  shown = g_filename_display_name (file);
  beside = g_strconcat (file, BESIDE, NULL);
  location = g_file_new_for_path (file);
  content = read_small_file (file, MAX_IDENTITY);
  if (content == NULL)
    {
      /* It could not be put back. */
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_READ,
                   _ ("“%s” cannot be read as an identity, and is left where it is."), shown);
      return NULL;
    }
  in_trash = g_file_trash (location, NULL, NULL);
  if (!in_trash && !g_file_delete (location, NULL, &local))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_WRITE,
                   _ ("“%s” cannot be removed: %s"), shown, local->message);
      return NULL;
    }
  removed = g_new0 (EtbRemovedIdentity, 1);
  removed->file = g_strdup (file);
  removed->content = g_steal_pointer (&content);
  removed->beside = read_small_file (beside, MAX_BESIDE);
  removed->in_trash = in_trash;
  g_unlink (beside);
  return removed;
}

gboolean
etb_identity_folder_restore (const EtbRemovedIdentity *removed, GError **error)
{
  g_autofree char *beside = NULL;

  g_return_val_if_fail (removed != NULL, FALSE);

  if (!etb_identity_write_file (removed->file, removed->content, error))
    return FALSE;
  beside = g_strconcat (removed->file, BESIDE, NULL);
  if (removed->beside != NULL)
    etb_identity_write_file (beside, removed->beside, NULL);
  return TRUE;
}

const char *
etb_removed_identity_get_file (const EtbRemovedIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

gboolean
etb_removed_identity_is_in_trash (const EtbRemovedIdentity *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->in_trash;
}

void
etb_removed_identity_free (EtbRemovedIdentity *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->beside, g_bytes_unref);
  g_free (self);
}
