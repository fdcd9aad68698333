/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-verification.h"

G_BEGIN_DECLS

/* One verified package of a list: what a line says of it. Immutable. */

#define ETB_TYPE_PACKAGE_ITEM (etb_package_item_get_type ())
G_DECLARE_FINAL_TYPE (EtbPackageItem, etb_package_item, ETB, PACKAGE_ITEM, GObject)

EtbPackageItem *etb_package_item_new (const EtbVerification *verification);

const char *etb_package_item_get_file (EtbPackageItem *self); /* path */
EtbPackageVerdict etb_package_item_get_verdict (EtbPackageItem *self);
const char *etb_package_item_get_applicant (EtbPackageItem *self); /* "" when not known */
const char *etb_package_item_get_signers (EtbPackageItem *self);   /* joined by ", " */
const char *etb_package_item_get_problem (EtbPackageItem *self);   /* the first; "" for none */

/* "Valid", "Not valid", "Cannot be read" */
const char *etb_package_item_describe_verdict (EtbPackageItem *self);

/* Orders of a list: by GCompareDataFunc of items. */
int etb_package_item_compare_file (gconstpointer a, gconstpointer b, gpointer unused);
int etb_package_item_compare_verdict (gconstpointer a, gconstpointer b, gpointer unused);
int etb_package_item_compare_applicant (gconstpointer a, gconstpointer b, gpointer unused);
int etb_package_item_compare_signers (gconstpointer a, gconstpointer b, gpointer unused);

/* @items (element-type EtbPackageItem) as a table for a spreadsheet: semicolons, a mark of UTF-8,
 * CR LF; what a spreadsheet would take for a formula is made text. (transfer full) */
char *etb_package_items_to_csv (GListModel *items);

G_END_DECLS
