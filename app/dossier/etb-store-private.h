/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-store.h"

G_BEGIN_DECLS

/* Shared by etb-store.c (life of the store, queue), etb-store-read.c (reading when opening),
 * etb-store-thread.c (what its thread does) and etb-kept-copy.c (a copy of a file, beside it). */

/* What a file of the first version is known by once it is upgraded, after SELECT: the same in all
 * its copies. */
#define ETB_STORE_FIRST_IDENTITY                                                                \
  "coalesce (value, '') || ' ' || (SELECT sha256 FROM call ORDER BY number LIMIT 1) FROM meta " \
  "WHERE name = 'created'"

struct _EtbStoreJob
{
  EtbStore *store;
  EtbStoreFunc func;
  gpointer data;
  gboolean commit;
  guint64 epoch;
  gboolean done;
  GError *error;
};

struct _EtbStore
{
  gint references;
  char *file;
  char *read_only_reason; /* NULL: may write */
  EtbStoreNotify notify;
  gpointer user_data;
  GThread *thread; /* NULL when read-only or closed */

  /* Of the thread alone, once it runs. */
  EtbConnection *connection;
  gint64 revision;
  gboolean uncommitted; /* jobs that ran since the last commit */

  /* Under the lock. */
  GMutex lock;
  GCond wake;          /* for the thread: there is something to do */
  GCond progressed;    /* for those who wait: a commit, a failure, a job done */
  GQueue changes;      /* (element-type EtbChange), in order */
  GHashTable *index;   /* of changes that a later one may replace: "kind key" to link */
  gint64 first_push;   /* monotonic, of the oldest waiting change; 0 when none waits */
  gint64 last_push;    /* monotonic */
  gint64 retry_at;     /* monotonic; 0 when the last attempt went well */
  guint64 pushed;      /* changes, ever */
  guint64 committed;   /* of those, up to which one they are on disk */
  gboolean committing; /* the queue is being written, without the lock */
  guint flushes;       /* callers that wait: write at once */
  GQueue jobs;         /* (element-type EtbStoreJob) */
  gboolean sweep;
  gboolean stop;
  guint64 epoch;
  EtbStoreState state;
};

/* Under the lock. */
void etb_store_enqueue (EtbStore *self, EtbChange *change);

gpointer etb_store_run_thread (gpointer store);

/* An empty file of another name in the folder of @file, an absolute path: what is written there is
 * not seen before it is whole. Returns: (transfer full): NULL with ETB_DOSSIER_ERROR_EXISTS when
 * @file is there already, or _STORE */
char *etb_store_make_empty (const char *file, GError **error);
void etb_store_discard (const char *made);

/* Gives the finished file its name, never over another. FALSE with the same errors. */
gboolean etb_store_put_in_place (const char *made, const char *file, GError **error);

/* Before a file is taken: one that a tool left in another mode is read, so that it is put back only
 * when it is not to be refused. FALSE when it is. */
gboolean etb_store_check_mode (EtbConnection *connection, GError **error);

/* Takes the right to write, a transaction being open from then on. Returns: (transfer full)
 * (nullable): why it cannot be, for people */
char *etb_store_take_file (EtbConnection *connection);

/* Reads a file that was checked, in the transaction that is open. With @may_write (it was taken)
 * a file of an earlier version becomes one of the present, on disk, and what an interruption left
 * is marked for clearing away; but a file that is refused is left as it was. */
EtbContent *etb_store_read (EtbConnection *connection, gboolean may_write, GError **error);

G_END_DECLS
