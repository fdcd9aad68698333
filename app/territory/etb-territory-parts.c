/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the base is made of; see the header. Each kind of data declares its tables beside the code
 * that reads and writes them, and is listed here. A base made by an earlier version is told from
 * the present one by VERSION in etb-territory-store.c.
 * Callers: etb-territory-store. */

#include "etb-territory-parts.h"

#include "etb-address-store.h"
#include "etb-area-store.h"
#include "etb-qpv-list.h"

static const char *const create_source[] = {
  "CREATE TABLE source (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  kind TEXT NOT NULL,\n"
  "  scope TEXT NOT NULL,\n"
  "  file TEXT NOT NULL,\n"
  "  layer TEXT NOT NULL,\n"
  "  crs TEXT NOT NULL,\n"
  "  sha256 TEXT NOT NULL,\n"
  "  imported TEXT NOT NULL,\n"
  "  count INTEGER NOT NULL,\n"
  "  skipped INTEGER NOT NULL,\n"
  "  UNIQUE (kind, scope)\n"
  ") STRICT",
  NULL,
};

static const char *const clear_source[] = {
  "DELETE FROM source WHERE number = ?1",
  NULL,
};

static const EtbTerritoryPart source_part = { create_source, clear_source };

const EtbTerritoryPart *const etb_territory_parts[] = {
  &source_part, &etb_area_part, &etb_address_part, &etb_qpv_list_part, NULL,
};
