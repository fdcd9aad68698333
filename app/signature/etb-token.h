/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-identity-entry.h"

G_BEGIN_DECLS

/* The tokens that are plugged in (cards, keys, HSMs), by every PKCS#11 module that p11-kit knows.
 * A token may take seconds to answer: all of this is for threads. */

/* What is left of the tries that a token grants for its PIN, as far as it tells (PKCS#11 v2.40,
 * 3.2: CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED). */
typedef enum
{
  ETB_PIN_FRESH, /* nothing is known against it */
  ETB_PIN_LOW,   /* a wrong one was given since the last right one */
  ETB_PIN_LAST,  /* one more wrong one locks the token */
  ETB_PIN_LOCKED,
} EtbPinState;

/* In words, as a sentence; NULL when there is nothing to say. (transfer none) (nullable) */
const char *etb_pin_state_describe (EtbPinState state);

typedef struct
{
  char *address; /* pkcs11: URI of the token */
  char *label;
  EtbPinState pin;
  gboolean has_keypad; /* the PIN is typed on the reader, never on the computer */
  GPtrArray *entries;  /* of EtbIdentityEntry: its certificates but those of authorities. Whether
                          there is a key to each is known once the PIN was given */
} EtbToken;

void etb_token_free (EtbToken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbToken, etb_token_free)

/* Those that are set up, as they stand at @at; stores of authorities are none. Returns: (transfer
 * full) (element-type EtbToken) */
GPtrArray *etb_token_list (GDateTime *at);

/* The same, now, on a thread. A token that does not answer is given up by @cancellable. */
void etb_token_list_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/* NULL with G_IO_ERROR_CANCELLED */
GPtrArray *etb_token_list_finish (GAsyncResult *result, GError **error);

/* Asks the token that @address (of it or of something on it) leads to. @has_keypad: (out)
 * (optional). ETB_PIN_FRESH when it is not there: opening it will tell. */
EtbPinState etb_token_get_pin_state (const char *address, gboolean *has_keypad);

G_END_DECLS
