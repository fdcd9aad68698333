/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One page at a time: see the header. Made by whatever shows pages in turn: the window, a dossier
 * in it, the way to a new one.
 *
 * A page of the past stays a child, hidden, until each of its parts has been taken out of the
 * window and put back where it was. Out of the window is where its widgets leave the accessible
 * tree; put back, it is to the page as if nothing had been. When all were out once, the page goes,
 * and there is nothing left to tell.
 *
 * Invariant: the children are `page`, then the pages of the past in the order in which they left;
 * `parts` are of the first of these. */

#include "etb-stage.h"

/* Widgets from which on they do not go together. */
#define PART_SIZE 20
/* Microseconds without a look at what else there is to do. */
#define SLICE 4000

struct _EtbStage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GPtrArray *parts; /* element-type GtkWidget; NULL: not looked for yet */
  guint at;         /* the next of these */
  guint source;     /* while there is a past */
};

G_DEFINE_FINAL_TYPE (EtbStage, etb_stage, GTK_TYPE_WIDGET)

/* Returns: (nullable): the page that left first and is still here */
static GtkWidget *
get_past (EtbStage *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  return child != NULL && child == self->page ? gtk_widget_get_next_sibling (child) : child;
}

/* Adds the parts of a widget, each after those within it: its children, where they are too many to
 * go with it. Returns: how many widgets go with it, itself among them */
static guint
add_parts (GtkWidget *widget, GPtrArray *parts)
{
  guint together = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    together += add_parts (child, parts);
  if (together < PART_SIZE)
    return together;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    /* What has a surface of its own is not in the layout: it goes with what it is of. */
    if (!GTK_IS_NATIVE (child))
      g_ptr_array_add (parts, g_object_ref (child));
  return 1;
}

/* Hidden with the focus in it, a page would be held by the window for as long as nothing else takes
 * the focus. */
static void
drop_focus (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == page || gtk_widget_is_ancestor (focus, page)))
    gtk_root_set_focus (root, NULL);
}

static void
take_out_and_put_back (GtkWidget *part)
{
  GtkWidget *parent = gtk_widget_get_parent (part);
  GtkWidget *next = gtk_widget_get_next_sibling (part);

  if (parent == NULL)
    return;
  gtk_widget_unparent (part);
  gtk_widget_insert_before (part, parent, next);
}

static gboolean
on_slice (gpointer data)
{
  EtbStage *self = data;
  GtkWidget *past = get_past (self);
  const gint64 end = g_get_monotonic_time () + SLICE;

  if (self->parts == NULL)
    {
      self->at = 0;
      self->parts = g_ptr_array_new_with_free_func (g_object_unref);
      add_parts (past, self->parts);
    }
  while (self->at < self->parts->len)
    {
      take_out_and_put_back (g_ptr_array_index (self->parts, self->at++));
      if (g_get_monotonic_time () >= end)
        return G_SOURCE_CONTINUE;
    }
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  gtk_widget_unparent (past);
  if (get_past (self) != NULL)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
etb_stage_dispose (GObject *object)
{
  EtbStage *self = ETB_STAGE (object);

  etb_stage_clear_past (self);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  G_OBJECT_CLASS (etb_stage_parent_class)->dispose (object);
}

static void
etb_stage_class_init (EtbStageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_stage_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
etb_stage_init (EtbStage *self)
{
}

GtkWidget *
etb_stage_new (void)
{
  return g_object_new (ETB_TYPE_STAGE, NULL);
}

GtkWidget *
etb_stage_get_page (EtbStage *self)
{
  g_return_val_if_fail (ETB_IS_STAGE (self), NULL);
  return self->page;
}

void
etb_stage_set_page (EtbStage *self, GtkWidget *page)
{
  g_return_if_fail (ETB_IS_STAGE (self));
  g_return_if_fail (page == NULL || GTK_IS_WIDGET (page));

  GtkWidget *left = g_steal_pointer (&self->page);

  if (left != NULL)
    {
      drop_focus (left);
      gtk_widget_set_visible (left, FALSE);
      gtk_widget_insert_before (left, GTK_WIDGET (self), NULL);
      if (self->source == 0)
        self->source = g_idle_add_full (G_PRIORITY_LOW, on_slice, self, NULL);
    }
  self->page = page;
  if (page != NULL)
    gtk_widget_insert_after (page, GTK_WIDGET (self), NULL);
}

void
etb_stage_clear_past (EtbStage *self)
{
  g_return_if_fail (ETB_IS_STAGE (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  for (GtkWidget *past = get_past (self); past != NULL; past = get_past (self))
    gtk_widget_unparent (past);
}
