/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what goes into a pipe comes out of it, in order, or its error does. */

#include "etb-chunk-pipe.h"

#include "etb-container-error.h"

typedef struct
{
  GByteArray *taken;
  guint calls;
  guint fail_at; /* call, or 0 */
  gulong delay;  /* microseconds a call */
} Sink;

static gboolean
take (const void *data, gsize length, gpointer user_data, GError **error)
{
  Sink *sink = user_data;

  if (sink->delay > 0)
    g_usleep (sink->delay);
  if (++sink->calls == sink->fail_at)
    {
      g_set_error_literal (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE, "plein");
      return FALSE;
    }
  g_byte_array_append (sink->taken, data, (guint)length);
  return TRUE;
}

static GByteArray *
make_bytes (gsize size)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint)size);

  g_byte_array_set_size (bytes, (guint)size);
  for (gsize i = 0; i < size; i++)
    bytes->data[i] = (guint8)(i * 31 + i / 1009);
  return bytes;
}

static void
test_bytes_come_out_in_order (void)
{
  const gsize sizes[] = { 0, 1, ETB_CHUNK_PIPE_SIZE, ETB_CHUNK_PIPE_SIZE + 1, 5000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gulong delay = 0; delay <= 200; delay += 200)
      {
        g_autoptr (GByteArray) bytes = make_bytes (sizes[i]);
        g_autoptr (GByteArray) taken = g_byte_array_new ();
        Sink sink = { .taken = taken, .delay = delay };
        g_autoptr (EtbChunkPipe) pipe = etb_chunk_pipe_new (take, &sink);
        g_autoptr (GError) error = NULL;

        g_assert_true (etb_chunk_pipe_put (bytes->data, bytes->len, pipe, &error));
        g_assert_true (etb_chunk_pipe_finish (pipe, &error));
        g_assert_no_error (error);
        g_assert_cmpmem (taken->data, taken->len, bytes->data, bytes->len);
      }
}

/* Soon enough to fill no more; at the latest at the end. */
static void
test_an_error_of_the_sink_comes_back (void)
{
  g_autoptr (GByteArray) bytes = make_bytes (20 * ETB_CHUNK_PIPE_SIZE);

  for (guint fail_at = 1; fail_at <= 20; fail_at++)
    {
      g_autoptr (GByteArray) taken = g_byte_array_new ();
      Sink sink = { .taken = taken, .fail_at = fail_at };
      g_autoptr (EtbChunkPipe) pipe = etb_chunk_pipe_new (take, &sink);
      g_autoptr (GError) error = NULL;

      if (etb_chunk_pipe_put (bytes->data, bytes->len, pipe, &error))
        g_assert_false (etb_chunk_pipe_finish (pipe, &error));
      g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE);
      g_assert_cmpuint (sink.calls, ==, fail_at);
    }
}

static void
test_a_pipe_that_is_given_up_ends (void)
{
  g_autoptr (GByteArray) bytes = make_bytes (4 * ETB_CHUNK_PIPE_SIZE);
  g_autoptr (GByteArray) taken = g_byte_array_new ();
  Sink sink = { .taken = taken, .delay = 20000 };
  EtbChunkPipe *pipe = etb_chunk_pipe_new (take, &sink);

  g_assert_true (etb_chunk_pipe_put (bytes->data, bytes->len, pipe, NULL));
  etb_chunk_pipe_free (pipe);
  g_assert_cmpuint (sink.calls, <=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chunk-pipe/bytes-come-out-in-order", test_bytes_come_out_in_order);
  g_test_add_func ("/chunk-pipe/an-error-of-the-sink-comes-back",
                   test_an_error_of_the_sink_comes_back);
  g_test_add_func ("/chunk-pipe/a-pipe-that-is-given-up-ends", test_a_pipe_that_is_given_up_ends);
  return g_test_run ();
}
