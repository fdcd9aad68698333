/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what goes through; see the header.
 * Callers: etb-address-import. */

#include "etb-limited-stream.h"

#include <glib/gi18n-lib.h>

#include "etb-territory.h"

struct _EtbLimitedStream
{
  GFilterInputStream parent_instance;

  guint64 left;
};

G_DEFINE_FINAL_TYPE (EtbLimitedStream, etb_limited_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
etb_limited_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                         GError **error)
{
  EtbLimitedStream *self = ETB_LIMITED_STREAM (stream);
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  gssize got = g_input_stream_read (base, buffer, count, cancellable, error);

  if (got <= 0)
    return got;
  if ((guint64)got > self->left)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("it is far larger than such a file can be"));
      return -1;
    }
  self->left -= (guint64)got;
  return got;
}

static void
etb_limited_stream_class_init (EtbLimitedStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = etb_limited_stream_read;
}

static void
etb_limited_stream_init (EtbLimitedStream *self)
{
}

GInputStream *
etb_limited_stream_new (GInputStream *base, guint64 maximum)
{
  EtbLimitedStream *self = g_object_new (ETB_TYPE_LIMITED_STREAM, "base-stream", base, NULL);

  self->left = maximum;
  return G_INPUT_STREAM (self);
}
