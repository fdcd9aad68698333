/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A question answered by a date: typed, or taken in a calendar. */

#define ETB_TYPE_DATE_FIELD (etb_date_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbDateField, etb_date_field, ETB, DATE_FIELD, EtbField)

G_END_DECLS
