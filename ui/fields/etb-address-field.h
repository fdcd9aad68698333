/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-suggest-field.h"

G_BEGIN_DECLS

/* The number and the street of an address: what is typed stays, and addresses that were imported on
 * this computer are proposed. One that is taken answers for its postal code and its commune too.
 *
 * It serves an answer called "adresse" that has beside it, in the same element, one called
 * "commune" of that type: see etb_address_field_is_for(). */

#define ETB_TYPE_ADDRESS_FIELD (etb_address_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbAddressField, etb_address_field, ETB, ADDRESS_FIELD, EtbSuggestField)

/* @path: of an answer of type text */
gboolean etb_address_field_is_for (EtbCall *call, const char *path);

G_END_DECLS
