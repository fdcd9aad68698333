/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files to sign, and referees for what was signed. */

#include "test-signing.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "etb-manifest.h"
#include "etb-zip-writer.h"

static const struct
{
  const char *name;
  const char *type;
  const char *content;
} samples[] = {
  { "dossier.xml", "application/xml", "<dossier/>" },
  { "pièce n°1 (a).txt", "text/plain", "bonjour" },
  { "pieces/vide.bin", "application/octet-stream", "" },
};

GPtrArray *
test_files_new (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      EtbDigest *digest = etb_digest_new ();
      guint8 sha256[ETB_DIGEST_SIZE];

      etb_digest_update (digest, samples[i].content, strlen (samples[i].content));
      etb_digest_finish (digest, sha256);
      g_ptr_array_add (files, etb_signed_file_new (samples[i].name, samples[i].type, sha256));
    }
  return files;
}

GDateTime *
test_now (void)
{
  return g_date_time_new_now_utc ();
}

GBytes *
test_sign (EtbIdentity *identity, GPtrArray *files, GDateTime *at)
{
  g_autoptr (GError) error = NULL;
  GBytes *document = etb_xades_sign (&(EtbSigning){ identity, at, "présidente" }, files, &error);

  g_assert_no_error (error);
  return document;
}

static void
add (EtbZipWriter *writer, const char *name, const void *data, gsize length)
{
  g_autoptr (GBytes) content = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  etb_zip_writer_add (writer, name, content, &error);
  g_assert_no_error (error);
}

void
test_write_container (const char *file, GPtrArray *files, GBytes *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (file, &error);
  const char *names[G_N_ELEMENTS (samples) + 1] = { NULL };
  const char *types[G_N_ELEMENTS (samples) + 1] = { NULL };
  g_autoptr (GBytes) manifest = NULL;

  g_assert_no_error (error);
  add (writer, "mimetype", ETB_ASICE_TYPE, strlen (ETB_ASICE_TYPE));
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      names[i] = samples[i].name;
      types[i] = samples[i].type;
      add (writer, samples[i].name, samples[i].content, strlen (samples[i].content));
    }
  manifest = etb_manifest_write (names, types);
  add (writer, ETB_MANIFEST_ENTRY, g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  add (writer, TEST_DOCUMENT, g_bytes_get_data (document, NULL), g_bytes_get_size (document));
  etb_zip_writer_close (writer, &error);
  g_assert_no_error (error);
  etb_zip_writer_commit (writer, &error);
  g_assert_no_error (error);
}

gboolean
test_referees_accept (TestPki *pki, const char *container)
{
  g_autofree char *folder = g_strconcat (container, ".d", NULL);
  const char *test[] = { "unzip", "-tqq", container, NULL };
  const char *list[] = { "bsdtar", "tf", container, NULL };
  const char *unpack[] = { "bsdtar", "xf", container, "-C", folder, NULL };
  const char *verify[] = { "xmlsec1",
                           "--verify",
                           "--enabled-key-data",
                           "x509",
                           "--trusted-pem",
                           pki->ca_file,
                           "--id-attr:Id",
                           "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                           TEST_DOCUMENT,
                           NULL };

  if (!test_has_programs ("unzip", "bsdtar", "xmlsec1", NULL))
    return FALSE;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (test_referee (test, NULL));
  g_assert_true (test_referee (list, NULL));
  g_assert_true (test_referee (unpack, NULL));
  g_assert_true (test_referee_in (folder, verify, NULL));
  return TRUE;
}

char *
test_describe (const EtbSignatureReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (report->problems, i);

      g_string_append_printf (text, "%s(%s): %s; ", problem->code, problem->where, problem->text);
    }
  return g_string_free (text, FALSE);
}

gboolean
test_has_problem (const EtbSignatureReport *report, const char *code, const char *where)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (report->problems, i);

      if (g_str_equal (problem->code, code) && g_str_equal (problem->where, where))
        return TRUE;
    }
  return FALSE;
}
