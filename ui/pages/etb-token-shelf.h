/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-shelf.h"

G_BEGIN_DECLS

/* The cards and keys that are plugged in, with their certificates: looked for when the shelf is
 * shown, and again on demand. Signals nothing and changes nothing. */

#define ETB_TYPE_TOKEN_SHELF (etb_token_shelf_get_type ())
G_DECLARE_FINAL_TYPE (EtbTokenShelf, etb_token_shelf, ETB, TOKEN_SHELF, EtbShelf)

GtkWidget *etb_token_shelf_new (void);

G_END_DECLS
