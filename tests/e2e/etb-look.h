/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-tree.h"

G_BEGIN_DECLS

/* Looks for one thing inside @within (NULL: anywhere). Returns: (transfer none) (nullable) */
typedef const EtbSight *(*EtbLook) (GPtrArray *sights, const EtbSight *within, const char *wanted);

/* The entry under a question, whether or not "(facultatif)" follows its label. */
const EtbSight *etb_look_for_field (GPtrArray *sights, const EtbSight *within, const char *label);

/* @wanted: "question\noption", or "\noption" for one that stands alone. */
const EtbSight *etb_look_for_option (GPtrArray *sights, const EtbSight *within, const char *wanted);

const EtbSight *etb_look_for_button (GPtrArray *sights, const EtbSight *within, const char *wanted);
const EtbSight *etb_look_for_panel (GPtrArray *sights, const EtbSight *within, const char *wanted);
const EtbSight *etb_look_for_row (GPtrArray *sights, const EtbSight *within, const char *wanted);

G_END_DECLS
