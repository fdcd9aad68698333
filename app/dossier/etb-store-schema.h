/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a dossier file holds. The texts below are compared letter by letter with those of a file
 * that is opened: a change here is a new version, with its upgrade. */

#define ETB_STORE_APPLICATION_ID 0x45746244 /* "EtbD" */
#define ETB_STORE_VERSION        2
#define ETB_STORE_OLDEST_VERSION 1

/* Bytes of one piece of an attached file, and of one page: large pages suit large files, and one
 * answer still costs only a few of them. */
#define ETB_STORE_CHUNK_SIZE (1024 * 1024)
#define ETB_STORE_PAGE_SIZE  8192

/* CREATE statements of a file of @version, NULL at the end. */
const char *const *etb_store_schema (gint64 version);

/* Statements that make a file of the oldest version one of the present, NULL at the end. */
extern const char *const etb_store_schema_upgrade[];

/* All tables of @version but the one of the attached bytes, NULL at the end. */
const char *const *etb_store_small_tables (gint64 version);

G_END_DECLS
