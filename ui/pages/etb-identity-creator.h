/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes an identity: a name, a password typed twice, and what such an identity is worth. The file
 * goes to the person's folder of identities.
 *
 * Signals
 *   created (file, password)   the file is there; the password is for its first use, not to be kept
 *   cancelled ()               the person gave it up */

#define ETB_TYPE_IDENTITY_CREATOR (etb_identity_creator_get_type ())
G_DECLARE_FINAL_TYPE (EtbIdentityCreator, etb_identity_creator, ETB, IDENTITY_CREATOR, GtkBox)

/* Begins afresh with @name in the name field, and the focus on the first empty field. */
void etb_identity_creator_start (EtbIdentityCreator *self, const char *name);

G_END_DECLS
