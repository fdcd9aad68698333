/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables to and from the clipboard: see the header. Knows no widget. Used by EtbTableView.
 *
 * Invariant: what is read names only cells that a person may fill now. */

#include "etb-table-clip.h"

#include <locale.h>
#include <string.h>

/* Enough for any budget, and what is pasted by mistake ends soon. */
#define MAX_BYTES (1 << 20)
#define MAX_CELLS 20000

/* ---- The block --------------------------------------------------------------------------------
 */

gboolean
etb_table_clip_is_block (const char *text)
{
  const char *line_end = strpbrk (text, "\r\n");

  return strchr (text, '\t') != NULL
         || (line_end != NULL && strspn (line_end, "\r\n") != strlen (line_end));
}

/* One cell from @c on; @c is then at what ended it. Quotes count only when they open the cell. */
static char *
parse_cell (const char **c)
{
  GString *cell = g_string_new (NULL);
  gboolean quoted = **c == '"' && strchr (*c + 1, '"') != NULL;

  if (quoted)
    (*c)++;
  for (; **c != '\0'; (*c)++)
    {
      if (quoted && **c == '"')
        {
          if ((*c)[1] == '"')
            (*c)++;
          else
            {
              quoted = FALSE;
              continue;
            }
        }
      else if (!quoted && strchr ("\t\r\n", **c) != NULL)
        break;
      g_string_append_c (cell, **c);
    }
  g_strstrip (cell->str);
  return g_string_free (cell, FALSE);
}

/* Returns: (transfer full) (element-type GPtrArray of utf8) */
static GPtrArray *
parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autofree char *head = g_strndup (text, MAX_BYTES);
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  const char *c = valid;

  for (guint n = 0; *c != '\0' && n < MAX_CELLS;)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (rows, row);
      for (gboolean more = TRUE; more && n < MAX_CELLS; n++)
        {
          g_ptr_array_add (row, parse_cell (&c));
          more = *c == '\t';
          if (more)
            c++;
        }
      if (*c == '\r')
        c++;
      if (*c == '\n')
        c++;
    }
  return rows;
}

static const char *
cell_at (const GPtrArray *row, guint i)
{
  return i < row->len ? g_ptr_array_index (row, i) : "";
}

/* ---- Names ------------------------------------------------------------------------------------
 */

/* Letters and digits alone: dashes, spaces and capitals differ from one sheet to the next. */
static char *
fold (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "fr");
  GString *folded = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (folded, g_ascii_tolower (*c));
  return g_string_free (folded, FALSE);
}

static gboolean
is_same (const char *one, const char *other)
{
  g_autofree char *a = fold (one);
  g_autofree char *b = fold (other);

  return *a != '\0' && g_str_equal (a, b);
}

static gboolean
is_named (const EtbRow *row, const char *name)
{
  g_autofree char *both = g_strdup_printf ("%s %s", row->code != NULL ? row->code : "", row->label);

  return is_same (name, row->label) || is_same (name, both)
         || (row->code != NULL && is_same (name, row->code));
}

/* ---- Cells ------------------------------------------------------------------------------------
 */

typedef struct
{
  EtbEvaluation *evaluation;
  const EtbItem *table;
  GPtrArray *rows;  /* (element-type EtbRow): those that apply, as they are shown */
  GHashTable *seen; /* (element-type utf8): paths */
  EtbTableClip *clip;
} Reading;

static char *
path_of (const EtbItem *table, const EtbRow *row, guint column)
{
  return g_strconcat (row->path, "/",
                      ((EtbColumn *)g_ptr_array_index (table->columns, column))->name, NULL);
}

static gboolean
applies (EtbEvaluation *evaluation, const EtbItem *table, const EtbRow *row)
{
  g_autofree char *path = path_of (table, row, 0);
  const EtbNodeState *node = etb_evaluation_get_node (evaluation, path);

  return node != NULL && node->relevant;
}

static GPtrArray *
list_rows (EtbEvaluation *evaluation, const EtbItem *table)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < table->groups->len; i++)
    {
      const EtbRowGroup *group = g_ptr_array_index (table->groups, i);

      for (guint j = 0; j < group->rows->len; j++)
        if (applies (evaluation, table, g_ptr_array_index (group->rows, j)))
          g_ptr_array_add (rows, g_ptr_array_index (group->rows, j));
    }
  return rows;
}

static gboolean
is_input (Reading *reading, const EtbRow *row, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (
      etb_instance_get_call (etb_evaluation_get_instance (reading->evaluation)), path);

  return row->kind == ETB_ROW_INPUT && (bind == NULL || bind->calculate == NULL)
         && !etb_evaluation_get_node (reading->evaluation, path)->readonly;
}

/* Sheets write zero as a dash, with or without the sign of the currency. */
static const char *
read_amount (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return text;
  return "";
}

/* @row: NULL when there is none. */
static void
put (Reading *reading, const EtbRow *row, guint column, const char *text)
{
  g_autofree char *path = row != NULL && column < reading->table->columns->len
                              ? path_of (reading->table, row, column)
                              : NULL;

  text = read_amount (text);
  if (path == NULL || !is_input (reading, row, path))
    {
      reading->clip->n_left += *text != '\0' ? 1 : 0;
      return;
    }
  if (!g_hash_table_add (reading->seen, g_strdup (path)))
    return;
  g_ptr_array_add (reading->clip->paths, g_steal_pointer (&path));
  g_ptr_array_add (reading->clip->typed, g_strdup (text));
}

/* ---- By name ----------------------------------------------------------------------------------
 */

static const EtbRow *
find_row (Reading *reading, const char *name)
{
  for (guint i = 0; i < reading->rows->len; i++)
    if (is_named (g_ptr_array_index (reading->rows, i), name))
      return g_ptr_array_index (reading->rows, i);
  return NULL;
}

static gboolean
has_names (Reading *reading, const GPtrArray *block)
{
  for (guint i = 0; i < block->len; i++)
    {
      const GPtrArray *line = g_ptr_array_index (block, i);

      if (line->len > 1 && find_row (reading, cell_at (line, 0)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_column (Reading *reading, guint column, const char *name)
{
  const EtbColumn *found = g_ptr_array_index (reading->table->columns, column);

  return is_same (name, found->label);
}

/* Where in the lines of the block the column stands that the first of them names; 0: nowhere. */
static guint
find_place (Reading *reading, const GPtrArray *block, guint column)
{
  for (guint i = 0; i < block->len; i++)
    {
      const GPtrArray *line = g_ptr_array_index (block, i);

      for (guint place = 1; place < line->len; place++)
        if (is_column (reading, column, cell_at (line, place)))
          return place;
    }
  return 0;
}

static gboolean
has_column_names (Reading *reading, const GPtrArray *block)
{
  for (guint j = 0; j < reading->table->columns->len; j++)
    if (find_place (reading, block, j) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_figure (const GPtrArray *line)
{
  for (guint i = 1; i < line->len; i++)
    if (g_ascii_isdigit (*cell_at (line, i)))
      return TRUE;
  return FALSE;
}

/* One column of the table, from where it is named; without names, in the order of the table. */
static void
read_column (Reading *reading, const GPtrArray *block, guint column)
{
  guint place
      = has_column_names (reading, block) ? find_place (reading, block, column) : column + 1;

  if (place == 0)
    return;
  for (guint i = 0; i < block->len; i++)
    {
      const GPtrArray *line = g_ptr_array_index (block, i);
      const EtbRow *row = find_row (reading, cell_at (line, 0));

      /* Totals are calculated here too: that they are not taken is no loss. */
      if (row != NULL && row->kind == ETB_ROW_INPUT)
        put (reading, row, column, cell_at (line, place));
    }
}

static void
read_by_name (Reading *reading, const GPtrArray *block)
{
  for (guint i = 0; i < block->len; i++)
    {
      const GPtrArray *line = g_ptr_array_index (block, i);

      if (find_row (reading, cell_at (line, 0)) == NULL && has_figure (line))
        g_ptr_array_add (reading->clip->unknown, g_strdup (cell_at (line, 0)));
    }
  for (guint j = 0; j < reading->table->columns->len; j++)
    read_column (reading, block, j);
}

/* ---- By place ---------------------------------------------------------------------------------
 */

static void
find_start (Reading *reading, const char *from, guint *row, guint *column)
{
  for (guint i = 0; i < reading->rows->len; i++)
    for (guint j = 0; j < reading->table->columns->len; j++)
      {
        g_autofree char *path = path_of (reading->table, g_ptr_array_index (reading->rows, i), j);

        if (from == NULL ? is_input (reading, g_ptr_array_index (reading->rows, i), path)
                         : g_str_equal (path, from))
          {
            *row = i;
            *column = j;
            return;
          }
      }
}

static void
read_by_place (Reading *reading, const GPtrArray *block, const char *from)
{
  guint first_row = 0, first_column = 0;

  find_start (reading, from, &first_row, &first_column);
  for (guint i = 0; i < block->len; i++)
    {
      const GPtrArray *line = g_ptr_array_index (block, i);
      const EtbRow *row = first_row + i < reading->rows->len
                              ? g_ptr_array_index (reading->rows, first_row + i)
                              : NULL;

      for (guint j = 0; j < line->len; j++)
        put (reading, row, first_column + j, cell_at (line, j));
    }
}

EtbTableClip *
etb_table_clip_read (EtbEvaluation *evaluation, const EtbItem *table, const char *text,
                     const char *from)
{
  g_autoptr (GPtrArray) block = parse (text);
  g_autoptr (GPtrArray) rows = list_rows (evaluation, table);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EtbTableClip *self = g_new0 (EtbTableClip, 1);
  Reading reading = { evaluation, table, rows, seen, self };

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->typed = g_ptr_array_new_with_free_func (g_free);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  if (has_names (&reading, block))
    read_by_name (&reading, block);
  else
    read_by_place (&reading, block, from);
  g_ptr_array_add (self->paths, NULL);
  g_ptr_array_add (self->typed, NULL);
  return self;
}

void
etb_table_clip_free (EtbTableClip *self)
{
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->typed);
  g_ptr_array_unref (self->unknown);
  g_free (self);
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

/* No name of a call has a tab or a line break that means anything. */
static void
write_name (GString *text, const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    g_string_append_c (text, strchr ("\t\r\n", *c) != NULL ? ' ' : *c);
}

static void
write_row (GString *text, EtbEvaluation *evaluation, const EtbItem *table, const EtbRow *row)
{
  const char *point = localeconv ()->decimal_point;

  if (row->code != NULL)
    {
      write_name (text, row->code);
      g_string_append (text, " – ");
    }
  write_name (text, row->label);
  for (guint j = 0; j < table->columns->len; j++)
    {
      g_autofree char *path = path_of (table, row, j);
      g_autofree char *value = etb_instance_get (etb_evaluation_get_instance (evaluation), path);
      g_autoptr (GString) amount = g_string_new (value);

      g_string_replace (amount, ".", point, 1);
      g_string_append_c (text, '\t');
      write_name (text, amount->str);
    }
  g_string_append_c (text, '\n');
}

char *
etb_table_clip_write (EtbEvaluation *evaluation, const EtbItem *table)
{
  GString *text = g_string_new (NULL);

  for (guint j = 0; j < table->columns->len; j++)
    {
      g_string_append_c (text, '\t');
      write_name (text, ((EtbColumn *)g_ptr_array_index (table->columns, j))->label);
    }
  g_string_append_c (text, '\n');
  for (guint i = 0; i < table->groups->len; i++)
    {
      const EtbRowGroup *group = g_ptr_array_index (table->groups, i);

      write_name (text, group->label);
      g_string_append_c (text, '\n');
      for (guint j = 0; j < group->rows->len; j++)
        if (applies (evaluation, table, g_ptr_array_index (group->rows, j)))
          write_row (text, evaluation, table, g_ptr_array_index (group->rows, j));
    }
  return g_string_free (text, FALSE);
}
