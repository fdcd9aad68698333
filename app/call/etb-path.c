/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the paths of an instance, step by step. A small part of XPath: child steps by name, each
 * with a position or an identity at most. Used by EtbCall and EtbInstance only. */

#include "etb-path-private.h"

#include <string.h>

#define MAX_IDENTITY 64
#define MAX_POSITION 1000000

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

static gsize
identity_length (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || text[length] == '-')
    length++;

  return length;
}

gboolean
etb_path_is_identity (const char *id)
{
  gsize length;

  g_return_val_if_fail (id != NULL, FALSE);

  length = identity_length (id);
  return length > 0 && length <= MAX_IDENTITY && id[length] == '\0';
}

/* "[@id='k3f9']" */
static const char *
read_identity (const char *text, EtbPathStep *step)
{
  char quote;

  g_assert (g_str_has_prefix (text, "[@id="));

  text += strlen ("[@id=");
  quote = *text;
  if (quote != '\'' && quote != '"')
    return NULL;

  step->id = ++text;
  step->id_length = identity_length (text);
  text += step->id_length;
  if (step->id_length == 0 || text[0] != quote || text[1] != ']')
    return NULL;

  return text + 2;
}

/* "[12]" */
static const char *
read_position (const char *text, EtbPathStep *step)
{
  g_assert (*text == '[');

  for (text++; g_ascii_isdigit (*text) && step->position <= MAX_POSITION; text++)
    step->position = step->position * 10 + (guint)g_ascii_digit_value (*text);

  if (step->position == 0 || *text != ']')
    return NULL;

  return text + 1;
}

gboolean
etb_path_next (const char **cursor, EtbPathStep *step)
{
  const char *text;

  g_return_val_if_fail (cursor != NULL && *cursor != NULL, FALSE);
  g_return_val_if_fail (step != NULL, FALSE);

  memset (step, 0, sizeof *step);
  text = *cursor;
  if (*text != '/')
    return FALSE;

  step->name = ++text;
  while (is_name_character (*text))
    text++;
  step->name_length = (gsize)(text - step->name);
  if (step->name_length == 0)
    return FALSE;

  if (g_str_has_prefix (text, "[@id="))
    text = read_identity (text, step);
  else if (*text == '[')
    text = read_position (text, step);

  if (text == NULL || (*text != '/' && *text != '\0'))
    return FALSE;

  *cursor = text;
  return TRUE;
}

char *
etb_path_plain (const char *path)
{
  g_autoptr (GString) plain = NULL;
  EtbPathStep step;

  g_return_val_if_fail (path != NULL, NULL);

  plain = g_string_sized_new (strlen (path) + 1);
  while (etb_path_next (&path, &step))
    {
      g_string_append_c (plain, '/');
      g_string_append_len (plain, step.name, (gssize)step.name_length);
    }
  if (*path != '\0' || plain->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&plain), FALSE);
}
