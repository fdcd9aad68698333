/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A statement that the person accepts, in its full wording. */

#define ETB_TYPE_ATTESTATION_FIELD (etb_attestation_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbAttestationField, etb_attestation_field, ETB, ATTESTATION_FIELD, EtbField)

G_END_DECLS
