/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-dossier-history.h"

G_BEGIN_DECLS

/* Undoing as a person meets it: the keys, and the words. Callers: etb-dossier-view, etb-window,
 * etb-shortcuts-dialog. */

#define ETB_UNDO_KEYS "<Control>z"
#define ETB_REDO_KEYS "<Control><Shift>z"

/* Has the keys, wherever the focus is in @widget, ask for dossier.travel (b: again). A long text
 * that is being typed takes them first, for as long as it has something of its own to undo. */
void etb_undo_bind_keys (GtkWidget *widget);

/* Undoes the last step, or does the last undone one again. @path: (out) (transfer full) (nullable):
 * of an answer that changed, to show it. Returns: (transfer full): what to say of it, also when it
 * cannot be */
char *etb_undo_travel (EtbDossier *dossier, gboolean again, char **path);

G_END_DECLS
