/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-atlas.h"
#include "etb-cli-talk.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The commands of the territory, and what they share. */

int etb_cli_territory (int argc, char **argv);
int etb_cli_territory_locate (int argc, char **argv);
int etb_cli_territory_find (int argc, char **argv);

/* Prints the table of @file (columns lon and lat, and others) with what is known of each line's
 * place after it. Returns: an EtbExit */
int etb_cli_territory_locate_table (const char *file);

/* The value that comes next: an object that says where an answer is from; null without a source. */
void etb_cli_json_dataset (JsonBuilder *builder, const EtbDataset *source);

/* A number of degrees, all of @text. */
gboolean etb_cli_read_degrees (const char *text, double *degrees);

G_END_DECLS
