/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How things of a question page are recognised: see the header. Used by the walker. */

#include "etb-look.h"

#include <string.h>

/* The label of a question, with or without "(facultatif)". */
static gboolean
is_called (const char *name, const char *label)
{
  gsize length = strlen (label);

  return strncmp (name, label, length) == 0
         && (name[length] == '\0' || g_str_has_prefix (name + length, " ("));
}

const EtbSight *
etb_look_for_field (GPtrArray *sights, const EtbSight *within, const char *label)
{
  const EtbSight *sight = NULL;

  while ((sight = etb_tree_find (sights, within, sight, ATSPI_ROLE_TEXT, label)) != NULL)
    if (is_called (sight->name, label))
      return sight;
  return NULL;
}

static gboolean
is_option (const EtbSight *sight)
{
  return sight->role == ATSPI_ROLE_RADIO_BUTTON || sight->role == ATSPI_ROLE_CHECK_BOX;
}

/* @wanted: "question\noption", or "\noption" for one that stands alone. */
const EtbSight *
etb_look_for_option (GPtrArray *sights, const EtbSight *within, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (wanted, "\n", 2);
  const EtbSight *group = within;
  const EtbSight *sight = NULL;
  g_autofree char *option = g_strconcat ("=", words[1], NULL);

  while (*words[0] != '\0'
         && (sight = etb_tree_find (sights, within, sight, ATSPI_ROLE_INVALID, words[0])) != NULL)
    if ((sight->role == ATSPI_ROLE_GROUPING || sight->role == ATSPI_ROLE_PANEL)
        && is_called (sight->name, words[0]))
      {
        group = sight;
        break;
      }
  if (*words[0] != '\0' && sight == NULL)
    return NULL;

  for (sight = NULL;
       (sight = etb_tree_find (sights, group, sight, ATSPI_ROLE_INVALID, option)) != NULL;)
    if (is_option (sight))
      return sight;
  return NULL;
}

const EtbSight *
etb_look_for_button (GPtrArray *sights, const EtbSight *within, const char *wanted)
{
  return etb_tree_find (sights, within, NULL, ATSPI_ROLE_PUSH_BUTTON, wanted);
}

const EtbSight *
etb_look_for_panel (GPtrArray *sights, const EtbSight *within, const char *wanted)
{
  return etb_tree_find (sights, within, NULL, ATSPI_ROLE_PANEL, wanted);
}

const EtbSight *
etb_look_for_row (GPtrArray *sights, const EtbSight *within, const char *wanted)
{
  return etb_tree_find (sights, within, NULL, ATSPI_ROLE_LIST_ITEM, wanted);
}
