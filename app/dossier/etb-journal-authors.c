/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Follows a journal and keeps, for each answer, the hands that typed it: a pile of those in force,
 * and one of those undone.
 *
 * Invariant: a pile is empty where the journal does not tell; what is not known to leave answers
 * alone empties all.
 *
 * Callers: etb-dossier-journal. */

#include "etb-journal-authors.h"

#include "etb-step.h"

typedef struct
{
  GPtrArray *done; /* (element-type utf8) authors, the last in force on top; not owned */
  GPtrArray *undone;
  gboolean stands; /* what lies at the bottom was confirmed, which is no step: nothing undoes it */
} Hands;

struct _EtbJournalAuthors
{
  GStringChunk *texts;  /* names of authors, each once */
  GHashTable *hands;    /* key of an answer to its Hands */
  GHashTable *subjects; /* of steps that change no author: keys of lines, codes of pieces */
};

static void
hands_free (Hands *hands)
{
  g_ptr_array_unref (hands->done);
  g_ptr_array_unref (hands->undone);
  g_free (hands);
}

EtbJournalAuthors *
etb_journal_authors_new (void)
{
  EtbJournalAuthors *self = g_new0 (EtbJournalAuthors, 1);

  self->texts = g_string_chunk_new (1024);
  self->hands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)hands_free);
  self->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
etb_journal_authors_free (EtbJournalAuthors *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->hands);
  g_hash_table_unref (self->subjects);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static Hands *
push (EtbJournalAuthors *self, const char *key, const char *author)
{
  Hands *hands = g_hash_table_lookup (self->hands, key);

  if (!hands)
    {
      hands = g_new0 (Hands, 1);
      hands->done = g_ptr_array_new ();
      hands->undone = g_ptr_array_new ();
      g_hash_table_insert (self->hands, g_strdup (key), hands);
    }
  g_ptr_array_add (hands->done, g_string_chunk_insert_const (self->texts, author));
  return hands;
}

/* From here on it is that person's, whatever steps came before: those are still there to be undone
 * and done again, and bring back hands that the journal no longer tells. */
static void
confirm (EtbJournalAuthors *self, const EtbJournalEntry *entry)
{
  g_hash_table_remove (self->hands, entry->subject);
  push (self, entry->subject, entry->author)->stands = TRUE;
}

/* A line that goes takes its answers along, and brings them back as they were. */
static void
add_step (EtbJournalAuthors *self, EtbStepKind kind, const EtbJournalEntry *entry)
{
  switch (kind)
    {
    case ETB_STEP_ANSWER:
      push (self, entry->subject, entry->author);
      break;
    case ETB_STEP_LINE_ADDED:
    case ETB_STEP_LINE_REMOVED:
    case ETB_STEP_ATTACHED:
    case ETB_STEP_DETACHED:
    case ETB_STEP_DATED:
      g_hash_table_add (self->subjects, g_strdup (entry->subject));
      break;
    case ETB_STEP_FILLED:
    case ETB_STEP_RESTORED:
    case ETB_STEP_MERGED:
    default:
      g_hash_table_remove_all (self->hands);
    }
}

/* "undone" or "redone". */
static void
turn (EtbJournalAuthors *self, const EtbJournalEntry *entry)
{
  Hands *hands = g_hash_table_lookup (self->hands, entry->subject);
  const gboolean undone = g_str_equal (entry->kind, "undone");
  GPtrArray *from = hands ? (undone ? hands->done : hands->undone) : NULL;

  if (from && from->len > (from == hands->done && hands->stands ? 1 : 0))
    g_ptr_array_add (undone ? hands->undone : hands->done,
                     g_ptr_array_steal_index (from, from->len - 1));
  else if (hands)
    {
      g_ptr_array_set_size (hands->done, 0);
      hands->stands = FALSE;
    }
  else if (!g_hash_table_contains (self->subjects, entry->subject))
    g_hash_table_remove_all (self->hands);
}

static gboolean
leaves_answers_alone (const char *kind)
{
  static const char *const kinds[] = { "created",  "exported", "deposited", "deposit-taken-back",
                                       "accepted", "refused",  "read-back", NULL };

  return g_strv_contains (kinds, kind) || g_str_has_prefix (kind, "assistance-");
}

void
etb_journal_authors_add (EtbJournalAuthors *self, const EtbJournalEntry *entry)
{
  EtbStepKind kind;

  if (etb_step_kind_from_text (entry->kind, &kind))
    add_step (self, kind, entry);
  else if (g_str_equal (entry->kind, "undone") || g_str_equal (entry->kind, "redone"))
    turn (self, entry);
  else if (g_str_equal (entry->kind, "confirmed"))
    confirm (self, entry);
  else if (!leaves_answers_alone (entry->kind))
    g_hash_table_remove_all (self->hands);
}

const char *
etb_journal_authors_get (EtbJournalAuthors *self, const char *key)
{
  const Hands *hands = g_hash_table_lookup (self->hands, key);

  return hands && hands->done->len > 0 ? g_ptr_array_index (hands->done, hands->done->len - 1)
                                       : NULL;
}
