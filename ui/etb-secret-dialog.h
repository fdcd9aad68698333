/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-secret.h"

G_BEGIN_DECLS

/* Asks for the password of a file or the PIN of a token, in a dialog. What is typed is kept in
 * memory that is wiped, and goes to the caller alone.
 *
 * @parent (nullable); @heading: whose secret it is; @body: what will be done with it, and what a
 * wrong one costs; @accept: the verb of the button, with its mnemonic. */
void etb_secret_dialog_ask_async (GtkWindow *parent, const char *heading, const char *body,
                                  const char *accept, GAsyncReadyCallback callback,
                                  gpointer user_data);

/* Returns: (transfer full): maybe empty; NULL with G_IO_ERROR_CANCELLED when the person gave up */
EtbSecret *etb_secret_dialog_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
