/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stream that refuses to give more than so many bytes, so that a small packed file cannot keep
 * the program busy for ever. */

#define ETB_TYPE_LIMITED_STREAM (etb_limited_stream_get_type ())
G_DECLARE_FINAL_TYPE (EtbLimitedStream, etb_limited_stream, ETB, LIMITED_STREAM, GFilterInputStream)

/* @maximum: bytes; the read that goes beyond gives ETB_TERRITORY_ERROR_FORM. (transfer full) */
GInputStream *etb_limited_stream_new (GInputStream *base, guint64 maximum);

G_END_DECLS
