/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-zip-reader.h"

G_BEGIN_DECLS

/* One thread reads while another takes in what was read before: a few chunks go round between the
 * two. The one that made the pipe fills it; the sink runs on a thread of its own. */

#define ETB_CHUNK_PIPE_SIZE (256 * 1024) /* bytes of a chunk */

typedef struct _EtbChunkPipe EtbChunkPipe;

EtbChunkPipe *etb_chunk_pipe_new (EtbZipSink sink, gpointer user_data);

/* Ends the thread; the sink gets no more of what it did not take yet. */
void etb_chunk_pipe_free (EtbChunkPipe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbChunkPipe, etb_chunk_pipe_free)

/* A chunk to fill, waiting for one when all are full. Returns: (transfer none): NULL with the
 * sink's error once it failed */
guint8 *etb_chunk_pipe_begin (EtbChunkPipe *self, GError **error);

/* Hands over @length bytes of the chunk that was filled. */
void etb_chunk_pipe_give (EtbChunkPipe *self, gsize length);

/* Waits until the sink has taken all. FALSE with its error. */
gboolean etb_chunk_pipe_finish (EtbChunkPipe *self, GError **error);

/* A sink itself, whose @user_data is the pipe: for bytes that come in somebody else's memory. */
gboolean etb_chunk_pipe_put (const void *data, gsize length, gpointer user_data, GError **error);

G_END_DECLS
