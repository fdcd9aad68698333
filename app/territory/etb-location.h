/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-area.h"
#include "etb-generation.h"
#include "etb-dataset.h"

G_BEGIN_DECLS

/* What is known of a place with regard to the QPV of one generation. Areas are without polygons. */
typedef struct
{
  const EtbGeneration *generation;
  EtbDataset *source;   /* NULL when nothing was imported */
  EtbCoverage coverage; /* of the whole source */
  gboolean known;       /* whether @inside is the answer of the files at hand; else the place may be
                           in a QPV that is not there, unless @inside has one */
  GPtrArray *inside;    /* EtbArea: all QPV that contain the place */
  EtbArea *nearest;     /* of the nearest limit; NULL beyond ETB_LOCATION_REACH */
  double metres;        /* to that limit, from inside too; meaningless without @nearest */
} EtbLocationAnswer;

/* A place, looked up offline. */
typedef struct
{
  EtbPoint place;                             /* longitude and latitude, WGS 84 */
  EtbLocationAnswer answers[ETB_GENERATIONS]; /* in their order */
  char *commune;              /* INSEE code; NULL when the contours at hand do not tell */
  EtbDataset *commune_source; /* what told the commune; NULL with it */
} EtbLocation;

#define ETB_LOCATION_REACH 200000.0 /* metres beyond which no nearest limit is looked for */

/* Nearer to a limit than this, the place is on it: 1 m is what a contour is drawn to. */
#define ETB_LOCATION_ON_LIMIT 1.0

/* Nearer than this the answer has to be checked with the State's services: contours are drawn at
 * 1/5 000, and the point of an address may be several metres off. */
#define ETB_LOCATION_TO_CHECK 10.0

/* A file that holds a part of a generation, one region say, answers for the places this near to one
 * of its limits; beyond, they may be where it does not reach. Nearer as well, what is told says
 * that the file is a part. */
#define ETB_LOCATION_PART_REACH 5000.0

#define ETB_TYPE_LOCATION (etb_location_get_type ())
GType etb_location_get_type (void);

EtbLocation *etb_location_new (EtbPoint place);
EtbLocation *etb_location_copy (const EtbLocation *self);
void etb_location_free (EtbLocation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbLocation, etb_location_free)

/* The answer for one generation. (transfer none) */
const EtbLocationAnswer *etb_location_get_answer (const EtbLocation *self,
                                                  const EtbGeneration *generation);

/* The QPV that the answer is about: the one around the place, else that of the nearest limit.
 * Returns: (transfer none) (nullable) */
const EtbArea *etb_location_answer_get_area (const EtbLocationAnswer *self);

/* Whether the QPV of @code is one of those around the place. */
gboolean etb_location_answer_has_inside (const EtbLocationAnswer *self, const char *code);

/* Whether the place is known to lie in a QPV, or known to lie in none. */
gboolean etb_location_answer_is_known (const EtbLocationAnswer *self);

gboolean etb_location_answer_is_on_limit (const EtbLocationAnswer *self);
gboolean etb_location_answer_is_to_check (const EtbLocationAnswer *self);

/* In sentences: whether it is in a QPV, how far the limit is, and what to be careful of. None of
 * them claims more than the files say, nor that a place is near enough for a call: that is for the
 * applicant to state. Returns: (transfer full) */
char *etb_location_answer_describe (const EtbLocationAnswer *self);

/* Where the answer is from: the file, when it was imported, its digest.
 * Returns: (transfer full) (nullable): NULL without a source */
char *etb_location_answer_describe_source (const EtbLocationAnswer *self);

G_END_DECLS
