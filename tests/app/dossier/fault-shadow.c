/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-shadow.h"

#include <glib/gstdio.h>
#include <string.h>

/* One write or truncation since the last sync. */
typedef struct
{
  gint64 offset;
  GBytes *bytes; /* NULL: cut at @offset */
} Pending;

struct _FaultShadow
{
  GByteArray *durable; /* NULL: not there */
  GPtrArray *pending;  /* (element-type Pending) */
  gboolean deleted;    /* and the folder not synced yet */
};

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

void
fault_shadow_free (gpointer shadow)
{
  FaultShadow *self = shadow;

  g_clear_pointer (&self->durable, g_byte_array_unref);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

/* What is on disk now counts as synced. */
void
fault_shadow_load (FaultShadow *self, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_clear_pointer (&self->durable, g_byte_array_unref);
  g_ptr_array_set_size (self->pending, 0);
  self->deleted = FALSE;
  if (g_file_get_contents (path, &bytes, &size, NULL))
    self->durable = g_byte_array_append (g_byte_array_new (), (guint8 *)bytes, (guint)size);
}

FaultShadow *
fault_shadow_new (const char *path)
{
  FaultShadow *self = g_new0 (FaultShadow, 1);

  self->pending = g_ptr_array_new_with_free_func (pending_free);
  fault_shadow_load (self, path);
  return self;
}

gboolean
fault_shadow_is_nothing (FaultShadow *self)
{
  return !self->durable && !self->deleted && self->pending->len == 0;
}

void
fault_shadow_note (FaultShadow *self, gint64 offset, const void *bytes, gsize length)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->offset = offset;
  pending->bytes = bytes ? g_bytes_new (bytes, length) : NULL;
  g_ptr_array_add (self->pending, pending);
}

/* Of a write, the first @most bytes. */
static void
apply (GByteArray *image, const Pending *pending, gsize most)
{
  guint old = image->len;
  gsize length = 0;
  const void *bytes = pending->bytes ? g_bytes_get_data (pending->bytes, &length) : NULL;
  guint end = (guint)pending->offset + (guint)MIN (length, most);

  if (!bytes)
    {
      if (pending->offset < image->len)
        g_byte_array_set_size (image, (guint)pending->offset);
      return;
    }
  if (end > old)
    {
      g_byte_array_set_size (image, end);
      memset (image->data + old, 0, end - old);
    }
  memcpy (image->data + pending->offset, bytes, MIN (length, most));
}

void
fault_shadow_sync (FaultShadow *self)
{
  if (!self->durable)
    self->durable = g_byte_array_new ();
  for (guint i = 0; i < self->pending->len; i++)
    apply (self->durable, g_ptr_array_index (self->pending, i), G_MAXSIZE);
  g_ptr_array_set_size (self->pending, 0);
}

void
fault_shadow_delete (FaultShadow *self, gboolean folder_synced)
{
  g_ptr_array_set_size (self->pending, 0);
  self->deleted = !folder_synced;
  if (folder_synced)
    g_clear_pointer (&self->durable, g_byte_array_unref);
}

/* A folder that was not synced may still show what was deleted, and not yet what was made. */
void
fault_shadow_lose (FaultShadow *self, const char *path, GRand *random)
{
  GError *error = NULL;

  if (!self->durable && (self->pending->len == 0 || g_rand_boolean (random)))
    {
      g_unlink (path);
      return;
    }
  if (self->deleted && g_rand_boolean (random))
    {
      g_unlink (path);
      return;
    }
  if (!self->durable)
    self->durable = g_byte_array_new ();
  for (guint i = 0; i < self->pending->len; i++)
    if (g_rand_boolean (random))
      apply (self->durable, g_ptr_array_index (self->pending, i),
             g_rand_int_range (random, 0, 4) ? G_MAXSIZE
                                             : (gsize)g_rand_int_range (random, 0, 8192));
  g_file_set_contents_full (path, (const char *)self->durable->data, self->durable->len,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}
