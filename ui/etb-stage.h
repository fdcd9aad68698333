/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where one page is seen at a time. The page that another one takes the place of is out of sight
 * and out of reach at once, and goes a little at a time: the toolkit tells assistive technologies
 * of each of its widgets, which for a long page would hold the window for a tenth of a second. */

#define ETB_TYPE_STAGE (etb_stage_get_type ())
G_DECLARE_FINAL_TYPE (EtbStage, etb_stage, ETB, STAGE, GtkWidget)

GtkWidget *etb_stage_new (void);

/* Returns: (transfer none) (nullable): the page that is seen */
GtkWidget *etb_stage_get_page (EtbStage *self);

/* @page: (transfer floating) (nullable): NULL: none. The page seen so far is let go within a
 * moment; until then it lives, and hears what it listens to. */
void etb_stage_set_page (EtbStage *self, GtkWidget *page);

/* Lets go at once of all pages that are no longer seen: for whoever needs what they hold. */
void etb_stage_clear_past (EtbStage *self);

G_END_DECLS
