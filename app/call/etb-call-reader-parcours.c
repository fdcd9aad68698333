/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what a person goes through: the questions of eligibility, the tasks, their pages and what
 * is on them; and notes under which path each is found. A path may be asked twice: it is the same
 * answer, and the first of the parcours is the one found. Called by the reader of calls only. */

#include "etb-call-reader-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define DEFAULT_MAXIMUM_LINES 100

static gboolean
is_inside (const char *path, const char *ancestor)
{
  gsize length = strlen (ancestor);

  return strncmp (path, ancestor, length) == 0 && path[length] == '/';
}

static EtbItem *
new_item (EtbItemKind kind, xmlNodePtr node)
{
  EtbItem *item = g_new0 (EtbItem, 1);

  item->kind = kind;
  item->label = etb_call_reader_text (node, "label");
  item->hint = etb_call_reader_text (node, "hint");
  item->columns = g_ptr_array_new_with_free_func (etb_column_free);
  item->groups = g_ptr_array_new_with_free_func (etb_row_group_free);
  item->items = g_ptr_array_new_with_free_func (etb_item_free);

  return item;
}

/* The first item of a path stays. @label: (transfer full) */
static void
note_path (EtbCallReader *self, const char *path, EtbItem *item, char *label)
{
  if (g_hash_table_contains (self->call->item_by_path, path))
    {
      g_free (label);
      return;
    }

  g_hash_table_insert (self->call->item_by_path, g_strdup (path), item);
  g_hash_table_insert (self->call->label_by_path, g_strdup (path), label);
}

/* What is asked or shown once cannot be in a line, of which there are several. */
static gboolean
check_not_in_line (EtbCallReader *self, xmlNodePtr node, const char *path)
{
  const EtbItem *repeat = etb_call_find_repeat (self->call, path);

  if (repeat == NULL)
    return TRUE;

  etb_call_reader_fail (self, node,
                        _ ("“%s” is in the lines of the repeat “%s”: ask it as a question of that "
                           "repeat"),
                           path, repeat->path);
  return FALSE;
}

static void
check_attestation (EtbCallReader *self, xmlNodePtr node, const EtbItem *item)
{
  if (item->bind->type == ETB_VALUE_ATTESTATION && item->attestation_version == NULL)
    etb_call_reader_fail (self, node,
                          _ ("“%s” is an attestation: add attestation-version=\"1\""), item->path);
  else if (item->bind->type != ETB_VALUE_ATTESTATION && item->attestation_version != NULL)
    etb_call_reader_fail (self, node,
                          _ ("“%s” is no attestation: remove attestation-version, or give its bind "
                             "type=\"attestation\""),
                             item->path);
}

/* Whether the question is where it can be asked. */
static gboolean
check_question (EtbCallReader *self, xmlNodePtr node, const EtbItem *repeat, const char *path)
{
  if (!etb_call_reader_is_leaf (g_hash_table_lookup (self->call->element_by_path, path)))
    {
      etb_call_reader_fail (self, node,
                            _ ("“%s” holds elements: ask for one of them, or use a table"), path);
      return FALSE;
    }
  if (repeat == NULL)
    return check_not_in_line (self, node, path);
  if (is_inside (path, repeat->path))
    return TRUE;

  etb_call_reader_fail (
      self, node,
      _ ("“%s” is not in the repeat “%s”: begin its path with that of the repeat"), path,
         repeat->path);
  return FALSE;
}

/* @repeat: the repeat that the question is in, or NULL */
static void
read_question (EtbCallReader *self, xmlNodePtr node, const EtbItem *repeat, GPtrArray *items)
{
  EtbItem *item = new_item (ETB_ITEM_QUESTION, node);

  g_ptr_array_add (items, item);
  item->reason = etb_call_reader_text (node, "reason");
  item->example = etb_call_reader_text (node, "example");
  item->attestation_version = etb_call_reader_attribute (node, "attestation-version");
  item->path = etb_call_reader_path (self, node, "ref");
  if (item->path == NULL || !check_question (self, node, repeat, item->path))
    return;

  item->bind = g_hash_table_lookup (self->call->bind_by_path, item->path);
  if (item->bind->list != NULL)
    item->list = g_hash_table_lookup (self->call->list_by_id, item->bind->list);
  note_path (self, item->path, item, g_strdup (item->label));
  check_attestation (self, node, item);
}

static gboolean
has_column (const EtbItem *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_str_equal (((const EtbColumn *)g_ptr_array_index (table->columns, i))->name, name))
      return TRUE;

  return FALSE;
}

static void
read_columns (EtbCallReader *self, xmlNodePtr table, EtbItem *item)
{
  for (xmlNodePtr node = etb_call_reader_child (table, "column"); node != NULL;
       node = etb_call_reader_next (node, "column"))
    {
      EtbColumn *column = g_new0 (EtbColumn, 1);

      column->name = etb_call_reader_attribute (node, "name");
      column->label = etb_call_reader_text (node, "label");
      if (has_column (item, column->name))
        {
          etb_call_reader_fail (self, node,
                                _ ("there are two columns “%s” in one table: rename one of them"),
                                   column->name);
          etb_column_free (column);
          continue;
        }
      g_ptr_array_add (item->columns, column);
    }
}

/* Each column has its cell in the row: an element that holds no other. */
static void
note_cells (EtbCallReader *self, xmlNodePtr node, EtbItem *table, const EtbRow *row)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (table->columns, i);
      g_autofree char *path = g_strdup_printf ("%s/%s", row->path, column->name);
      xmlNodePtr cell = g_hash_table_lookup (self->call->element_by_path, path);

      if (cell == NULL)
        etb_call_reader_fail (
            self, node,
            _ ("the row “%s” has no cell for the column “%s”: add <%s/> to it in the "
                                 "instance"),
               row->path, column->name, column->name);
      else if (!etb_call_reader_is_leaf (cell))
        etb_call_reader_fail (
            self, node,
            _ ("“%s” holds elements, so it cannot be a cell: write another column"), path);
      else
        note_path (self, path, table, g_strdup_printf ("%s, %s", row->label, column->label));
    }
}

static EtbRowKind
read_row_kind (xmlNodePtr node)
{
  g_autofree char *kind = etb_call_reader_attribute (node, "kind");

  if (g_strcmp0 (kind, "total") == 0)
    return ETB_ROW_TOTAL;
  if (g_strcmp0 (kind, "balance") == 0)
    return ETB_ROW_BALANCE;
  return ETB_ROW_INPUT;
}

static void
read_row (EtbCallReader *self, xmlNodePtr node, EtbItem *table, GPtrArray *rows)
{
  EtbRow *row = g_new0 (EtbRow, 1);

  g_ptr_array_add (rows, row);
  row->kind = read_row_kind (node);
  row->code = etb_call_reader_attribute (node, "code");
  row->label = etb_call_reader_text (node, "label");
  row->hint = etb_call_reader_text (node, "hint");
  row->path = etb_call_reader_path (self, node, "ref");
  if (row->path == NULL || !check_not_in_line (self, node, row->path))
    return;

  note_path (self, row->path, table, g_strdup (row->label));
  note_cells (self, node, table, row);
}

static void
read_table (EtbCallReader *self, xmlNodePtr table, GPtrArray *items)
{
  EtbItem *item = new_item (ETB_ITEM_TABLE, table);

  g_ptr_array_add (items, item);
  read_columns (self, table, item);

  for (xmlNodePtr node = etb_call_reader_child (table, "group"); node != NULL;
       node = etb_call_reader_next (node, "group"))
    {
      EtbRowGroup *group = g_new0 (EtbRowGroup, 1);

      g_ptr_array_add (item->groups, group);
      group->label = etb_call_reader_text (node, "label");
      group->rows = g_ptr_array_new_with_free_func (etb_row_free);
      for (xmlNodePtr row = etb_call_reader_child (node, "row"); row != NULL;
           row = etb_call_reader_next (row, "row"))
        read_row (self, row, item, group->rows);
    }
}

static gboolean
check_repeat (EtbCallReader *self, xmlNodePtr node, const EtbItem *item)
{
  xmlNodePtr line = g_hash_table_lookup (self->call->element_by_path, item->path);
  guint maximum = item->maximum != 0 ? item->maximum : DEFAULT_MAXIMUM_LINES;

  if (line->parent->type != XML_ELEMENT_NODE || etb_call_reader_is_leaf (line))
    etb_call_reader_fail (self, node,
                          _ ("“%s” cannot be the line of a repeat: a line is inside <dossier> and "
                             "holds elements"),
                             item->path);
  else if (item->minimum > maximum)
    etb_call_reader_fail (
        self, node,
        _ ("the repeat “%s” has a minimum of %u above its maximum of %u: correct one "
                             "of them"),
           item->path, item->minimum, maximum);
  else
    return TRUE;

  return FALSE;
}

/* Lines hold no lines: a path has one identity at most. */
static gboolean
check_repeats_apart (EtbCallReader *self, xmlNodePtr node, const char *path)
{
  GHashTableIter iter;
  gpointer other;

  g_hash_table_iter_init (&iter, self->call->repeat_by_path);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    if (g_str_equal (path, other))
      {
        etb_call_reader_fail (self, node,
                              _ ("the repeat “%s” is there twice: remove one of them"), path);
        return FALSE;
      }
    else if (is_inside (path, other) || is_inside (other, path))
      {
        etb_call_reader_fail (
            self, node,
            _ ("the repeats “%s” and “%s” are one inside the other: move one of them"), path,
               (const char *)other);
        return FALSE;
      }

  return TRUE;
}

/* A repeat that cannot be is left out, and what is in it with it. */
static void
find_repeat (EtbCallReader *self, xmlNodePtr node)
{
  g_autofree char *path = etb_call_reader_path (self, node, "ref");
  EtbItem *item;

  if (path == NULL || !check_repeats_apart (self, node, path))
    return;

  item = new_item (ETB_ITEM_REPEAT, node);
  g_ptr_array_add (self->repeats, item);
  item->path = g_strdup (path);
  item->line_label = etb_call_reader_text (node, "line-label");
  item->minimum = (guint)etb_call_reader_number (node, "minimum", 0);
  item->maximum = (guint)etb_call_reader_number (node, "maximum", 0);
  if (!check_repeat (self, node, item))
    return;

  g_hash_table_insert (self->call->repeat_by_path, g_steal_pointer (&path), item);
}

/* The repeats are found before anything else, so that what is in a line is known. */
static void
find_repeats (EtbCallReader *self, xmlNodePtr parcours)
{
  for (xmlNodePtr task = xmlFirstElementChild (parcours); task != NULL;
       task = xmlNextElementSibling (task))
    for (xmlNodePtr page = etb_call_reader_child (task, "page"); page != NULL;
         page = etb_call_reader_next (page, "page"))
      for (xmlNodePtr node = etb_call_reader_child (page, "repeat"); node != NULL;
           node = etb_call_reader_next (node, "repeat"))
        find_repeat (self, node);
}

static void
read_repeat (EtbCallReader *self, xmlNodePtr repeat, GPtrArray *items)
{
  g_autofree char *path = etb_call_reader_attribute (repeat, "ref");
  EtbItem *item = g_hash_table_lookup (self->call->repeat_by_path, path);
  guint index;

  /* From those found before to the page it is on; one that was refused is not there, nor one that
   * is there twice. */
  if (item == NULL || !g_ptr_array_find (self->repeats, item, &index))
    return;
  g_ptr_array_steal_index (self->repeats, index);
  g_ptr_array_add (items, item);
  note_path (self, item->path, item, g_strdup (item->label));

  for (xmlNodePtr node = etb_call_reader_child (repeat, "question"); node != NULL;
       node = etb_call_reader_next (node, "question"))
    read_question (self, node, item, item->items);
}

/* Reads what is on a page of @node into @items. */
static void
read_items (EtbCallReader *self, xmlNodePtr page, GPtrArray *items)
{
  for (xmlNodePtr node = xmlFirstElementChild (page); node != NULL;
       node = xmlNextElementSibling (node))
    if (xmlStrEqual (node->name, BAD_CAST "question"))
      read_question (self, node, NULL, items);
    else if (xmlStrEqual (node->name, BAD_CAST "table"))
      read_table (self, node, items);
    else if (xmlStrEqual (node->name, BAD_CAST "repeat"))
      read_repeat (self, node, items);
    else if (xmlStrEqual (node->name, BAD_CAST "note"))
      g_ptr_array_add (items, new_item (ETB_ITEM_NOTE, node));
    else if (xmlStrEqual (node->name, BAD_CAST "pieces"))
      g_ptr_array_add (items, new_item (ETB_ITEM_PIECES, node));
}

static EtbPage *
new_page (xmlNodePtr node)
{
  EtbPage *page = g_new0 (EtbPage, 1);

  page->id = etb_call_reader_attribute (node, "id");
  page->label = etb_call_reader_text (node, "label");
  page->lead = etb_call_reader_text (node, "lead");
  page->items = g_ptr_array_new_with_free_func (etb_item_free);

  return page;
}

void
etb_call_reader_eligibility (EtbCallReader *self, xmlNodePtr node)
{
  EtbPage *page = new_page (node);

  page->id = g_strdup ("eligibility");
  self->call->eligibility = page;
  read_items (self, node, page->items);
}

static void
check_task (EtbCallReader *self, xmlNodePtr node, const EtbTask *task)
{
  if (task->kind == ETB_TASK_FILL && task->pages->len == 0)
    etb_call_reader_fail (self, node, _ ("the task “%s” has no page: add one"), task->id);
  else if (task->kind == ETB_TASK_REVIEW && task->pages->len > 0)
    etb_call_reader_fail (
        self, node,
        _ ("the task “%s” has the program’s own pages: remove its pages, or write "
                             "kind=\"fill\""),
           task->id);
}

static void
read_task (EtbCallReader *self, xmlNodePtr node)
{
  g_autofree char *kind = etb_call_reader_attribute (node, "kind");
  EtbTask *task = g_new0 (EtbTask, 1);

  g_ptr_array_add (self->call->tasks, task);
  task->id = etb_call_reader_attribute (node, "id");
  task->label = etb_call_reader_text (node, "label");
  task->summary = etb_call_reader_text (node, "summary");
  task->kind = g_str_equal (kind, "review") ? ETB_TASK_REVIEW : ETB_TASK_FILL;
  task->pages = g_ptr_array_new_with_free_func (etb_page_free);
  for (xmlNodePtr child = etb_call_reader_child (node, "page"); child != NULL;
       child = etb_call_reader_next (child, "page"))
    {
      EtbPage *page = new_page (child);

      g_ptr_array_add (task->pages, page);
      read_items (self, child, page->items);
    }
  check_task (self, node, task);
}

void
etb_call_reader_parcours (EtbCallReader *self, xmlNodePtr node)
{
  find_repeats (self, node);
  for (xmlNodePtr task = etb_call_reader_child (node, "task"); task != NULL;
       task = etb_call_reader_next (task, "task"))
    read_task (self, task);
}
