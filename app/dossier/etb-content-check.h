/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-connection.h"

G_BEGIN_DECLS

/* Whether every row of the journal and of help in person is of its type and within its limits, so
 * that a hostile file is refused when it is opened and not the day it is
 * looked at. That the journal's chain holds is another question (etb-journal). Private to this
 * module. FALSE with ETB_DOSSIER_ERROR_DAMAGED or _STORE. */
gboolean etb_content_check (EtbConnection *connection, GError **error);

G_END_DECLS
