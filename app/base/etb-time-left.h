/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a piece of work will still take, from the pace it has had so far. All zero to begin
 * with: nothing was heard of it yet. */
typedef struct
{
  gint64 since;  /* instant of the first word of it; 0: none yet */
  guint64 begun; /* how far it was then */
  guint64 done;  /* how far it was at the last word */
} EtbTimeLeft;

/* Hears that @done of @total (bytes, things...) is done at @now, microseconds of a clock that only
 * goes forward. Work that falls back begins anew. Returns: seconds, or -1: too early to tell, or
 * nothing is left */
gint64 etb_time_left_hear (EtbTimeLeft *self, gint64 now, guint64 done, guint64 total);

/* "about 2 minutes left": in whole minutes, then in whole hours, for it is only an estimate.
 * @seconds: 0 or more. Returns: (transfer full) */
char *etb_time_left_describe (gint64 seconds);

G_END_DECLS
