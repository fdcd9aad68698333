/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a track as the last pages say it. Pure. */

#include "etb-track-words.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"

static char *
describe_open (const EtbTrackStatus *status)
{
  g_autofree char *until = status->instant != NULL ? etb_instant_describe (status->instant) : NULL;
  g_autofree char *left = etb_track_status_describe (status);

  if (until == NULL)
    return g_strdup (_ ("This track is open."));
  return g_strdup_printf (_ ("To be deposited by %s (%s)."), until, left);
}

static char *
describe_permanence (const EtbTrackStatus *status)
{
  g_autofree char *next = status->next_announcement != NULL
                              ? etb_instant_describe_date (status->next_announcement)
                              : NULL;

  if (next == NULL)
    return g_strdup (_ ("This track is permanent: there is no last day."));
  return g_strdup_printf (
      _ ("This track is permanent: there is no last day. Next announcement: %s."), next);
}

static char *
describe_closed (const EtbTrackStatus *status)
{
  g_autofree char *until = status->instant != NULL ? etb_instant_describe (status->instant) : NULL;

  if (until == NULL)
    return g_strdup (_ ("This track is closed."));
  return g_strdup_printf (_ ("This track has been closed since %s."), until);
}

/* With what other sources say: one asks before one deposits. */
static char *
describe_permanent (const EtbTrackStatus *status)
{
  g_autofree char *words = describe_permanence (status);

  if (status->permanence == NULL || status->permanence->note == NULL)
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s %s", words, status->permanence->note);
}

char *
etb_track_words (EtbDossier *dossier, EtbTrackState *state)
{
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (EtbTrackStatus) status = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (state != NULL, NULL);

  at = etb_dossier_get_at (dossier);
  status
      = etb_calendar_status (etb_dossier_get_call (dossier), etb_dossier_get_track (dossier), at);
  *state = status->state;
  switch (status->state)
    {
    case ETB_TRACK_OPEN:
      return describe_open (status);
    case ETB_TRACK_PERMANENT:
      return describe_permanent (status);
    case ETB_TRACK_NOT_YET_OPEN:
      return g_strdup (_ ("Deposits have not begun yet."));
    case ETB_TRACK_CLOSED:
    default:
      return describe_closed (status);
    }
}
