/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values for people. Pure; called by whatever shows answers, on a screen or in a document. */

#include "etb-display.h"

#include <glib/gi18n-lib.h>

static char *
describe_choices (EtbCall *call, const char *path, const char *codes)
{
  g_auto (GStrv) each = g_strsplit (codes, " ", -1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0')
      g_ptr_array_add (labels, (char *)etb_call_label_of_choice (call, path, each[i]));

  g_ptr_array_add (labels, NULL);
  /* Translators: between the labels of several choices. */
  return g_strjoinv (_("; "), (char **)labels->pdata);
}

char *
etb_display_value (EtbCall *call, EtbTerritory *territory, const char *path, const char *canonical)
{
  g_return_val_if_fail (ETB_IS_CALL (call), NULL);
  g_return_val_if_fail (path != NULL && canonical != NULL, NULL);

  const EtbBind *bind = etb_call_find_bind (call, path);
  const EtbValueType type = bind != NULL ? bind->type : ETB_VALUE_TEXT;

  if (*canonical == '\0')
    return g_strdup ("");
  if (type == ETB_VALUE_CHOICE)
    return g_strdup (etb_call_label_of_choice (call, path, canonical));
  if (type == ETB_VALUE_CHOICES)
    return describe_choices (call, path, canonical);
  if (type == ETB_VALUE_COMMUNE && territory != NULL)
    return etb_territory_describe_commune (territory, canonical);
  return etb_value_format (type, canonical);
}
