/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-shelf.h"

G_BEGIN_DECLS

/* The authorities that the person recognises: listed, imported, removed and put back. */

#define ETB_TYPE_AUTHORITY_SHELF (etb_authority_shelf_get_type ())
G_DECLARE_FINAL_TYPE (EtbAuthorityShelf, etb_authority_shelf, ETB, AUTHORITY_SHELF, EtbShelf)

GtkWidget *etb_authority_shelf_new (void);

/* Adds the certificates of @file; what is wrong with it is said on the shelf. */
void etb_authority_shelf_import (EtbAuthorityShelf *self, const char *file);

G_END_DECLS
