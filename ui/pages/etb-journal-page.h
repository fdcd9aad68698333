/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* The journal of a dossier: who did what, and when, the latest first; whether the chain of entries
 * holds; and the way to save it as XML. Read off the main loop, and again after each saving.
 * Callers: etb-dossier-pages. */

#define ETB_TYPE_JOURNAL_PAGE (etb_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbJournalPage, etb_journal_page, ETB, JOURNAL_PAGE, EtbPageFrame)

GtkWidget *etb_journal_page_new (EtbDossier *dossier);

/* Writes the journal to @file, and says what became of it: what the button does once a name was
 * chosen. */
void etb_journal_page_save (EtbJournalPage *self, const char *file);

G_END_DECLS
