/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-location.h"

G_BEGIN_DECLS

/* What is known of a place, in sentences: what the map shows, for everybody. None of them claims
 * more than the files say, nor that a place is near enough for a call: that is for the applicant to
 * state. */

/* Whether it is in a QPV, how far the limit is, and what to be careful of.
 * Returns: (transfer full) */
char *etb_place_words (const EtbLocationAnswer *answer);

/* Where the answer is from: the file, when it was imported, its digest. NULL without a source.
 * Returns: (transfer full) (nullable) */
char *etb_place_source_words (const EtbLocationAnswer *answer);

/* When a generation was in force. Returns: (transfer full) */
char *etb_place_period_words (const EtbGeneration *generation);

/* "128 m", "1.5 km", in the running locale. Returns: (transfer full) */
char *etb_place_distance_words (double metres);

G_END_DECLS
