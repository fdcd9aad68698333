/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"

G_BEGIN_DECLS

/* Several packages verified at once: a line for each as it is known, in the order that one chooses,
 * with progress and a way to stop; a line opens its report; the list can be saved for a
 * spreadsheet.
 *
 * Signals
 *   ended ()   every package is known, or the person has stopped */

#define ETB_TYPE_PACKAGES_PAGE (etb_packages_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbPackagesPage, etb_packages_page, ETB, PACKAGES_PAGE, EtbPageFrame)

/* @files: (element-type utf8): paths of packages, or of folders that stand for the packages
 * (.asice) in them */
GtkWidget *etb_packages_page_new (GPtrArray *files);

/* What is known so far (element-type EtbPackageItem), in the order shown. (transfer none) */
GListModel *etb_packages_page_get_items (EtbPackagesPage *self);

/* Writes the list to @file. What is wrong is said here. */
gboolean etb_packages_page_save (EtbPackagesPage *self, GFile *file);

G_END_DECLS
