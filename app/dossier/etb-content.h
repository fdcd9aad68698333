/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-assistance.h"
#include "etb-attachment.h"
#include "etb-connection.h"
#include "etb-step.h"

G_BEGIN_DECLS

/* Everything that a dossier file holds but the bytes of attached files, as read in one transaction.
 * Private to this module. */

/* Limits on what is read: far above what a person writes, far below what hurts. */
#define ETB_CONTENT_MAX_ANSWERS     100000
#define ETB_CONTENT_MAX_LINES       20000
#define ETB_CONTENT_MAX_ATTACHMENTS 4096
#define ETB_CONTENT_MAX_EXPORTS     10000
#define ETB_CONTENT_MAX_ASSISTANCES 1000
#define ETB_CONTENT_MAX_MANDATE     366 /* days */
#define ETB_CONTENT_MAX_STEPS       10000
#define ETB_CONTENT_MAX_STEP_ITEMS  200000
#define ETB_CONTENT_MAX_KEY         1024
#define ETB_CONTENT_MAX_VALUE       (256 * 1024)
#define ETB_CONTENT_MAX_CALL        (4 * 1024 * 1024)

typedef struct
{
  char *key;
  char *value;
  char *author;
  char *at;
  char *review; /* "", "accepted" or "refused": of an answer that somebody else typed */
  gint64 revision;
} EtbStoredAnswer;

typedef struct
{
  char *key;
  char *author;
  char *at;
  gint64 revision;
} EtbStoredLine;

typedef struct
{
  char *file;
  char *sha256;
  char *at;
} EtbStoredExport;

typedef struct
{
  GBytes *call;
  char *call_sha256;
  char *id; /* the same in all copies of a dossier */
  char *place;
  char *deposit;          /* as etb-deposit.h writes it, or NULL */
  GPtrArray *answers;     /* (element-type EtbStoredAnswer) */
  GPtrArray *lines;       /* (element-type EtbStoredLine) by position */
  GPtrArray *attachments; /* (element-type EtbAttachment) complete ones, in order of arrival */
  GPtrArray *kept;        /* (element-type EtbAttachment) taken away, for the history */
  GPtrArray *steps;       /* (element-type EtbStep) by number */
  guint step_at;          /* while reading: the step whose items come */
  GPtrArray *exports;     /* (element-type EtbStoredExport) */
  GPtrArray *assistances; /* (element-type EtbAssistance), the oldest first */
  char *last_change;      /* UTC, "" when there is none */
  gint64 last_revision;   /* highest number given to a change or a line */
  gboolean
      has_leftovers; /* attachments that were interrupted or removed have still to be cleared */
  GPtrArray *interrupted; /* (element-type utf8) names of those that were */
  gint64 upgraded_from;   /* version that the file had before it was opened; 0: the present one */
} EtbContent;

/* NULL with ETB_DOSSIER_ERROR_DAMAGED or _STORE. */
EtbContent *etb_content_read (EtbConnection *connection, GError **error);

/* The same for a file that may be open elsewhere, without the thorough check. NULL with
 * ETB_DOSSIER_ERROR. */
EtbContent *etb_content_read_file (const char *file, GError **error);

/* One record of help from a row of these columns. Returns: (transfer full) (nullable): NULL when
 * the row is not what it should be */
#define ETB_CONTENT_ASSISTANCE_COLUMNS                                                   \
  "id, name, organisation, status, consent, consent_version, consent_sha256, sections, " \
  "mandate_days, began, ended, read_back"
EtbAssistance *etb_content_read_assistance (sqlite3_stmt *row);

void etb_content_free (EtbContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbContent, etb_content_free)

G_END_DECLS
