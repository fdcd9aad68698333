/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"

G_BEGIN_DECLS

/* My dossiers: the ones in the person's folder with state, deadline and completeness, a search, and
 * the ways to begin, to open, and to verify a package. */

#define ETB_TYPE_HOME_PAGE (etb_home_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbHomePage, etb_home_page, ETB, HOME_PAGE, EtbPageFrame)

GtkWidget *etb_home_page_new (void);

/* Gives the focus to the search, when there is something to search. */
void etb_home_page_start_search (EtbHomePage *self);

G_END_DECLS
