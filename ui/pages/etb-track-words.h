/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-calendar.h"
#include "etb-dossier.h"

G_BEGIN_DECLS

/* Where the dossier's track stands at the date the dossier is looked at, in one or two sentences
 * that name the deadline with its hour and its zone. Returns: (transfer full) */
char *etb_track_words (EtbDossier *dossier, EtbTrackState *state);

G_END_DECLS
