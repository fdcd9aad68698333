/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The guide on the screen: see the header. Shown by the windows of the program.
 *
 * Invariant: the page that is shown is the last of `trail`, which holds where one has been. */

#include "etb-guide-window.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-guide.h"

#define PICTURES "/fr/etabli/Etabli/guide/"

/* Narrowest that a title is made. */
#define LEAST_TITLE_CHARS 8

struct _EtbGuideWindow
{
  AdwWindow parent_instance;

  AdwLeaflet *leaflet;
  GtkListBox *list;
  GtkEditable *search;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkScrolledWindow *scroll;
  GtkBox *column;

  EtbGuide *guide;
  GPtrArray *trail; /* (element-type EtbGuidePage) */
};

G_DEFINE_FINAL_TYPE (EtbGuideWindow, etb_guide_window, ADW_TYPE_WINDOW)

static void go_to (EtbGuideWindow *self, const EtbGuidePage *page);

/* ---- A page -----------------------------------------------------------------------------------
 */

static GtkWidget *
make_text (const char *markup)
{
  GtkWidget *label = etb_words_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  return label;
}

static GtkWidget *
make_step (const EtbGuideBlock *block)
{
  g_autofree char *number = g_strdup_printf ("%u.", block->number);
  GtkWidget *mark = gtk_label_new (number);

  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "heading");
  return etb_beside_new (mark, make_text (block->text), 12);
}

static GtkWidget *
make_note (const EtbGuideBlock *block)
{
  GtkWidget *note = etb_beside_new (etb_decoration_new ("dialog-information-symbolic"),
                                    make_text (block->text), 12);

  gtk_widget_add_css_class (note, "etb-note");
  return note;
}

static GtkWidget *
make_picture (const EtbGuideBlock *block)
{
  g_autofree char *path = g_strconcat (PICTURES, block->target, ".png", NULL);
  GtkWidget *picture = gtk_picture_new_for_resource (path);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), block->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  block->text, -1);
  gtk_widget_add_css_class (picture, "etb-picture");
  return picture;
}

static void
on_see (GtkWidget *button, EtbGuideWindow *self)
{
  etb_guide_window_show_page (self, gtk_widget_get_name (button));
}

static GtkWidget *
make_see (EtbGuideWindow *self, const EtbGuideBlock *block)
{
  GtkWidget *button = gtk_button_new_with_label (block->text);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_widget_set_name (button, block->target);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "etb-link");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_see), self, 0);
  return button;
}

static GtkWidget *
make_block (EtbGuideWindow *self, const EtbGuideBlock *block)
{
  switch (block->kind)
    {
    case ETB_GUIDE_STEP:
      return make_step (block);
    case ETB_GUIDE_NOTE:
      return make_note (block);
    case ETB_GUIDE_PICTURE:
      return make_picture (block);
    case ETB_GUIDE_SEE:
      return make_see (self, block);
    case ETB_GUIDE_PARAGRAPH:
    default:
      return make_text (block->text);
    }
}

/* A heading that takes the focus: a screen reader then reads where one is. */
static GtkWidget *
make_heading (const char *title)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     "focusable", TRUE, NULL);
  GtkWidget *words = etb_words_new (title, "title-1");

  gtk_widget_add_css_class (heading, "etb-page-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_label_set_width_chars (GTK_LABEL (words), LEAST_TITLE_CHARS);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (heading), words);
  return heading;
}

static void
select_row (EtbGuideWindow *self, const EtbGuidePage *page)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (row == NULL)
        return;
      if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), page->id))
        gtk_list_box_select_row (self->list, row);
    }
}

static void
show (EtbGuideWindow *self)
{
  const EtbGuidePage *page = g_ptr_array_index (self->trail, self->trail->len - 1);
  gboolean linked = FALSE;
  GtkWidget *child;
  GtkWidget *heading;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->column))) != NULL)
    gtk_box_remove (self->column, child);
  heading = make_heading (page->title);
  gtk_box_append (self->column, heading);
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const EtbGuideBlock *block = g_ptr_array_index (page->blocks, i);

      if (block->kind == ETB_GUIDE_SEE && !linked)
        gtk_box_append (self->column, etb_words_new (_ ("To read next"), "heading"));
      linked = linked || block->kind == ETB_GUIDE_SEE;
      gtk_box_append (self->column, make_block (self, block));
    }
  adw_window_title_set_title (self->title, page->title);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
  select_row (self, page);
  gtk_widget_set_visible (self->back,
                          self->trail->len > 1 || adw_leaflet_get_folded (self->leaflet));
  gtk_window_set_focus (GTK_WINDOW (self), heading);
}

/* ---- Going from one to another ----------------------------------------------------------------
 */

static void
go_to (EtbGuideWindow *self, const EtbGuidePage *page)
{
  if (self->trail->len == 0 || g_ptr_array_index (self->trail, self->trail->len - 1) != page)
    g_ptr_array_add (self->trail, (gpointer)page);
  adw_leaflet_set_visible_child_name (self->leaflet, "page");
  show (self);
}

gboolean
etb_guide_window_show_page (EtbGuideWindow *self, const char *id)
{
  const EtbGuidePage *page;

  g_return_val_if_fail (ETB_IS_GUIDE_WINDOW (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  page = etb_guide_find (self->guide, id);
  if (page != NULL)
    go_to (self, page);
  return page != NULL;
}

/* To the page before; from the first one of a narrow window, to the list. */
static void
on_back (EtbGuideWindow *self)
{
  if (self->trail->len > 1)
    {
      g_ptr_array_set_size (self->trail, (int)self->trail->len - 1);
      show (self);
    }
  else
    adw_leaflet_set_visible_child_name (self->leaflet, "pages");
}

static void
on_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_back (ETB_GUIDE_WINDOW (widget));
}

static void
on_folded (EtbGuideWindow *self)
{
  gtk_widget_set_visible (self->back,
                          self->trail->len > 1 || adw_leaflet_get_folded (self->leaflet));
}

static void
on_row_activated (EtbGuideWindow *self, GtkListBoxRow *row)
{
  etb_guide_window_show_page (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
on_search_changed (EtbGuideWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static gboolean
is_found (GtkListBoxRow *row, gpointer data)
{
  EtbGuideWindow *self = data;
  const EtbGuidePage *page = etb_guide_find (self->guide, gtk_widget_get_name (GTK_WIDGET (row)));

  return etb_guide_page_matches (page, gtk_editable_get_text (self->search));
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_guide_window_finalize (GObject *object)
{
  EtbGuideWindow *self = ETB_GUIDE_WINDOW (object);

  g_clear_pointer (&self->trail, g_ptr_array_unref);
  g_clear_pointer (&self->guide, etb_guide_free);
  G_OBJECT_CLASS (etb_guide_window_parent_class)->finalize (object);
}

static void
etb_guide_window_dispose (GObject *object)
{
  EtbGuideWindow *self = ETB_GUIDE_WINDOW (object);

  if (self->list != NULL)
    gtk_list_box_set_filter_func (self->list, NULL, NULL, NULL);
  G_OBJECT_CLASS (etb_guide_window_parent_class)->dispose (object);
}

static void
etb_guide_window_class_init (EtbGuideWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_guide_window_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_guide_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/guide/etb-guide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, list);
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, search);
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, back);
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, scroll);
  gtk_widget_class_bind_template_child (widget_class, EtbGuideWindow, column);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_install_action (widget_class, "guide.back", NULL, on_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "guide.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
etb_guide_window_init (EtbGuideWindow *self)
{
  self->trail = g_ptr_array_new ();
  self->guide = etb_guide_load ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < self->guide->pages->len; i++)
    {
      const EtbGuidePage *page = g_ptr_array_index (self->guide->pages, i);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_widget_set_name (row, page->id);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), etb_words_new (page->title, NULL));
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  go_to (self, g_ptr_array_index (self->guide->pages, 0));
}

GtkWidget *
etb_guide_window_new (void)
{
  return g_object_new (ETB_TYPE_GUIDE_WINDOW, NULL);
}
