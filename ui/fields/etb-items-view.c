/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Items of a call, one under the other. Every child that holds answers is an EtbAnswerView, and all
 * that this class does is to hand on to them. Callers: EtbQuestionPage, EtbRepeatView. */

#include "etb-items-view.h"

#include "etb-accessible.h"
#include "etb-amounts-view.h"
#include "etb-field-factory.h"
#include "etb-pieces-view.h"
#include "etb-repeat-view.h"
#include "etb-table-view.h"

struct _EtbItemsView
{
  GtkBox parent_instance;
};

static void etb_items_view_answer_view_init (EtbAnswerViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtbItemsView, etb_items_view, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETB_TYPE_ANSWER_VIEW,
                                                      etb_items_view_answer_view_init))

/* The child that shows @path, or NULL. */
static EtbAnswerView *
find_owner (EtbItemsView *self, const char *path)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ETB_IS_ANSWER_VIEW (child) && etb_answer_view_owns (ETB_ANSWER_VIEW (child), path))
      return ETB_ANSWER_VIEW (child);

  return NULL;
}

static void
etb_items_view_commit (EtbAnswerView *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ETB_IS_ANSWER_VIEW (child))
      etb_answer_view_commit (ETB_ANSWER_VIEW (child));
}

static gboolean
etb_items_view_owns (EtbAnswerView *view, const char *path)
{
  return find_owner (ETB_ITEMS_VIEW (view), path) != NULL;
}

static void
etb_items_view_reveal (EtbAnswerView *view, const char *path)
{
  EtbAnswerView *owner = find_owner (ETB_ITEMS_VIEW (view), path);

  if (owner != NULL)
    etb_answer_view_reveal (owner, path);
}

static void
etb_items_view_show_problems (EtbAnswerView *view, EtbEvaluation *evaluation)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ETB_IS_ANSWER_VIEW (child))
      etb_answer_view_show_problems (ETB_ANSWER_VIEW (child), evaluation);
}

static gboolean
etb_items_view_focus_refused (EtbAnswerView *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ETB_IS_ANSWER_VIEW (child) && etb_answer_view_focus_refused (ETB_ANSWER_VIEW (child)))
      return TRUE;

  return FALSE;
}

static void
etb_items_view_answer_view_init (EtbAnswerViewInterface *iface)
{
  iface->commit = etb_items_view_commit;
  iface->owns = etb_items_view_owns;
  iface->reveal = etb_items_view_reveal;
  iface->show_problems = etb_items_view_show_problems;
  iface->focus_refused = etb_items_view_focus_refused;
}

static void
etb_items_view_class_init (EtbItemsViewClass *klass)
{
}

static void
etb_items_view_init (EtbItemsView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "etb-items");
}

/* Words only, set apart from the questions. */
static GtkWidget *
make_note (const EtbItem *item)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *note = etb_beside_new (etb_decoration_new ("dialog-information-symbolic"), words, 12);

  if (*item->label != '\0')
    gtk_box_append (GTK_BOX (words), etb_words_new (item->label, "heading"));
  if (item->hint != NULL)
    gtk_box_append (GTK_BOX (words), etb_words_new (item->hint, NULL));

  gtk_widget_add_css_class (note, "etb-note");
  return note;
}

/* "/dossier/membre/nom" in the line "/dossier/membre[2]" is "/dossier/membre[2]/nom". */
static char *
place_in_line (const char *path, const char *repeat_path, const char *line_path)
{
  if (repeat_path == NULL || !g_str_has_prefix (path, repeat_path))
    return g_strdup (path);

  return g_strconcat (line_path, path + strlen (repeat_path), NULL);
}

static GtkWidget *
make_child (EtbDossier *dossier, EtbTerritory *territory, const EtbItem *item,
            const char *repeat_path, const char *line_path)
{
  g_autofree char *path = NULL;

  switch (item->kind)
    {
    case ETB_ITEM_QUESTION:
      path = place_in_line (item->path, repeat_path, line_path);
      return etb_field_new_for (dossier, territory, item, path);
    case ETB_ITEM_TABLE:
      return etb_table_view_new (dossier, item);
    case ETB_ITEM_REPEAT:
      return etb_repeat_view_new (dossier, territory, item);
    case ETB_ITEM_PIECES:
      return etb_pieces_view_new (dossier, item);
    case ETB_ITEM_NOTE:
    default:
      return make_note (item);
    }
}

static gboolean
holds_amount (const EtbItem *item)
{
  return item->kind == ETB_ITEM_QUESTION && item->bind->type == ETB_VALUE_AMOUNT;
}

/* The last amount of a page: what compares them comes after it. NULL: none. */
static const EtbItem *
find_last_amount (GPtrArray *items)
{
  for (guint i = items->len; i > 0; i--)
    if (holds_amount (g_ptr_array_index (items, i - 1)))
      return g_ptr_array_index (items, i - 1);
  return NULL;
}

/* A repeat whose lines hold an amount. */
static gboolean
has_amounts (const EtbItem *item)
{
  if (item->kind != ETB_ITEM_REPEAT)
    return FALSE;
  for (guint i = 0; i < item->items->len; i++)
    if (holds_amount (g_ptr_array_index (item->items, i)))
      return TRUE;
  return FALSE;
}

GtkWidget *
etb_items_view_new (EtbDossier *dossier, EtbTerritory *territory, GPtrArray *items,
                    const char *repeat_path, const char *line_path)
{
  const EtbItem *last;
  GtkWidget *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (items != NULL, NULL);
  g_return_val_if_fail ((repeat_path == NULL) == (line_path == NULL), NULL);

  self = g_object_new (ETB_TYPE_ITEMS_VIEW, NULL);
  last = repeat_path == NULL ? find_last_amount (items) : NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (items, i);

      gtk_box_append (GTK_BOX (self),
                      make_child (dossier, territory, item, repeat_path, line_path));
      if (item == last)
        gtk_box_append (GTK_BOX (self), etb_amounts_view_new_for_page (dossier, items));
      else if (has_amounts (item))
        gtk_box_append (GTK_BOX (self), etb_amounts_view_new_for_lines (dossier, item));
    }

  return self;
}

static void
collect_from (EtbAnswerView *view, GPtrArray *from, GPtrArray *problems)
{
  for (guint i = 0; i < from->len; i++)
    {
      EtbProblem *problem = g_ptr_array_index (from, i);

      if (etb_answer_view_owns (view, problem->path) && !g_ptr_array_find (problems, problem, NULL))
        g_ptr_array_add (problems, problem);
    }
}

void
etb_items_view_collect (EtbItemsView *self, EtbEvaluation *evaluation, GPtrArray *problems)
{
  g_return_if_fail (ETB_IS_ITEMS_VIEW (self));
  g_return_if_fail (evaluation != NULL);
  g_return_if_fail (problems != NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ETB_IS_ANSWER_VIEW (child))
      {
        collect_from (ETB_ANSWER_VIEW (child), etb_evaluation_get_invalid (evaluation), problems);
        collect_from (ETB_ANSWER_VIEW (child), etb_evaluation_get_missing (evaluation), problems);
      }
}

void
etb_items_view_focus_first (EtbItemsView *self)
{
  g_return_if_fail (ETB_IS_ITEMS_VIEW (self));

  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
