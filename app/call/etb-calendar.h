/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"

G_BEGIN_DECLS

/* Where a track of a call stands at an instant. Pure: the clock is an argument. */

typedef enum
{
  ETB_TRACK_NOT_YET_OPEN,
  ETB_TRACK_OPEN,
  ETB_TRACK_PERMANENT,
  ETB_TRACK_CLOSED,
} EtbTrackState;

typedef struct
{
  EtbTrackState state;
  const EtbDeadline *deadline;     /* the next one; when closed, the last one; or NULL */
  GDateTime *instant;              /* last second of that deadline, or NULL */
  gint64 seconds_left;             /* to @instant; negative once past; 0 without one */
  char *next_announcement;         /* ISO date or month, or NULL */
  const EtbPermanence *permanence; /* or NULL */
} EtbTrackStatus;

/* Article S8, S10, S11: a permanent track never closes; others close after their last deadline, the
 * day included. Returns: (transfer full): free with etb_track_status_free() */
EtbTrackStatus *etb_calendar_status (EtbCall *call, const char *track, GDateTime *at);

/* Whether @id is the id of a deadline of @call, of whatever track, that is over. */
gboolean etb_calendar_is_past (EtbCall *call, const char *id, GDateTime *at);

void etb_track_status_free (EtbTrackStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbTrackStatus, etb_track_status_free)

/* "open", "permanent", "closed", "not-yet-open" */
const char *etb_track_state_to_name (EtbTrackState state);

/* What is left, in words: "il reste 12 jours", "il reste 3 heures", "clos depuis 2 jours".
 * Returns: (transfer full): "" without a deadline */
char *etb_track_status_describe (const EtbTrackStatus *status);

G_END_DECLS
