/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences about pieces and their files, and the checks that can be made before a file is read.
 * Used by EtbPieceCard, EtbAttachQueue. */

#include "etb-piece-files.h"

#include <glib/gi18n-lib.h>

#include "etb-size.h"

static char *
list_kinds (const EtbPiece *piece)
{
  g_autofree char *joined = g_strjoinv (", ", piece->kinds);

  return g_utf8_strup (joined, -1);
}

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

char *
etb_piece_describe_accepted (const EtbPiece *piece)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *kinds = list_kinds (piece);
  g_autofree char *size = etb_size_describe ((guint64)piece->max_size);

  if (*kinds != '\0')
    add_sentence (text, g_strdup_printf (_ ("Accepted files: %s."), kinds));
  if (piece->max_size > 0)
    add_sentence (text, g_strdup_printf (_ ("At most %s a file."), size));
  if (piece->max_files > 1)
    add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Up to %u file.",
                                                      "Up to %u files.", piece->max_files),
                                         piece->max_files));
  if (piece->max_age_months > 0)
    add_sentence (text, g_strdup_printf (
                            g_dngettext (GETTEXT_PACKAGE, "Dated less than %u month ago.",
                                         "Dated less than %u months ago.", piece->max_age_months),
                            piece->max_age_months));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
etb_piece_describe_lead (const EtbPiece *piece)
{
  if (piece->lead_days == 0)
    return NULL;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "It usually takes %u day to get.",
                                       "It usually takes %u days to get: ask for it early.",
                                       piece->lead_days),
                          piece->lead_days);
}

char *
etb_piece_refuse (const EtbPiece *piece, const char *name, goffset size, guint already)
{
  if (already >= piece->max_files)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "“%s” was not joined: this piece takes %u file. Remove the one "
                     "that is there first.",
                     "“%s” was not joined: this piece takes %u files at most. Remove "
                     "one first.",
                     piece->max_files),
        name, piece->max_files);

  if (size == 0)
    return g_strdup_printf (_ ("“%s” was not joined: it is empty. Check that it opens on your "
                               "computer."),
                               name);

  if (piece->max_size > 0 && size > piece->max_size)
    {
      g_autofree char *weight = etb_size_describe ((guint64)size);
      g_autofree char *limit = etb_size_describe ((guint64)piece->max_size);

      return g_strdup_printf (
          _ ("“%s” was not joined: it weighs %s and the limit is %s. Reduce its "
                                 "pictures, or split it."),
             name, weight, limit);
    }

  return NULL;
}

const char *
etb_piece_state_words (EtbReadinessState state)
{
  switch (state)
    {
    case ETB_READINESS_PROVIDED:
      return _ ("Joined");
    case ETB_READINESS_DATE_UNKNOWN:
      return _ ("Joined, its date is still to be given");
    case ETB_READINESS_DUPLICATE:
      return _ ("Joined, with a duplicate");
    case ETB_READINESS_TOO_MANY:
      return _ ("Too many files");
    case ETB_READINESS_EXPIRED:
      return _ ("Too old, to be replaced");
    case ETB_READINESS_TOO_HEAVY:
      return _ ("Too heavy, to be replaced");
    case ETB_READINESS_WRONG_KIND:
      return _ ("Of a kind that is not accepted, to be replaced");
    case ETB_READINESS_MISSING:
      return _ ("To be joined");
    case ETB_READINESS_ADVISED:
      return _ ("May be joined");
    case ETB_READINESS_UNKNOWN:
      return _ ("Depends on an answer that is not given yet");
    case ETB_READINESS_NOT_CONCERNED:
    default:
      return _ ("Does not concern this dossier");
    }
}

const char *
etb_piece_state_icon (EtbReadinessState state)
{
  switch (state)
    {
    case ETB_READINESS_PROVIDED:
      return "emblem-ok-symbolic";
    case ETB_READINESS_MISSING:
    case ETB_READINESS_DATE_UNKNOWN:
    case ETB_READINESS_DUPLICATE:
      return "dialog-warning-symbolic";
    case ETB_READINESS_TOO_MANY:
    case ETB_READINESS_EXPIRED:
    case ETB_READINESS_TOO_HEAVY:
    case ETB_READINESS_WRONG_KIND:
      return "dialog-error-symbolic";
    case ETB_READINESS_UNKNOWN:
      return "etabli-unknown-symbolic";
    case ETB_READINESS_ADVISED:
    case ETB_READINESS_NOT_CONCERNED:
    default:
      return "dialog-information-symbolic";
    }
}
