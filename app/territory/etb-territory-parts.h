/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tables of the base, a part for each kind of data. */

typedef struct
{
  const char *const *create; /* statements, ended by NULL */
  const char *const *clear;  /* statements that delete all that came from the source ?1 */
} EtbTerritoryPart;

/* In the order in which they are made; ended by NULL. */
extern const EtbTerritoryPart *const etb_territory_parts[];

G_END_DECLS
