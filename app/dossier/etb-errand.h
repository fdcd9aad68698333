/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* A piece that others have to write or to issue, that the dossier still lacks, and by when to ask
 * for it: the deadline less the days that the call says it usually takes. Derived, never stored. */
typedef struct
{
  const EtbPiece *piece;
  char *ask_by;    /* YYYY-MM-DD */
  gint days_left;  /* from today to the deadline, 0: it is today */
  gint days_short; /* how many days the piece lacks if asked for today; 0 or less: it is in time */
} EtbErrand;

/* Required pieces that are missing or too old and take time, at the date the dossier is looked at,
 * against the next deadline of its track; the most pressing first. Empty without a deadline to
 * come. Returns: (transfer full) (element-type EtbErrand) */
GPtrArray *etb_errands_of (EtbDossier *dossier);

/* What to do, in one sentence. Returns: (transfer full) */
char *etb_errand_describe (const EtbErrand *self);

G_END_DECLS
