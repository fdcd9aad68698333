/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-container-error.h"

G_BEGIN_DECLS

/* Names of entries. Accepted: UTF-8 in NFC, no control character, no mark that turns the direction
 * of writing, no backslash, no colon (drives, alternate streams), no leading slash, no empty, "."
 * or ".." segment, no segment ending in a dot or a space, no Windows device name, segments of 255
 * bytes at most, 4096 in all. FALSE with ETB_CONTAINER_ERROR_NAME. */
#define ETB_ENTRY_NAME_MAX 4096
gboolean etb_entry_name_check (const char *name, GError **error);

/* Two names with the same key would be one file on some system. Returns: (transfer full) */
char *etb_entry_name_key (const char *name);

/* As a relative URI: every byte but A-Z a-z 0-9 - . _ ~ / percent-encoded. Returns: (transfer full)
 */
char *etb_entry_name_to_uri (const char *name);

/* The name that a relative URI of a signature stands for. Only one spelling of each name is read,
 * but that the sub-delimiters !$&'()*,;= and : @ may stand for themselves: an escaped letter, a raw
 * space or a plus sign is refused. The result is not checked by etb_entry_name_check(). Returns:
 * (transfer full) (nullable) */
char *etb_entry_name_from_uri (const char *uri);

G_END_DECLS
