/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the archives in which the State publishes its files; see the header.
 *
 * The directory at the end of the archive is believed (APPNOTE.TXT 4.3.12); what it says is held
 * against the bytes: no member reaches out of the archive, none gives more than it declares, and
 * each is held against its CRC-32.
 * Callers: etb-geo-file. */

#include "etb-zip-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "etb-territory.h"

#define END_SIGNATURE   0x06054b50
#define ENTRY_SIGNATURE 0x02014b50
#define LOCAL_SIGNATURE 0x04034b50
#define END_LENGTH      22
#define ENTRY_LENGTH    46
#define LOCAL_LENGTH    30
#define COMMENT_MAXIMUM 65535
#define FLAG_ENCRYPTED  1
#define METHOD_STORED   0
#define METHOD_DEFLATED 8

typedef struct
{
  char *name;
  guint16 flags, method;
  guint32 crc, packed, size, offset;
} Member;

struct _EtbZipFile
{
  GBytes *bytes;
  const guint8 *data;
  gsize length;
  GArray *members; /* Member */
};

static guint16
get_16 (const guint8 *at)
{
  return (guint16)(at[0] | at[1] << 8);
}

static guint32
get_32 (const guint8 *at)
{
  return get_16 (at) | (guint32)get_16 (at + 2) << 16;
}

static void
set_damaged (GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("the archive is cut short or damaged: download it again"));
}

static void
clear_member (gpointer member)
{
  g_free (((Member *)member)->name);
}

/* ---- The directory ----------------------------------------------------------------------------
 */

static const guint8 *
find_end (EtbZipFile *self)
{
  gsize furthest = MIN (self->length, END_LENGTH + COMMENT_MAXIMUM);

  for (gsize back = END_LENGTH; back <= furthest; back++)
    if (get_32 (self->data + self->length - back) == END_SIGNATURE)
      return self->data + self->length - back;
  return NULL;
}

/* Takes one member at @at, of which @left bytes can be read. Returns: its length, 0 when damaged */
static gsize
read_entry (EtbZipFile *self, const guint8 *at, gsize left)
{
  g_autofree char *name = NULL;
  Member member;
  gsize length;

  if (left < ENTRY_LENGTH || get_32 (at) != ENTRY_SIGNATURE)
    return 0;
  length = ENTRY_LENGTH + get_16 (at + 28) + get_16 (at + 30) + get_16 (at + 32);
  if (left < length)
    return 0;
  name = g_strndup ((const char *)at + ENTRY_LENGTH, get_16 (at + 28));
  member = (Member){ .name = g_utf8_make_valid (name, -1),
                     .flags = get_16 (at + 8),
                     .method = get_16 (at + 10),
                     .crc = get_32 (at + 16),
                     .packed = get_32 (at + 20),
                     .size = get_32 (at + 24),
                     .offset = get_32 (at + 42) };
  g_array_append_val (self->members, member);
  return length;
}

static gboolean
read_directory (EtbZipFile *self)
{
  const guint8 *end = self->length >= END_LENGTH ? find_end (self) : NULL;
  guint count;
  gsize offset, limit;

  if (end == NULL)
    return FALSE;
  limit = (gsize)(end - self->data);
  count = get_16 (end + 10);
  offset = get_32 (end + 16);
  for (guint i = 0; i < count; i++)
    {
      gsize length = offset < limit ? read_entry (self, self->data + offset, limit - offset) : 0;

      if (length == 0)
        return FALSE;
      offset += length;
    }
  return TRUE;
}

EtbZipFile *
etb_zip_file_new (GBytes *bytes, GError **error)
{
  EtbZipFile *self = g_new0 (EtbZipFile, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, clear_member);
  if (read_directory (self))
    return self;
  set_damaged (error);
  etb_zip_file_free (self);
  return NULL;
}

void
etb_zip_file_free (EtbZipFile *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
  g_array_unref (self->members);
  g_free (self);
}

guint
etb_zip_file_get_count (EtbZipFile *self)
{
  return self->members->len;
}

const char *
etb_zip_file_get_name (EtbZipFile *self, guint index)
{
  return g_array_index (self->members, Member, index).name;
}

/* ---- A member ---------------------------------------------------------------------------------
 */

/* The packed bytes of a member. NULL with @error when they are not all in the archive. */
static const guint8 *
find_data (EtbZipFile *self, const Member *member, GError **error)
{
  gsize offset = member->offset;

  if (offset + LOCAL_LENGTH <= self->length && get_32 (self->data + offset) == LOCAL_SIGNATURE)
    {
      offset
          += LOCAL_LENGTH + get_16 (self->data + offset + 26) + get_16 (self->data + offset + 28);
      if (offset + member->packed <= self->length)
        return self->data + offset;
    }
  set_damaged (error);
  return NULL;
}

static gboolean
check_kind (const Member *member, GError **error)
{
  if (member->flags & FLAG_ENCRYPTED)
    g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                 _ ("it is protected by a password: unpack it first"));
  else if (member->method != METHOD_STORED && member->method != METHOD_DEFLATED)
    g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                 _ ("it is packed in a way that Établi does not read: unpack it first"));
  else if (member->size > ETB_ZIP_FILE_MEMBER_MAXIMUM)
    g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                 _ ("unpacked it would take more than 512 MiB: this is no file of the State"));
  else
    return TRUE;
  return FALSE;
}

/* Fills @out with its first @length bytes. FALSE when they are not there. */
static gboolean
unpack (const guint8 *packed, const Member *member, guint8 *out, gsize length)
{
  z_stream stream = { .next_in = (Bytef *)packed,
                      .avail_in = member->packed,
                      .next_out = out,
                      .avail_out = (uInt)length };

  if (member->method == METHOD_STORED)
    {
      if (member->packed < length)
        return FALSE;
      memcpy (out, packed, length);
      return TRUE;
    }
  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return FALSE;
  inflate (&stream, Z_SYNC_FLUSH);
  inflateEnd (&stream);
  return stream.total_out == length;
}

static GBytes *
read_member (EtbZipFile *self, const Member *member, gsize length, GError **error)
{
  const guint8 *packed;
  guint8 *out;

  if (!check_kind (member, error) || (packed = find_data (self, member, error)) == NULL)
    return NULL;
  out = g_try_malloc (length + 1);
  if (out == NULL || !unpack (packed, member, out, length)
      || (length == member->size && crc32_z (0, out, length) != member->crc))
    {
      g_free (out);
      set_damaged (error);
      return NULL;
    }
  out[length] = '\0';
  return g_bytes_new_take (out, length);
}

GBytes *
etb_zip_file_read (EtbZipFile *self, guint index, GError **error)
{
  const Member *member = &g_array_index (self->members, Member, index);

  return read_member (self, member, member->size, error);
}

GBytes *
etb_zip_file_peek (EtbZipFile *self, guint index, gsize length, GError **error)
{
  const Member *member = &g_array_index (self->members, Member, index);

  return read_member (self, member, MIN (length, member->size), error);
}
