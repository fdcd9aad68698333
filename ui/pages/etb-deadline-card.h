/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-call.h"

G_BEGIN_DECLS

/* A card that says where @track of @call stands at @at: open until when, permanent, closed. */
GtkWidget *etb_deadline_card_new (EtbCall *call, const char *track, GDateTime *at);

G_END_DECLS
