/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A question answered on one line: short text, numbers, amounts, identifiers, e-mail, telephone,
 * codes. The width of the entry tells what is expected. */

#define ETB_TYPE_ENTRY_FIELD (etb_entry_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbEntryField, etb_entry_field, ETB, ENTRY_FIELD, EtbField)

G_END_DECLS
