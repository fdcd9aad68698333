/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text form of the lists of communes. Every line is checked, and the count that the head gives
 * must be right, so that a truncated file is not taken for a whole one. Read when the program is
 * built, never by the program: the messages are for those who build it.
 * Callers: etb-commune-make. */

#include "etb-commune-list.h"

#include <gio/gio.h>
#include <string.h>

#define COUNT_MAXIMUM 200000
#define TEXT_MAXIMUM  400 /* bytes of a column */

static gboolean
is_text (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;

  return strlen (text) <= TEXT_MAXIMUM;
}

/* Cuts @line at its tabs, and appends its columns. */
static gboolean
parse_line (char *line, guint columns, GPtrArray *texts)
{
  for (guint i = 0; i < columns; i++)
    {
      char *tab = strchr (line, '\t');

      if ((tab == NULL) != (i == columns - 1))
        return FALSE;
      if (tab != NULL)
        *tab = '\0';
      if (!is_text (line))
        return FALSE;
      g_ptr_array_add (texts, line);
      if (tab != NULL)
        line = tab + 1;
    }

  return TRUE;
}

/* Reads "# communes: 35014"; other comments are for people. */
static void
read_comment (const char *line, const char *word, guint64 *count)
{
  g_autofree char *head = g_strdup_printf ("# %s: ", word);

  if (g_str_has_prefix (line, head))
    g_ascii_string_to_unsigned (line + strlen (head), 10, 1, COUNT_MAXIMUM, count, NULL);
}

static gboolean
parse_lines (char *line, const char *word, guint columns, GPtrArray *texts, GError **error)
{
  guint64 count = 0;

  for (guint number = 1; *line != '\0'; number++)
    {
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end = '\0';
      if (end != NULL && *line == '#' && texts->len == 0)
        read_comment (line, word, &count);
      else if (end == NULL || texts->len >= count * columns || !parse_line (line, columns, texts))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "line %u is no line of %s",
                       number, word);
          return FALSE;
        }
      line = end + 1;
    }
  if (count > 0 && texts->len == count * columns)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%u %s of %lu are there",
               texts->len / columns, word, (gulong)count);
  return FALSE;
}

GPtrArray *
etb_commune_list_parse (char *text, gsize length, const char *word, guint columns, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_assert (text[length] == '\0');

  /* No NUL, and whole characters only: the rest of the program takes them for granted. */
  if (!g_utf8_validate_len (text, length, NULL))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not UTF-8 text");
  else if (parse_lines (text, word, columns, texts, error))
    return g_steal_pointer (&texts);

  return NULL;
}
