/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command journal: that of a dossier or of a package, for people or as journal.xml.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-dossier-journal.h"
#include "etb-instant.h"
#include "etb-journal-reader.h"
#include "etb-journal-save.h"
#include "etb-package.h"

/* What tells the words of an entry. */
typedef struct
{
  EtbCall *call; /* NULL: keys are shown */
  EtbInstance *instance;
  EtbJournalReading *reading;
} Words;

static void
say_entry (const Words *words, gint64 number, gint64 at, const char *author, const char *kind,
           const char *subject)
{
  g_autoptr (GDateTime) instant = at != G_MININT64 ? g_date_time_new_from_unix_utc (at) : NULL;
  g_autofree char *when = instant != NULL ? etb_instant_describe (instant) : g_strdup ("?");
  g_autofree char *what
      = etb_journal_subject_to_words (words->call, words->instance, kind, subject);
  g_autofree char *number_text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  const char *who = etb_journal_author_to_words (words->reading, author);

  if (*what == '\0')
    etb_cli_say ("%s\t%s\t%s\t%s", number_text, when, who, etb_journal_kind_to_words (kind));
  else
    /* Translators: number, instant, who, what was done, to what; between tabs. */
    etb_cli_say (_ ("%s\t%s\t%s\t%s: %s"), number_text, when, who, etb_journal_kind_to_words (kind),
                    what);
}

static gboolean
say_stored_entry (const EtbJournalEntry *entry, gpointer words, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (entry->at, NULL);

  say_entry (words, entry->number, at != NULL ? g_date_time_to_unix (at) : G_MININT64,
             entry->author, entry->kind, entry->subject);
  return TRUE;
}

static int
say_chain (const char *file, gint64 first_broken)
{
  g_autofree char *name = g_filename_display_name (file);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, first_broken);

  if (first_broken == 0)
    return ETB_EXIT_YES;
  return etb_cli_refuse (ETB_EXIT_NO,
                         _ ("The journal of “%s” does not hold together: entry %s does not follow "
                            "from the one before it. It was altered by something else than Établi"),
                            name, number);
}

static int
say_check (EtbDossier *dossier, const EtbJournalCheck *check)
{
  g_autofree char *words = etb_dossier_describe_journal_check (dossier, check);

  if (check->state == ETB_JOURNAL_AUTHORS_DIFFER)
    return etb_cli_refuse (ETB_EXIT_NO, "%s", words);
  return say_chain (etb_dossier_get_file (dossier), check->first_broken);
}

static int
tell_dossier (const char *file, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = etb_cli_open (file, NULL, &error);
  g_autoptr (EtbJournalReading) reading = NULL;
  Words words;

  if (dossier == NULL || (output != NULL && !etb_journal_save (dossier, output, &error)))
    return etb_cli_fail (error);
  reading = etb_dossier_read_journal (dossier, &error);
  if (reading == NULL)
    return etb_cli_fail (error);
  words.call = etb_dossier_get_call (dossier);
  words.instance = etb_dossier_get_instance (dossier);
  words.reading = reading;
  for (guint i = 0; output == NULL && i < reading->lines->len; i++)
    {
      const EtbJournalLine *line = &g_array_index (reading->lines, EtbJournalLine, i);

      say_entry (&words, line->number, line->at, line->author, line->kind, line->subject);
    }
  return say_check (dossier, reading->check);
}

static int
tell_package (const char *file, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_package_load_call (file, NULL);
  Words words = { call, NULL, NULL };
  EtbJournalChain chain;

  if ((output != NULL && !etb_journal_save_from_package (file, output, &error))
      || !etb_journal_read_package (file, output == NULL ? say_stored_entry : NULL, &words, &chain,
                                    &error))
    return etb_cli_fail (error);
  return say_chain (file, chain.first_broken);
}

int
etb_cli_journal (int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("The journal to write, as XML"), "OUT.xml" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER|PACKAGE",
                      _ ("Shows who did what in a dossier, and when. Exit status 1 when the chain "
                         "of entries is broken. Signatures are not looked at: see verify."),
                         1, 1))
    return ETB_EXIT_USAGE;

  name = g_filename_display_name (argv[1]);
  switch (etb_cli_look_at (argv[1], &error))
    {
    case ETB_CLI_CONTENT_DOSSIER:
      return tell_dossier (argv[1], output);
    case ETB_CLI_CONTENT_PACKAGE:
      return tell_package (argv[1], output);
    case ETB_CLI_CONTENT_OTHER:
      return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” is neither a dossier nor a package"), name);
    case ETB_CLI_CONTENT_UNREADABLE:
    default:
      return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” cannot be read: %s"), name, error->message);
    }
}
