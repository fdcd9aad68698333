/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-package.h"
#include "etb-verification.h"

G_BEGIN_DECLS

/* What can be done with a package that was read: its files written into a folder, with or without
 * what makes the container, and a new dossier made of it. On threads, with a way to cancel.
 *
 * Signals
 *   said (EtbNoticeKind kind, const char *text)   what became of it, to be shown
 *   extracted (const char *folder)
 *   reopened (const char *file)                   a new dossier is there
 *
 * Callers: etb-verify-page. */

#define ETB_TYPE_PACKAGE_ACTIONS (etb_package_actions_get_type ())
G_DECLARE_FINAL_TYPE (EtbPackageActions, etb_package_actions, ETB, PACKAGE_ACTIONS, GtkBox)

/* @verification: of the package, which could be read */
GtkWidget *etb_package_actions_new (const EtbVerification *verification);

/* Writes the files into a new folder under @folder, named after the package. */
void etb_package_actions_extract (EtbPackageActions *self, const char *folder, EtbExtractForm form);

/* Makes a dossier of the package among the person's own. A package that is not valid is asked about
 * before, by the button that does this. */
void etb_package_actions_reopen (EtbPackageActions *self);

G_END_DECLS
