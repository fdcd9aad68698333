/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-journal-entry.h"
#include "etb-zip-reader.h"

G_BEGIN_DECLS

/* Reads journal.xml, which a stranger wrote: given piece by piece, an entry is handed on as soon as
 * it is whole. UTF-8, no document type declaration, exactly the elements and attributes of
 * journal.xsd, every length and count bounded. Memory does not grow with the document.
 *
 * The chain is followed, and a broken one is no error: see the chain. */

typedef struct _EtbJournalReader EtbJournalReader;

/* @func (nullable) is called for each entry. */
EtbJournalReader *etb_journal_reader_new (EtbJournalFunc func, gpointer user_data);
void etb_journal_reader_free (EtbJournalReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbJournalReader, etb_journal_reader_free)

/* The next bytes. FALSE with ETB_PACKAGE_ERROR_DOCUMENT or what @func said; no more is read then.
 * Its form is that of EtbZipSink, the reader being the last but one parameter. */
gboolean etb_journal_reader_push (const void *data, gsize length, gpointer reader, GError **error);

/* No more bytes come: the document must be whole, and hold as many entries as it says. */
gboolean etb_journal_reader_end (EtbJournalReader *self, GError **error);

/* (transfer none) */
const EtbJournalChain *etb_journal_reader_get_chain (EtbJournalReader *self);

/* Reads the journal inside a package. FALSE with ETB_PACKAGE_ERROR, ETB_CONTAINER_ERROR, or what
 * @func said. @chain: (out caller-allocates) */
gboolean etb_journal_read_package (const char *file, EtbJournalFunc func, gpointer user_data,
                                   EtbJournalChain *chain, GError **error);

G_END_DECLS
