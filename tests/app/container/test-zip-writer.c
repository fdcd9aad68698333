/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <zlib.h>

#include "etb-zip-format-private.h"
#include "etb-zip-writer.h"
#include "test-folder.h"

static gboolean
add_text (EtbZipWriter *writer, const char *name, const char *text, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  return etb_zip_writer_add (writer, name, content, error);
}

static void
write_sample (const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (file, &error);

  g_assert_no_error (error);
  add_text (writer, "mimetype", "application/vnd.etsi.asic-e+zip", &error);
  g_assert_no_error (error);
  add_text (writer, "pièce n°1 (a).txt", "bonjour", &error);
  g_assert_no_error (error);
  add_text (writer, "vide", "", &error);
  g_assert_no_error (error);
  etb_zip_writer_begin (writer, "par morceaux", 6, &error);
  g_assert_no_error (error);
  etb_zip_writer_write (writer, "abc", 3, &error);
  etb_zip_writer_write (writer, "def", 3, &error);
  etb_zip_writer_end (writer, &error);
  g_assert_no_error (error);
  etb_zip_writer_close (writer, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (etb_zip_writer_get_temporary (writer), G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  etb_zip_writer_commit (writer, &error);
  g_assert_no_error (error);
}

static void
assert_text (EtbZipReader *reader, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  const EtbZipEntry *entry = etb_zip_reader_find (reader, name);
  g_autoptr (GBytes) content = NULL;

  g_assert_nonnull (entry);
  content = etb_zip_reader_load (reader, entry, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), text,
                   strlen (text));
}

static void
test_written_is_read_back (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = test_folder_path (folder, "a.asice");
  g_autoptr (EtbZipReader) reader = NULL;

  write_sample (file);
  reader = etb_zip_reader_open (file, &error);
  g_assert_no_error (error);
  g_assert_true (etb_zip_reader_is_canonical (reader));
  g_assert_cmpuint (etb_zip_reader_get_entries (reader)->len, ==, 4);
  assert_text (reader, "mimetype", "application/vnd.etsi.asic-e+zip");
  assert_text (reader, "pièce n°1 (a).txt", "bonjour");
  assert_text (reader, "vide", "");
  assert_text (reader, "par morceaux", "abcdef");
  g_assert_null (etb_zip_reader_find (reader, "autre"));
  test_folder_assert_files (folder, 1);
}

static void
test_type_is_where_magic_looks (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_path (folder, "a.asice");
  g_autofree char *content = NULL;

  write_sample (file);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpmem (content, 4, "PK\3\4", 4);
  g_assert_cmpmem (content + 30, 8, "mimetype", 8);
  g_assert_cmpmem (content + 38, 31, "application/vnd.etsi.asic-e+zip", 31);
}

static void
test_same_input_gives_same_bytes (TestFolder *folder, gconstpointer data)
{
  g_autofree char *a = test_folder_path (folder, "a.asice");
  g_autofree char *b = test_folder_path (folder, "b.asice");
  g_autofree char *content_a = NULL;
  g_autofree char *content_b = NULL;
  gsize length_a;
  gsize length_b;

  write_sample (a);
  write_sample (b);
  g_assert_true (g_file_get_contents (a, &content_a, &length_a, NULL));
  g_assert_true (g_file_get_contents (b, &content_b, &length_b, NULL));
  g_assert_cmpmem (content_a, length_a, content_b, length_b);
}

static void
test_other_programs_read_it (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_path (folder, "a.asice");
  const char *unzip[] = { "unzip", "-tqq", file, NULL };
  const char *bsdtar[] = { "bsdtar", "tf", file, NULL };

  write_sample (file);
  if (!test_referee (unzip, NULL) || !test_referee (bsdtar, NULL))
    g_test_incomplete ("unzip or bsdtar is not installed");
}

/* More than 4 GiB, and an entry behind them, in a sparse file made of the writer's own records. */
static void
test_large_entries_use_zip64 (TestFolder *folder, gconstpointer data)
{
  const guint64 size = G_GUINT64_CONSTANT (5) << 30;
  char large_name[] = "grand";
  char small_name[] = "petit";
  EtbZipEntry large = { .name = large_name, .size = size, .compressed_size = size };
  EtbZipEntry small = { .name = small_name, .size = 2, .compressed_size = 2 };
  g_autofree char *file = test_folder_path (folder, "a.zip");
  const char *bsdtar[] = { "bsdtar", "tf", file, NULL };
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *listed = NULL;
  guint directory;
  int fd;

  etb_zip_format_local (head, &large);
  small.header_offset = head->len + size;
  small.crc = (guint32)crc32 (0, (const Bytef *)"ok", 2);
  etb_zip_format_local (tail, &small);
  g_byte_array_append (tail, (const guint8 *)"ok", 2);
  directory = tail->len;
  etb_zip_format_central (tail, &large);
  etb_zip_format_central (tail, &small);
  etb_zip_format_end (tail, 2, head->len + size + directory, tail->len - directory);

  fd = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, head->data, head->len, 0), ==, head->len);
  if (pwrite (fd, tail->data, tail->len, (off_t)small.header_offset) != (gssize)tail->len)
    {
      close (fd);
      g_test_skip ("no files above 4 GiB here");
      return;
    }
  close (fd);

  reader = etb_zip_reader_open (file, &error);
  g_assert_no_error (error);
  g_assert_true (etb_zip_reader_is_canonical (reader));
  g_assert_cmpuint (etb_zip_reader_find (reader, "grand")->size, ==, size);
  assert_text (reader, "petit", "ok");
  if (test_referee (bsdtar, &listed))
    g_assert_cmpstr (listed, ==, "grand\npetit\n");
}

static void
test_names_are_checked (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_path (folder, "a.zip");
  g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (file, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (add_text (writer, "Pièce.txt", "1", NULL));
  g_assert_false (add_text (writer, "pièce.TXT", "2", &error));
  g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_TWICE);
  g_clear_error (&error);
  g_assert_false (add_text (writer, "../a", "2", &error));
  g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_NAME);
}

static void
test_a_source_that_changes_size_is_an_error (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_path (folder, "a.zip");

  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (file, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (etb_zip_writer_begin (writer, "a", 4, NULL));
      if (more)
        g_assert_false (etb_zip_writer_write (writer, "12345", 5, &error));
      else
        {
          g_assert_true (etb_zip_writer_write (writer, "123", 3, NULL));
          g_assert_false (etb_zip_writer_end (writer, &error));
        }
      g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_CHANGED);
    }
  test_folder_assert_files (folder, 0);
}

static void
test_a_given_up_archive_leaves_nothing (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_path (folder, "a.zip");
  EtbZipWriter *writer = etb_zip_writer_new (file, NULL);

  g_assert_true (add_text (writer, "a", "1", NULL));
  g_assert_true (etb_zip_writer_close (writer, NULL));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_object_unref (writer);
  test_folder_assert_files (folder, 0);
}

static void
test_a_full_disk_leaves_the_old_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_path (folder, "a.zip");
  g_autofree char *content = NULL;
  g_autofree char *block = g_malloc0 (64 * 1024);
  struct rlimit before;
  struct rlimit small;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "old", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 100 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  {
    g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (file, NULL);

    g_assert_true (etb_zip_writer_begin (writer, "a", 256 * 1024, NULL));
    g_assert_true (etb_zip_writer_write (writer, block, 64 * 1024, NULL));
    g_assert_false (etb_zip_writer_write (writer, block, 64 * 1024, &error));
    g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE);
    g_assert_nonnull (strstr (error->message, file));
    g_assert_false (etb_zip_writer_write (writer, block, 1, NULL));
  }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  test_folder_assert_files (folder, 1);
}

static void
test_a_folder_that_cannot_be_written_is_an_error (TestFolder *folder, gconstpointer data)
{
  g_autofree char *locked = test_folder_path (folder, "locked");
  g_autofree char *inside = g_build_filename (locked, "a.zip", NULL);
  g_autofree char *nowhere = test_folder_path (folder, "absent/a.zip");
  const char *const files[] = { inside, nowhere, locked };
  uid_t user = geteuid ();

  g_assert_cmpint (g_mkdir (locked, 0555), ==, 0);
  /* Permissions do not stop root, but they stop the threads of root that act for somebody else. */
  if (user == 0)
    {
      g_assert_cmpint (g_chmod (folder->path, 0755), ==, 0);
      setfsuid (65534);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_zip_writer_new (files[i], &error));
      g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE);
      g_assert_nonnull (strstr (error->message, files[i]));
    }
  setfsuid (user);
}

#define ADD(path, test)                                                        \
  g_test_add ("/zip-writer/" path, TestFolder, NULL, test_folder_set_up, test, \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("written-is-read-back", test_written_is_read_back);
  ADD ("type-is-where-magic-looks", test_type_is_where_magic_looks);
  ADD ("same-input-gives-same-bytes", test_same_input_gives_same_bytes);
  ADD ("other-programs-read-it", test_other_programs_read_it);
  ADD ("large-entries-use-zip64", test_large_entries_use_zip64);
  ADD ("names-are-checked", test_names_are_checked);
  ADD ("a-source-that-changes-size-is-an-error", test_a_source_that_changes_size_is_an_error);
  ADD ("a-given-up-archive-leaves-nothing", test_a_given_up_archive_leaves_nothing);
  ADD ("a-full-disk-leaves-the-old-file", test_a_full_disk_leaves_the_old_file);
  ADD ("a-folder-that-cannot-be-written-is-an-error",
       test_a_folder_that_cannot_be_written_is_an_error);
  return g_test_run ();
}
