/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Slow pieces against the deadline: see the header. Pure.
 * Callers: etb-agenda, ui. */

#include "etb-errand.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "etb-calendar.h"
#include "etb-instant.h"
#include "etb-readiness.h"

static void
etb_errand_free (EtbErrand *self)
{
  g_free (self->ask_by);
  g_free (self);
}

static gboolean
read_day (const char *iso, GDate *day)
{
  guint year, month, number;

  if (sscanf (iso, "%4u-%2u-%2u", &year, &month, &number) != 3
      || !g_date_valid_dmy ((GDateDay)number, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

static gboolean
is_to_get (const EtbPieceReadiness *piece)
{
  return piece->piece->lead_days > 0
         && (piece->state == ETB_READINESS_MISSING || piece->state == ETB_READINESS_EXPIRED);
}

static EtbErrand *
errand_new (const EtbPiece *piece, const GDate *today, const GDate *deadline)
{
  EtbErrand *self = g_new0 (EtbErrand, 1);
  GDate ask_by = *deadline;
  char iso[16];

  self->piece = piece;
  self->days_left = g_date_days_between (today, deadline);
  self->days_short = (gint)piece->lead_days - self->days_left;
  g_date_subtract_days (&ask_by, piece->lead_days);
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &ask_by);
  self->ask_by = g_strdup (iso);
  return self;
}

static gint
compare_errands (gconstpointer a, gconstpointer b)
{
  const EtbErrand *left = *(const EtbErrand *const *)a;
  const EtbErrand *right = *(const EtbErrand *const *)b;

  return right->days_short - left->days_short;
}

/* The days of today and of the next deadline, in Paris; FALSE when none is to come. */
static gboolean
read_days (EtbDossier *dossier, GDate *today, GDate *deadline)
{
  g_autoptr (GDateTime) at = etb_dossier_get_at (dossier);
  g_autoptr (EtbTrackStatus) status
      = etb_calendar_status (etb_dossier_get_call (dossier), etb_dossier_get_track (dossier), at);
  g_autofree char *now = etb_instant_paris_date (at);

  return status->instant != NULL && status->seconds_left >= 0
         && read_day (status->deadline->day, deadline) && read_day (now, today);
}

GPtrArray *
etb_errands_of (EtbDossier *dossier)
{
  GPtrArray *errands = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_errand_free);
  g_autoptr (EtbReadiness) readiness = NULL;
  GDate today, deadline;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), errands);

  if (!read_days (dossier, &today, &deadline))
    return errands;
  readiness = etb_readiness_of (dossier);
  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (is_to_get (piece))
        g_ptr_array_add (errands, errand_new (piece->piece, &today, &deadline));
    }
  g_ptr_array_sort (errands, compare_errands);
  return errands;
}

char *
etb_errand_describe (const EtbErrand *self)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->days_left == 0)
    return g_strdup_printf (_ ("“%s” takes time, and the deadline is today. Ask for it at once, "
                               "and say that it is urgent."),
                               self->piece->label);
  if (self->days_short > 0)
    /* Translators: a piece, how many days it usually takes (2 or more), how many are left. */
    return g_strdup_printf (_ ("“%s” usually takes %u days, and %d are left. Ask for it today, and "
                               "say that it is urgent."),
                               self->piece->label, self->piece->lead_days, self->days_left);
  if (self->days_short == 0)
    return g_strdup_printf (_ ("“%s”: ask for it today, it just comes in time."),
                               self->piece->label);
  day = etb_instant_describe_date (self->ask_by);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "“%s”: ask for it by %s, it usually takes %u day.",
                   "“%s”: ask for it by %s, it usually takes %u days.", self->piece->lead_days),
      self->piece->label, day, self->piece->lead_days);
}
