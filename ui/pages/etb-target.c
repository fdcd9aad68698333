/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a package goes unless the person says otherwise. */

#include "etb-target.h"

static const char *
find_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR) ? documents
                                                                          : g_get_home_dir ();
}

/* The applicant's name, else the name of the dossier's file, as a file name. */
static char *
find_stem (EtbDossier *dossier)
{
  const EtbRoles *roles = etb_call_get_roles (etb_dossier_get_call (dossier));
  g_autofree char *applicant = NULL;
  g_autofree char *file = g_path_get_basename (etb_dossier_get_file (dossier));
  char *dot = strrchr (file, '.');

  if (roles->applicant_name != NULL)
    applicant = etb_instance_get (
        etb_evaluation_get_instance (etb_dossier_get_evaluation (dossier)), roles->applicant_name);
  if (dot != NULL)
    *dot = '\0';
  if (applicant == NULL || *applicant == '\0')
    return g_steal_pointer (&file);
  /* A dot would read as the beginning of an ending. */
  return etb_attachment_make_safe_name (g_strdelimit (applicant, "./", ' '));
}

char *
etb_target_propose (EtbDossier *dossier)
{
  g_autofree char *stem = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  stem = find_stem (dossier);
  for (guint i = 1;; i++)
    {
      g_autofree char *name
          = i == 1 ? g_strdup_printf ("%s-%s.asice", stem, etb_dossier_get_track (dossier))
                   : g_strdup_printf ("%s-%s-%u.asice", stem, etb_dossier_get_track (dossier), i);
      g_autofree char *path = g_build_filename (find_folder (), name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}
