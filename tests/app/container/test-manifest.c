/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <gio/gio.h>

#include "etb-manifest.h"
#include "etb-zip-writer.h"
#include "test-folder.h"

#define HEAD                                                                                  \
  "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" " \
  "manifest:version=\"1.2\">"
#define LINE(path, type) \
  "<manifest:file-entry manifest:full-path=\"" path "\" manifest:media-type=\"" type "\"/>"
#define ROOT LINE ("/", ETB_ASICE_TYPE)
#define A    LINE ("a.txt", "text/plain")
#define TAIL "</manifest:manifest>"
#define GOOD HEAD ROOT A TAIL

/* Writes the given (name, content) pairs. */
static EtbZipReader *
make (TestFolder *folder, const char *const *parts)
{
  g_autofree char *file = test_folder_path (folder, "sample.asice");
  g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (file, NULL);
  g_autoptr (GError) error = NULL;
  EtbZipReader *reader;

  for (; parts[0] != NULL; parts += 2)
    {
      g_autoptr (GBytes) content = g_bytes_new (parts[1], strlen (parts[1]));

      etb_zip_writer_add (writer, parts[0], content, &error);
      g_assert_no_error (error);
    }
  g_assert_true (etb_zip_writer_close (writer, NULL));
  g_assert_true (etb_zip_writer_commit (writer, NULL));
  reader = etb_zip_reader_open (file, &error);
  g_assert_no_error (error);
  return reader;
}

static void
test_written_is_accepted (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "dossier.xml", "pièce & \"<1>\".pdf", NULL };
  const char *const types[] = { "application/xml", "application/pdf", NULL };
  g_autoptr (GBytes) manifest = etb_manifest_write (names, types);
  g_autofree char *text
      = g_strndup (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  const char *const parts[] = { "mimetype",
                                ETB_ASICE_TYPE,
                                names[0],
                                "1",
                                names[1],
                                "2",
                                "META-INF/manifest.xml",
                                text,
                                "META-INF/signatures0.xml",
                                "x",
                                NULL };
  g_autoptr (EtbZipReader) reader = make (folder, parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) read = etb_manifest_check (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (read), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (read, names[0]), ==, types[0]);
  g_assert_cmpstr (g_hash_table_lookup (read, names[1]), ==, types[1]);
}

static void
test_signature_documents_are_known_by_name (void)
{
  g_assert_true (etb_manifest_is_signature ("META-INF/signatures0.xml"));
  g_assert_true (etb_manifest_is_signature ("META-INF/signatures.xml"));
  g_assert_false (etb_manifest_is_signature ("META-INF/signatures/0.xml"));
  g_assert_false (etb_manifest_is_signature ("META-INF/manifest.xml"));
  g_assert_false (etb_manifest_is_signature ("signatures0.xml"));
}

typedef struct
{
  const char *name;
  EtbContainerError code;
  const char *parts[11];
} Case;

#define TYPE     "mimetype", ETB_ASICE_TYPE
#define MANIFEST "META-INF/manifest.xml"
#define MIMETYPE ETB_CONTAINER_ERROR_MIMETYPE
#define BROKEN   ETB_CONTAINER_ERROR_MANIFEST
#define LISTING  ETB_CONTAINER_ERROR_LISTING

static const Case cases[] = {
  { "no-type", MIMETYPE, { "a.txt", "1", MANIFEST, GOOD } },
  { "type-not-first", MIMETYPE, { "a.txt", "1", TYPE, MANIFEST, GOOD } },
  { "type-with-a-line-end",
    MIMETYPE,
    { "mimetype", ETB_ASICE_TYPE "\n", "a.txt", "1", MANIFEST, GOOD } },
  { "type-with-a-mark",
    MIMETYPE,
    { "mimetype", "\xef\xbb\xbf" ETB_ASICE_TYPE, "a.txt", "1", MANIFEST, GOOD } },
  { "type-in-capitals",
    MIMETYPE,
    { "mimetype", "Application/vnd.etsi.asic-e+zip", "a.txt", "1", MANIFEST, GOOD } },
  { "other-type",
    MIMETYPE,
    { "mimetype", "application/vnd.etsi.asic-s+zip", "a.txt", "1", MANIFEST, GOOD } },
  { "empty", MIMETYPE, { NULL } },
  { "no-manifest", BROKEN, { TYPE, "a.txt", "1" } },
  { "manifest-in-other-case", BROKEN, { TYPE, "a.txt", "1", "meta-inf/manifest.xml", GOOD } },
  { "stranger-in-meta-inf",
    ETB_CONTAINER_ERROR_META_INF,
    { TYPE, "a.txt", "1", MANIFEST, GOOD, "META-INF/x.txt", "1" } },
  { "file-not-listed", LISTING, { TYPE, "a.txt", "1", "b.txt", "2", MANIFEST, GOOD } },
  { "file-missing",
    LISTING,
    { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT A LINE ("b.txt", "text/plain") TAIL } },
  { "file-twice", LISTING, { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT A A TAIL } },
  { "signature-listed",
    LISTING,
    { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT A LINE ("META-INF/signatures0.xml", "text/xml") TAIL,
      "META-INF/signatures0.xml", "x" } },
  { "no-file", LISTING, { TYPE, MANIFEST, HEAD ROOT TAIL } },
  { "no-container-line", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD A TAIL } },
  { "two-container-lines", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT ROOT A TAIL } },
  { "other-container-type",
    BROKEN,
    { TYPE, "a.txt", "1", MANIFEST, HEAD LINE ("/", "application/zip") A TAIL } },
  { "doctype", BROKEN, { TYPE, "a.txt", "1", MANIFEST, "<!DOCTYPE x [<!ENTITY e \"e\">]>" GOOD } },
  { "not-xml", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT A } },
  { "comment", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD "<!-- x -->" ROOT A TAIL } },
  { "instruction", BROKEN, { TYPE, "a.txt", "1", MANIFEST, "<?x y?>" GOOD } },
  { "text", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT A "x" TAIL } },
  { "unknown-element", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT A "<other/>" TAIL } },
  { "unknown-attribute",
    BROKEN,
    { TYPE, "a.txt", "1", MANIFEST,
      HEAD ROOT "<manifest:file-entry xml:base=\"x\" manifest:full-path=\"a.txt\" "
                "manifest:media-type=\"text/plain\"/>" TAIL } },
  { "no-media-type", BROKEN, { TYPE, "a.txt", "1", MANIFEST, HEAD ROOT LINE ("a.txt", "") TAIL } },
  { "other-namespace", BROKEN, { TYPE, "a.txt", "1", MANIFEST, "<manifest xmlns=\"urn:x\"/>" } },
};

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  const Case *c = data;
  g_autoptr (EtbZipReader) reader = make (folder, c->parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) read = etb_manifest_check (reader, &error);

  g_assert_null (read);
  g_assert_error (error, ETB_CONTAINER_ERROR, (int)c->code);
  g_assert_nonnull (strstr (error->message, "sample.asice"));
  g_test_message ("%s", error->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/manifest/written-is-accepted", TestFolder, NULL, test_folder_set_up,
              test_written_is_accepted, test_folder_tear_down);
  g_test_add_func ("/manifest/signature-documents-are-known-by-name",
                   test_signature_documents_are_known_by_name);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/manifest/refuses/%s", cases[i].name);

      g_test_add (path, TestFolder, &cases[i], test_folder_set_up, test_refused,
                  test_folder_tear_down);
    }
  return g_test_run ();
}
