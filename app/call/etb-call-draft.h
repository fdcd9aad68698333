/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-faults.h"

G_BEGIN_DECLS

/* A definition of which not all is right, for whoever looks for its faults: app/call and app/rules
 * only. */

/* The bytes of a definition. Returns: (transfer full) (nullable): NULL with ETB_CALL_ERROR_READ */
GBytes *etb_call_load_file (const char *file, GError **error);

/* Reads what can be read and adds what is wrong to @faults. What is returned beside faults serves
 * to check its expressions, never as a call: sources may be NULL, pages may lack questions.
 * Returns: (transfer full) (nullable): NULL when not even expressions can be looked at */
EtbCall *etb_call_draft_new (GBytes *bytes, const char *name, EtbFaults *faults);

G_END_DECLS
