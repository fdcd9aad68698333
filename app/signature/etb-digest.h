/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 over a stream, with the processor's own instructions where it has them. */

#define ETB_DIGEST_SIZE 32

typedef struct _EtbDigest EtbDigest;

EtbDigest *etb_digest_new (void);
void etb_digest_update (EtbDigest *self, const void *data, gsize length);
/* Ends the computation; @self is freed. */
void etb_digest_finish (EtbDigest *self, guint8 result[ETB_DIGEST_SIZE]);
void etb_digest_free (EtbDigest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDigest, etb_digest_free)

/* Lower-case hexadecimal. Returns: (transfer full) */
char *etb_digest_to_hex (const guint8 digest[ETB_DIGEST_SIZE]);
/* Of what is in memory. Returns: (transfer full) */
char *etb_digest_hex_of (const void *data, gsize length);

G_END_DECLS
