/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-identity.h"

G_BEGIN_DECLS

/* Opens an identity on a token: asks the token how many tries are left, asks the person for the PIN
 * (unless it is typed on the reader), gives it to the token once, and checks that the certificate
 * may sign now. A locked token is told without asking for anything. The token is talked to on a
 * thread: it may be slow, and may be given up by @cancellable, though it then goes on for itself.
 *
 * @parent (nullable): of the dialog; @address: pkcs11: URI of the key; @label: of the token. */
void etb_token_unlock_async (GtkWindow *parent, const char *address, const char *label,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/* Returns: (transfer full): NULL with ETB_SIGNATURE_ERROR, or G_IO_ERROR_CANCELLED when the person
 * gave up */
EtbIdentity *etb_token_unlock_finish (GAsyncResult *result, GError **error);

G_END_DECLS
