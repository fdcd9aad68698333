/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-authority-shelf.h"
#include "etb-identity-shelf.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* With what the person signs, and whom they trust when they verify: one shelf each.
 *
 * Actions used: win.home. */

#define ETB_TYPE_IDENTITIES_PAGE (etb_identities_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbIdentitiesPage, etb_identities_page, ETB, IDENTITIES_PAGE, EtbPageFrame)

GtkWidget *etb_identities_page_new (void);

/* (transfer none) */
EtbIdentityShelf *etb_identities_page_get_files (EtbIdentitiesPage *self);
EtbAuthorityShelf *etb_identities_page_get_authorities (EtbIdentitiesPage *self);

G_END_DECLS
