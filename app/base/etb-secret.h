/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A password or PIN on its way from a field or file to what needs it. Freed, it is gone from
 * memory: overwritten in a way that no compiler leaves out. */
typedef char EtbSecret;

/* Copies @text; NULL gives NULL. */
EtbSecret *etb_secret_new (const char *text);
void etb_secret_free (EtbSecret *self); /* @self (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSecret, etb_secret_free)

/* Between these, memory that anybody in the process frees is overwritten: libraries copy passwords
 * and leave the copies behind. Slows allocation down a little, so only around such calls. Pairs may
 * nest and may be on several threads. Without effect where the C library has no such means. */
void etb_secret_begin (void);
void etb_secret_end (void);

G_END_DECLS
