/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Something done to a dossier's file while no window has it open: moved to another edition, merged,
 * handed over, brought back to an earlier version. A page makes one and emits it
 * (EtbPageFrame::act); the window closes the dossier, runs the act on a thread with its progress on
 * screen, then shows the dossier again, or the home page when its file is gone. An act that fails
 * leaves the file as it was.
 *
 * Signals
 *   progress (guint64 done, guint64 total)   bytes, in the context of whoever runs it; total 0: not
 *                                            known */

#define ETB_TYPE_CLOSED_ACT (etb_closed_act_get_type ())
G_DECLARE_FINAL_TYPE (EtbClosedAct, etb_closed_act, ETB, CLOSED_ACT, GObject)

/* On a thread. @file: the dossier. Returns: (transfer full): a short sentence that says what was
 * done; NULL with @error set */
typedef char *(*EtbClosedFunc) (EtbClosedAct *self, const char *file, gpointer data,
                                GCancellable *cancellable, GError **error);

/* @doing: what is going on, a sentence. @failed: heading of the message when it cannot be done.
 * @data: (transfer full), freed with @free_data (nullable) */
EtbClosedAct *etb_closed_act_new (const char *doing, const char *failed, EtbClosedFunc func,
                                  gpointer data, GDestroyNotify free_data);

/* Makes what is shown once the dossier is gone, in place of the home page: a GtkWidget, (transfer
 * floating). Called in the context of whoever ran the act, when it succeeded. */
typedef gpointer (*EtbClosedAfter) (gpointer data);
void etb_closed_act_set_after (EtbClosedAct *self, EtbClosedAfter after);

/* Returns: (nullable): NULL when nothing was set */
gpointer etb_closed_act_make_after (EtbClosedAct *self);

const char *etb_closed_act_get_doing (EtbClosedAct *self);
const char *etb_closed_act_get_failed (EtbClosedAct *self);

/* Tells how far it is; from any thread. */
void etb_closed_act_report (EtbClosedAct *self, guint64 done, guint64 total);

/* Runs it, once. */
void etb_closed_act_run_async (EtbClosedAct *self, const char *file, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full): the sentence; NULL with @error set */
char *etb_closed_act_run_finish (EtbClosedAct *self, GAsyncResult *result, GError **error);

G_END_DECLS
