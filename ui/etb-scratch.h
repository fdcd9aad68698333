/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* A dossier to throw away, in which a definition is tried: one file in a private folder among the
 * temporary ones, where the home page does not look. The folder goes with the object. */

#define ETB_TYPE_SCRATCH (etb_scratch_get_type ())
G_DECLARE_FINAL_TYPE (EtbScratch, etb_scratch, ETB, SCRATCH, GObject)

/* NULL with G_FILE_ERROR when no folder can be made. */
EtbScratch *etb_scratch_new (GError **error);

/* The dossier, for @track of @call: begun, or, when it was before, with the answers that have their
 * place in @call. It must not be open. Returns: (transfer full): NULL with ETB_DOSSIER_ERROR or
 * ETB_RULES_ERROR */
EtbDossier *etb_scratch_open (EtbScratch *self, EtbCall *call, const char *track, GError **error);

/* Where it is, for tests. */
const char *etb_scratch_get_folder (EtbScratch *self);

G_END_DECLS
