/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-package.h"
#include "etb-verification.h"

G_BEGIN_DECLS

/* One more signature in a package, over the same files as those that are there: a member of a
 * consortium signs after its chef de file. */

/* Writes @file: the package that @verification found valid, byte for byte in each of its entries,
 * and the signature of @signing as META-INF/signaturesN.xml. Its number is chosen here. What was
 * written is verified before it gets its name; @file may be the package itself, which is then
 * replaced at once or not at all. FALSE with ETB_PACKAGE_ERROR (_NOT_VALID, _SIGNED_ALREADY,
 * _WRITE, _SELF_CHECK), ETB_SIGNATURE_ERROR, ETB_CONTAINER_ERROR or G_IO_ERROR_CANCELLED. */
gboolean etb_cosign_run (const EtbVerification *verification, const char *file,
                         const EtbSigning *signing, GCancellable *cancellable, GError **error);

G_END_DECLS
