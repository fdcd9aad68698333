/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-page-frame.h"
#include "etb-verification.h"

G_BEGIN_DECLS

/* Puts @verification on @page, after what is there: problems first, then the facts of the file, of
 * each signature and of the dossier, then the list of what is signed. */
void etb_verify_report_append (EtbPageFrame *page, const EtbVerification *verification);

G_END_DECLS
