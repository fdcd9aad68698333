/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the answers of a document, task by task as the person met them; then what no page asks.
 * Invariant: each answer is written once, where it is met first; attestations are set aside.
 * Callers: etb-document.c. */

#include <glib/gi18n-lib.h>

#include "etb-display.h"
#include "etb-document-private.h"
#include "etb-instant.h"

static EtbValueType
type_of (EtbDocumentBuilder *self, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (self->call, path);

  return bind != NULL ? bind->type : ETB_VALUE_TEXT;
}

static gboolean
is_calculated (EtbDocumentBuilder *self, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (self->call, path);

  return bind != NULL && bind->calculate != NULL;
}

static gboolean
is_relevant (EtbDocumentBuilder *self, const char *path)
{
  const EtbNodeState *state = etb_evaluation_get_node (self->evaluation, path);

  return state != NULL && state->relevant;
}

char *
etb_document_describe (EtbDocumentBuilder *self, const char *path, const char *value)
{
  return etb_display_value (self->call, self->territory, path, value);
}

static void
set_origin (EtbDocumentBuilder *self, xmlNodePtr node, const char *path)
{
  g_autofree char *author = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *instant = NULL;

  if (is_calculated (self, path))
    {
      etb_document_set (node, "calculated", "true");
      return;
    }
  if (!etb_dossier_get_origin (self->dossier, path, &author, &at))
    return;
  if (author != NULL)
    etb_document_set_author (self, node, path, author);
  if (at != NULL)
    {
      instant = etb_instant_to_utc (at);
      etb_document_set (node, "at", instant);
    }
}

static void
add_value (EtbDocumentBuilder *self, xmlNodePtr node, const char *path)
{
  g_autofree char *value = etb_instance_get (self->instance, path);
  g_autofree char *text = NULL;

  if (value == NULL || !is_relevant (self, path))
    {
      g_free (value);
      value = g_strdup ("");
    }
  text = etb_document_describe (self, path, value);
  etb_document_add (self, node, "value", value);
  etb_document_add (self, node, "text", text);
}

/* Whether @path is written for the first time. */
static gboolean
claim (EtbDocumentBuilder *self, const char *path)
{
  return g_hash_table_add (self->written, g_strdup (path));
}

/* Returns: whether something was written. */
static gboolean
build_question (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *item, const char *path,
                const char *label)
{
  const EtbValueType type = type_of (self, path);
  xmlNodePtr node;

  if (!is_relevant (self, path) || !claim (self, path))
    return FALSE;

  if (type == ETB_VALUE_ATTESTATION && item != NULL)
    {
      EtbStatement *statement = g_new0 (EtbStatement, 1);

      statement->item = item;
      statement->path = g_strdup (path);
      g_ptr_array_add (self->attestations, statement);
      return FALSE;
    }

  node = etb_document_add (self, parent, "answer", NULL);
  etb_document_set (node, "path", path);
  etb_document_set (node, "type", etb_value_type_to_name (type));
  set_origin (self, node, path);
  etb_document_add (self, node, "label", label);
  add_value (self, node, path);
  return TRUE;
}

static gboolean
is_row_relevant (EtbDocumentBuilder *self, const EtbItem *table, const EtbRow *row)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (table->columns, i);
      g_autofree char *path = g_strconcat (row->path, "/", column->name, NULL);

      if (is_relevant (self, path))
        return TRUE;
    }

  return FALSE;
}

static const char *
row_kind_name (EtbRowKind kind)
{
  switch (kind)
    {
    case ETB_ROW_TOTAL:
      return "total";
    case ETB_ROW_BALANCE:
      return "balance";
    case ETB_ROW_INPUT:
    default:
      return "input";
    }
}

static void
build_row (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *table, const EtbRow *row)
{
  xmlNodePtr node = etb_document_add (self, parent, "row", NULL);

  etb_document_set (node, "kind", row_kind_name (row->kind));
  if (row->code != NULL)
    etb_document_set (node, "code", row->code);
  etb_document_add (self, node, "label", row->label);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (table->columns, i);
      g_autofree char *path = g_strconcat (row->path, "/", column->name, NULL);
      xmlNodePtr cell = etb_document_add (self, node, "cell", NULL);

      claim (self, path);
      etb_document_set (cell, "path", path);
      set_origin (self, cell, path);
      add_value (self, cell, path);
    }
}

/* A group, a page or a task that has nothing in it is taken away again. */
static gboolean
keep_if (xmlNodePtr node, gboolean any)
{
  if (!any)
    {
      xmlUnlinkNode (node);
      xmlFreeNode (node);
    }
  return any;
}

static gboolean
build_group (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *table,
             const EtbRowGroup *group)
{
  xmlNodePtr node = etb_document_add (self, parent, "group", NULL);
  gboolean any = FALSE;

  etb_document_add (self, node, "label", group->label);
  for (guint i = 0; i < group->rows->len; i++)
    {
      const EtbRow *row = g_ptr_array_index (group->rows, i);

      if (is_row_relevant (self, table, row))
        {
          build_row (self, node, table, row);
          any = TRUE;
        }
    }

  return keep_if (node, any);
}

static gboolean
build_table (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *item)
{
  xmlNodePtr table = etb_document_add (self, parent, "table", NULL);
  gboolean any = FALSE;

  etb_document_add (self, table, "label", item->label);
  for (guint i = 0; i < item->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (item->columns, i);
      xmlNodePtr node = etb_document_add (self, table, "column", NULL);

      etb_document_set (node, "name", column->name);
      etb_document_add (self, node, "label", column->label);
    }
  for (guint i = 0; i < item->groups->len; i++)
    any |= build_group (self, table, item, g_ptr_array_index (item->groups, i));

  return keep_if (table, any);
}

static void
build_line (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *repeat, guint position)
{
  g_autofree char *path = g_strdup_printf ("%s[%u]", repeat->path, position);
  g_autofree char *label
      = g_strdup_printf ("%s %u", repeat->line_label != NULL ? repeat->line_label : "", position);
  xmlNodePtr line = etb_instance_find (self->instance, path);
  xmlChar *id = line != NULL ? xmlGetNoNsProp (line, (const xmlChar *)"id") : NULL;
  xmlNodePtr node = etb_document_add (self, parent, "line", NULL);

  etb_document_set (node, "id", id != NULL ? (const char *)id : "ligne");
  etb_document_set (node, "path", path);
  etb_document_add (self, node, "label", g_strstrip (label));
  for (guint i = 0; i < repeat->items->len; i++)
    {
      const EtbItem *question = g_ptr_array_index (repeat->items, i);
      g_autofree char *question_path = NULL;

      if (question->kind != ETB_ITEM_QUESTION)
        continue;
      question_path = g_strconcat (path, question->path + strlen (repeat->path), NULL);
      build_question (self, node, question, question_path, question->label);
    }
  xmlFree (id);
}

static gboolean
build_repeat (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *item)
{
  const guint n_lines = etb_instance_count_lines (self->instance, item->path);
  xmlNodePtr node;

  if (!is_relevant (self, item->path) || !claim (self, item->path))
    return FALSE;

  node = etb_document_add (self, parent, "repeat", NULL);
  etb_document_set (node, "path", item->path);
  etb_document_add (self, node, "label", item->label);
  for (guint i = 1; i <= n_lines; i++)
    build_line (self, node, item, i);
  return TRUE;
}

static gboolean
build_item (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbItem *item)
{
  switch (item->kind)
    {
    case ETB_ITEM_QUESTION:
      return build_question (self, parent, item, item->path, item->label);
    case ETB_ITEM_TABLE:
      return build_table (self, parent, item);
    case ETB_ITEM_REPEAT:
      return build_repeat (self, parent, item);
    case ETB_ITEM_PIECES:
    case ETB_ITEM_NOTE:
    default:
      return FALSE;
    }
}

static xmlNodePtr
add_named (EtbDocumentBuilder *self, xmlNodePtr parent, const char *element, const char *id,
           const char *label)
{
  xmlNodePtr node = etb_document_add (self, parent, element, NULL);

  etb_document_set (node, "id", id);
  etb_document_add (self, node, "label", label);
  return node;
}

/* Whether a page of a task asks for @path. */
static gboolean
is_asked_later (EtbDocumentBuilder *self, const char *path)
{
  GPtrArray *tasks = etb_call_get_tasks (self->call);

  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      for (guint j = 0; j < task->pages->len; j++)
        {
          const EtbPage *page = g_ptr_array_index (task->pages, j);

          for (guint k = 0; k < page->items->len; k++)
            {
              const EtbItem *item = g_ptr_array_index (page->items, k);

              if (item->kind == ETB_ITEM_QUESTION && g_str_equal (item->path, path))
                return TRUE;
            }
        }
    }

  return FALSE;
}

static gboolean
build_page (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbPage *page, gboolean before)
{
  xmlNodePtr node = add_named (self, parent, "page", page->id, page->label);
  gboolean any = FALSE;

  for (guint i = 0; i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);

      if (before && item->kind == ETB_ITEM_QUESTION && is_asked_later (self, item->path))
        continue;
      any |= build_item (self, node, item);
    }

  return keep_if (node, any);
}

/* What is asked before the dossier begins and on no page later. */
static void
build_eligibility (EtbDocumentBuilder *self, xmlNodePtr answers)
{
  const EtbPage *page = etb_call_get_eligibility (self->call);
  xmlNodePtr task;

  if (page == NULL)
    return;

  task = add_named (self, answers, "task", "eligibilite", page->label);
  keep_if (task, build_page (self, task, page, TRUE));
}

static void
build_tasks (EtbDocumentBuilder *self, xmlNodePtr answers)
{
  GPtrArray *tasks = etb_call_get_tasks (self->call);

  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);
      xmlNodePtr node = add_named (self, answers, "task", task->id, task->label);
      gboolean any = FALSE;

      for (guint j = 0; j < task->pages->len; j++)
        any |= build_page (self, node, g_ptr_array_index (task->pages, j), FALSE);
      keep_if (node, any);
    }
}

/* Answers that no page asks: a file of answers may give them, and the rules read them. */
static void
build_rest (EtbDocumentBuilder *self, xmlNodePtr answers)
{
  const EtbRoles *roles = etb_call_get_roles (self->call);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (self->instance);
  xmlNodePtr task = add_named (self, answers, "task", "autres", _ ("Other answers"));
  xmlNodePtr page = add_named (self, task, "page", "autres", _ ("Other answers"));
  gboolean any = FALSE;

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = etb_instance_path_of (self->instance, g_ptr_array_index (leaves, i));
      g_autofree char *value = etb_instance_get (self->instance, path);
      g_autofree char *label = NULL;

      if (value == NULL || *value == '\0' || is_calculated (self, path)
          || g_strcmp0 (path, roles->track) == 0)
        continue;
      label = etb_call_label_for (self->call, path);
      any |= build_question (self, page, NULL, path, label != NULL ? label : path);
    }

  keep_if (task, any);
}

void
etb_document_build_answers (EtbDocumentBuilder *self, xmlNodePtr root)
{
  xmlNodePtr answers = etb_document_add (self, root, "answers", NULL);

  build_eligibility (self, answers);
  build_tasks (self, answers);
  build_rest (self, answers);
}
