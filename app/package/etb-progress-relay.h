/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How far a long piece of work is. @done of @total bytes; @total is never 0. */
typedef void (*EtbPackageProgress) (guint64 done, guint64 total, gpointer user_data);

/* Carries progress from working threads to the main context of whoever asked for the work: one
 * message at a time, with the latest figures, and none once the work has ended. */
typedef struct _EtbProgressRelay EtbProgressRelay;

/* Made in the thread that wants to be told. Returns: (transfer full): etb_progress_relay_tie()
 * takes it */
EtbProgressRelay *etb_progress_relay_new (EtbPackageProgress progress, gpointer progress_data);

/* The relay lives as long as @task. */
void etb_progress_relay_tie (EtbProgressRelay *self, GTask *task);

/* An EtbPackageProgress for any thread. @relay: an EtbProgressRelay */
void etb_progress_relay_send (guint64 done, guint64 total, gpointer relay);

/* Nobody is told any more. @result: the task that a relay may be tied to */
void etb_progress_relay_end (GAsyncResult *result);

G_END_DECLS
