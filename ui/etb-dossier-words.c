/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The title of a dossier: see the header. */

#include "etb-dossier-words.h"

#include <glib/gi18n.h>

#include "etb-library.h"

char *
etb_dossier_words_title (EtbDossier *dossier)
{
  const EtbRoles *roles = etb_call_get_roles (etb_dossier_get_call (dossier));
  g_autofree char *name = roles->applicant_name != NULL
                              ? etb_dossier_get_answer (dossier, roles->applicant_name)
                              : NULL;

  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);
  return etb_library_stem (etb_dossier_get_file (dossier));
}

char *
etb_dossier_words_saved (GDateTime *at)
{
  if (at == NULL)
    return g_strdup ("");
  g_autoptr (GDateTime) local = g_date_time_to_local (at);
  /* Translators: hour of a day, 24 hours. In French: “%-H h %M”. */
  g_autofree char *time = g_date_time_format (local, C_ ("saved", "%H:%M"));
  return g_strdup_printf (_ ("Saved at %s"), time);
}
