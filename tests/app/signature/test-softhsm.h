/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "test-pki.h"

G_BEGIN_DECLS

/* Tokens of SoftHSM, in a folder of the test's own. */

/* Makes one. FALSE when SoftHSM is not installed. Must come before anything that loads PKCS#11
 * modules. */
gboolean test_softhsm_make (TestPki *pki, const char *label, const char *pin);

/* Puts a key under the label NAME on the token, and its certificate under another: it must be found
 * by its id, @id in hexadecimal. */
void test_softhsm_put (TestPki *pki, const char *label, const char *pin, const char *name,
                       TestKey key, const char *id, gboolean with_certificate);

/* The same, with its certificate, for a key that asks for the PIN before each signature
 * (CKA_ALWAYS_AUTHENTICATE, PKCS#11 v2.40, 4.9), as those for qualified signatures do. */
void test_softhsm_put_always_asking (TestPki *pki, const char *label, const char *pin,
                                     const char *name, TestKey key, const char *id);

/* Whether SoftHSM is behind the fickle module (see fickle-token.c), whose moods are files of the
 * folder that is returned. Before test_softhsm_make(). Returns: (transfer full) (nullable): NULL
 * when the module was not preloaded */
char *test_softhsm_make_fickle (TestPki *pki);

/* Sets a mood, NULL ends it. */
void test_softhsm_set_mood (const char *folder, const char *mood, const char *value);

void test_softhsm_calm (const char *folder); /* ends all moods */
int test_softhsm_count_logins (const char *folder);

G_END_DECLS
