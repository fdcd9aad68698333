/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-assistance.h"
#include "etb-connection.h"
#include "etb-step.h"

G_BEGIN_DECLS

/* One change of a dossier file, waiting to be written. Private to this module. */

typedef enum
{
  ETB_CHANGE_ANSWER,   /* key, value, author, extra: review. value NULL: nobody answers any more */
  ETB_CHANGE_REVIEW,   /* key, value: "accepted" or "refused"; author: who says so */
  ETB_CHANGE_ADD_LINE, /* key, author; value: key of the line it goes before, NULL: after all */
  ETB_CHANGE_REMOVE_LINE, /* key: the line, what is under it, its answers */
  ETB_CHANGE_COMPLETE,    /* key: identity of an attached file whose chunks are all on disk; value:
                             SHA-256; size */
  ETB_CHANGE_DETACH,      /* key: identity of an attached file; kept aside for the history */
  ETB_CHANGE_REATTACH,    /* key: identity of one that was kept aside */
  ETB_CHANGE_DOCUMENT_DATE, /* key: identity of an attached file; value: YYYY-MM-DD or "" */
  ETB_CHANGE_EXPORT,        /* key: file; value: SHA-256 */
  ETB_CHANGE_DEPOSIT,       /* value: as etb-deposit.h writes it; NULL: none any more */
  ETB_CHANGE_PLACE,         /* value */
  ETB_CHANGE_STEP,          /* step; key: its number. The first writing of one is in the journal */
  ETB_CHANGE_UNDO,          /* key: number of a step; value: its subject; author: who undoes it */
  ETB_CHANGE_REDO,          /* likewise */
  ETB_CHANGE_FORGET,     /* key, value: first and last number of steps that can never be undone or
                            redone any more; files kept aside for them alone are let go */
  ETB_CHANGE_ASSISTANCE, /* key: id; assistance; extra: for the journal */
  ETB_CHANGE_ASSISTANCE_SECTIONS,  /* key: id; value: ids of tasks, joined by a space; extra */
  ETB_CHANGE_ASSISTANCE_END,       /* key: id; at */
  ETB_CHANGE_ASSISTANCE_READ_BACK, /* key: id; at */
  ETB_CHANGE_NOTE,                 /* journal only. value: kind, key: subject, extra: detail */
} EtbChangeKind;

typedef struct
{
  EtbChangeKind kind;
  char *key;
  char *value;
  char *author;
  char *at; /* UTC */
  char *extra;
  guint64 size;
  EtbStep *step;
  EtbAssistance *assistance;
} EtbChange;

/* @author and @value may be NULL where the kind does not need them. "extra", "size", "step" and
 * "assistance" are for the caller to set. */
EtbChange *etb_change_new (EtbChangeKind kind, const char *key, const char *value,
                           const char *author, const char *at);
/* The change that writes @step. */
EtbChange *etb_change_new_step (EtbStep *step);

void etb_change_free (EtbChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbChange, etb_change_free)

/* Whether it takes the place of an earlier change of the same kind and key: only the last counts.
 */
gboolean etb_change_replaces_earlier (const EtbChange *self);

/* Whether a person would want to know that it was saved. */
gboolean etb_change_is_work (const EtbChange *self);

/* Writes it, in the transaction that is open. @number: the revision, and the position of a new
 * line. */
gboolean etb_change_apply (const EtbChange *self, EtbConnection *connection, gint64 number,
                           GError **error);

G_END_DECLS
