/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a journal.xml, whole and cut in two: what is read does not depend on the cut. */

#include <string.h>

#include "etb-journal-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
check_entry (const EtbJournalEntry *entry, gpointer user_data, GError **error)
{
  g_assert_cmpuint (strlen (entry->digest), <=, ETB_JOURNAL_DIGEST_LENGTH);
  g_assert_cmpuint (strlen (entry->detail), <=, ETB_JOURNAL_MAX_DETAIL);
  return TRUE;
}

static gboolean
read_in_two (const guint8 *data, gsize size, gsize cut, EtbJournalChain *chain)
{
  g_autoptr (EtbJournalReader) reader = etb_journal_reader_new (check_entry, NULL);
  g_autoptr (GError) error = NULL;
  gboolean read = etb_journal_reader_push (data, cut, reader, &error)
                  && etb_journal_reader_push (data + cut, size - cut, reader, &error)
                  && etb_journal_reader_end (reader, &error);

  g_assert_true (read == (error == NULL));
  *chain = *etb_journal_reader_get_chain (reader);
  return read;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  EtbJournalChain whole;
  EtbJournalChain cut;
  gboolean read = read_in_two (data, size, size, &whole);

  g_assert_true (read_in_two (data, size, size / 2, &cut) == read);
  if (read)
    {
      g_assert_cmpint (cut.count, ==, whole.count);
      g_assert_cmpint (cut.first_broken, ==, whole.first_broken);
      g_assert_cmpstr (cut.digest, ==, whole.digest);
    }
  return 0;
}
