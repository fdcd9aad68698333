/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of a dossier file.
 *
 * Answers and lines are named by key: the path written with the identities of lines, which does not
 * change when lines move. Each holds who wrote it, when, and a revision that grows with every
 * change of the file: what comparing two copies needs. Instants are UTC text, ISO 8601.
 *
 * Version 2 added the journal, the history, assistance, what the applicant said of an answer that
 * somebody else typed, and the date written on a document.
 *
 * Callers: etb-connection, etb-store. */

#include "etb-store-schema.h"

/* Facts on the file: "program", "created", "place", "id" (the same in all its copies), "deposit"
   once its receipt was noted. */
#define META                            \
  "CREATE TABLE meta (\n"               \
  "  name TEXT NOT NULL PRIMARY KEY,\n" \
  "  value TEXT NOT NULL\n"             \
  ") STRICT, WITHOUT ROWID"

/* The definition the answers are for is the one with the highest number: a dossier moved to another
   edition keeps the one it came from. */
#define CALL                        \
  "CREATE TABLE call (\n"           \
  "  number INTEGER PRIMARY KEY,\n" \
  "  sha256 TEXT NOT NULL,\n"       \
  "  bytes BLOB NOT NULL,\n"        \
  "  at TEXT NOT NULL\n"            \
  ") STRICT"

/* One line of a repeat; those of a repeat are in the order of their positions. */
#define LINE                           \
  "CREATE TABLE line (\n"              \
  "  key TEXT NOT NULL PRIMARY KEY,\n" \
  "  position INTEGER NOT NULL,\n"     \
  "  author TEXT NOT NULL,\n"          \
  "  at TEXT NOT NULL,\n"              \
  "  revision INTEGER NOT NULL\n"      \
  ") STRICT, WITHOUT ROWID"

#define CHUNK                        \
  "CREATE TABLE chunk (\n"           \
  "  attachment INTEGER NOT NULL,\n" \
  "  number INTEGER NOT NULL,\n"     \
  "  bytes BLOB NOT NULL,\n"         \
  "  UNIQUE (attachment, number)\n"  \
  ") STRICT"

#define EXPORT                      \
  "CREATE TABLE export (\n"         \
  "  number INTEGER PRIMARY KEY,\n" \
  "  file TEXT NOT NULL,\n"         \
  "  sha256 TEXT NOT NULL,\n"       \
  "  at TEXT NOT NULL\n"            \
  ") STRICT"

static const char *const schema_1[] = {
  META,
  CALL,
  "CREATE TABLE answer (\n"
  "  key TEXT NOT NULL PRIMARY KEY,\n"
  "  value TEXT NOT NULL,\n"
  "  author TEXT NOT NULL,\n"
  "  at TEXT NOT NULL,\n"
  "  revision INTEGER NOT NULL\n"
  ") STRICT, WITHOUT ROWID",
  LINE,
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
  CHUNK,
  EXPORT,
  NULL,
};

/* review: what the applicant said of an answer that a helper typed: "", "accepted", "refused". */
#define ANSWER_2                       \
  "CREATE TABLE answer (\n"            \
  "  key TEXT NOT NULL PRIMARY KEY,\n" \
  "  value TEXT NOT NULL,\n"           \
  "  author TEXT NOT NULL,\n"          \
  "  at TEXT NOT NULL,\n"              \
  "  review TEXT NOT NULL,\n"          \
  "  revision INTEGER NOT NULL\n"      \
  ") STRICT, WITHOUT ROWID"

/* state: "writing" until the last chunk is there, then "complete"; "kept" when it was taken away
   and the history may still bring it back; "removed" until its chunks have been cleared away. Only
   complete ones exist for anybody. document_date: the day written on the document, "" when nobody
   said. */
#define ATTACHMENT_2                 \
  "CREATE TABLE attachment (\n"      \
  "  number INTEGER PRIMARY KEY,\n"  \
  "  id TEXT NOT NULL UNIQUE,\n"     \
  "  state TEXT NOT NULL,\n"         \
  "  piece TEXT NOT NULL,\n"         \
  "  name TEXT NOT NULL,\n"          \
  "  safe_name TEXT NOT NULL,\n"     \
  "  media_type TEXT NOT NULL,\n"    \
  "  size INTEGER NOT NULL,\n"       \
  "  sha256 TEXT NOT NULL,\n"        \
  "  document_date TEXT NOT NULL,\n" \
  "  author TEXT NOT NULL,\n"        \
  "  at TEXT NOT NULL,\n"            \
  "  revision INTEGER NOT NULL\n"    \
  ") STRICT"

/* What was done, for undoing it: each step is one act of a person. */
#define STEP                        \
  "CREATE TABLE step (\n"           \
  "  number INTEGER PRIMARY KEY,\n" \
  "  kind TEXT NOT NULL,\n"         \
  "  subject TEXT NOT NULL,\n"      \
  "  author TEXT NOT NULL,\n"       \
  "  at TEXT NOT NULL,\n"           \
  "  undone INTEGER NOT NULL\n"     \
  ") STRICT"

/* What a step changed, in order. kind: "answer", "line", "attachment", "document-date". before and
   after: the value, or "" for a line or a file that was there; NULL: there was none. next: the key
   of the line that follows a line. */
#define STEP_ITEM                    \
  "CREATE TABLE step_item (\n"       \
  "  step INTEGER NOT NULL,\n"       \
  "  rank INTEGER NOT NULL,\n"       \
  "  kind TEXT NOT NULL,\n"          \
  "  key TEXT NOT NULL,\n"           \
  "  before TEXT,\n"                 \
  "  before_author TEXT NOT NULL,\n" \
  "  before_at TEXT NOT NULL,\n"     \
  "  before_review TEXT NOT NULL,\n" \
  "  after TEXT,\n"                  \
  "  after_author TEXT NOT NULL,\n"  \
  "  after_at TEXT NOT NULL,\n"      \
  "  after_review TEXT NOT NULL,\n"  \
  "  next TEXT NOT NULL,\n"          \
  "  PRIMARY KEY (step, rank)\n"     \
  ") STRICT, WITHOUT ROWID"

/* Whose hand did what, never what was written: append-only, each entry holding the digest of the
   one before it. */
#define JOURNAL                     \
  "CREATE TABLE journal (\n"        \
  "  number INTEGER PRIMARY KEY,\n" \
  "  at TEXT NOT NULL,\n"           \
  "  author TEXT NOT NULL,\n"       \
  "  kind TEXT NOT NULL,\n"         \
  "  subject TEXT NOT NULL,\n"      \
  "  detail TEXT NOT NULL,\n"       \
  "  revision INTEGER NOT NULL,\n"  \
  "  previous TEXT NOT NULL,\n"     \
  "  digest TEXT NOT NULL\n"        \
  ") STRICT"

#define JOURNAL_NO_UPDATE                                       \
  "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal\n" \
  "BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END"

#define JOURNAL_NO_DELETE                                       \
  "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal\n" \
  "BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END"

/* Replacing a row is a deletion that the trigger above does not see. */
#define JOURNAL_NO_REPLACE                                           \
  "CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal\n"     \
  "WHEN EXISTS (SELECT 1 FROM journal WHERE number >= NEW.number)\n" \
  "BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END"

/* One presence of a helper beside the applicant. sections: identities of tasks, joined by a space.
   mandate_days: 0 when there is none. ended: "" as long as it lasts. read_back: the instant at
   which the applicant had gone through all that was typed, "" before. */
#define ASSISTANCE                     \
  "CREATE TABLE assistance (\n"        \
  "  id TEXT NOT NULL PRIMARY KEY,\n"  \
  "  name TEXT NOT NULL,\n"            \
  "  organisation TEXT NOT NULL,\n"    \
  "  status TEXT NOT NULL,\n"          \
  "  consent TEXT NOT NULL,\n"         \
  "  consent_version TEXT NOT NULL,\n" \
  "  consent_sha256 TEXT NOT NULL,\n"  \
  "  sections TEXT NOT NULL,\n"        \
  "  mandate_days INTEGER NOT NULL,\n" \
  "  began TEXT NOT NULL,\n"           \
  "  ended TEXT NOT NULL,\n"           \
  "  read_back TEXT NOT NULL,\n"       \
  "  revision INTEGER NOT NULL\n"      \
  ") STRICT, WITHOUT ROWID"

static const char *const schema_2[] = {
  META,
  CALL,
  ANSWER_2,
  LINE,
  ATTACHMENT_2,
  CHUNK,
  EXPORT,
  STEP,
  STEP_ITEM,
  JOURNAL,
  JOURNAL_NO_UPDATE,
  JOURNAL_NO_DELETE,
  JOURNAL_NO_REPLACE,
  ASSISTANCE,
  NULL,
};

const char *const etb_store_schema_upgrade[] = {
  "ALTER TABLE answer RENAME TO answer_1",
  ANSWER_2,
  "INSERT INTO answer SELECT key, value, author, at, '', revision FROM answer_1",
  "DROP TABLE answer_1",
  "ALTER TABLE attachment RENAME TO attachment_1",
  ATTACHMENT_2,
  "INSERT INTO attachment SELECT number, id, state, piece, name, safe_name, media_type, size, "
  "sha256, '', author, at, revision FROM attachment_1",
  "DROP TABLE attachment_1",
  STEP,
  STEP_ITEM,
  JOURNAL,
  JOURNAL_NO_UPDATE,
  JOURNAL_NO_DELETE,
  JOURNAL_NO_REPLACE,
  ASSISTANCE,
  "PRAGMA user_version=2",
  NULL,
};

const char *const *
etb_store_schema (gint64 version)
{
  return version == 1 ? schema_1 : schema_2;
}

const char *const *
etb_store_small_tables (gint64 version)
{
  static const char *const tables_1[]
      = { "meta", "call", "answer", "line", "attachment", "export", NULL };
  static const char *const tables_2[]
      = { "meta", "call",      "answer",  "line",       "attachment", "export",
          "step", "step_item", "journal", "assistance", NULL };

  return version == 1 ? tables_1 : tables_2;
}
