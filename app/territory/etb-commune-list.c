/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text form of a list of communes. The file may be anything: every line is checked, and the
 * count that its head gives must be right, so that a truncated file is not taken for a whole one.
 * Called by etb-territory.c only. */

#include "etb-commune-list.h"

#include "etb-identifier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COUNT_HEAD    "# communes: "
#define COUNT_MAXIMUM 200000
#define NAME_MAXIMUM  100 /* bytes; the longest name has 45 letters */
#define COLUMNS       4

static void
set_line_error (const char *file, guint line, GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("“%s” is no list of communes (line %u). Install the program again."), file, line);
}

static gboolean
is_postcodes (const char *text)
{
  g_auto (GStrv) codes = g_strsplit (text, " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (strlen (codes[i]) != 5 || strspn (codes[i], "0123456789") != 5)
      return FALSE;

  return TRUE;
}

static gboolean
is_commune (const EtbCommune *commune)
{
  gsize name = strlen (commune->name);
  gsize department = strlen (commune->department);

  if (etb_identifier_check_commune (commune->code) != ETB_IDENTIFIER_OK)
    return FALSE;
  if (name == 0 || name > NAME_MAXIMUM || department < 2 || department > 3)
    return FALSE;
  for (const char *c = commune->name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;

  return g_str_has_prefix (commune->code, commune->department) && is_postcodes (commune->postcodes);
}

/* Cuts @line at its tabs. */
static gboolean
parse_line (char *line, EtbCommune *commune)
{
  char *columns[COLUMNS];

  for (guint i = 0; i < COLUMNS; i++)
    {
      char *tab = strchr (line, '\t');

      columns[i] = line;
      if ((tab == NULL) != (i == COLUMNS - 1))
        return FALSE;
      if (tab != NULL)
        {
          *tab = '\0';
          line = tab + 1;
        }
    }

  commune->code = columns[0];
  commune->name = columns[1];
  commune->postcodes = columns[2];
  commune->department = columns[3];

  return is_commune (commune);
}

/* Reads "# communes: 35014"; other comments are for people. */
static void
read_comment (const char *line, guint64 *count)
{
  if (g_str_has_prefix (line, COUNT_HEAD))
    g_ascii_string_to_unsigned (line + strlen (COUNT_HEAD), 10, 1, COUNT_MAXIMUM, count, NULL);
}

GArray *
etb_commune_list_parse (char *text, gsize length, const char *file, GError **error)
{
  g_autoptr (GArray) communes = g_array_new (FALSE, FALSE, sizeof (EtbCommune));
  guint64 count = 0;
  char *line = text;

  g_assert (text[length] == '\0');

  /* No NUL, and whole characters only: the rest of the program takes them for granted. */
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("“%s” is no text. Install the program again."), file);
      return NULL;
    }

  for (guint number = 1; *line != '\0'; number++)
    {
      EtbCommune commune;
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end = '\0';
      if (end != NULL && *line == '#' && communes->len == 0)
        read_comment (line, &count);
      else if (end != NULL && communes->len < count && parse_line (line, &commune))
        g_array_append_val (communes, commune);
      else
        {
          set_line_error (file, number, error);
          return NULL;
        }
      line = end + 1;
    }

  if (count == 0 || communes->len != count)
    {
      g_set_error (
          error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
          _ ("“%s” is not whole: %u communes of %lu are there. Install the program again."), file,
             communes->len, (gulong)count);
      return NULL;
    }

  return g_steal_pointer (&communes);
}

char *
etb_commune_fold (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  char *to = ascii;

  for (const char *from = ascii; *from != '\0'; from++)
    {
      if (g_ascii_isalnum (*from) || *from == '?')
        *to++ = g_ascii_tolower (*from);
      else if (to != ascii && to[-1] != ' ')
        *to++ = ' ';
    }
  if (to != ascii && to[-1] == ' ')
    to--;
  *to = '\0';

  return g_steal_pointer (&ascii);
}
