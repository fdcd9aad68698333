/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-package.h"
#include "etb-verification.h"

G_BEGIN_DECLS

/* A package becomes a dossier again: a new file with its call, its answers, its lines and its
 * pieces. Signatures and journal stay in the package: the journal of the new dossier begins with
 * where it comes from. All answers are then the applicant's. */

/* What is lost or left behind, and what is wrong with the package, in sentences for people; the
 * first is about the signatures. @verification: of the package. Returns: (transfer full)
 * (element-type utf8) */
GPtrArray *etb_reopen_describe (const EtbVerification *verification);

/* Makes @file, which must not be there, of the package that @verification is about. A package that
 * is not valid is reopened too when its call and its dossier.xml can be read: whoever calls asks
 * first. Nothing is left behind on failure. FALSE with ETB_PACKAGE_ERROR, ETB_DOSSIER_ERROR,
 * ETB_CONTAINER_ERROR, an error of the call, or G_IO_ERROR_CANCELLED. */
gboolean etb_reopen_run (const EtbVerification *verification, const char *file,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
