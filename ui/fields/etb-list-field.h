/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-suggest-field.h"

G_BEGIN_DECLS

/* One answer out of a long list, found by typing a part of its label. */

#define ETB_TYPE_LIST_FIELD (etb_list_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbListField, etb_list_field, ETB, LIST_FIELD, EtbSuggestField)

G_END_DECLS
