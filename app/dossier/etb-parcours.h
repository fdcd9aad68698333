/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* The way through a dossier's pages, from the call and from what applies now. Pure look-ups: a stop
 * points into the call and holds nothing. The window asks; it never decides which page comes next.
 */

typedef struct
{
  const EtbTask *task;
  const EtbPage *page; /* NULL for a task without pages: review */
} EtbStop;

/* The first stop of a dossier, or of one of its tasks. FALSE when nothing in it applies. */
gboolean etb_parcours_first (EtbDossier *dossier, EtbStop *stop);
gboolean etb_parcours_first_of (EtbDossier *dossier, const EtbTask *task, EtbStop *stop);

/* The next or previous stop that applies, over the ends of tasks. FALSE at the end of the way.
 * @stop is changed only on success. */
gboolean etb_parcours_next (EtbDossier *dossier, EtbStop *stop);
gboolean etb_parcours_previous (EtbDossier *dossier, EtbStop *stop);

/* The page on which the answer, the table cell or the line at @path is asked. */
gboolean etb_parcours_of_path (EtbDossier *dossier, const char *path, EtbStop *stop);

/* The page with the list of pieces. */
/* The first page of a task, by its id, that applies. */
gboolean etb_parcours_of_task (EtbDossier *dossier, const char *id, EtbStop *stop);

/* Where something is still missing: the first answer, else the pieces. FALSE when all is there. */
gboolean etb_parcours_of_missing (EtbDossier *dossier, EtbStop *stop);

gboolean etb_parcours_of_pieces (EtbDossier *dossier, EtbStop *stop);

/* Whether a page of @task asks for what @item is about, or for pieces. */
gboolean etb_parcours_task_asks (const EtbTask *task, const EtbItem *item);
gboolean etb_parcours_task_has_pieces (const EtbTask *task);

/* The task of that id. Returns: (nullable) */
const EtbTask *etb_parcours_find_task (EtbDossier *dossier, const char *id);

/* A stop as text, for etb_dossier_set_place(): "porteur/identite". Returns: (transfer full) */
char *etb_parcours_to_place (const EtbStop *stop);
gboolean etb_parcours_from_place (EtbDossier *dossier, const char *place, EtbStop *stop);

/* Number of the stop's task among those that apply, from 1, and how many they are. */
guint etb_parcours_step (EtbDossier *dossier, const EtbStop *stop, guint *steps);

G_END_DECLS
