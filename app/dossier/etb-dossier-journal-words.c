/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal of a dossier in words. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-dossier-journal.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"

/* Words of a journal, and what people read for them. */
/* clang-format off */
static const struct
{
  const char *kind;
  const char *words;
} kind_words[] = {
  { "created", N_ ("Dossier made") },
  { "upgraded", N_ ("File brought to the form of this version") },
  { "moved", N_ ("Moved to another edition") },
  { "reopened", N_ ("Made again from a package") },
  { "reused", N_ ("Started from another dossier") },
  { "confirmed", N_ ("Answer of another dossier confirmed") },
  { "answer", N_ ("Answer") },
  { "pasted", N_ ("Amounts pasted") },
  { "chosen", N_ ("Choice from a list, and what follows from it") },
  { "located", N_ ("Place looked up") },
  { "line-added", N_ ("Line added") },
  { "line-removed", N_ ("Line removed") },
  { "attached", N_ ("Document attached") },
  { "detached", N_ ("Document removed") },
  { "dated", N_ ("Date of a document") },
  { "filled", N_ ("Answers from a file") },
  { "restored", N_ ("Safety copy restored") },
  { "merged", N_ ("Copy merged") },
  { "undone", N_ ("Undone") },
  { "redone", N_ ("Done again") },
  { "exported", N_ ("Package made") },
  { "deposited", N_ ("Receipt of the deposit noted") },
  { "deposit-taken-back", N_ ("Receipt of the deposit taken back") },
  { "accepted", N_ ("Answer accepted on reading back") },
  { "refused", N_ ("Answer refused on reading back") },
  { "read-back", N_ ("All read back") },
  { "assistance-began", N_ ("Help began") },
  { "assistance-extended", N_ ("Help extended") },
  { "assistance-ended", N_ ("Help ended") },
};
/* clang-format on */

const char *
etb_journal_kind_to_words (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_str_equal (kind_words[i].kind, kind))
      return _ (kind_words[i].words);
  return kind;
}

const char *
etb_journal_author_to_words (EtbJournalReading *reading, const char *author)
{
  const char *helper = reading ? g_hash_table_lookup (reading->helpers, author) : NULL;

  if (*author == '\0')
    return "Établi";
  if (g_str_equal (author, ETB_DOSSIER_AUTHOR))
    return _ ("the applicant");
  return helper ? helper : author;
}

/* "/dossier/consortium/membre[@id='k3f9']/nom" of a line that is gone: without its identity. */
static char *
drop_identities (const char *key)
{
  GString *path = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *c = key; *c; c++)
    {
      inside = inside ? *c != ']' : *c == '[';
      if (!inside && *c != ']')
        g_string_append_c (path, *c);
    }
  return g_string_free (path, FALSE);
}

static char *
describe_key (EtbCall *call, EtbInstance *instance, const char *key)
{
  xmlNodePtr node = instance ? etb_instance_find (instance, key) : NULL;
  g_autofree char *path = node ? etb_instance_path_of (instance, node) : drop_identities (key);
  char *label = call ? etb_call_label_for (call, path) : NULL;

  return label ? label : g_steal_pointer (&path);
}

static char *
describe_instant (const char *subject)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (subject, NULL);

  return at ? etb_instant_describe (at) : g_strdup (subject);
}

char *
etb_journal_subject_to_words (EtbCall *call, EtbInstance *instance, const char *kind,
                              const char *subject)
{
  const EtbPiece *piece;

  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);

  /* A digest says nothing to anybody; the version of a file hardly more. */
  if (g_str_equal (kind, "exported") || g_str_equal (kind, "upgraded"))
    return g_strdup ("");
  if (g_str_equal (kind, "deposited"))
    return describe_instant (subject);
  if (*subject == '/')
    return describe_key (call, instance, subject);
  piece = call ? etb_call_find_piece (call, subject) : NULL;
  return g_strdup (piece ? piece->label : subject);
}

char *
etb_dossier_describe_journal_check (EtbDossier *self, const EtbJournalCheck *check)
{
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (check != NULL, NULL);

  switch (check->state)
    {
    case ETB_JOURNAL_BROKEN:
      number = g_strdup_printf ("%" G_GINT64_FORMAT, check->first_broken);
      return g_strdup_printf (
          _ ("The journal of this dossier was altered by something else than Établi, from entry "
             "%s on. Your answers are there and you can go on; a package made of this dossier will "
             "say so too."),
             number);
    case ETB_JOURNAL_AUTHORS_DIFFER:
      label = describe_key (self->call, self->instance, check->answer);
      return g_strdup_printf (
          _ ("The author of the answer “%s” is not the one that the journal names: the file was "
             "altered by something else than Établi. Read that answer again; you can go on."),
             label);
    case ETB_JOURNAL_INTACT:
    default:
      return NULL;
    }
}
