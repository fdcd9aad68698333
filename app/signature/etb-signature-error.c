/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the signature module. */

#include "etb-signature-error.h"

G_DEFINE_QUARK (etb_signature_error_quark, etb_signature_error)
