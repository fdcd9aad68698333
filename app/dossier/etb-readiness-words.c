/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the readiness of pieces says to people; see etb-readiness.h. Sentences only. */

#include "etb-readiness.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"
#include "etb-size.h"

/* The label of a piece, or its code when the call has none of that code. */
static const char *
label_of (const EtbReadiness *readiness, const char *code)
{
  const EtbPiece *piece = etb_call_find_piece (readiness->call, code);

  return piece != NULL ? piece->label : code;
}

static char *
describe_kind (const EtbPiece *piece)
{
  g_autofree char *joined = g_strjoinv (", ", piece->kinds);
  g_autofree char *kinds = g_utf8_strup (joined, -1);

  return g_strdup_printf (
      _ ("Its content is of a kind that is not accepted here. Replace it by one of these: %s."),
         kinds);
}

static char *
describe_weight (const EtbPiece *piece)
{
  g_autofree char *limit = etb_size_describe ((guint64)piece->max_size);

  return g_strdup_printf (_ ("Too heavy: the limit is %s a file. Replace it by a lighter one."),
                             limit);
}

static char *
describe_expired (const EtbPiece *piece, const EtbFileReadiness *file)
{
  g_autofree char *last = etb_instant_describe_date (file->valid_until);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Too old: accepted until %s (less than %u month old). Ask for a new one.",
                   "Too old: accepted until %s (less than %u months old). Ask for a new one.",
                   piece->max_age_months),
      last, piece->max_age_months);
}

static char *
describe_expires (const EtbFileReadiness *file)
{
  g_autofree char *last = etb_instant_describe_date (file->valid_until);

  return g_strdup_printf (
      _ ("Accepted until %s, which is before the deadline. Ask for a new one in time."), last);
}

char *
etb_note_describe (EtbNote note, const EtbReadiness *readiness, const EtbPieceReadiness *piece,
                   const EtbFileReadiness *file)
{
  g_return_val_if_fail (readiness != NULL && piece != NULL && file != NULL, NULL);

  switch (note)
    {
    case ETB_NOTE_WRONG_KIND:
      return describe_kind (piece->piece);
    case ETB_NOTE_TOO_HEAVY:
      return describe_weight (piece->piece);
    case ETB_NOTE_EXPIRED:
      return describe_expired (piece->piece, file);
    case ETB_NOTE_TOO_MANY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "One too many: this piece takes %u file. Remove it.",
                                           "One too many: this piece takes %u files. Remove it.",
                                           MAX (piece->piece->max_files, 1)),
                              MAX (piece->piece->max_files, 1));
    case ETB_NOTE_DUPLICATE:
      return g_strdup_printf (
          _ ("Duplicate: the same content is already here as “%s”. Remove one of the two."),
             file->same_as->name);
    case ETB_NOTE_DATE_UNKNOWN:
      return g_strdup (_ ("Its date is not known yet: give the one that is written on it."));
    case ETB_NOTE_EXPIRES:
      return describe_expires (file);
    case ETB_NOTE_SHARED:
    default:
      return g_strdup_printf (
          _ ("The same content is also joined to “%s”. That is accepted, if it proves both."),
             label_of (readiness, file->same_as->piece));
    }
}

char *
etb_readiness_describe_weight (const EtbReadiness *self)
{
  g_autofree char *size = NULL;
  g_autofree char *limit = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  size = etb_size_describe (self->size);
  limit = etb_size_describe (self->max_size);
  if (self->max_size == 0)
    return g_strdup_printf (_ ("Together they weigh %s."), size);
  if (etb_readiness_is_too_heavy (self))
    return g_strdup_printf (_ ("Together they weigh %s: too much, the limit is %s."), size, limit);
  /* Translators: sizes: "12,4 MB out of 50 MB". */
  return g_strdup_printf (_ ("Together they weigh %s out of %s."), size, limit);
}
