/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* How far a dossier is, task by task: derived, never stored. */

typedef enum
{
  ETB_TASK_TODO,
  ETB_TASK_STARTED,
  ETB_TASK_DONE,
  ETB_TASK_NOT_YET,       /* cannot be done before others: review and signature */
  ETB_TASK_NOT_CONCERNED, /* nothing in it applies to this dossier */
} EtbTaskState;

typedef struct
{
  const EtbTask *task;
  EtbTaskState state;
  gboolean optional; /* nothing in it is required */
  guint needed;      /* required answers and pieces that apply */
  guint given;       /* of those, how many are there and accepted */
} EtbTaskProgress;

/* Returns: (transfer full) (element-type EtbTaskProgress): one a task, in order */
GPtrArray *etb_progress_of (EtbDossier *dossier);

/* given and needed over all tasks, as 0 to 100 */
guint etb_progress_percent (EtbDossier *dossier);

/* Whether something on @page applies now. */
gboolean etb_progress_page_applies (EtbDossier *dossier, const EtbPage *page);

G_END_DECLS
