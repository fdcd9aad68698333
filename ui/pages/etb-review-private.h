/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* What the parts of the review page share while they are built, all of one evaluation. */
typedef struct
{
  EtbDossier *dossier;
  EtbTerritory *territory; /* or NULL */
  EtbCall *call;
  EtbEvaluation *evaluation;
  EtbInstance *instance; /* of the evaluation */
  GHashTable *messages;  /* path → what is wrong with the answer, not its being missing */
  GHashTable *missing;   /* paths of required answers that are empty */
} EtbReview;

gboolean etb_review_is_relevant (const EtbReview *review, const char *path);

/* What a person reads for the answer at @path. Returns: (transfer full): "" when empty */
char *etb_review_text (const EtbReview *review, const char *path);

/* “Modify”, named “Modify: LABEL”. @action: detailed. */
GtkWidget *etb_review_button_new (const char *label, const char *action);
GtkWidget *etb_review_modify_new (const char *label, const char *path);

/* One line: label, value, “Modify” unless @modify is NULL. */
GtkWidget *etb_review_line_new (const char *label, const char *value, GtkWidget *modify);

/* What shows @item. Returns: (transfer floating) (nullable): NULL when nothing of it applies or
 * when it holds no answer */
GtkWidget *etb_review_item_new (const EtbReview *review, const EtbItem *item);
GtkWidget *etb_review_table_new (const EtbReview *review, const EtbItem *table);
GtkWidget *etb_review_pieces_new (const EtbReview *review);

G_END_DECLS
