/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small archive of two stored entries, "a.txt" ("alpha") and "b.txt" ("beta"), and what can be
 * done to its bytes. */

#include <string.h>

#include <gio/gio.h>
#include <zlib.h>

#include "etb-zip-format-private.h"
#include "etb-zip-reader.h"
#include "test-folder.h"

/* Where things are in the sample. */
#define LOCAL_A   0u
#define DATA_A    35u
#define LOCAL_B   40u
#define DATA_B    75u
#define CENTRAL_A 79u
#define CENTRAL_B 130u
#define END       181u
#define LENGTH    203u

/* Where fields are in the records. */
#define LOCAL_NAME   30u
#define CENTRAL_NAME 46u

static EtbZipEntry *
make_entry (const char *name, const char *text, guint64 offset)
{
  EtbZipEntry *entry = g_new0 (EtbZipEntry, 1);

  entry->name = g_strdup (name);
  entry->size = entry->compressed_size = strlen (text);
  entry->crc = (guint32)crc32 (0, (const Bytef *)text, (uInt)strlen (text));
  entry->header_offset = offset;
  return entry;
}

static GByteArray *
make_sample (void)
{
  g_autoptr (EtbZipEntry) a = make_entry ("a.txt", "alpha", LOCAL_A);
  g_autoptr (EtbZipEntry) b = make_entry ("b.txt", "beta", LOCAL_B);
  GByteArray *zip = g_byte_array_new ();

  etb_zip_format_local (zip, a);
  g_byte_array_append (zip, (const guint8 *)"alpha", 5);
  etb_zip_format_local (zip, b);
  g_byte_array_append (zip, (const guint8 *)"beta", 4);
  g_assert_cmpuint (zip->len, ==, CENTRAL_A);
  etb_zip_format_central (zip, a);
  etb_zip_format_central (zip, b);
  g_assert_cmpuint (zip->len, ==, END);
  etb_zip_format_end (zip, 2, CENTRAL_A, END - CENTRAL_A);
  g_assert_cmpuint (zip->len, ==, LENGTH);
  return zip;
}

static void
set16 (GByteArray *zip, gsize at, guint value)
{
  zip->data[at] = (guint8)value;
  zip->data[at + 1] = (guint8)(value >> 8);
}

static void
set32 (GByteArray *zip, gsize at, guint32 value)
{
  set16 (zip, at, value & 0xFFFF);
  set16 (zip, at + 2, value >> 16);
}

static void
set_name (GByteArray *zip, gsize local, gsize central, const char *five)
{
  memcpy (zip->data + local + LOCAL_NAME, five, 5);
  memcpy (zip->data + central + CENTRAL_NAME, five, 5);
}

static void
insert (GByteArray *zip, gsize at, const void *bytes, guint length)
{
  g_byte_array_set_size (zip, zip->len + length);
  memmove (zip->data + at + length, zip->data + at, zip->len - length - at);
  memcpy (zip->data + at, bytes, length);
}

static void
remove_bytes (GByteArray *zip, gsize at, guint length)
{
  g_byte_array_remove_range (zip, (guint)at, length);
}

/* The attacks */

static void
same_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "a.txt");
}

static void
same_name_but_case (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "A.TXT");
}

static void
climbing_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "../bb");
}

static void
absolute_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "/root");
}

static void
backslash_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "..\\bb");
}

static void
drive_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "C:b.t");
}

static void
nul_in_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "b\0txt");
}

static void
control_in_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "b\ntxt");
}

static void
folder_name (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "dire/");
}

static void
name_without_its_flag (GByteArray *zip)
{
  set_name (zip, LOCAL_B, CENTRAL_B, "b.\xc3\xa9t");
}

static void
local_name_differs (GByteArray *zip)
{
  memcpy (zip->data + LOCAL_B + LOCAL_NAME, "c.txt", 5);
}

static void
local_size_differs (GByteArray *zip)
{
  set32 (zip, LOCAL_B + 22, 3);
}

static void
local_compressed_size_differs (GByteArray *zip)
{
  set32 (zip, LOCAL_B + 18, 3);
}

static void
local_crc_differs (GByteArray *zip)
{
  set32 (zip, LOCAL_B + 14, 0);
}

static void
local_method_differs (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 8, 8);
}

static void
local_flags_differ (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 6, 0x0800);
}

static void
stored_sizes_differ (GByteArray *zip)
{
  set32 (zip, LOCAL_B + 22, 3);
  set32 (zip, CENTRAL_B + 24, 3);
}

static void
two_on_one_header (GByteArray *zip)
{
  set32 (zip, CENTRAL_B + 42, LOCAL_A);
  memcpy (zip->data + CENTRAL_B + 16, zip->data + CENTRAL_A + 16, 12);
}

/* "a.txt" reaches over the header and the content of "b.txt". */
static void
overlap (GByteArray *zip)
{
  guint32 size = CENTRAL_A - DATA_A;

  set32 (zip, LOCAL_A + 18, size);
  set32 (zip, LOCAL_A + 22, size);
  set32 (zip, CENTRAL_A + 20, size);
  set32 (zip, CENTRAL_A + 24, size);
}

static void
past_the_directory (GByteArray *zip)
{
  set32 (zip, LOCAL_B + 18, 100);
  set32 (zip, LOCAL_B + 22, 100);
  set32 (zip, CENTRAL_B + 20, 100);
  set32 (zip, CENTRAL_B + 24, 100);
}

static void
bytes_before (GByteArray *zip)
{
  insert (zip, 0, "xxxx", 4);
}

/* As a self-extracting archive: all offsets right. */
static void
bytes_before_with_offsets (GByteArray *zip)
{
  insert (zip, 0, "xxxx", 4);
  set32 (zip, 4 + CENTRAL_A + 42, LOCAL_A + 4);
  set32 (zip, 4 + CENTRAL_B + 42, LOCAL_B + 4);
  set32 (zip, 4 + END + 16, CENTRAL_A + 4);
}

static void
bytes_between (GByteArray *zip)
{
  insert (zip, LOCAL_B, "xxxx", 4);
  set32 (zip, 4 + CENTRAL_B + 42, LOCAL_B + 4);
  set32 (zip, 4 + END + 16, CENTRAL_A + 4);
}

static void
bytes_before_directory (GByteArray *zip)
{
  insert (zip, CENTRAL_A, "xxxx", 4);
  set32 (zip, 4 + END + 16, CENTRAL_A + 4);
}

static void
bytes_after_directory (GByteArray *zip)
{
  insert (zip, END, "xxxx", 4);
}

static void
bytes_after (GByteArray *zip)
{
  insert (zip, LENGTH, "x", 1);
}

static void
entry_not_in_directory (GByteArray *zip)
{
  remove_bytes (zip, CENTRAL_B, END - CENTRAL_B);
  set16 (zip, CENTRAL_B + 8, 1);
  set16 (zip, CENTRAL_B + 10, 1);
  set32 (zip, CENTRAL_B + 12, CENTRAL_B - CENTRAL_A);
}

static void
archive_in_the_comment (GByteArray *zip)
{
  g_autoptr (GByteArray) other = make_sample ();

  set16 (zip, END + 20, other->len);
  insert (zip, LENGTH, other->data, other->len);
}

static void
record_in_the_comment (GByteArray *zip)
{
  set16 (zip, END + 20, 6);
  insert (zip, LENGTH, "xPK\1\2x", 6);
}

static void
comment_too_long (GByteArray *zip)
{
  set16 (zip, END + 20, 1);
}

static void
one_entry_more (GByteArray *zip)
{
  set16 (zip, END + 8, 3);
  set16 (zip, END + 10, 3);
}

static void
one_entry_less (GByteArray *zip)
{
  set16 (zip, END + 8, 1);
  set16 (zip, END + 10, 1);
}

static void
too_many_entries (GByteArray *zip)
{
  set16 (zip, END + 8, ETB_ZIP_MAX_ENTRIES + 1);
  set16 (zip, END + 10, ETB_ZIP_MAX_ENTRIES + 1);
}

static void
split_archive (GByteArray *zip)
{
  set16 (zip, END + 4, 1);
}

static void
split_entry (GByteArray *zip)
{
  set16 (zip, CENTRAL_B + 34, 1);
}

static void
encrypted (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 6, 1);
  set16 (zip, CENTRAL_B + 8, 1);
}

static void
data_descriptor (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 6, 8);
  set16 (zip, CENTRAL_B + 8, 8);
}

static void
unknown_method (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 8, 12);
  set16 (zip, CENTRAL_B + 10, 12);
}

static void
newer_version (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 4, 63);
  set16 (zip, CENTRAL_B + 6, 63);
}

static void
symbolic_link (GByteArray *zip)
{
  set32 (zip, CENTRAL_B + 38, 0xA1FF0000u);
}

static void
folder_with_content (GByteArray *zip)
{
  set32 (zip, CENTRAL_B + 38, 0x81A40010u);
}

/* Adds an extra field to the directory record of "b.txt". */
static void
add_extra (GByteArray *zip, const void *bytes, guint length)
{
  set16 (zip, CENTRAL_B + 30, length);
  insert (zip, CENTRAL_B + CENTRAL_NAME + 5, bytes, length);
  set32 (zip, END + length + 12, END - CENTRAL_A + length);
}

static void
renamed_by_unicode_field (GByteArray *zip)
{
  g_autoptr (GByteArray) field = g_byte_array_new ();
  guint32 crc = (guint32)crc32 (0, (const Bytef *)"b.txt", 5);

  g_byte_array_append (field, (const guint8 *)"\x75\x70\x0a\0\1", 5);
  g_byte_array_append (field, (const guint8 *)&crc, 4);
  g_byte_array_append (field, (const guint8 *)"e.exe", 5);
  add_extra (zip, field->data, field->len);
}

static void
broken_extra (GByteArray *zip)
{
  add_extra (zip, "\x55\x54\xff\0\0", 5);
}

static void
zip64_without_need (GByteArray *zip)
{
  add_extra (zip, "\1\0\x10\0\4\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0", 20);
}

static void
zip64_missing (GByteArray *zip)
{
  set32 (zip, CENTRAL_B + 24, 0xFFFFFFFFu);
}

static void
zip64_says_otherwise (GByteArray *zip)
{
  set32 (zip, CENTRAL_B + 24, 0xFFFFFFFFu);
  add_extra (zip, "\1\0\x08\0\3\0\0\0\0\0\0\0", 12);
}

/* Another directory for readers that prefer the zip64 records. */
static void
zip64_end_says_otherwise (GByteArray *zip)
{
  static const guint8 records[76] = { 'P',
                                      'K',
                                      6,
                                      6,
                                      44,
                                      [12] = 45,
                                      [14] = 45,
                                      [24] = 1,
                                      [32] = 1,
                                      [40] = 51,
                                      [48] = CENTRAL_A,
                                      [56] = 'P',
                                      'K',
                                      6,
                                      7,
                                      [64] = END,
                                      [72] = 1 };

  insert (zip, END, records, sizeof records);
}

static void
zip64_locator_elsewhere (GByteArray *zip)
{
  static const guint8 locator[20] = { 'P', 'K', 6, 7, [16] = 1 };

  insert (zip, END, locator, sizeof locator);
}

static void
directory_elsewhere (GByteArray *zip)
{
  set32 (zip, END + 16, LOCAL_B);
}

static void
no_zip (GByteArray *zip)
{
  g_byte_array_set_size (zip, 0);
  g_byte_array_append (zip, (const guint8 *)"%PDF-1.4 and so on", 18);
}

static void
empty_file (GByteArray *zip)
{
  g_byte_array_set_size (zip, 0);
}

static void
cut_short (GByteArray *zip)
{
  g_byte_array_set_size (zip, DATA_B);
}

static void
cut_in_its_end (GByteArray *zip)
{
  g_byte_array_set_size (zip, LENGTH - 1);
}

/* "b.txt" deflated: @content_size stated for @content. */
static void
deflate_b (GByteArray *zip, const guint8 *content, gsize length, guint32 stated_size)
{
  g_autofree guint8 *packed = g_malloc (length + 1024);
  z_stream stream = { 0 };
  guint packed_length;
  guint32 crc = (guint32)crc32_z (0, content, length);

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY), ==,
                   Z_OK);
  stream.next_in = (Bytef *)content;
  stream.avail_in = (uInt)length;
  stream.next_out = packed;
  stream.avail_out = (uInt)length + 1024;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  packed_length = (guint)stream.total_out;
  deflateEnd (&stream);

  remove_bytes (zip, DATA_B, 4);
  insert (zip, DATA_B, packed, packed_length);
  for (guint i = 0; i < 2; i++)
    {
      gsize at = i == 0 ? LOCAL_B + 8 : CENTRAL_B - 4 + packed_length + 10;

      set16 (zip, at, 8);
      set32 (zip, at + 6, crc);
      set32 (zip, at + 10, packed_length);
      set32 (zip, at + 14, stated_size);
    }
  set32 (zip, END - 4 + packed_length + 16, CENTRAL_A - 4 + packed_length);
}

static void
compressed_too_much (GByteArray *zip)
{
  gsize size = 16 * 1024 * 1024;
  g_autofree guint8 *zeros = g_malloc0 (size);

  deflate_b (zip, zeros, size, (guint32)size);
}

static void
inflates_to_more_than_it_says (GByteArray *zip)
{
  gsize size = 4 * 1024 * 1024;
  g_autofree guint8 *zeros = g_malloc0 (size);

  deflate_b (zip, zeros, size, 10);
}

static void
inflates_to_less_than_it_says (GByteArray *zip)
{
  deflate_b (zip, (const guint8 *)"beta", 4, 5);
}

static void
bytes_behind_the_deflated_stream (GByteArray *zip)
{
  gsize central;

  deflate_b (zip, (const guint8 *)"beta", 4, 4);
  central = etb_zip_get32 (zip->data + zip->len - 6);
  insert (zip, central, "x", 1);
  set32 (zip, LOCAL_B + 18, etb_zip_get32 (zip->data + LOCAL_B + 18) + 1);
  central++;
  set32 (zip, central + (CENTRAL_B - CENTRAL_A) + 20, etb_zip_get32 (zip->data + LOCAL_B + 18));
  set32 (zip, zip->len - 6, (guint32)central);
}

static void
no_deflated_stream_at_all (GByteArray *zip)
{
  set16 (zip, LOCAL_B + 8, 8);
  set16 (zip, CENTRAL_B + 10, 8);
}

static void
changed_content (GByteArray *zip)
{
  zip->data[DATA_B] ^= 1;
}

typedef struct
{
  const char *name;
  void (*change) (GByteArray *zip);
  EtbContainerError code;
} Attack;

#define END_RECORD ETB_CONTAINER_ERROR_END
#define DIRECTORY  ETB_CONTAINER_ERROR_DIRECTORY
#define LAYOUT     ETB_CONTAINER_ERROR_LAYOUT
#define HEADERS    ETB_CONTAINER_ERROR_HEADERS
#define EXTRA      ETB_CONTAINER_ERROR_EXTRA
#define TWICE      ETB_CONTAINER_ERROR_TWICE
#define KIND       ETB_CONTAINER_ERROR_KIND
#define NAME       ETB_CONTAINER_ERROR_NAME
#define METHOD     ETB_CONTAINER_ERROR_METHOD
#define LIMIT      ETB_CONTAINER_ERROR_LIMIT
#define CHECKSUM   ETB_CONTAINER_ERROR_CHECKSUM
#define TRUNCATED  ETB_CONTAINER_ERROR_TRUNCATED

static const Attack attacks[] = {
  { "same-name", same_name, TWICE },
  { "same-name-but-case", same_name_but_case, TWICE },
  { "climbing-name", climbing_name, NAME },
  { "absolute-name", absolute_name, NAME },
  { "backslash-name", backslash_name, NAME },
  { "drive-name", drive_name, NAME },
  { "nul-in-name", nul_in_name, NAME },
  { "control-in-name", control_in_name, NAME },
  { "folder-name", folder_name, NAME },
  { "name-without-its-flag", name_without_its_flag, NAME },
  { "symbolic-link", symbolic_link, KIND },
  { "folder-with-content", folder_with_content, KIND },
  { "local-name-differs", local_name_differs, HEADERS },
  { "local-size-differs", local_size_differs, HEADERS },
  { "local-compressed-size-differs", local_compressed_size_differs, HEADERS },
  { "local-crc-differs", local_crc_differs, HEADERS },
  { "local-method-differs", local_method_differs, HEADERS },
  { "local-flags-differ", local_flags_differ, HEADERS },
  { "stored-sizes-differ", stored_sizes_differ, HEADERS },
  { "two-on-one-header", two_on_one_header, LAYOUT },
  { "overlap", overlap, LAYOUT },
  { "past-the-directory", past_the_directory, LAYOUT },
  { "bytes-before", bytes_before, END_RECORD },
  { "bytes-before-with-offsets", bytes_before_with_offsets, LAYOUT },
  { "bytes-between", bytes_between, LAYOUT },
  { "bytes-before-directory", bytes_before_directory, LAYOUT },
  { "bytes-after-directory", bytes_after_directory, END_RECORD },
  { "bytes-after", bytes_after, END_RECORD },
  { "entry-not-in-directory", entry_not_in_directory, LAYOUT },
  { "archive-in-the-comment", archive_in_the_comment, END_RECORD },
  { "record-in-the-comment", record_in_the_comment, END_RECORD },
  { "comment-too-long", comment_too_long, TRUNCATED },
  { "one-entry-more", one_entry_more, DIRECTORY },
  { "one-entry-less", one_entry_less, DIRECTORY },
  { "too-many-entries", too_many_entries, LIMIT },
  { "split-archive", split_archive, END_RECORD },
  { "split-entry", split_entry, DIRECTORY },
  { "encrypted", encrypted, ETB_CONTAINER_ERROR_ENCRYPTED },
  { "data-descriptor", data_descriptor, ETB_CONTAINER_ERROR_FEATURE },
  { "unknown-method", unknown_method, METHOD },
  { "newer-version", newer_version, ETB_CONTAINER_ERROR_FEATURE },
  { "renamed-by-unicode-field", renamed_by_unicode_field, EXTRA },
  { "broken-extra", broken_extra, EXTRA },
  { "zip64-without-need", zip64_without_need, EXTRA },
  { "zip64-missing", zip64_missing, EXTRA },
  { "zip64-says-otherwise", zip64_says_otherwise, HEADERS },
  { "zip64-end-says-otherwise", zip64_end_says_otherwise, END_RECORD },
  { "zip64-locator-elsewhere", zip64_locator_elsewhere, END_RECORD },
  { "directory-elsewhere", directory_elsewhere, END_RECORD },
  { "no-zip", no_zip, ETB_CONTAINER_ERROR_NOT_ZIP },
  { "empty-file", empty_file, ETB_CONTAINER_ERROR_NOT_ZIP },
  { "cut-short", cut_short, TRUNCATED },
  { "cut-in-its-end", cut_in_its_end, TRUNCATED },
  { "compressed-too-much", compressed_too_much, ETB_CONTAINER_ERROR_RATIO },
  { "inflates-to-more-than-it-says", inflates_to_more_than_it_says, CHECKSUM },
  { "inflates-to-less-than-it-says", inflates_to_less_than_it_says, CHECKSUM },
  { "bytes-behind-the-deflated-stream", bytes_behind_the_deflated_stream, CHECKSUM },
  { "no-deflated-stream-at-all", no_deflated_stream_at_all, CHECKSUM },
  { "changed-content", changed_content, CHECKSUM },
};

static gboolean
count_bytes (const void *data, gsize length, gpointer user_data, GError **error)
{
  *(guint64 *)user_data += length;
  return TRUE;
}

/* Writes @zip to a file, opens it and reads everything. */
static EtbZipReader *
read_all (TestFolder *folder, GByteArray *zip, GError **error)
{
  g_autofree char *file = test_folder_path (folder, "sample.zip");
  g_autoptr (EtbZipReader) reader = NULL;
  GPtrArray *entries;

  /* Not flushed: there are thousands. */
  g_assert_true (g_file_set_contents_full (file, (char *)zip->data, zip->len,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  reader = etb_zip_reader_open (file, error);
  if (reader == NULL)
    return NULL;
  entries = etb_zip_reader_get_entries (reader);
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      guint64 n = 0;
      gboolean read = etb_zip_reader_read (reader, entry, count_bytes, &n, NULL, error);

      g_assert_cmpuint (n, <=, entry->size);
      if (!read)
        return NULL;
      g_assert_cmpuint (n, ==, entry->size);
    }
  return g_steal_pointer (&reader);
}

static void
test_attack (TestFolder *folder, gconstpointer data)
{
  const Attack *attack = data;
  g_autoptr (GByteArray) zip = make_sample ();
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  attack->change (zip);
  reader = read_all (folder, zip, &error);
  g_assert_null (reader);
  g_assert_error (error, ETB_CONTAINER_ERROR, (int)attack->code);
  g_assert_nonnull (strstr (error->message, "sample.zip"));
  if (error->code >= ETB_CONTAINER_ERROR_HEADERS && error->code != ETB_CONTAINER_ERROR_LIMIT)
    g_assert_nonnull (etb_container_error_get_place (error));
  else if (error->code < ETB_CONTAINER_ERROR_LAYOUT)
    g_assert_null (etb_container_error_get_place (error));
  g_test_message ("%s", error->message);
}

static void
test_the_sample_is_accepted (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GByteArray) zip = make_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = read_all (folder, zip, &error);

  g_assert_no_error (error);
  g_assert_true (etb_zip_reader_is_canonical (reader));
}

static void
test_deflated_entries_are_read (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GByteArray) zip = make_sample ();
  gsize size = 3 * 1024 * 1024 + 17;
  g_autofree guint8 *content = g_malloc (size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GBytes) read = NULL;

  for (gsize i = 0; i < size; i++)
    content[i] = (guint8)((i * 2654435761u) >> 13);
  deflate_b (zip, content, size, (guint32)size);
  reader = read_all (folder, zip, &error);
  g_assert_no_error (error);
  g_assert_false (etb_zip_reader_is_canonical (reader));
  read = etb_zip_reader_load (reader, etb_zip_reader_find (reader, "b.txt"), size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (read, NULL), g_bytes_get_size (read), content, size);
}

static void
test_a_plain_comment_is_accepted (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GByteArray) zip = make_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = NULL;

  set16 (zip, END + 20, 8);
  insert (zip, LENGTH, "made bye", 8);
  reader = read_all (folder, zip, &error);
  g_assert_no_error (error);
  g_assert_false (etb_zip_reader_is_canonical (reader));
}

static void
test_a_changed_bit_anywhere_is_seen (TestFolder *folder, gconstpointer data)
{
  for (guint at = 0; at < LENGTH; at++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autoptr (GByteArray) zip = make_sample ();
        g_autoptr (EtbZipReader) reader = NULL;

        zip->data[at] ^= (guint8)(1 << bit);
        reader = read_all (folder, zip, NULL);
        if (reader != NULL && etb_zip_reader_is_canonical (reader))
          g_error ("bit %u of byte %u changed unseen", bit, at);
      }
}

static void
test_a_cut_anywhere_is_refused (TestFolder *folder, gconstpointer data)
{
  for (guint length = 0; length < LENGTH; length++)
    {
      g_autoptr (GByteArray) zip = make_sample ();
      g_autoptr (EtbZipReader) reader = NULL;

      g_byte_array_set_size (zip, length);
      reader = read_all (folder, zip, NULL);
      g_assert_null (reader);
    }
}

static void
test_archives_of_other_programs_are_read (TestFolder *folder, gconstpointer data)
{
  g_autofree char *source = test_folder_path (folder, "lettre.txt");
  g_autofree char *file = test_folder_path (folder, "by-zip.zip");
  const char *zip[] = { "zip", "-q", "-j", file, source, NULL };
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;

  g_assert_true (g_file_set_contents (source, "bonjour bonjour bonjour bonjour", -1, NULL));
  if (!test_referee (zip, NULL))
    {
      g_test_skip ("zip is not installed");
      return;
    }
  reader = etb_zip_reader_open (file, &error);
  g_assert_no_error (error);
  content = etb_zip_reader_load (reader, etb_zip_reader_find (reader, "lettre.txt"), 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (content), ==, 31);
}

static void
test_what_is_no_file_is_an_error (TestFolder *folder, gconstpointer data)
{
  g_autofree char *absent = test_folder_path (folder, "absent.zip");
  const char *const files[] = { absent, folder->path, "/dev/zero" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_zip_reader_open (files[i], &error));
      g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_READ);
      g_assert_nonnull (strstr (error->message, files[i]));
    }
}

static void
test_limits_and_cancellation_stop (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GByteArray) zip = make_sample ();
  g_autoptr (EtbZipReader) reader = read_all (folder, zip, NULL);
  const EtbZipEntry *entry = etb_zip_reader_find (reader, "a.txt");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  g_assert_null (etb_zip_reader_load (reader, entry, 4, &error));
  g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_LIMIT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (etb_zip_reader_read (reader, entry, count_bytes, &n, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, test)                                                        \
  g_test_add ("/zip-reader/" path, TestFolder, NULL, test_folder_set_up, test, \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-sample-is-accepted", test_the_sample_is_accepted);
  ADD ("deflated-entries-are-read", test_deflated_entries_are_read);
  ADD ("a-plain-comment-is-accepted", test_a_plain_comment_is_accepted);
  ADD ("archives-of-other-programs-are-read", test_archives_of_other_programs_are_read);
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/zip-reader/refuses/%s", attacks[i].name);

      g_test_add (path, TestFolder, &attacks[i], test_folder_set_up, test_attack,
                  test_folder_tear_down);
    }
  ADD ("a-changed-bit-anywhere-is-seen", test_a_changed_bit_anywhere_is_seen);
  ADD ("a-cut-anywhere-is-refused", test_a_cut_anywhere_is_refused);
  ADD ("what-is-no-file-is-an-error", test_what_is_no_file_is_an_error);
  ADD ("limits-and-cancellation-stop", test_limits_and_cancellation_stop);
  return g_test_run ();
}
