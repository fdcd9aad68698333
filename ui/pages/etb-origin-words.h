/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier-assistance.h"

G_BEGIN_DECLS

/* In words, whose an answer is. */

/* "Typed by Camille Martin (Mairie d’Exemple), to be read back"; of an answer that the applicant
 * typed, or that nobody did, NULL. Returns: (transfer full) (nullable) */
char *etb_origin_words (EtbDossier *dossier, const char *path);

/* The helper of an answer of the read-back, "a helper" when their record is lost. Returns:
 * (transfer full) */
char *etb_origin_helper (const EtbAssistance *assistance);

G_END_DECLS
