/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of a dossier file.
 *
 * Answers and lines are named by key: the path written with the identities of lines, which does not
 * change when lines move. Each holds who wrote it, when, and a revision that grows with every
 * change of the file: what comparing two copies needs. Instants are UTC text, ISO 8601. */

#include "etb-store-schema.h"

const char *const etb_store_schema[] = {
  /* Facts on the file: "program", "created", "place". */
  "CREATE TABLE meta (\n"
  "  name TEXT NOT NULL PRIMARY KEY,\n"
  "  value TEXT NOT NULL\n"
  ") STRICT, WITHOUT ROWID",

  /* The definition the answers are for is the one with the highest number: a dossier moved to
     another edition keeps the one it came from. */
  "CREATE TABLE call (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  sha256 TEXT NOT NULL,\n"
  "  bytes BLOB NOT NULL,\n"
  "  at TEXT NOT NULL\n"
  ") STRICT",

  "CREATE TABLE answer (\n"
  "  key TEXT NOT NULL PRIMARY KEY,\n"
  "  value TEXT NOT NULL,\n"
  "  author TEXT NOT NULL,\n"
  "  at TEXT NOT NULL,\n"
  "  revision INTEGER NOT NULL\n"
  ") STRICT, WITHOUT ROWID",

  /* One line of a repeat; those of a repeat are in the order of their positions. */
  "CREATE TABLE line (\n"
  "  key TEXT NOT NULL PRIMARY KEY,\n"
  "  position INTEGER NOT NULL,\n"
  "  author TEXT NOT NULL,\n"
  "  at TEXT NOT NULL,\n"
  "  revision INTEGER NOT NULL\n"
  ") STRICT, WITHOUT ROWID",

  /* state: "writing" until the last chunk is there, then "complete", "removed" until its chunks
     have been cleared away. Only complete ones exist for anybody. */
  "CREATE TABLE attachment (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  id TEXT NOT NULL UNIQUE,\n"
  "  state TEXT NOT NULL,\n"
  "  piece TEXT NOT NULL,\n"
  "  name TEXT NOT NULL,\n"
  "  safe_name TEXT NOT NULL,\n"
  "  media_type TEXT NOT NULL,\n"
  "  size INTEGER NOT NULL,\n"
  "  sha256 TEXT NOT NULL,\n"
  "  author TEXT NOT NULL,\n"
  "  at TEXT NOT NULL,\n"
  "  revision INTEGER NOT NULL\n"
  ") STRICT",

  "CREATE TABLE chunk (\n"
  "  attachment INTEGER NOT NULL,\n"
  "  number INTEGER NOT NULL,\n"
  "  bytes BLOB NOT NULL,\n"
  "  UNIQUE (attachment, number)\n"
  ") STRICT",

  "CREATE TABLE export (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  file TEXT NOT NULL,\n"
  "  sha256 TEXT NOT NULL,\n"
  "  at TEXT NOT NULL\n"
  ") STRICT",

  NULL,
};

const char *const etb_store_small_tables[]
    = { "meta", "call", "answer", "line", "attachment", "export", NULL };
