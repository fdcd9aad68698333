/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of France a set of contours is known to hold. */
typedef enum
{
  ETB_COVERAGE_NONE,       /* nothing was imported */
  ETB_COVERAGE_PART,       /* fewer than the State drew: what is not in it may be elsewhere */
  ETB_COVERAGE_METROPOLIS, /* all of metropolitan France with Corsica */
  ETB_COVERAGE_WHOLE,      /* overseas included */
} EtbCoverage;

/* The State drew its priority neighbourhoods (QPV) twice; a place may be in one and not in the
 * other, and a call falls under the one in force at its time. */
typedef struct
{
  const char *name;          /* "2015" */
  const char *prefix;        /* of its codes: "QP", "QN" */
  guint metropolis;          /* how many there are in metropolitan France with Corsica */
  guint whole;               /* and with overseas */
  const char *since, *until; /* in force, ISO dates; @until NULL for the present ones */
} EtbGeneration;

#define ETB_GENERATIONS 2

/* 2015: decrees 2014-1750 and 2014-1751 of 30 December 2014. 2024: decree 2023-1314 of 28 December
 * 2023 (overseas from 1 January 2025). The counts are those of the State's files. */
extern const EtbGeneration etb_generations[ETB_GENERATIONS];

/* The one that QPV @code belongs to, by its form: "QP" or "QN", then six letters and digits.
 * (nullable) */
const EtbGeneration *etb_generation_of_code (const char *code);

/* The one in force on a day of Paris; the first one before any. @iso_date: "2019-10-15" */
const EtbGeneration *etb_generation_in_force (const char *iso_date);

/* When it was in force, in words. (transfer full) */
char *etb_generation_describe_period (const EtbGeneration *self);

/* @count: of the contours at hand. @overseas: how many of them are overseas */
EtbCoverage etb_generation_get_coverage (const EtbGeneration *self, guint count, guint overseas);

/* Whether the code of a QPV or of a commune is overseas. */
gboolean etb_code_is_overseas (const char *code);

G_END_DECLS
