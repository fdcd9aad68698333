/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-connection.h"

G_BEGIN_DECLS

/* One change of a dossier file, waiting to be written. Private to this module. */

typedef enum
{
  ETB_CHANGE_ANSWER,      /* key, value, author */
  ETB_CHANGE_ADD_LINE,    /* key, author; goes after all others */
  ETB_CHANGE_REMOVE_LINE, /* key: the line, what is under it, its answers */
  ETB_CHANGE_COMPLETE,    /* key: identity of an attached file whose chunks are all on disk; value:
                             SHA-256; size */
  ETB_CHANGE_DETACH,      /* key: identity of an attached file */
  ETB_CHANGE_EXPORT,      /* key: file; value: SHA-256 */
  ETB_CHANGE_PLACE,       /* value */
} EtbChangeKind;

typedef struct
{
  EtbChangeKind kind;
  char *key;
  char *value;
  char *author;
  char *at; /* UTC */
  guint64 size;
} EtbChange;

/* @author and @value may be NULL where the kind does not need them. */
EtbChange *etb_change_new (EtbChangeKind kind, const char *key, const char *value,
                           const char *author, const char *at);
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
