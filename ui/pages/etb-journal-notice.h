/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-notice.h"

G_BEGIN_DECLS

/* What is wrong with the journal of a dossier, with a way to it; nothing at all, and no room taken,
 * when it holds together. Checked off the main loop. Callers: etb-tasks-page. */

#define ETB_TYPE_JOURNAL_NOTICE (etb_journal_notice_get_type ())
G_DECLARE_FINAL_TYPE (EtbJournalNotice, etb_journal_notice, ETB, JOURNAL_NOTICE, GtkBox)

GtkWidget *etb_journal_notice_new (EtbDossier *dossier);

G_END_DECLS
