/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* Earlier versions of a dossier: one for each day it was opened, with what differs from now. One
 * can look at each, and bring it back; that is undone like anything else. */

#define ETB_TYPE_VERSIONS_PAGE (etb_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbVersionsPage, etb_versions_page, ETB, VERSIONS_PAGE, EtbPageFrame)

GtkWidget *etb_versions_page_new (EtbDossier *dossier);

G_END_DECLS
