/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The identities one can sign with: those of the person's folder, those of the tokens that are
 * plugged in, once these have answered, and files chosen elsewhere. What cannot sign is no choice:
 * it is said why.
 *
 * Signals
 *   changed ()   another one is chosen */

#define ETB_TYPE_IDENTITY_CHOICES (etb_identity_choices_get_type ())
G_DECLARE_FINAL_TYPE (EtbIdentityChoices, etb_identity_choices, ETB, IDENTITY_CHOICES, GtkBox)

/* Adds @file to the choices if it is not there, and chooses it. */
void etb_identity_choices_select (EtbIdentityChoices *self, const char *file);

/* The file that is chosen, or the pkcs11: URI of a key. (nullable) */
const char *etb_identity_choices_get_address (EtbIdentityChoices *self);

/* The name of the token that it is on; NULL for a file. (nullable) */
const char *etb_identity_choices_get_token (EtbIdentityChoices *self);

/* Gives the focus to what is chosen. FALSE when nothing is. */
gboolean etb_identity_choices_focus (EtbIdentityChoices *self);

G_END_DECLS
