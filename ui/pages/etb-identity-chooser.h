/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-identity.h"

G_BEGIN_DECLS

/* With which identity one signs: one of the person's folder, one on a token, another file, or one
 * made here; and its password, or its PIN, which is asked in a dialog. What is wrong is said beside
 * it. Says what the signature will be worth once the identity is open. */

#define ETB_TYPE_IDENTITY_CHOOSER (etb_identity_chooser_get_type ())
G_DECLARE_FINAL_TYPE (EtbIdentityChooser, etb_identity_chooser, ETB, IDENTITY_CHOOSER, GtkBox)

/* @name: of the signatory, proposed when an identity is made. */
void etb_identity_chooser_set_signatory (EtbIdentityChooser *self, const char *name);

/* Adds @file to the choices if it is not there, and chooses it. */
void etb_identity_chooser_select_file (EtbIdentityChooser *self, const char *file);

/* The file, or the pkcs11: URI of a key on a token. (nullable) */
const char *etb_identity_chooser_get_file (EtbIdentityChooser *self);

/* Opens the chosen identity on a thread and checks that it may sign now. What is wrong is shown
 * here, with the focus on it, and returned: G_IO_ERROR_FAILED when nothing is chosen,
 * G_IO_ERROR_CANCELLED when the person gave no PIN, else ETB_SIGNATURE_ERROR. */
void etb_identity_chooser_open_async (EtbIdentityChooser *self, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Returns: (transfer full) */
EtbIdentity *etb_identity_chooser_open_finish (EtbIdentityChooser *self, GAsyncResult *result,
                                               GError **error);

/* Shows an error of the signature, met later, where it belongs. */
void etb_identity_chooser_complain (EtbIdentityChooser *self, const GError *error);

/* Forgets the password and the open identity. */
void etb_identity_chooser_forget (EtbIdentityChooser *self);

G_END_DECLS
