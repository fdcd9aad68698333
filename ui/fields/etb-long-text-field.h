/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A question answered by paragraphs, with the number of characters left. Tab leaves the text. */

#define ETB_TYPE_LONG_TEXT_FIELD (etb_long_text_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbLongTextField, etb_long_text_field, ETB, LONG_TEXT_FIELD, EtbField)

G_END_DECLS
