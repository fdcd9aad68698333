/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose an answer is: see the header. Called by the review page and the read-back page. */

#include "etb-origin-words.h"

#include <glib/gi18n-lib.h>

char *
etb_origin_helper (const EtbAssistance *assistance)
{
  return assistance != NULL ? etb_assistance_describe (assistance) : g_strdup (_ ("a helper"));
}

char *
etb_origin_words (EtbDossier *dossier, const char *path)
{
  g_autofree char *author = NULL;
  g_autofree char *helper = NULL;
  const char *review;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!etb_dossier_get_origin (dossier, path, &author, NULL)
      || etb_assistance_id_of_author (author) == NULL)
    return NULL;
  helper = etb_origin_helper (etb_dossier_find_assistance (dossier, author));
  review = etb_dossier_get_review (dossier, path);
  if (g_str_equal (review, "accepted"))
    return g_strdup_printf (_ ("Typed by %s, read back and accepted"), helper);
  if (g_str_equal (review, "refused"))
    return g_strdup_printf (_ ("Typed by %s, to be corrected"), helper);
  return g_strdup_printf (_ ("Typed by %s, to be read back"), helper);
}
