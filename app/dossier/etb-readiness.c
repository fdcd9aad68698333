/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where each piece stands; see the header. One walk over the files, each compared with its piece
 * and with those before it. Pure. The words are in etb-readiness-words.c.
 *
 * Callers: etb-progress, etb-dossier-pieces, package, cli, ui. */

#include "etb-readiness.h"

#include <stdio.h>

#include "etb-calendar.h"
#include "etb-instant.h"

static void
etb_file_readiness_free (EtbFileReadiness *self)
{
  etb_attachment_unref (self->attachment);
  g_free (self->valid_until);
  g_free (self);
}

static void
etb_piece_readiness_free (EtbPieceReadiness *self)
{
  g_ptr_array_unref (self->files);
  g_free (self);
}

void
etb_readiness_free (EtbReadiness *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_object (&self->call);
  g_free (self->today);
  g_free (self);
}

/* ---- Age --------------------------------------------------------------------------------------
 */

#define LAST_YEAR 9999

char *
etb_readiness_last_day (const char *date, guint months)
{
  guint year = 0, month = 0, day = 0;
  GDate last;

  g_return_val_if_fail (date != NULL, NULL);

  if (sscanf (date, "%4u-%2u-%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year) || year > LAST_YEAR
      || months / 12 > LAST_YEAR - year)
    return NULL;
  g_date_set_dmy (&last, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  g_date_add_months (&last, months);
  if (g_date_get_year (&last) > LAST_YEAR)
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&last), g_date_get_month (&last),
                          g_date_get_day (&last));
}

/* ISO dates sort as texts. */
static guint
judge_age (EtbFileReadiness *file, const EtbPiece *piece, const char *today, const char *deadline)
{
  if (piece->max_age_months == 0)
    return 0;
  if (*file->attachment->dated == '\0')
    return 1U << ETB_NOTE_DATE_UNKNOWN;
  file->valid_until = etb_readiness_last_day (file->attachment->dated, piece->max_age_months);
  if (file->valid_until == NULL)
    return 0;
  if (g_strcmp0 (file->valid_until, today) < 0)
    return 1U << ETB_NOTE_EXPIRED;
  if (deadline != NULL && g_strcmp0 (file->valid_until, deadline) < 0)
    return 1U << ETB_NOTE_EXPIRES;
  return 0;
}

/* ---- Files ------------------------------------------------------------------------------------
 */

static void
judge_file (EtbReadiness *self, EtbPieceReadiness *piece, EtbAttachment *attachment,
            const char *deadline)
{
  EtbFileReadiness *file = g_new0 (EtbFileReadiness, 1);

  file->attachment = etb_attachment_ref (attachment);
  if (!etb_attachment_suits (attachment->media_type, attachment->name, piece->piece->kinds))
    file->notes |= 1U << ETB_NOTE_WRONG_KIND;
  if (piece->piece->max_size > 0 && attachment->size > (guint64)piece->piece->max_size)
    file->notes |= 1U << ETB_NOTE_TOO_HEAVY;
  if (piece->files->len >= MAX (piece->piece->max_files, 1))
    file->notes |= 1U << ETB_NOTE_TOO_MANY;
  file->notes |= judge_age (file, piece->piece, self->today, deadline);
  g_ptr_array_add (piece->files, file);
}

/* Under each digest the first file of each piece: few, however many files there are. */
static void
note_duplicates (EtbPieceReadiness *piece, GHashTable *firsts)
{
  for (guint i = 0; i < piece->files->len; i++)
    {
      EtbFileReadiness *file = g_ptr_array_index (piece->files, i);
      GPtrArray *known = g_hash_table_lookup (firsts, file->attachment->sha256);
      const EtbFileReadiness *last;

      if (known == NULL)
        {
          known = g_ptr_array_new ();
          g_hash_table_insert (firsts, file->attachment->sha256, known);
        }
      last = known->len > 0 ? g_ptr_array_index (known, known->len - 1) : NULL;
      if (last != NULL && g_str_equal (last->attachment->piece, piece->piece->code))
        {
          file->notes |= 1U << ETB_NOTE_DUPLICATE;
          file->same_as = last->attachment;
        }
      else
        g_ptr_array_add (known, file);
    }
}

/* Each of them names another one, so that both cards say it. */
static void
note_shared (gpointer key, gpointer value, gpointer user_data)
{
  GPtrArray *known = value;

  for (guint i = 0; known->len > 1 && i < known->len; i++)
    {
      EtbFileReadiness *file = g_ptr_array_index (known, i);

      file->notes |= 1U << ETB_NOTE_SHARED;
      file->same_as = ((EtbFileReadiness *)g_ptr_array_index (known, i == 0 ? 1 : 0))->attachment;
    }
}

static void
compare_files (EtbReadiness *self)
{
  g_autoptr (GHashTable) firsts
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      EtbPieceReadiness *piece = g_ptr_array_index (self->pieces, i);

      if (piece->state != ETB_READINESS_NOT_CONCERNED)
        note_duplicates (piece, firsts);
    }
  g_hash_table_foreach (firsts, note_shared, NULL);
}

/* ---- Pieces -----------------------------------------------------------------------------------
 */

static EtbReadinessState
state_of_rule (EtbPieceState state)
{
  static const EtbReadinessState states[]
      = { ETB_READINESS_NOT_CONCERNED, ETB_READINESS_UNKNOWN, ETB_READINESS_ADVISED,
          ETB_READINESS_MISSING, ETB_READINESS_PROVIDED };

  G_STATIC_ASSERT (G_N_ELEMENTS (states) == ETB_PIECE_PROVIDED + 1);
  return states[state];
}

static const struct
{
  const char *name;
  EtbReadinessState state; /* of a piece that has such a file */
} notes[] = {
  { "wrong-kind", ETB_READINESS_WRONG_KIND }, { "too-heavy", ETB_READINESS_TOO_HEAVY },
  { "expired", ETB_READINESS_EXPIRED },       { "too-many", ETB_READINESS_TOO_MANY },
  { "duplicate", ETB_READINESS_DUPLICATE },   { "date-unknown", ETB_READINESS_DATE_UNKNOWN },
  { "expires", ETB_READINESS_PROVIDED },      { "shared", ETB_READINESS_PROVIDED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (notes) == ETB_N_NOTES);

/* States are in the order of their weight. */
static void
settle_state (EtbPieceReadiness *piece)
{
  for (guint i = 0; i < piece->files->len; i++)
    for (guint note = 0; note < ETB_N_NOTES; note++)
      if (((const EtbFileReadiness *)g_ptr_array_index (piece->files, i))->notes & (1U << note))
        piece->state = MAX (piece->state, notes[note].state);
}

static void
add_pieces (EtbReadiness *self, EtbEvaluation *evaluation, GHashTable *index)
{
  GPtrArray *pieces = etb_evaluation_get_pieces (evaluation);

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (pieces, i);
      EtbPieceReadiness *piece = g_new0 (EtbPieceReadiness, 1);

      piece->piece = status->piece;
      piece->state = state_of_rule (status->state);
      piece->files = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_file_readiness_free);
      g_ptr_array_add (self->pieces, piece);
      g_hash_table_insert (index, piece->piece->code, piece);
    }
}

EtbReadiness *
etb_readiness_judge (EtbEvaluation *evaluation, GPtrArray *attachments, const char *deadline)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  EtbReadiness *self;

  g_return_val_if_fail (evaluation != NULL, NULL);
  g_return_val_if_fail (attachments != NULL, NULL);

  self = g_new0 (EtbReadiness, 1);
  self->call = g_object_ref (etb_instance_get_call (etb_evaluation_get_instance (evaluation)));
  self->today = g_strdup (etb_evaluation_get_today (evaluation));
  self->max_size = (guint64)etb_call_get_max_total_size (self->call);
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_piece_readiness_free);
  add_pieces (self, evaluation, index);
  for (guint i = 0; i < attachments->len; i++)
    {
      EtbAttachment *attachment = g_ptr_array_index (attachments, i);
      EtbPieceReadiness *piece = g_hash_table_lookup (index, attachment->piece);

      /* What came from another edition, or is not asked for, does not go out. */
      if (piece == NULL)
        continue;
      judge_file (self, piece, attachment, deadline);
      if (piece->state != ETB_READINESS_NOT_CONCERNED)
        self->size += attachment->size;
    }
  compare_files (self);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      EtbPieceReadiness *piece = g_ptr_array_index (self->pieces, i);

      if (piece->state == ETB_READINESS_PROVIDED)
        settle_state (piece);
    }
  return self;
}

/* The date of the next deadline, when there is one to come. Returns: (transfer full) (nullable) */
static char *
next_deadline (EtbDossier *dossier)
{
  g_autoptr (GDateTime) at = etb_dossier_get_at (dossier);
  g_autoptr (EtbTrackStatus) status
      = etb_calendar_status (etb_dossier_get_call (dossier), etb_dossier_get_track (dossier), at);

  return status->instant != NULL && status->seconds_left > 0
             ? etb_instant_paris_date (status->instant)
             : NULL;
}

EtbReadiness *
etb_readiness_of (EtbDossier *dossier)
{
  g_autofree char *deadline = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  deadline = next_deadline (dossier);
  return etb_readiness_judge (etb_dossier_get_evaluation (dossier),
                              etb_dossier_get_attachments (dossier), deadline);
}

/* ---- Reading it -------------------------------------------------------------------------------
 */

const EtbPieceReadiness *
etb_readiness_find (const EtbReadiness *self, const char *code)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (self->pieces, i);

      if (g_strcmp0 (piece->piece->code, code) == 0)
        return piece;
    }
  return NULL;
}

guint
etb_readiness_count (const EtbReadiness *self, EtbReadinessState state)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->pieces->len; i++)
    if (((const EtbPieceReadiness *)g_ptr_array_index (self->pieces, i))->state == state)
      count++;
  return count;
}

gboolean
etb_readiness_is_too_heavy (const EtbReadiness *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->max_size > 0 && self->size > self->max_size;
}

gboolean
etb_readiness_is_clear (const EtbReadiness *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->pieces->len; i++)
    if (etb_readiness_stops (
            ((const EtbPieceReadiness *)g_ptr_array_index (self->pieces, i))->state))
      return FALSE;
  return !etb_readiness_is_too_heavy (self);
}

gboolean
etb_readiness_is_complete (EtbDossier *dossier)
{
  EtbReadiness *self;
  gboolean clear;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), FALSE);

  if (!etb_evaluation_is_complete (etb_dossier_get_evaluation (dossier)))
    return FALSE;
  self = etb_readiness_of (dossier);
  clear = etb_readiness_is_clear (self);
  etb_readiness_free (self);
  return clear;
}

gboolean
etb_readiness_stops (EtbReadinessState state)
{
  return state == ETB_READINESS_UNKNOWN || state == ETB_READINESS_MISSING
         || state > ETB_READINESS_DUPLICATE;
}

EtbSeverity
etb_note_severity (EtbNote note)
{
  g_return_val_if_fail ((guint)note < ETB_N_NOTES, ETB_SEVERITY_INFORMATION);

  if (note == ETB_NOTE_SHARED)
    return ETB_SEVERITY_INFORMATION;
  return etb_readiness_stops (notes[note].state) ? ETB_SEVERITY_STOPS : ETB_SEVERITY_WARNING;
}

const char *
etb_readiness_state_to_name (EtbReadinessState state)
{
  static const char *const names[]
      = { "not-concerned", "unknown",  "advised", "missing",   "provided",  "date-unknown",
          "duplicate",     "too-many", "expired", "too-heavy", "wrong-kind" };

  g_return_val_if_fail ((gsize)state < G_N_ELEMENTS (names), NULL);
  return names[state];
}

const char *
etb_note_to_name (EtbNote note)
{
  g_return_val_if_fail ((guint)note < ETB_N_NOTES, NULL);
  return notes[note].name;
}
