/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-deposit.h"

G_BEGIN_DECLS

/* Where a person notes that the dossier was deposited, from the receipt of the office; and then
 * what was noted, which can be taken back. */

#define ETB_TYPE_DEPOSIT_CARD (etb_deposit_card_get_type ())
G_DECLARE_FINAL_TYPE (EtbDepositCard, etb_deposit_card, ETB, DEPOSIT_CARD, GtkBox)

GtkWidget *etb_deposit_card_new (EtbDossier *dossier);

G_END_DECLS
