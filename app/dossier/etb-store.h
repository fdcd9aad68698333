/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-change.h"
#include "etb-content.h"

G_BEGIN_DECLS

/* The file of a dossier and the one thread that writes it. Changes are queued, those to the same
 * answer are merged, and what waits is committed in one transaction a moment after the typing
 * stops, never later than two seconds after it began. What could not be written is kept and tried
 * again. Private to this module. All functions may be called from any thread, unless said. */

typedef struct _EtbStore EtbStore;

/* Called on the store's thread when etb_store_get_state() has something new. */
typedef void (*EtbStoreNotify) (gpointer user_data);

/* What a job does with the file, on the store's thread, in an open transaction. */
typedef gboolean (*EtbStoreFunc) (EtbConnection *connection, gpointer data, GError **error);

typedef struct _EtbStoreJob EtbStoreJob;

/* Makes the file, with @call and @changes in it, whole or not at all. It is not left open.
 * FALSE with ETB_DOSSIER_ERROR_EXISTS or _STORE. */
gboolean etb_store_create (const char *file, GBytes *call, const char *call_sha256,
                           GPtrArray *changes, GError **error);

/* Opens a file, checks and reads it, and starts the thread. @content: (out) (transfer full). When
 * another program has the file, or it cannot be written: read-only. */
EtbStore *etb_store_open (const char *file, EtbContent **content, EtbStoreNotify notify,
                          gpointer user_data, GError **error);

EtbStore *etb_store_ref (EtbStore *self);
void etb_store_unref (EtbStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbStore, etb_store_unref)

const char *etb_store_get_file (EtbStore *self);

/* NULL when the file may be written; else why not, for people. */
const char *etb_store_get_read_only_reason (EtbStore *self);

/* Queues changes (transfer full), all of them in one transaction. The array's are taken; the array
 * itself is left empty. Never on a read-only store. */
void etb_store_push (EtbStore *self, EtbChange *change);
void etb_store_push_all (EtbStore *self, GPtrArray *changes);

/* Waits until all that was pushed is on disk. FALSE with what the last attempt said; the changes
 * are kept. */
gboolean etb_store_flush (EtbStore *self, GError **error);

/* Takes back what would complete an attached file, if it still waits to be written. FALSE when it
 * is on disk: the file is attached then, whatever the last attempt said. */
gboolean etb_store_withdraw_attachment (EtbStore *self, const char *id);

typedef struct
{
  guint64 saves;      /* commits that held something a person did */
  guint64 failures;   /* attempts that failed */
  gint64 saved_at;    /* µs since 1970, of the last of those commits; 0 when there was none */
  GError *last_error; /* (nullable): of the last attempt, when it failed */
} EtbStoreState;

/* @state: (out caller-allocates): clear with etb_store_state_clear() */
void etb_store_get_state (EtbStore *self, EtbStoreState *state);
void etb_store_state_clear (EtbStoreState *state);

/* Counts the times when jobs that had not been committed yet were lost. */
guint64 etb_store_get_epoch (EtbStore *self);

/* Queues @func for the store's thread; answers go before it. With @commit it is on disk when the
 * job is done, else with the next commit. A job whose @epoch (0: any) is past fails: what it
 * continues is lost.
 * @data belongs to the caller until etb_store_job_wait() returns. Returns: (transfer full) */
EtbStoreJob *etb_store_submit (EtbStore *self, EtbStoreFunc func, gpointer data, gboolean commit,
                               guint64 epoch);
/* Waits for a job and frees it. */
gboolean etb_store_job_wait (EtbStoreJob *job, GError **error);

/* Has what is marked as removed cleared away, when there is nothing better to do. */
void etb_store_sweep (EtbStore *self);

/* Ends the thread and closes the file: waiting changes are tried one last time, waiting jobs fail.
 */
void etb_store_close (EtbStore *self);

G_END_DECLS
