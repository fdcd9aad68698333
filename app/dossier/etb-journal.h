/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-connection.h"
#include "etb-journal-entry.h"

G_BEGIN_DECLS

/* The table of a dossier file that holds its journal. Private to this module. */

/* Adds an entry, in the write transaction that is open. @at: UTC; @revision: of the file by then.
 * Characters that XML has no place for become U+FFFD: the chain must hold in journal.xml too. */
gboolean etb_journal_append (EtbConnection *connection, const char *kind, const char *author,
                             const char *at, const char *subject, const char *detail,
                             gint64 revision, GError **error);

/* Calls @func for the first @most entries (-1: all), the oldest first; for none in a file of
 * version 1. The chain is not checked. What cannot be read of an entry is "" in it: its digest is
 * wrong then. FALSE with ETB_DOSSIER_ERROR, or with what @func said. */
gboolean etb_journal_foreach (EtbConnection *connection, gint64 most, EtbJournalFunc func,
                              gpointer user_data, GError **error);

/* All entries, the oldest first; none in a file of version 1. The chain is not checked.
 * Returns: (transfer full) (element-type EtbJournalEntry): NULL with ETB_DOSSIER_ERROR */
GPtrArray *etb_journal_read (EtbConnection *connection, GError **error);

/* Number of the first entry that does not follow from the one before it; 0 when all do.
 * @entries: (element-type EtbJournalEntry) */
gint64 etb_journal_first_broken (GPtrArray *entries);

G_END_DECLS
