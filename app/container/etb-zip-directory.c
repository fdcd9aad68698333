/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Zip reader: directory. Each byte of the archive must belong to one thing only: entries lie end to
 * end from the first byte, in the order of the directory, which is followed by the closing records
 * and nothing else. Each local header must repeat its directory record. Whatever a reader that
 * starts at the front and one that starts at the back could understand differently is refused.
 * Called by etb_zip_reader_open(). */

#include "etb-zip-reader-private.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "etb-entry-name.h"
#include "etb-zip-format-private.h"

/* Below this size any ratio is accepted: a short repetitive text is no bomb. */
#define RATIO_FREE_SIZE (1024 * 1024)

typedef struct
{
  int fd;
  guint64 length;
  const char *file;
  EtbZipEnd end;

  guint64 expected; /* where the next local header must be */
  guint64 total;    /* uncompressed bytes so far */
  GPtrArray *entries;
  GHashTable *keys;
  gboolean canonical;
} Directory;

/* One record of the directory, or one local header, as read. */
typedef struct
{
  guint16 version;
  guint16 flags;
  guint16 method;
  guint16 time;
  guint16 date;
  guint32 crc;
  guint64 compressed_size;
  guint64 size;
  guint16 name_length;
  guint16 extra_length;
  const guint8 *zip64; /* content of the zip64 field, or NULL */
  gsize zip64_length;
} Header;

static gboolean
refuse (const Directory *self, EtbContainerError code, const char *entry, const char *reason,
        GError **error)
{
  if (entry != NULL)
    etb_container_error_set (error, code, entry,
                             _ ("“%s” is not accepted: “%s”: %s"), self->file, entry, reason);
  else
    etb_container_error_set (error, code, NULL, _ ("“%s” is not accepted: %s"), self->file, reason);
  return FALSE;
}

static gboolean
refuse_directory (const Directory *self, const char *reason, GError **error)
{
  return refuse (self, ETB_CONTAINER_ERROR_DIRECTORY, NULL, reason, error);
}

/* Walks the extra fields: only those known to change neither name nor content are accepted. */
static gboolean
read_extra (Header *header, const guint8 *extra)
{
  gsize left = header->extra_length;

  while (left >= 4)
    {
      guint16 id = etb_zip_get16 (extra);
      gsize length = etb_zip_get16 (extra + 2);

      if (length > left - 4)
        return FALSE;
      switch (id)
        {
        case ETB_ZIP_EXTRA_ZIP64:
          if (header->zip64 != NULL)
            return FALSE;
          header->zip64 = extra + 4;
          header->zip64_length = length;
          break;
        case 0x5455: /* Unix times */
        case 0x5855: /* Unix times and owner, old */
        case 0x7855: /* Unix owner, old */
        case 0x7875: /* Unix owner */
        case 0x000a: /* NTFS times */
        case 0xcafe: /* mark of a Java archive */
          break;
        default:
          return FALSE;
        }
      extra += 4 + length;
      left -= 4 + length;
    }
  return left == 0;
}

/* The fields that both kinds of header have, from "version needed" on. */
static void
read_common (Header *header, const guint8 *bytes)
{
  header->version = etb_zip_get16 (bytes);
  header->flags = etb_zip_get16 (bytes + 2);
  header->method = etb_zip_get16 (bytes + 4);
  header->time = etb_zip_get16 (bytes + 6);
  header->date = etb_zip_get16 (bytes + 8);
  header->crc = etb_zip_get32 (bytes + 10);
  header->compressed_size = etb_zip_get32 (bytes + 14);
  header->size = etb_zip_get32 (bytes + 18);
  header->name_length = etb_zip_get16 (bytes + 22);
  header->extra_length = etb_zip_get16 (bytes + 24);
}

/* Takes the true value of a saturated field out of the zip64 field. */
static gboolean
widen (Header *header, guint64 *value)
{
  if (*value != ETB_ZIP_FULL32)
    return TRUE;
  if (header->zip64 == NULL || header->zip64_length < 8)
    return FALSE;
  *value = etb_zip_get64 (header->zip64);
  header->zip64 += 8;
  header->zip64_length -= 8;
  return TRUE;
}

static gboolean
check_method (const Directory *self, const Header *header, const char *name, GError **error)
{
  guint16 allowed = ETB_ZIP_FLAG_UTF8;

  if (header->method == ETB_ZIP_METHOD_DEFLATED)
    allowed |= ETB_ZIP_FLAG_DEFLATE_HINT;
  else if (header->method != ETB_ZIP_METHOD_STORED)
    return refuse (self, ETB_CONTAINER_ERROR_METHOD, name, _ ("unknown compression."), error);
  if ((header->flags & 0x2041) != 0)
    return refuse (self, ETB_CONTAINER_ERROR_ENCRYPTED, name, _ ("it is encrypted."), error);
  if ((header->flags & ~allowed) != 0)
    return refuse (self, ETB_CONTAINER_ERROR_FEATURE, name,
                   _ ("it was written to a pipe, or in a way that is not accepted."), error);
  if ((header->version & 0xFF) > ETB_ZIP_MAX_VERSION)
    return refuse (self, ETB_CONTAINER_ERROR_FEATURE, name, _ ("it needs a newer reader."), error);
  return TRUE;
}

static gboolean
check_sizes (Directory *self, const EtbZipEntry *entry, GError **error)
{
  if (!entry->deflated && entry->size != entry->compressed_size)
    return refuse (self, ETB_CONTAINER_ERROR_HEADERS, entry->name,
                   _ ("its two sizes contradict each other."), error);
  if (entry->size > RATIO_FREE_SIZE
      && (entry->size - RATIO_FREE_SIZE) / ETB_ZIP_MAX_RATIO > entry->compressed_size)
    return refuse (self, ETB_CONTAINER_ERROR_RATIO, entry->name,
                   _ ("it is compressed too much."), error);
  if (entry->size > ETB_ZIP_MAX_TOTAL || self->total > ETB_ZIP_MAX_TOTAL - entry->size)
    return refuse (self, ETB_CONTAINER_ERROR_LIMIT, entry->name,
                   _ ("the whole is too large."), error);
  self->total += entry->size;
  return TRUE;
}

/* Returns: (transfer full): the name, checked, or NULL */
static char *
read_name (Directory *self, const guint8 *bytes, gsize length, guint16 flags, GError **error)
{
  g_autofree char *name = g_strndup ((const char *)bytes, length);
  g_autofree char *key = NULL;

  if (strlen (name) != length)
    {
      refuse (self, ETB_CONTAINER_ERROR_NAME, name, _ ("its name holds a NUL."), error);
      return NULL;
    }
  if (!etb_entry_name_check (name, error))
    {
      g_prefix_error (error, _ ("“%s” is not accepted: "), self->file);
      return NULL;
    }
  if (!g_str_is_ascii (name) && (flags & ETB_ZIP_FLAG_UTF8) == 0)
    {
      refuse (self, ETB_CONTAINER_ERROR_NAME, name, _ ("its name is not marked as UTF-8."), error);
      return NULL;
    }
  key = etb_entry_name_key (name);
  if (!g_hash_table_add (self->keys, g_steal_pointer (&key)))
    {
      refuse (self, ETB_CONTAINER_ERROR_TWICE, name, _ ("its name is there twice."), error);
      return NULL;
    }
  return g_steal_pointer (&name);
}

static gboolean
attributes_are_of_a_file (const guint8 *record)
{
  guint32 attributes = etb_zip_get32 (record + 38);
  guint mode = attributes >> 16;

  /* 0x10: folder in the sense of MS-DOS. */
  return (attributes & 0x10) == 0 && ((mode & S_IFMT) == 0 || (mode & S_IFMT) == S_IFREG);
}

/* Whether the local header of @entry says what its directory record @central says; where the
 * content begins. */
static gboolean
check_local (Directory *self, EtbZipEntry *entry, const Header *central, GError **error)
{
  guint8 fixed[ETB_ZIP_LOCAL_SIZE];
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  Header local = { 0 };
  gsize length;

  if (!etb_zip_read_at (self->fd, entry->header_offset, fixed, sizeof fixed, self->file, error))
    return FALSE;
  read_common (&local, fixed + 4);
  length = (gsize)local.name_length + local.extra_length;
  g_byte_array_set_size (rest, (guint)length);
  if (!etb_zip_read_at (self->fd, entry->header_offset + sizeof fixed, rest->data, length,
                        self->file, error))
    return FALSE;
  if (etb_zip_get32 (fixed) != ETB_ZIP_LOCAL_SIGNATURE || local.flags != central->flags
      || local.method != central->method || local.time != central->time
      || local.date != central->date || local.crc != central->crc
      || (local.version & 0xFF) > ETB_ZIP_MAX_VERSION || local.name_length != strlen (entry->name)
      || memcmp (rest->data, entry->name, local.name_length) != 0
      || !read_extra (&local, rest->data + local.name_length))
    return refuse (self, ETB_CONTAINER_ERROR_HEADERS, entry->name,
                   _ ("its two headers contradict each other."), error);
  /* A local zip64 field has both sizes, the uncompressed one first, saturated or not. */
  if ((local.zip64 != NULL ? local.zip64_length != 16 || etb_zip_get64 (local.zip64) != entry->size
                                 || etb_zip_get64 (local.zip64 + 8) != entry->compressed_size
                           : FALSE)
      || ((local.size != ETB_ZIP_FULL32 || local.zip64 == NULL) && local.size != entry->size)
      || ((local.compressed_size != ETB_ZIP_FULL32 || local.zip64 == NULL)
          && local.compressed_size != entry->compressed_size))
    return refuse (self, ETB_CONTAINER_ERROR_HEADERS, entry->name,
                   _ ("its two headers contradict each other on sizes."), error);
  entry->has_extra = entry->has_extra || local.extra_length > 0;
  entry->data_offset = entry->header_offset + sizeof fixed + length;
  return TRUE;
}

static gboolean
matches (const GByteArray *ours, const guint8 *bytes, gsize length)
{
  return ours->len == length && memcmp (ours->data, bytes, length) == 0;
}

/* Whether both headers are those that the writer would have written. */
static gboolean
headers_are_canonical (Directory *self, const EtbZipEntry *entry, const guint8 *record,
                       gsize record_length)
{
  g_autoptr (GByteArray) ours = g_byte_array_new ();
  gsize length = (gsize)(entry->data_offset - entry->header_offset);
  g_autoptr (GByteArray) local = g_byte_array_new ();

  g_byte_array_set_size (local, (guint)length);
  etb_zip_format_central (ours, entry);
  if (entry->deflated || !matches (ours, record, record_length)
      || !etb_zip_read_at (self->fd, entry->header_offset, local->data, length, self->file, NULL))
    return FALSE;
  g_byte_array_set_size (ours, 0);
  etb_zip_format_local (ours, entry);
  return matches (ours, local->data, length);
}

/* One record of the directory, with its local header. @left: bytes of directory from @record on.
 * Returns the length of the record, or 0. */
static gsize
read_record (Directory *self, const guint8 *record, gsize left, GError **error)
{
  g_autoptr (EtbZipEntry) entry = etb_zip_entry_new ();
  Header header = { 0 };
  gsize comment_length;
  gsize length;

  if (left < ETB_ZIP_CENTRAL_SIZE || etb_zip_get32 (record) != ETB_ZIP_CENTRAL_SIGNATURE)
    return refuse_directory (self, _ ("its directory is damaged."), error);
  read_common (&header, record + 6);
  comment_length = etb_zip_get16 (record + 32);
  length = ETB_ZIP_CENTRAL_SIZE + (gsize)header.name_length + header.extra_length + comment_length;
  if (length > left || etb_zip_get16 (record + 34) != 0
      || etb_zip_has_signature (record + length - comment_length, comment_length))
    return refuse_directory (self, _ ("its directory is damaged."), error);
  entry->name
      = read_name (self, record + ETB_ZIP_CENTRAL_SIZE, header.name_length, header.flags, error);
  if (entry->name == NULL)
    return 0;

  entry->header_offset = etb_zip_get32 (record + 42);
  if (!read_extra (&header, record + ETB_ZIP_CENTRAL_SIZE + header.name_length)
      || !widen (&header, &header.size) || !widen (&header, &header.compressed_size)
      || !widen (&header, &entry->header_offset) || header.zip64_length != 0)
    return refuse (self, ETB_CONTAINER_ERROR_EXTRA, entry->name,
                   _ ("it has an extra field that is not accepted."), error);
  if (!attributes_are_of_a_file (record))
    return refuse (self, ETB_CONTAINER_ERROR_KIND, entry->name,
                   _ ("it is not a regular file."), error);
  entry->crc = header.crc;
  entry->size = header.size;
  entry->compressed_size = header.compressed_size;
  entry->deflated = header.method == ETB_ZIP_METHOD_DEFLATED;
  entry->has_extra = header.extra_length > 0;
  if (!check_method (self, &header, entry->name, error) || !check_sizes (self, entry, error))
    return 0;
  if (entry->header_offset != self->expected)
    return refuse (self, ETB_CONTAINER_ERROR_LAYOUT, entry->name,
                   _ ("it does not follow the entry before it."), error);
  if (!check_local (self, entry, &header, error))
    return 0;
  if (entry->data_offset > self->end.offset
      || entry->compressed_size > self->end.offset - entry->data_offset)
    return refuse (self, ETB_CONTAINER_ERROR_LAYOUT, entry->name,
                   _ ("it runs into the directory."), error);
  self->expected = entry->data_offset + entry->compressed_size;
  self->canonical = self->canonical && headers_are_canonical (self, entry, record, length);
  g_ptr_array_add (self->entries, g_steal_pointer (&entry));
  return length;
}

static gboolean
read_records (Directory *self, GError **error)
{
  gsize size = (gsize)self->end.size;
  g_autofree guint8 *bytes = g_malloc (size + 1);
  gsize done = 0;

  if (!etb_zip_read_at (self->fd, self->end.offset, bytes, size, self->file, error))
    return FALSE;
  while (done < size)
    {
      gsize length;

      if (self->entries->len >= self->end.n_entries)
        return refuse_directory (self, _ ("it has more entries than it says."), error);
      length = read_record (self, bytes + done, size - done, error);
      if (length == 0)
        return FALSE;
      done += length;
    }
  if (self->entries->len != self->end.n_entries)
    return refuse_directory (self, _ ("it has fewer entries than it says."), error);
  if (self->expected != self->end.offset)
    return refuse (self, ETB_CONTAINER_ERROR_LAYOUT, NULL,
                   _ ("something lies between its entries and its directory."), error);
  return TRUE;
}

static gboolean
end_is_canonical (Directory *self)
{
  g_autoptr (GByteArray) ours = g_byte_array_new ();
  guint64 start = self->end.offset + self->end.size;
  gsize length = (gsize)(self->length - start);
  g_autofree guint8 *end = g_malloc (length);

  etb_zip_format_end (ours, self->end.n_entries, self->end.offset, self->end.size);
  return etb_zip_read_at (self->fd, start, end, length, self->file, NULL)
         && matches (ours, end, length);
}

GPtrArray *
etb_zip_directory_read (int fd, guint64 length, const char *file, gboolean *canonical,
                        GError **error)
{
  Directory self = { .fd = fd, .length = length, .file = file, .canonical = TRUE };
  gboolean done;

  g_assert (canonical != NULL);

  self.entries = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_zip_entry_free);
  self.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = etb_zip_end_read (fd, length, file, &self.end, error) && read_records (&self, error);
  *canonical = done && self.canonical && end_is_canonical (&self);
  g_hash_table_unref (self.keys);
  if (!done)
    g_clear_pointer (&self.entries, g_ptr_array_unref);
  return self.entries;
}
