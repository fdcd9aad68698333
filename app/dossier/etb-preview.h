/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* A definition that is being written, seen as an applicant would: what is wrong with it, and a
 * dossier for it that lives in a private folder and goes with this object. A definition with a
 * fault never replaces the last right one. Callers: etb-preview-window.
 *
 * Signals
 *   file-changed ()   the definition's file was written, replaced, removed or came back; told once
 *                     the writing has paused */

#define ETB_TYPE_PREVIEW (etb_preview_get_type ())
G_DECLARE_FINAL_TYPE (EtbPreview, etb_preview, ETB, PREVIEW, GObject)

/* @file: of the definition; it may not be there yet. NULL with G_FILE_ERROR when no private folder
 * can be made. */
EtbPreview *etb_preview_new (const char *file, GError **error);

const char *etb_preview_get_file (EtbPreview *self); /* absolute */

/* Reads the definition again. Returns: (transfer none) (element-type GError): its faults, none when
 * it is right */
GPtrArray *etb_preview_check (EtbPreview *self);

/* Whether the last right definition is not the one of the dossier. */
gboolean etb_preview_is_stale (EtbPreview *self);

/* A dossier for the last right definition, with the answers and files of the former dossier that
 * have their place in it. The former one is closed: nobody may be typing in it.
 * Returns: (transfer none): NULL with an error, or when no definition was right yet */
EtbDossier *etb_preview_renew (EtbPreview *self, GError **error);

/* The dossier made last: (nullable) (transfer none) */
EtbDossier *etb_preview_get_dossier (EtbPreview *self);

G_END_DECLS
