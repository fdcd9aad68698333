/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The answers of a dossier as somebody types them in an office's own web form: one text a question,
 * in the order of the parcours, which follows that of the forms. Only what applies and is answered;
 * attestations are left out, for a form has its own boxes to tick. */

typedef struct
{
  const char *task; /* label of the task it is in; of the call */
  char *label;      /* of the question; "Membre 2, Nom" on a line of a repeat */
  char *text;       /* as a form takes it: numbers without spaces or unit, choices by their label,
                       a table with a tab between two cells */
} EtbFormText;

/* @territory (nullable): names of communes. Returns: (transfer full) (element-type EtbFormText) */
GPtrArray *etb_form_texts_of (EtbDossier *dossier, EtbTerritory *territory);

G_END_DECLS
