/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Fills the folders of identities and authorities of the session: a good identity, an expired one,
 * one whose holder is not known, and an authority. @password: of the identities. */
void etb_keyring_fill (const char *password);

G_END_DECLS
