/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-hand-over.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* The receipt of a dossier that was handed over, and where to keep it. */

#define ETB_TYPE_RECEIPT_PAGE (etb_receipt_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbReceiptPage, etb_receipt_page, ETB, RECEIPT_PAGE, EtbPageFrame)

/* Takes @done over: its members are moved, and it may be freed. */
GtkWidget *etb_receipt_page_new (EtbHandOver *done);

/* Writes the receipt to @file, as the button does once its dialog was answered. */
void etb_receipt_page_write (EtbReceiptPage *self, const char *file);

G_END_DECLS
