/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* A new dossier that begins with what another one holds of the organisation: its answers in the
 * groups that both calls name as the applicant's (roles/@applicant), of the same type, that the
 * rules of the new call accept. An answer goes to the same path, or to the one that plays the same
 * part (roles/@applicant-name, @signatory-…). Each keeps the instant at which it was last
 * confirmed, and is marked until somebody goes through its page or changes it. Files are never
 * taken.
 *
 * Callers: cli (new --from), ui (new dossier, question page). */

typedef struct
{
  char *key;     /* names it to etb_reuse_take() */
  char *path;    /* in the dossier that takes it */
  char *label;   /* of its question */
  char *shown;   /* its value as people read it */
  GDateTime *at; /* when it was last confirmed */
} EtbReusable;

/* What @self could take from the dossier in @file, in the order of the call; nothing is changed.
 * Returns: (transfer full) (element-type EtbReusable): NULL with ETB_DOSSIER_ERROR when @file
 * cannot be read */
GPtrArray *etb_reuse_list (EtbDossier *self, const char *file, GError **error);

/* Takes it, as one step that can be undone. Answers that @self holds already are left alone.
 * @left_out: (nullable) keys of what is not wanted, NULL-terminated; a line none of whose answers
 * is wanted is left out
 * @count: (out) (optional): answers taken. FALSE with ETB_DOSSIER_ERROR. */
gboolean etb_reuse_take (EtbDossier *self, const char *file, const char *const *left_out,
                         guint *count, GError **error);

/* Answers that were taken and that nobody went through since. Returns: (transfer full)
 * (element-type EtbReusable) */
GPtrArray *etb_reuse_list_unconfirmed (EtbDossier *self);

/* Somebody went through the answer at @path: it is theirs, from now on. */
void etb_reuse_confirm (EtbDossier *self, const char *path);

G_END_DECLS
