/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "etb-call.h"
#include "etb-evaluation.h"
#include "etb-surroundings.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* What was found of a place with regard to the priority neighbourhoods (QPV), as it goes with a
 * dossier: the place, the answer, the file it is from, and the contours that a picture shows. It
 * says what was found at one time, and is never changed afterwards: whether the answers of the
 * dossier are still those that it gave is derived, see etb_finding_get_claims(). */

typedef struct
{
  EtbArea *area; /* of one polygon */
  gboolean inside;
} EtbFindingContour;

typedef struct
{
  char *checked;  /* when, UTC, ISO 8601 */
  char *label;    /* what the person had typed */
  EtbPoint place; /* longitude and latitude, WGS 84 */
  const EtbGeneration *generation;
  char *code, *name; /* of the QPV around the place or, outside, of the nearest limit */
  gboolean inside;
  double metres; /* from the place to the nearest limit, in the plane that touches the ellipsoid */
  gboolean on_limit, to_check; /* see ETB_LOCATION_ON_LIMIT, ETB_LOCATION_TO_CHECK */
  char *commune;               /* INSEE code, of today; "" when neither is known */
  char *commune_name;
  gboolean commune_answered;      /* it is the dossier's answer of that time: no contour told */
  char *file, *sha256, *imported; /* of the State's file: see EtbDataset; the last in UTC */
  char *words;                    /* the finding in sentences: etb_location_answer_describe() */
  double half_width;              /* see EtbSurroundings */
  guint left_out;
  GPtrArray *contours; /* EtbFindingContour */
} EtbFinding;

/* @label: what was typed; @surroundings: of the same place and generation; @territory (nullable):
 * for the names of communes; @now: when it was found. Returns: (transfer full) (nullable): NULL
 * when no QPV and no limit was found: there is nothing to state then */
EtbFinding *etb_finding_new (const EtbLocation *location, const EtbGeneration *generation,
                             const char *label, const EtbSurroundings *surroundings,
                             EtbTerritory *territory, GDateTime *now);
EtbFinding *etb_finding_new_empty (void);
void etb_finding_free (EtbFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbFinding, etb_finding_free)

/* (transfer full) @area: of one polygon */
void etb_finding_add_contour (EtbFinding *self, EtbArea *area, gboolean inside);

/* ---- As XML: in a dossier file, and the element "finding" of dossier.xml, but for its
 * "stands-for" */

/* Adds it under @parent, in its namespace. */
xmlNodePtr etb_finding_write (const EtbFinding *self, xmlNodePtr parent);
/* From such an element, whoever wrote it. Returns: (transfer full): NULL with
 * ETB_DOSSIER_ERROR_DAMAGED when anything is not what it should be, or too much */
EtbFinding *etb_finding_read (xmlNodePtr element, GError **error);

/* The same as text. Returns: (transfer full) */
char *etb_finding_to_text (const EtbFinding *self);
EtbFinding *etb_finding_from_text (const char *text, GError **error);

/* ---- What it stands for */

/* An answer that it gave, or found. */
typedef struct
{
  char *path;
  char *value;     /* canonical: what the finding says */
  gboolean agrees; /* whether that is still the answer */
} EtbFindingClaim;

/* The answers of @call that it stands for and that apply: the QPV, the distance to its limit, the
 * commune of the place. Empty when the call, or this dossier, asks for no QPV.
 * Returns: (transfer full) (element-type EtbFindingClaim) */
GPtrArray *etb_finding_get_claims (const EtbFinding *self, EtbCall *call,
                                   EtbEvaluation *evaluation);

/* Whether all of @claims agree. */
gboolean etb_finding_claims_agree (GPtrArray *claims);

/* The distance that it gives as an answer: whole metres, rounded up; "" inside. (transfer full) */
char *etb_finding_get_distance (const EtbFinding *self);

/* The answer of @call that is the commune of the place: of the type commune, in the group of the
 * QPV (roles/@qpv). (nullable) (transfer full) */
char *etb_finding_get_commune_path (EtbCall *call, EtbInstance *instance);

/* Where it is from, in words: the file, when it was read in and looked up. (transfer full) */
char *etb_finding_describe_source (const EtbFinding *self);

G_END_DECLS
