/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field.h"

G_BEGIN_DECLS

/* The field of the type of @question.
 * @territory: names of communes, or NULL when there are none: a code is typed then.
 * @path: the answer, with positions when in a repeat.
 * Returns: (transfer floating): an EtbField */
GtkWidget *etb_field_new_for (EtbDossier *dossier, EtbTerritory *territory, const EtbItem *question,
                              const char *path);

G_END_DECLS
