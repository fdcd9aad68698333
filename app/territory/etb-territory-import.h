/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-territory-store.h"

G_BEGIN_DECLS

/* Reads a file that a person chose into the base: contours of QPV 2015, of QPV 2024 or of communes,
 * addresses, or the list of QPV. Which of them is told from its content. What the base held of the
 * same kind and scope is replaced whole, in one transaction: when anything fails, all stays as it
 * was.
 *
 * @cancellable (nullable)
 * @progress (nullable): told how far it is, from the thread that calls
 * Returns: (transfer full): what is in the base now; NULL with a message that names the file:
 *   ETB_TERRITORY_ERROR_READ, _FORM, _BASE, _STORE, or G_IO_ERROR_CANCELLED */
EtbDataset *etb_territory_import (EtbTerritoryStore *store, const char *file,
                                  GCancellable *cancellable, GFileProgressCallback progress,
                                  gpointer data, GError **error);

G_END_DECLS
