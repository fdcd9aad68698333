/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ceilings that criteria set: see the header. Pure. Callers: package, ui. */

#include "etb-ceiling.h"

#include <string.h>

#define CEILING_FORM                                              \
  "(?J)^\\s*(?:"                                                  \
  "(?<most>[0-9]+(?:\\.[0-9]+)?)\\s*>=\\s*(?<path>/[a-z0-9/-]+)|" \
  "(?<path>/[a-z0-9/-]+)\\s*<=\\s*(?<most>[0-9]+(?:\\.[0-9]+)?)"  \
  ")\\s*$"

static gboolean
read_term (EtbCall *call, const char *term, char **path, char **value)
{
  g_autoptr (GRegex) form = g_regex_new (CEILING_FORM, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *most = NULL;
  g_autofree char *of = NULL;
  g_autofree char *canonical = NULL;
  const EtbBind *bind;

  if (!g_regex_match (form, term, 0, &match))
    return FALSE;
  most = g_match_info_fetch_named (match, "most");
  of = g_match_info_fetch_named (match, "path");
  bind = etb_call_find_bind (call, of);
  if (bind == NULL || !etb_value_type_is_number (bind->type))
    return FALSE;
  canonical = etb_value_normalise (bind->type, most, NULL);
  if (canonical == NULL)
    return FALSE;

  *path = g_steal_pointer (&of);
  *value = g_steal_pointer (&canonical);
  return TRUE;
}

gboolean
etb_ceiling_of (EtbCall *call, const EtbCriterion *criterion, char **path, char **value)
{
  g_auto (GStrv) terms = NULL;

  g_return_val_if_fail (ETB_IS_CALL (call), FALSE);
  g_return_val_if_fail (criterion != NULL, FALSE);
  g_return_val_if_fail (path != NULL && value != NULL, FALSE);

  if (strchr (criterion->test, '(') != NULL || strstr (criterion->test, " or ") != NULL)
    return FALSE;
  terms = g_strsplit (criterion->test, " and ", -1);
  for (guint i = 0; terms[i] != NULL; i++)
    if (read_term (call, terms[i], path, value))
      return TRUE;
  return FALSE;
}
