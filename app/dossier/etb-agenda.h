/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* The dates of a call and of a dossier, to be listed or put in a person's own agenda. */

typedef enum
{
  ETB_DATE_DEADLINE,     /* the instant after which nothing is received */
  ETB_DATE_ANNOUNCEMENT, /* a day; or only a month, when the call says no more */
  ETB_DATE_ERRAND,       /* the last day to ask for a piece */
} EtbDateKind;

typedef struct
{
  EtbDateKind kind;
  char *uid;          /* the same for the same date at each writing (RFC 5545, 3.8.4.7) */
  char *when;         /* YYYY-MM-DD, or YYYY-MM */
  GDateTime *instant; /* of a deadline; else NULL */
  char *summary;
  char *description; /* or NULL */
} EtbAgendaDate;

void etb_agenda_date_free (EtbAgendaDate *self);

/* Deadlines and announcements of @track, past ones too, the earliest first. @at: the next
 * announcement after it is there even when it comes from the rhythm of the call (article S11).
 * Returns: (transfer full) (element-type EtbAgendaDate) */
GPtrArray *etb_agenda_of_track (EtbCall *call, const EtbTrack *track, GDateTime *at);

/* Those of its track, and by when to ask for its slow pieces. Returns: as above */
GPtrArray *etb_agenda_of_dossier (EtbDossier *dossier);

/* Whether it is over at @at: a deadline at its instant, a day or a month when it has passed. */
gboolean etb_agenda_date_is_past (const EtbAgendaDate *self, GDateTime *at);

/* A calendar file (RFC 5545) with reminders: fourteen days, three days and one day before a
 * deadline; two days before, and in the morning of, the last day to ask for a piece.
 * @dates: (element-type EtbAgendaDate); @stamp: when it is written. Returns: (transfer full) */
char *etb_agenda_write (GPtrArray *dates, GDateTime *stamp);

G_END_DECLS
