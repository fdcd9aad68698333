/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-verification.h"

G_BEGIN_DECLS

/* Verification of packages by the thousand: on as many threads as the machine has processors,
 * reported in the order of the files, in memory that does not grow with their number. */

/* The next file, or NULL when there is none left. Returns: (transfer full) (nullable) */
typedef char *(*EtbVerificationNext) (gpointer user_data);

/* @verification: (transfer none) */
typedef void (*EtbVerificationSink) (const EtbVerification *verification, gpointer user_data);

/* Asks @next for files and gives @sink what is known of each, in the same order, both on the
 * calling thread; returns when all were reported. Nothing stops it but @cancellable (nullable):
 * what cannot be read is a report like another. Once cancelled, it asks for no more, and what was
 * not verified is not reported. @trust (nullable): read by several threads at once. */
void etb_verification_run_batch (EtbVerificationNext next, EtbVerificationSink sink,
                                 gpointer user_data, EtbTrust *trust, GCancellable *cancellable);

G_END_DECLS
