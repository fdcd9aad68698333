/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What makes the entries of a journal a chain: see the header. Pure; knows neither the dossier file
 * nor journal.xml, which both hold such entries.
 *
 * Callers: etb-journal, etb-dossier-journal, package (journal.xml). */

#include "etb-journal-entry.h"

#include <string.h>

EtbJournalEntry *
etb_journal_entry_new (void)
{
  return g_new0 (EtbJournalEntry, 1);
}

EtbJournalEntry *
etb_journal_entry_copy (const EtbJournalEntry *self)
{
  EtbJournalEntry *copy = etb_journal_entry_new ();

  copy->number = self->number;
  copy->at = g_strdup (self->at);
  copy->author = g_strdup (self->author);
  copy->kind = g_strdup (self->kind);
  copy->subject = g_strdup (self->subject);
  copy->detail = g_strdup (self->detail);
  copy->revision = self->revision;
  copy->previous = g_strdup (self->previous);
  copy->digest = g_strdup (self->digest);
  return copy;
}

void
etb_journal_entry_free (EtbJournalEntry *self)
{
  if (!self)
    return;
  g_free (self->at);
  g_free (self->author);
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->detail);
  g_free (self->previous);
  g_free (self->digest);
  g_free (self);
}

static void
digest_text (GChecksum *checksum, const char *text)
{
  char head[24];
  gsize length = strlen (text);
  int head_length = g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (checksum, (const guchar *)head, head_length);
  g_checksum_update (checksum, (const guchar *)text, (gssize)length);
  g_checksum_update (checksum, (const guchar *)"\n", 1);
}

char *
etb_journal_entry_digest (const EtbJournalEntry *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->number);
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, self->revision);
  const char *const fields[] = { number,        self->at,     self->author, self->kind,
                                 self->subject, self->detail, revision,     self->previous };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    digest_text (checksum, fields[i]);
  return g_strdup (g_checksum_get_string (checksum));
}

void
etb_journal_chain_init (EtbJournalChain *self)
{
  self->count = self->first_broken = 0;
  g_strlcpy (self->digest, ETB_JOURNAL_FIRST, sizeof self->digest);
}

void
etb_journal_chain_add (EtbJournalChain *self, const EtbJournalEntry *entry)
{
  g_autofree char *digest = etb_journal_entry_digest (entry);

  self->count++;
  if (self->first_broken == 0
      && (entry->number != self->count || !g_str_equal (entry->previous, self->digest)
          || !g_str_equal (entry->digest, digest)))
    self->first_broken = self->count;
  g_strlcpy (self->digest, entry->digest, sizeof self->digest);
}
