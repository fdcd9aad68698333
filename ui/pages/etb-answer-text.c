/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values as people read them. Pure; called by the pages that show answers again. */

#include "etb-answer-text.h"

#include <glib/gi18n-lib.h>

static char *
describe_choices (EtbCall *call, const char *path, const char *codes)
{
  g_auto (GStrv) each = g_strsplit (codes, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; each[i] != NULL; i++)
    {
      if (*each[i] == '\0')
        continue;
      if (text->len > 0)
        /* Translators: between the labels of several choices. */
        g_string_append (text, _ ("; "));
      g_string_append (text, etb_call_label_of_choice (call, path, each[i]));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
etb_answer_text (EtbCall *call, EtbTerritory *territory, const char *path, const char *value)
{
  const EtbBind *bind;
  EtbValueType type;

  g_return_val_if_fail (ETB_IS_CALL (call), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (value == NULL || *value == '\0')
    return g_strdup ("");

  bind = etb_call_find_bind (call, path);
  type = bind != NULL ? bind->type : ETB_VALUE_TEXT;
  if (type == ETB_VALUE_CHOICE)
    return g_strdup (etb_call_label_of_choice (call, path, value));
  if (type == ETB_VALUE_CHOICES)
    return describe_choices (call, path, value);
  if (type == ETB_VALUE_COMMUNE && territory != NULL)
    return etb_territory_describe_commune (territory, value);
  if (type == ETB_VALUE_ATTESTATION)
    return g_strdup (g_str_equal (value, "oui") ? _ ("Accepted") : value);
  return etb_value_format (type, value);
}
