/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-journal-model.h"

G_BEGIN_DECLS

/* One line of the journal page: the day above the first entry of it, what was done, by whom and at
 * what time. Callers: etb-journal-page. */

#define ETB_TYPE_JOURNAL_ROW (etb_journal_row_get_type ())
G_DECLARE_FINAL_TYPE (EtbJournalRow, etb_journal_row, ETB, JOURNAL_ROW, GtkBox)

GtkWidget *etb_journal_row_new (void);

/* Shows @item. @reading: that it is of. */
void etb_journal_row_bind (EtbJournalRow *self, EtbDossier *dossier, EtbJournalReading *reading,
                           EtbJournalItem *item);

/* All of it in one sentence, for a screen reader. */
const char *etb_journal_row_get_sentence (EtbJournalRow *self);

G_END_DECLS
