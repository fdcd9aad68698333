/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"

G_BEGIN_DECLS

/* What is shown while an act runs on a dossier that is closed: what is going on, how far it is, and
 * “Cancel”. Callers: etb-window. */

#define ETB_TYPE_WAITING_PAGE (etb_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbWaitingPage, etb_waiting_page, ETB, WAITING_PAGE, EtbPageFrame)

GtkWidget *etb_waiting_page_new (EtbClosedAct *act, GCancellable *cancellable);

G_END_DECLS
