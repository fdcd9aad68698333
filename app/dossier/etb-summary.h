/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "etb-calendar.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* A dossier in a few words, for a list of many. */

typedef struct
{
  char *file;
  char *title;      /* the applicant's name, else the file's stem */
  char *place_name; /* or "" */
  char *call_id;
  char *call_title;
  char *edition;
  char *track; /* its id in the call */
  char *track_label;
  guint percent;       /* of what is required, filled in */
  gboolean complete;   /* nothing required is missing or refused */
  gboolean exported;   /* a package was made, ever */
  gboolean deposited;  /* a receipt of its deposit was noted */
  gint64 modified;     /* seconds since 1970 */
  EtbTrackState state; /* of its track, by the call inside it */
  gint64 deadline;     /* next one, seconds since 1970; when closed the last one; 0: none */
  char *words;         /* all answers as people read them, for searching; one a line */
  char *problem;       /* why it cannot be opened, or NULL */
} EtbSummary;

void etb_summary_free (EtbSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSummary, etb_summary_free)

/* Reads dossiers one after the other: those of the same call share its rules. */
typedef struct _EtbSummaryReader EtbSummaryReader;

/* @at: now. @territory (nullable): names of communes, to find them by. */
EtbSummaryReader *etb_summary_reader_new (GDateTime *at, EtbTerritory *territory);
void etb_summary_reader_free (EtbSummaryReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSummaryReader, etb_summary_reader_free)

/* Reads @file, which may be open elsewhere; one that cannot be read has its problem said. For a
 * thread. Returns: (transfer full) */
EtbSummary *etb_summary_reader_read (EtbSummaryReader *self, const char *file);

G_END_DECLS
