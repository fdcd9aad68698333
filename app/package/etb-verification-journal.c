/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: checks the journal inside a package: its form, its chain, and that it ends where
 * dossier.xml says, so that one cut short shows. Callers: etb-verification-dossier.c. */

#include <glib/gi18n-lib.h>

#include "etb-element.h"
#include "etb-journal-reader.h"
#include "etb-package-private.h"
#include "etb-verification-private.h"

static gboolean
read_journal (EtbPackageCheck *self, const EtbZipEntry *entry, EtbJournalReader *reader,
              GError **error)
{
  return etb_zip_reader_read (self->reader, entry, etb_journal_reader_push, reader,
                              self->cancellable, error)
         && etb_journal_reader_end (reader, error);
}

static void
check_chain (EtbPackageCheck *self, const EtbJournalChain *chain)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, chain->first_broken);
  g_autofree char *text = NULL;

  if (chain->first_broken == 0)
    return;
  text = g_strdup_printf (_ ("The journal does not hold together: entry %s does not follow from "
                             "the one before it. It was altered by something else than Établi"),
                             number);
  etb_package_check_add (self, "journal-broken", ETB_ENTRY_JOURNAL, text);
}

static void
check_end (EtbPackageCheck *self, const EtbJournalChain *chain, xmlNodePtr claimed)
{
  g_autofree char *entries = etb_element_attribute (claimed, "entries");
  g_autofree char *digest = etb_element_attribute (claimed, "digest");
  g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT, chain->count);

  if (!g_str_equal (entries, found) || !g_str_equal (digest, chain->digest))
    etb_package_check_add (self, "journal-differs", ETB_ENTRY_JOURNAL,
                           _ ("The journal does not end where “dossier.xml” says: entries are "
                              "missing, or it is of another dossier"));
}

void
etb_package_check_journal (EtbPackageCheck *self, xmlNodePtr root)
{
  const EtbZipEntry *entry = etb_zip_reader_find (self->reader, ETB_ENTRY_JOURNAL);
  g_autoptr (EtbJournalReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const EtbJournalChain *chain;

  if (entry == NULL)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("“%s” is not in this package"), ETB_ENTRY_JOURNAL);

      etb_package_check_add (self, "entry-missing", ETB_ENTRY_JOURNAL, text);
      return;
    }
  if (g_hash_table_contains (self->damaged, ETB_ENTRY_JOURNAL))
    return;

  reader = etb_journal_reader_new (NULL, NULL);
  if (!read_journal (self, entry, reader, &error))
    {
      etb_package_check_add (self, "journal-invalid", ETB_ENTRY_JOURNAL, error->message);
      return;
    }
  chain = etb_journal_reader_get_chain (reader);
  self->result->journal = *chain;
  check_chain (self, chain);
  check_end (self, chain, etb_element_child (root, "journal"));
}
