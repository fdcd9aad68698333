/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number of bytes in words, for people, in the running locale: "12,4 Mo", "50 Mo", "640 octets".
 *
 * Units go by 1024, as do the web forms where dossiers end, and the limits that calls take from
 * them: "10 Mo" there is 10 485 760 bytes. One decimal, none when it is nought, always rounded up:
 * what is over a limit never reads like the limit. Every size and every limit that a person sees
 * goes through here, so that they can be compared. Returns: (transfer full) */
char *etb_size_describe (guint64 size);

G_END_DECLS
