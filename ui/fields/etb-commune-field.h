/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-suggest-field.h"

G_BEGIN_DECLS

/* A commune: typed by its name or postal code, chosen among suggestions, kept as its INSEE code. */

#define ETB_TYPE_COMMUNE_FIELD (etb_commune_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbCommuneField, etb_commune_field, ETB, COMMUNE_FIELD, EtbSuggestField)

G_END_DECLS
