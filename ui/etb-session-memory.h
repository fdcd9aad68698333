/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program had on the screen when it was last closed: the dossier that was open, and the
 * size of the window. The page is remembered by the dossier itself. Kept in the person's folder of
 * states, "etabli/session.ini"; nothing of what dossiers say. */

typedef struct
{
  char *dossier;     /* its file, or NULL: none was open */
  int width, height; /* of the window when it is not maximized, in pixels; 0: never closed */
  gboolean maximized;
} EtbSessionMemory;

/* Never fails: what cannot be read was never there. Returns: (transfer full) */
EtbSessionMemory *etb_session_memory_load (void);
void etb_session_memory_free (EtbSessionMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSessionMemory, etb_session_memory_free)

/* FALSE with G_FILE_ERROR: the program then begins on the home page. */
gboolean etb_session_memory_save (const EtbSessionMemory *self, GError **error);

G_END_DECLS
