/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A question with one answer out of few: yes or no, or a list of at most seven. */

#define ETB_TYPE_RADIO_FIELD (etb_radio_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbRadioField, etb_radio_field, ETB, RADIO_FIELD, EtbField)

G_END_DECLS
