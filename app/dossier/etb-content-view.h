/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-content-instance.h"
#include "etb-evaluation.h"
#include "etb-migration.h"

G_BEGIN_DECLS

/* What a call makes of the content of a dossier: its instance and the rules' view of it, and two of
 * these side by side. Private to this module. */

typedef struct
{
  EtbCall *call;
  EtbInstance *instance;
  EtbEvaluation *evaluation; /* NULL until etb_content_view_evaluate() */
  GHashTable *keys;          /* of the answers that have their place */
} EtbContentView;

/* @content outlives it. */
EtbContentView *etb_content_view_new (EtbContent *content, EtbCall *call);
void etb_content_view_free (EtbContentView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbContentView, etb_content_view_free)

/* @today: ISO date. FALSE with ETB_RULES_ERROR */
gboolean etb_content_view_evaluate (EtbContentView *self, EtbContent *content, const char *today,
                                    GError **error);

/* Problems of @there whose path has none @here. Returns: (transfer full) (element-type EtbProblem)
 */
GPtrArray *etb_content_view_new_problems (GPtrArray *here, GPtrArray *there);

/* Criteria that say something else there. Returns: (transfer full) (element-type EtbVerdictChange)
 */
GPtrArray *etb_content_view_compare (EtbEvaluation *here, EtbEvaluation *there);

G_END_DECLS
