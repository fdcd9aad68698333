/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-identity-entry.h"
#include "etb-shelf.h"

G_BEGIN_DECLS

/* The identity files of the person: listed with what is known of each, imported, made, removed and
 * put back. */

#define ETB_TYPE_IDENTITY_SHELF (etb_identity_shelf_get_type ())
G_DECLARE_FINAL_TYPE (EtbIdentityShelf, etb_identity_shelf, ETB, IDENTITY_SHELF, EtbShelf)

GtkWidget *etb_identity_shelf_new (void);

/* Takes the identity @file in: asks for its password first, since nothing can be told of it
 * without. */
void etb_identity_shelf_import (EtbIdentityShelf *self, const char *file);

/* The lines that tell an identity: issuer, dates, use, kind. Returns: (transfer full):
 * NULL-terminated */
GStrv etb_identity_lines (const EtbIdentityEntry *entry);

G_END_DECLS
