/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-container-error.h"

G_BEGIN_DECLS

/* Names of entries. Accepted: UTF-8 in NFC, no control character, no backslash, no leading slash, no
 * empty, "." or ".." segment, no segment ending in a dot or a space, no Windows device name, segments
 * of 255 bytes at most. FALSE with ETB_CONTAINER_ERROR_NAME. */
gboolean etb_entry_name_check (const char *name, GError **error);

/* Two names with the same key would be one file on some system. Returns: (transfer full) */
char *etb_entry_name_key (const char *name);

/* As a relative URI: every byte but A-Z a-z 0-9 - . _ ~ / percent-encoded. Returns: (transfer full) */
char *etb_entry_name_to_uri (const char *name);

G_END_DECLS
