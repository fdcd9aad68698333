/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-atlas.h"

G_BEGIN_DECLS

/* The territorial files that were read in: what each holds, where it is from, and how to take it
 * away; and reading in others, from a dialog or dropped here, with progress and cancel. */

#define ETB_TYPE_DATASET_LIST (etb_dataset_list_get_type ())
G_DECLARE_FINAL_TYPE (EtbDatasetList, etb_dataset_list, ETB, DATASET_LIST, GtkBox)

GtkWidget *etb_dataset_list_new (EtbAtlas *atlas);

/* Reads @files (element-type GFile) in, one after another; each that cannot be read is told. */
void etb_dataset_list_import (EtbDatasetList *self, GListModel *files);

G_END_DECLS
