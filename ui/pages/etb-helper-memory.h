/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who helps on this computer, when they asked to be remembered: name, organisation, status. Kept in
 * the person's folder of settings, "etabli/helper.ini"; never in a dossier, and nothing of
 * dossiers. */

typedef struct
{
  char *helper;
  char *organisation;
  char *status;
} EtbHelper;

/* Returns: (transfer full) (nullable): NULL when nobody asked to be remembered, or the file cannot
 * be read */
EtbHelper *etb_helper_memory_load (void);
void etb_helper_free (EtbHelper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbHelper, etb_helper_free)

/* FALSE with G_FILE_ERROR. */
gboolean etb_helper_memory_save (const char *helper, const char *organisation, const char *status,
                                 GError **error);

/* Takes the file away; no file is no error. */
void etb_helper_memory_forget (void);

G_END_DECLS
