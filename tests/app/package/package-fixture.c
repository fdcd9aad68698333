/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "package-fixture.h"

#include <glib/gstdio.h>

#include "etb-dossier-finding.h"
#include "etb-manifest.h"
#include "etb-xades.h"
#include "etb-zip-reader.h"
#include "etb-zip-writer.h"

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  if (dir != NULL)
    g_dir_close (dir);
  g_rmdir (folder);
}

char *
fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

char *
fixture_make_pdf (Fixture *fixture, const char *name, gsize size)
{
  static const char head[] = "%PDF-1.4\n% " FIXTURE_MARK "\n";
  g_autofree char *bytes = g_malloc (MAX (size, sizeof head));
  g_autoptr (GError) error = NULL;
  char *path = fixture_path (fixture, name);
  guint32 state = 2463534242u;

  for (gsize i = 0; i < size; i++)
    {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      bytes[i] = (char)(state >> 24);
    }
  memcpy (bytes, head, sizeof head - 1);
  g_file_set_contents (path, bytes, (gssize)MAX (size, sizeof head), &error);
  g_assert_no_error (error);
  return path;
}

void
fixture_attach (Fixture *fixture, const char *piece, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (fixture->dossier, piece, file, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attachment);
}

void
fixture_set (Fixture *fixture, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;

  etb_dossier_set_answer (fixture->dossier, path, value, &error);
  g_assert_no_error (error);
}

void
fixture_locate (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (g_getenv ("ETB_TEST_DATA"), "constat.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (EtbFinding) finding = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  finding = etb_finding_from_text (text, &error);
  g_assert_no_error (error);
  etb_dossier_take_finding (fixture->dossier, finding, NULL, "Situé", &error);
  g_assert_no_error (error);
}

/* One key serves all tests of a program: making one takes longer than most of them. */
static EtbIdentity *
get_identity (Fixture *fixture)
{
  static EtbIdentity *identity = NULL;
  g_autoptr (GDateTime) born = g_date_time_new_utc (2019, 1, 1, 0, 0, 0);
  g_autofree char *p12 = fixture_path (fixture, "identite.p12");
  g_autoptr (GError) error = NULL;

  if (identity == NULL)
    {
      identity = etb_identity_create ("Élodie N’Guyen", p12, "secret", born, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_unlink (p12), ==, 0);
    }
  return g_object_ref (identity);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const char *test_data = g_getenv ("ETB_TEST_DATA");
  g_autofree char *call_file = g_build_filename (test_data, "appel.xml", NULL);
  g_autofree char *answers = g_build_filename (test_data, "reponses.xml", NULL);
  g_autofree char *pdf = NULL;
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("etabli-package-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = fixture_path (fixture, "essai.etabli");
  fixture->package = fixture_path (fixture, "paquet.asice");
  fixture->at = g_date_time_new_utc (2019, 10, 1, 8, 30, 0);
  call = etb_call_new_from_file (call_file, &error);
  g_assert_no_error (error);
  fixture->dossier = etb_dossier_create (fixture->file, call, "A", &error);
  g_assert_no_error (error);
  etb_dossier_fill (fixture->dossier, answers, &error);
  g_assert_no_error (error);
  pdf = fixture_make_pdf (fixture, "Statuts signés (v2).PDF", 5000);
  fixture_attach (fixture, "P-STAT", pdf);
  fixture->identity = get_identity (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->dossier);
  g_clear_object (&fixture->identity);
  g_clear_pointer (&fixture->at, g_date_time_unref);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->package);
}

void
fixture_export (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  etb_package_export (fixture->dossier, fixture->package,
                      &(EtbSigning){ fixture->identity, fixture->at }, NULL, NULL, NULL, NULL,
                      &error);
  g_assert_no_error (error);
}

guint
fixture_count_files (Fixture *fixture)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_dir_close (dir);
  return n;
}

char *
fixture_entry (Fixture *fixture, const char *package, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (package, &error);
  g_autoptr (GBytes) content = NULL;

  g_assert_no_error (error);
  content = etb_zip_reader_load (reader, etb_zip_reader_find (reader, name), 1 << 24, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

static void
add_file (EtbZipWriter *writer, GPtrArray *files, const char *name, GBytes *content)
{
  guint8 sha256[ETB_DIGEST_SIZE];
  EtbDigest *digest = etb_digest_new ();
  g_autoptr (GError) error = NULL;

  etb_zip_writer_add (writer, name, content, &error);
  g_assert_no_error (error);
  etb_digest_update (digest, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  etb_digest_finish (digest, sha256);
  if (!g_str_equal (name, ETB_MIMETYPE_ENTRY) && !g_str_has_prefix (name, "META-INF/"))
    g_ptr_array_add (
        files,
        etb_signed_file_new (
            name, g_str_has_suffix (name, ".xml") ? "application/xml" : "application/pdf", sha256));
}

static void
end_forgery (Fixture *fixture, EtbZipWriter *writer, GPtrArray *files, gboolean sign)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) types = g_ptr_array_new ();
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      g_ptr_array_add (names, ((EtbSignedFile *)g_ptr_array_index (files, i))->name);
      g_ptr_array_add (types, ((EtbSignedFile *)g_ptr_array_index (files, i))->media_type);
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (types, NULL);
  manifest
      = etb_manifest_write ((const char *const *)names->pdata, (const char *const *)types->pdata);
  etb_zip_writer_add (writer, ETB_MANIFEST_ENTRY, manifest, &error);
  g_assert_no_error (error);
  if (sign)
    {
      signature = etb_xades_sign (&(EtbSigning){ fixture->identity, fixture->at }, files, &error);
      g_assert_no_error (error);
      etb_zip_writer_add (writer, "META-INF/signatures0.xml", signature, &error);
      g_assert_no_error (error);
    }
  etb_zip_writer_close (writer, &error);
  g_assert_no_error (error);
  etb_zip_writer_commit (writer, &error);
  g_assert_no_error (error);
}

void
fixture_forge (Fixture *fixture, const char *from, const char *to, const char *name,
               const char *content, gboolean sign)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (from, &error);
  g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (to, &error);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);
  GPtrArray *entries = etb_zip_reader_get_entries (reader);
  gboolean there = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_has_prefix (entry->name, "META-INF/"))
        continue;
      if (g_strcmp0 (entry->name, name) == 0)
        {
          there = TRUE;
          bytes = content != NULL ? g_bytes_new (content, strlen (content)) : NULL;
        }
      else
        {
          bytes = etb_zip_reader_load (reader, entry, 1 << 24, &error);
          g_assert_no_error (error);
        }
      if (bytes != NULL)
        add_file (writer, files, entry->name, bytes);
    }
  if (name != NULL && !there)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));

      add_file (writer, files, name, bytes);
    }
  end_forgery (fixture, writer, files, sign);
}
