/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One time that somebody helped with a dossier: who, under which words, for what, from when to
 * when. Help in person, put on record; it gives no power over the person's accounts elsewhere.
 * Reference-counted, immutable: what changes is another record with the same id. */

typedef struct
{
  char *id;
  char *author;       /* "accompagnant:ID": what answers that the helper types are marked with */
  char *helper;       /* first name and name */
  char *organisation; /* "" for somebody who helps on their own */
  char *status;       /* code: see etb_assistance_status_label() */
  char *consent;      /* the wording that the applicant agreed to, paragraph by paragraph */
  char *consent_version;
  char *consent_sha256; /* of the wording */
  char **sections;      /* (array zero-terminated=1) ids of tasks; empty: all of them */
  guint mandate_days;   /* 0: no mandate, the applicant is there */
  GDateTime *began;     /* UTC */
  GDateTime *ended;     /* UTC; NULL as long as nobody ended it */
  GDateTime *read_back; /* UTC; NULL until the applicant had gone through all that was typed */
} EtbAssistance;

typedef enum
{
  ETB_ASSISTANCE_OPEN,
  ETB_ASSISTANCE_EXPIRING, /* open, and to be said: its last seven days; with a mandate of one day,
                              the day of its end */
  ETB_ASSISTANCE_EXPIRED,  /* over by itself, nobody ended it */
  ETB_ASSISTANCE_ENDED,
} EtbAssistanceState;

#define ETB_TYPE_ASSISTANCE (etb_assistance_get_type ())
GType etb_assistance_get_type (void);

/* Copies what @fields points to but for "author", which comes from the id. NULL texts are "". */
EtbAssistance *etb_assistance_new (const EtbAssistance *fields);
EtbAssistance *etb_assistance_ref (EtbAssistance *self);
void etb_assistance_unref (EtbAssistance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAssistance, etb_assistance_unref)

/* The instant at which it is over by itself: the beginning plus the days of the mandate; without
 * one, the end of the day of the beginning in Paris. Returns: (transfer full) */
GDateTime *etb_assistance_expiry (const EtbAssistance *self);

EtbAssistanceState etb_assistance_state (const EtbAssistance *self, GDateTime *now);

/* Whether the helper may type at @now. */
gboolean etb_assistance_is_open (const EtbAssistance *self, GDateTime *now);

/* When it was over, ended or expired. Returns: (transfer full) (nullable): NULL while it is open */
GDateTime *etb_assistance_end (const EtbAssistance *self, GDateTime *now);

/* @task: id, or NULL for what no task asks: only help with everything covers that. */
gboolean etb_assistance_covers (const EtbAssistance *self, const char *task);

/* "Camille Martin (Mairie d’Exemple)". Returns: (transfer full) */
char *etb_assistance_describe (const EtbAssistance *self);

/* The id in an author, or NULL when @author is no helper. Returns: (transfer none), inside @author
 */
const char *etb_assistance_id_of_author (const char *author);

/* What helpers are: codes, in the order in which they are offered. (array zero-terminated=1) */
const char *const *etb_assistance_statuses (void);
/* For people; @code itself when it is none of them. */
const char *etb_assistance_status_label (const char *code);

/* Days that a mandate may last, 0 (none) first. @n: (out) how many. */
const guint *etb_assistance_mandates (gsize *n);

/* "no mandate: in the applicant’s presence", "31 days, until ...". Returns: (transfer full) */
char *etb_assistance_mandate_words (guint days);

G_END_DECLS
