/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"

G_BEGIN_DECLS

/* What can be said of a package, offline: separate facts, never one yes. Verifies on a thread, with
 * the authorities that the person recognises, and those of a file chosen here; what can be done
 * with a package is in etb-package-actions.
 *
 * Signals
 *   verified ()    there is a report on the page
 *   extracted (folder)
 *
 * Actions used: win.verify, win.home, win.open-file, win.cosign. */

#define ETB_TYPE_VERIFY_PAGE (etb_verify_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbVerifyPage, etb_verify_page, ETB, VERIFY_PAGE, EtbPageFrame)

/* @file: NULL: invites to choose one. */
GtkWidget *etb_verify_page_new (const char *file);

/* Verifies again, trusting the certificates of @pem_file too. One that cannot be used is said on
 * the page, and changes nothing. */
void etb_verify_page_trust_file (EtbVerifyPage *self, const char *pem_file);

/* Writes the files of the package under @folder. */
void etb_verify_page_extract (EtbVerifyPage *self, const char *folder);

G_END_DECLS
