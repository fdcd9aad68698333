/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"

G_BEGIN_DECLS

/* What is shown while the dossier of a window is not there: an act runs on it, or it is being
 * opened. What is going on, how far it is, and “Cancel”. Callers: etb-window, etb-window-opening.
 */

#define ETB_TYPE_WAITING_PAGE (etb_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbWaitingPage, etb_waiting_page, ETB, WAITING_PAGE, EtbPageFrame)

/* @doing: the title. @words: a sentence under it. “Cancel” cancels @cancellable. */
GtkWidget *etb_waiting_page_new (const char *doing, const char *words, GCancellable *cancellable);

/* Bytes. @total 0: not known. */
void etb_waiting_page_set (EtbWaitingPage *self, guint64 done, guint64 total);

G_END_DECLS
