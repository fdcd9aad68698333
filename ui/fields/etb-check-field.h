/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A question with several answers out of a list. */

#define ETB_TYPE_CHECK_FIELD (etb_check_field_get_type ())
G_DECLARE_FINAL_TYPE (EtbCheckField, etb_check_field, ETB, CHECK_FIELD, EtbField)

G_END_DECLS
