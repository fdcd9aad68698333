/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* journal.xml: the journal of a dossier written out for those who receive it, entry by entry, the
 * oldest first, with all that is needed to follow its chain again. */

#define ETB_JOURNAL_NAMESPACE "urn:etabli:journal:1"

/* Takes the next bytes. FALSE with an error stops. */
typedef gboolean (*EtbJournalSink) (const void *data, gsize length, gpointer user_data,
                                    GError **error);

/* Writes the first @entries of the journal of @dossier, of which there must be as many. Memory does
 * not grow with them; the same entries give the same bytes. May be called on any thread.
 * FALSE with ETB_DOSSIER_ERROR, ETB_PACKAGE_ERROR_READ, or what @sink said. */
gboolean etb_journal_write (EtbDossier *dossier, gint64 entries, EtbJournalSink sink,
                            gpointer user_data, GError **error);

/* How many bytes that makes. FALSE with the same errors. */
gboolean etb_journal_measure (EtbDossier *dossier, gint64 entries, guint64 *size, GError **error);

G_END_DECLS
