/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The applicant goes through what helpers typed: each answer is right, or it is to be corrected,
 * which opens its question (dossier.reveal); after the correction one comes back here. */

#define ETB_TYPE_READ_BACK_PAGE (etb_read_back_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbReadBackPage, etb_read_back_page, ETB, READ_BACK_PAGE, EtbPageFrame)

/* @territory: names of communes, or NULL. */
GtkWidget *etb_read_back_page_new (EtbDossier *dossier, EtbTerritory *territory);

G_END_DECLS
