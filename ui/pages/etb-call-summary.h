/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-call.h"

G_BEGIN_DECLS

/* One track of a call on one page: what, who, how much, dates with hour and zone, pieces and how
 * long each takes to get, sources. Built once; @at is the instant it is looked at. */
GtkWidget *etb_call_summary_new (EtbCall *call, const EtbTrack *track, GDateTime *at);

G_END_DECLS
