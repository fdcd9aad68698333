/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"
#include "etb-sign-form.h"

G_BEGIN_DECLS

/* One more signature in a package that exists, as a member of a consortium gives it: whose dossier
 * it is, who signed and what the signatures cover, to be read first; then the form to sign. The
 * package that was read is the one that is signed: a file that changed meanwhile is refused.
 *
 * Signals
 *   ready ()                    the package was read: the form, or why it cannot be signed, is
 * there signed (const char *file)   the package with the new signature was written
 *
 * Actions used: win.verify-file. */

#define ETB_TYPE_COSIGN_PAGE (etb_cosign_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbCosignPage, etb_cosign_page, ETB, COSIGN_PAGE, EtbPageFrame)

GtkWidget *etb_cosign_page_new (const char *file);

/* (nullable): while reading, and when the package cannot be signed */
EtbSignForm *etb_cosign_page_get_form (EtbCosignPage *self);

G_END_DECLS
