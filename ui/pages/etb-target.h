/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* A full path for the package of @dossier, that nothing has yet: in the person's folder of
 * documents, named after the applicant and the track. Returns: (transfer full) */
char *etb_target_propose (EtbDossier *dossier);

G_END_DECLS
