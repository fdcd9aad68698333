/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identities in PKCS#12 files: opened, made. The MAC is checked before anything is
 * decrypted, so that a wrong password is told from a damaged file. Old ciphers (RC2-40, 3DES) are
 * read, since French authorities and Windows still export them; only AES-256 is written. */

#include "etb-identity-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/pkcs12.h>

#include "etb-certificate-private.h"
#include "etb-secret.h"

#define MAX_FILE   (1024 * 1024)
#define MAX_ROUNDS (5 * 1000 * 1000)
#define KEY_BITS   3072
#define VALIDITY   3  /* years */
#define MAX_NAME   64 /* characters: X.520, ub-common-name */
#define SERIAL_LEN 16

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_pkcs12_t, gnutls_pkcs12_deinit, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_pkcs12_bag_t, gnutls_pkcs12_bag_deinit, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_x509_privkey_t, gnutls_x509_privkey_deinit, NULL)

/* Returns: (transfer full) (nullable) */
static GBytes *
read_file (const char *file, const char *shown, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  GStatBuf status;

  if (g_stat (file, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > MAX_FILE)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("“%s” is not an identity file (PKCS#12): it is too large."), shown);
      return NULL;
    }
  if (g_file_test (file, G_FILE_TEST_EXISTS) && !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_READ,
                   _ ("“%s” is not a file."), shown);
      return NULL;
    }
  if (!g_file_get_contents (file, &content, &length, &local))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_READ,
                   _ ("“%s” cannot be read: %s"), shown, local->message);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&content), length);
}

static void
set_no_identity (const char *shown, GError **error)
{
  g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
               _ ("“%s” holds no key with its certificate. Export it again, with the private key."),
                  shown);
}

static void
set_parse_error (int status, const char *shown, GError **error)
{
  switch (status)
    {
    case GNUTLS_E_MAC_VERIFY_FAILED:
    case GNUTLS_E_DECRYPTION_FAILED:
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD,
                   _ ("The password is not that of “%s”."), shown);
      break;
    case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
      set_no_identity (shown, error);
      break;
    default:
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("“%s” is not an identity file (PKCS#12), or is damaged: %s."), shown,
                      gnutls_strerror (status));
    }
}

/* The work of a derivation, in rounds: files ask for some thousands, at most a million. More would
 * hold the person up for hours. */
static gboolean
is_too_much_work (gnutls_pkcs12_t store)
{
  gnutls_pkcs12_bag_t bag = NULL;
  unsigned int rounds = 0;
  gboolean too_much
      = gnutls_pkcs12_mac_info (store, NULL, NULL, NULL, &rounds, NULL) >= 0 && rounds > MAX_ROUNDS;

  if (gnutls_pkcs12_bag_init (&bag) < 0)
    g_error ("out of memory");
  for (int i = 0; !too_much && gnutls_pkcs12_get_bag (store, i, bag) >= 0; i++)
    {
      gnutls_datum_t sealed;

      if (gnutls_pkcs12_bag_enc_info (bag, NULL, NULL, NULL, NULL, &rounds, NULL) >= 0)
        too_much = rounds > MAX_ROUNDS;
      for (int j = 0; !too_much && j < gnutls_pkcs12_bag_get_count (bag); j++)
        if (gnutls_pkcs12_bag_get_type (bag, j) == GNUTLS_BAG_PKCS8_ENCRYPTED_KEY
            && gnutls_pkcs12_bag_get_data (bag, j, &sealed) >= 0
            && gnutls_pkcs8_info (&sealed, GNUTLS_X509_FMT_DER, NULL, NULL, NULL, NULL, &rounds,
                                  NULL)
                   >= 0)
          too_much = rounds > MAX_ROUNDS;
      gnutls_pkcs12_bag_deinit (bag);
      if (gnutls_pkcs12_bag_init (&bag) < 0)
        g_error ("out of memory");
    }
  gnutls_pkcs12_bag_deinit (bag);
  return too_much;
}

/* @password the @n-th way that tools write one. Returns: (transfer full) (nullable): NULL when
 * it cannot be written that way */
static EtbSecret *
write_password (const char *password, guint n)
{
  g_autoptr (EtbSecret) composed = NULL;

  switch (n)
    {
    case 0:
      return etb_secret_new (password);
    case 1:
      return g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
    case 2:
      return g_utf8_normalize (password, -1, G_NORMALIZE_NFD);
    default:
      /* Each byte of an accented letter for a letter of its own: OpenSSL before 1.1. */
      composed = g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
      return composed != NULL ? g_convert (composed, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL)
                              : NULL;
    }
}

/* Checks the MAC with each way to write @password. @written: (out) (transfer full) (nullable): the
 * one that is right. Empty passwords come in two dialects, an empty one and none at all. */
static int
verify_mac (gnutls_pkcs12_t store, const char *password, EtbSecret **written)
{
  const guint ways = g_str_is_ascii (password) ? 1 : 4;
  int status = GNUTLS_E_MAC_VERIFY_FAILED;

  for (guint i = 0; i < ways && status == GNUTLS_E_MAC_VERIFY_FAILED; i++)
    {
      etb_secret_free (*written);
      *written = write_password (password, i);
      if (*written != NULL)
        status = gnutls_pkcs12_verify_mac (store, *written);
    }
  if (status == GNUTLS_E_MAC_VERIFY_FAILED && *password == '\0')
    {
      g_clear_pointer (written, etb_secret_free);
      status = gnutls_pkcs12_verify_mac (store, NULL);
    }
  return status;
}

/* Takes the key and its chain out of @store. */
static int
parse (gnutls_pkcs12_t store, const char *password, gnutls_privkey_t *key, GPtrArray *certificates)
{
  gnutls_x509_privkey_t raw = NULL;
  gnutls_x509_crt_t *chain = NULL;
  unsigned int n = 0;
  int status = gnutls_pkcs12_simple_parse (store, password, &raw, &chain, &n, NULL, NULL, NULL, 0);

  if (status < 0)
    return status;
  for (unsigned int i = 0; i < n; i++)
    {
      g_ptr_array_add (certificates, etb_certificate_to_der (chain[i]));
      gnutls_x509_crt_deinit (chain[i]);
    }
  gnutls_free (chain);
  if (gnutls_privkey_init (key) < 0)
    g_error ("out of memory");
  status = gnutls_privkey_import_x509 (*key, raw, GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE);
  if (status < 0)
    gnutls_x509_privkey_deinit (raw);
  return status < 0 ? status : (n > 0 ? 0 : GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE);
}

static EtbIdentity *
open_in_clear (GBytes *content, const char *password, const char *shown, GError **error)
{
  g_auto (gnutls_pkcs12_t) store = NULL;
  g_auto (gnutls_privkey_t) key = NULL;
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (EtbSecret) written = NULL;
  gsize length;
  gnutls_datum_t datum = { .data = (unsigned char *)g_bytes_get_data (content, &length) };
  int status;

  datum.size = (unsigned int)length;
  if (gnutls_pkcs12_init (&store) < 0)
    g_error ("out of memory");
  certificates = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  status = gnutls_pkcs12_import (store, &datum, GNUTLS_X509_FMT_DER, 0);
  if (status >= 0 && is_too_much_work (store))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("“%s” is not opened: it asks for more work than any honest identity file."),
                      shown);
      return NULL;
    }
  if (status >= 0)
    status = verify_mac (store, password, &written);
  if (status >= 0)
    status = parse (store, written, &key, certificates);
  if (status < 0)
    {
      set_parse_error (status, shown, error);
      return NULL;
    }
  return etb_identity_new (g_steal_pointer (&key), certificates, NULL, shown, error);
}

static EtbIdentity *
open_bytes (GBytes *content, const char *password, const char *shown, GError **error)
{
  EtbIdentity *identity;

  etb_secret_begin ();
  identity = open_in_clear (content, password, shown, error);
  etb_secret_end ();
  return identity;
}

EtbIdentity *
etb_identity_open_with_content (const char *file, const char *password, GBytes **content,
                                GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autoptr (GBytes) read = read_file (file, shown, error);
  EtbIdentity *identity = read != NULL ? open_bytes (read, password, shown, error) : NULL;

  if (identity == NULL)
    return NULL;
  etb_identity_folder_keep_certificate (
      file, read, g_ptr_array_index (etb_identity_get_certificates (identity), 0));
  *content = g_steal_pointer (&read);
  return identity;
}

EtbIdentity *
etb_identity_open (const char *file, const char *password, GError **error)
{
  g_autoptr (GBytes) content = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  return etb_identity_open_with_content (file, password != NULL ? password : "", &content, error);
}

/* Making one */

static int
set_dates (gnutls_x509_crt_t certificate, GDateTime *now)
{
  g_autoptr (GDateTime) end = g_date_time_add_years (now, VALIDITY);
  int status = gnutls_x509_crt_set_activation_time (certificate, g_date_time_to_unix (now));

  return status < 0 ? status
                    : gnutls_x509_crt_set_expiration_time (certificate, g_date_time_to_unix (end));
}

static int
set_numbers (gnutls_x509_crt_t certificate)
{
  guint8 serial[SERIAL_LEN];
  guint8 key_id[64];
  size_t size = sizeof key_id;
  int status = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  /* Positive, and of full length. */
  serial[0] = (guint8)((serial[0] & 0x3F) | 0x40);
  if (status >= 0)
    status = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  if (status >= 0)
    status = gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA1, key_id, &size);
  return status < 0 ? status : gnutls_x509_crt_set_subject_key_id (certificate, key_id, size);
}

static int
fill_certificate (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, const char *name,
                  GDateTime *now)
{
  int status = gnutls_x509_crt_set_version (certificate, 3);

  if (status >= 0)
    status = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                            (unsigned int)strlen (name));
  if (status >= 0)
    status = gnutls_x509_crt_set_key (certificate, key);
  if (status >= 0)
    status = set_dates (certificate, now);
  if (status >= 0)
    status = set_numbers (certificate);
  if (status >= 0)
    status = gnutls_x509_crt_set_basic_constraints (certificate, 0, -1);
  if (status >= 0)
    status = gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE
                                                             | GNUTLS_KEY_NON_REPUDIATION);
  if (status >= 0)
    status = gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
  return status;
}

/* Puts what @bag holds into @store, encrypted unless it is a key, which is already. */
static int
add_bag (gnutls_pkcs12_t store, gnutls_pkcs12_bag_t bag, int index, gnutls_x509_privkey_t key,
         const char *name, const char *password)
{
  guint8 key_id[64];
  size_t size = sizeof key_id;
  gnutls_datum_t id = { key_id, 0 };
  int status = gnutls_x509_privkey_get_key_id (key, GNUTLS_KEYID_USE_SHA1, key_id, &size);

  id.size = (unsigned int)size;
  if (status >= 0)
    status = gnutls_pkcs12_bag_set_friendly_name (bag, index, name);
  if (status >= 0)
    status = gnutls_pkcs12_bag_set_key_id (bag, index, &id);
  if (status >= 0 && password != NULL)
    status = gnutls_pkcs12_bag_encrypt (bag, password, GNUTLS_PKCS_PBES2_AES_256);
  return status < 0 ? status : gnutls_pkcs12_set_bag (store, bag);
}

static int
fill_store (gnutls_pkcs12_t store, gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key,
            const char *name, const char *password)
{
  g_auto (gnutls_pkcs12_bag_t) of_certificate = NULL;
  g_auto (gnutls_pkcs12_bag_t) of_key = NULL;
  int index;
  int status;

  if (gnutls_pkcs12_bag_init (&of_certificate) < 0 || gnutls_pkcs12_bag_init (&of_key) < 0)
    g_error ("out of memory");
  index = gnutls_pkcs12_bag_set_crt (of_certificate, certificate);
  status = index < 0 ? index : add_bag (store, of_certificate, index, key, name, password);
  if (status < 0)
    return status;
  index = gnutls_pkcs12_bag_set_privkey (of_key, key, password, GNUTLS_PKCS_PBES2_AES_256);
  status = index < 0 ? index : add_bag (store, of_key, index, key, name, NULL);
  return status < 0 ? status : gnutls_pkcs12_generate_mac2 (store, GNUTLS_MAC_SHA256, password);
}

/* A new key and certificate as PKCS#12. Returns: (transfer full) (nullable) */
static GBytes *
make_store (const char *name, const char *password, GDateTime *now, GError **error)
{
  g_auto (gnutls_x509_privkey_t) key = NULL;
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  g_auto (gnutls_pkcs12_t) store = NULL;
  gnutls_datum_t der = { NULL, 0 };
  GBytes *content;
  int status;

  if (gnutls_x509_privkey_init (&key) < 0 || gnutls_x509_crt_init (&certificate) < 0
      || gnutls_pkcs12_init (&store) < 0)
    g_error ("out of memory");
  status = gnutls_x509_privkey_generate (key, GNUTLS_PK_RSA, KEY_BITS, 0);
  if (status >= 0)
    status = fill_certificate (certificate, key, name, now);
  if (status >= 0)
    status = fill_store (store, certificate, key, name, password);
  if (status >= 0)
    status = gnutls_pkcs12_export2 (store, GNUTLS_X509_FMT_DER, &der);
  if (status < 0)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("The identity of “%s” cannot be made: %s."), name, gnutls_strerror (status));
      return NULL;
    }
  content = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  return content;
}

static gboolean
write_all (int fd, GBytes *content)
{
  gsize left;
  const guint8 *bytes = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize written = write (fd, bytes, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      bytes += written;
      left -= (gsize)written;
    }
  return fsync (fd) == 0;
}

gboolean
etb_identity_write_file (const char *file, GBytes *content, GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  int fd = g_open (file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int errsv = errno;

  if (fd >= 0)
    {
      gboolean written = write_all (fd, content);

      errsv = errno;
      if (close (fd) == 0 && written)
        return TRUE;
      g_unlink (file);
    }
  if (fd < 0 && errsv == EEXIST)
    g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_EXISTS,
                 _ ("“%s” is there already. Choose another name."), shown);
  else
    g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_WRITE,
                 _ ("“%s” cannot be written: %s. Choose another folder."), shown,
                    g_strerror (errsv));
  return FALSE;
}

static gboolean
check_request (const char *name, const char *password, GError **error)
{
  if (!g_utf8_validate (name, -1, NULL) || *name == '\0' || g_utf8_strlen (name, -1) > MAX_NAME)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY,
                   _ ("Give the name of the holder, of %d characters at most."), MAX_NAME);
      return FALSE;
    }
  if (*password == '\0' || !g_utf8_validate (password, -1, NULL))
    {
      g_set_error_literal (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD,
                           _ ("Choose a password for the new identity."));
      return FALSE;
    }
  return TRUE;
}

EtbIdentity *
etb_identity_create (const char *name, const char *file, const char *password, GDateTime *now,
                     GError **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *shown = NULL;
  EtbIdentity *identity;

  g_return_val_if_fail (name != NULL && file != NULL && password != NULL && now != NULL, NULL);

  shown = g_filename_display_name (file);
  if (!check_request (name, password, error))
    return NULL;
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_EXISTS,
                   _ ("“%s” is there already. Choose another name."), shown);
      return NULL;
    }
  etb_secret_begin ();
  content = make_store (name, password, now, error);
  etb_secret_end ();
  if (content == NULL || !etb_identity_write_file (file, content, error))
    return NULL;
  identity = open_bytes (content, password, shown, error);
  if (identity != NULL)
    etb_identity_folder_keep_certificate (
        file, content, g_ptr_array_index (etb_identity_get_certificates (identity), 0));
  return identity;
}
