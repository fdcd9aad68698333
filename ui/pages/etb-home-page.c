/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The home page: see the header. The folder is read on a thread; the window never waits for it. */

#include "etb-home-page.h"

#include <glib/gi18n.h>

#include "etb-dossier-item.h"
#include "etb-dossier-row.h"
#include "etb-library.h"

struct _EtbHomePage
{
  EtbPageFrame parent_instance;

  GListStore *items;
  GtkCustomFilter *filter;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *nothing_found;
  GCancellable *cancellable;
  char *wanted; /* what is searched, folded */
};

G_DEFINE_FINAL_TYPE (EtbHomePage, etb_home_page, ETB_TYPE_PAGE_FRAME)

static EtbCall *
find_call (GPtrArray *calls, const char *id)
{
  for (guint i = 0; i < calls->len; i++)
    if (g_strcmp0 (etb_call_get_id (calls->pdata[i]), id) == 0)
      return calls->pdata[i];
  return NULL;
}

static void
read_folder (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = etb_library_dossiers (cancellable, &error);
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (summaries == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  calls = etb_library_calls (NULL);
  for (guint i = 0; i < summaries->len; i++)
    {
      const EtbSummary *summary = summaries->pdata[i];
      EtbCall *call = find_call (calls, summary->call_id);
      g_ptr_array_add (items, etb_dossier_item_new (summary, call, now));
    }
  g_task_return_pointer (task, g_steal_pointer (&items), (GDestroyNotify)g_ptr_array_unref);
}

static void
update_visibility (EtbHomePage *self)
{
  guint total = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  GtkSelectionModel *shown = gtk_list_view_get_model (GTK_LIST_VIEW (self->list));
  guint found = g_list_model_get_n_items (G_LIST_MODEL (shown));

  gtk_widget_set_visible (self->search, total > 1);
  gtk_widget_set_visible (self->list, found > 0);
  gtk_widget_set_visible (self->nothing_found, total > 0 && found == 0);
}

static void
on_folder_read (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), &error);
  EtbHomePage *self = ETB_HOME_PAGE (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      etb_page_frame_set_lead (ETB_PAGE_FRAME (self), error->message);
      return;
    }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  gtk_widget_set_visible (self->empty, items->len == 0);
  update_visibility (self);
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  EtbHomePage *self = data;
  return self->wanted == NULL || etb_dossier_item_matches (item, self->wanted);
}

static void
on_search_changed (GtkSearchEntry *search, EtbHomePage *self)
{
  g_free (self->wanted);
  self->wanted = etb_dossier_item_fold (gtk_editable_get_text (GTK_EDITABLE (search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_visibility (self);
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *row, gpointer unused)
{
  gtk_list_item_set_child (row, etb_dossier_row_new ());
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *row, gpointer unused)
{
  etb_dossier_row_set_item (ETB_DOSSIER_ROW (gtk_list_item_get_child (row)),
                            gtk_list_item_get_item (row));
}

static void
on_row_activated (GtkListView *list, guint position, EtbHomePage *self)
{
  g_autoptr (EtbDossierItem) item
      = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "s",
                              etb_dossier_item_get_file (item));
}

static GtkWidget *
make_list (EtbHomePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  self->items = g_list_store_new (ETB_TYPE_DOSSIER_ITEM);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                        g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), NULL);

  GtkWidget *list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "card");
  gtk_widget_set_visible (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("My dossiers"), -1);
  g_signal_connect (list, "activate", G_CALLBACK (on_row_activated), self);
  return list;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const char *steps[] = {
    _("Choose a call: what it funds, who may apply, by when."),
       _("Answer a few questions: you know at once whether you may apply, and why."),
          _("Fill in the dossier at your own pace, without a network; everything is saved as you type."),
             _("Leave with a signed package that anybody can verify."),
          };

  gtk_box_append (GTK_BOX (box),
                  etb_words_new (_("You have no dossier on this computer yet."), "heading"));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1, steps[i]);
      gtk_box_append (GTK_BOX (box), etb_words_new (line, NULL));
    }
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
etb_home_page_dispose (GObject *object)
{
  EtbHomePage *self = ETB_HOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (etb_home_page_parent_class)->dispose (object);
}

static void
etb_home_page_class_init (EtbHomePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_home_page_dispose;
}

static void
etb_home_page_init (EtbHomePage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _("My Dossiers"));
  self->search = gtk_search_entry_new ();
  gtk_widget_set_visible (self->search, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search my dossiers"), -1);
  g_object_set (self->search, "placeholder-text", _("Applicant, place, call…"), NULL);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search_changed), self);
  self->empty = make_empty ();
  self->nothing_found
      = etb_words_new (_("No dossier has these words. Try fewer of them."), "etb-quiet");
  gtk_widget_set_visible (self->nothing_found, FALSE);
  self->list = make_list (self);

  etb_page_frame_append (frame, self->search);
  etb_page_frame_append (frame, self->empty);
  etb_page_frame_append (frame, self->nothing_found);
  etb_page_frame_append (frame, self->list);
  gtk_widget_add_css_class (etb_page_frame_add_button (frame, _("_New Dossier"), "win.new"),
                                                       "suggested-action");
  etb_page_frame_add_button (frame, _("_Open…"), "win.open");
  etb_page_frame_add_button (frame, _("_Verify a Package…"), "win.verify");
}

GtkWidget *
etb_home_page_new (void)
{
  EtbHomePage *self = g_object_new (ETB_TYPE_HOME_PAGE, NULL);

  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_folder_read, NULL);
  g_task_set_source_tag (task, etb_home_page_new);
  g_task_run_in_thread (task, read_folder);
  return GTK_WIDGET (self);
}

void
etb_home_page_start_search (EtbHomePage *self)
{
  g_return_if_fail (ETB_IS_HOME_PAGE (self));

  if (gtk_widget_get_visible (self->search))
    gtk_widget_grab_focus (self->search);
}
