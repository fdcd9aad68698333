/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The home page: see the header. What the index knows is shown at once; then the folder is read on
 * a thread, and the list follows. */

#include "etb-home-page.h"

#include <glib/gi18n.h>

#include "etb-dossier-list.h"
#include "etb-dossier-row.h"
#include "etb-wrap-layout.h"

/* Rows that the first frame has: more than a window shows at first. The others come right after it.
 */
#define FIRST_ROWS 12
/* Of the list, in pixels: two rows. */
#define LEAST_HEIGHT 160
/* While many dossiers are read, how often the list shows what was read: each time moves it. */
#define REFRESH_TIME (2 * G_TIME_SPAN_SECOND)

struct _EtbHomePage
{
  EtbPageFrame parent_instance;

  EtbDossierList *dossiers;
  GtkSliceListModel *first;
  GtkWidget *tools;
  GtkWidget *search;
  GtkWidget *order;
  GtkWidget *scroller;
  GtkWidget *empty;
  GtkWidget *nothing_found;
  GCancellable *cancellable;
  guint ticks;
  gint64 refreshed; /* monotonic */
  gboolean synced;
};

G_DEFINE_FINAL_TYPE (EtbHomePage, etb_home_page, ETB_TYPE_PAGE_FRAME)

static void
update_visibility (EtbHomePage *self)
{
  guint total = etb_dossier_list_get_total (self->dossiers);
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->dossiers));

  gtk_widget_set_visible (self->tools, total > 1);
  gtk_widget_set_visible (self->scroller, found > 0);
  gtk_widget_set_visible (self->nothing_found, total > 0 && found == 0);
  gtk_widget_set_visible (self->empty, self->synced && total == 0);
}

static void
refresh (EtbHomePage *self)
{
  etb_dossier_list_refresh (self->dossiers);
  update_visibility (self);
  self->refreshed = g_get_monotonic_time ();
}

/* GTK 4.8 gives the button of a drop-down no name. */
static void
name_order (EtbHomePage *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->order));
  GtkWidget *button = gtk_widget_get_first_child (self->order);
  g_autofree char *name = g_strdup_printf (_("%s: %s"), _("Order of the dossiers"),
                                                            gtk_string_object_get_string (chosen));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_wanted (EtbHomePage *self)
{
  name_order (self);
  etb_dossier_list_show (self->dossiers,
                         (EtbLibraryOrder)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order)),
                         gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_visibility (self);
}

/* ---- Bringing the index up to date ------------------------------------------------------------
 */

static void
on_progress (guint done, guint total, gpointer data)
{
  EtbHomePage *self = data;
  g_autofree char *words
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Reading your dossiers: %u of %u",
                                      "Reading your dossiers: %u of %u", total),
                         done, total);

  if (done < total)
    etb_page_frame_set_lead (ETB_PAGE_FRAME (self), words);
  if (done == total || g_get_monotonic_time () - self->refreshed > REFRESH_TIME)
    refresh (self);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbHomePage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = etb_library_index_sync_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self), done ? NULL : error->message);
  self->synced = TRUE;
  refresh (self);
}

/* The first tick comes before the first frame is drawn, the second one after it. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  EtbHomePage *self = ETB_HOME_PAGE (widget);

  if (self->ticks++ == 0)
    return G_SOURCE_CONTINUE;
  gtk_slice_list_model_set_size (self->first, G_MAXUINT);
  etb_library_index_sync_async (on_progress, self, self->cancellable, on_synced,
                                g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* ---- The list ---------------------------------------------------------------------------------
 */

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
  g_autoptr (EtbDossierItem) item = g_list_model_get_item (G_LIST_MODEL (self->dossiers), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "s",
                              etb_dossier_item_get_file (item));
}

static GtkWidget *
make_list (EtbHomePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), NULL);
  self->first
      = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->dossiers)), 0, FIRST_ROWS);
  list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->first)))),
      factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "etb-dossiers");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("My dossiers"), -1);
  g_signal_connect (list, "activate", G_CALLBACK (on_row_activated), self);
  return list;
}

/* The list scrolls by itself: only rows in sight are made. It takes the room that is left, and the
 * page scrolls where that is little. */
static GtkWidget *
make_scroller (EtbHomePage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_list (self));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LEAST_HEIGHT);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

/* Search, and the order: in the order of EtbLibraryOrder. */
static GtkWidget *
make_tools (EtbHomePage *self)
{
  const char *orders[] = { _("Last changed"), _("Applicant"), _("Next date"), NULL };
  GtkWidget *tools = etb_wrap_box_new ();

  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search my dossiers"), -1);
  g_object_set (self->search, "placeholder-text", _("Applicant, place, answer…"), NULL);
  self->order = gtk_drop_down_new_from_strings (orders);
  gtk_widget_set_tooltip_text (self->order, _("Order of the dossiers"));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (show_wanted), self);
  g_signal_connect_swapped (self->order, "notify::selected", G_CALLBACK (show_wanted), self);
  gtk_box_append (GTK_BOX (tools), self->search);
  gtk_box_append (GTK_BOX (tools), self->order);
  return tools;
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
  return box;
}

static void
etb_home_page_dispose (GObject *object)
{
  EtbHomePage *self = ETB_HOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->first);
  g_clear_object (&self->dossiers);
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

  self->dossiers = etb_dossier_list_new ();
  self->cancellable = g_cancellable_new ();
  etb_page_frame_set_title (frame, _("My Dossiers"));
  self->tools = make_tools (self);
  self->empty = make_empty ();
  self->nothing_found
      = etb_words_new (_("No dossier has these words. Try fewer of them."), "etb-quiet");
  self->scroller = make_scroller (self);

  etb_page_frame_append (frame, self->tools);
  etb_page_frame_append (frame, self->empty);
  etb_page_frame_append (frame, self->nothing_found);
  etb_page_frame_append (frame, self->scroller);
  gtk_widget_add_css_class (etb_page_frame_add_button (frame, _("_New Dossier"), "win.new"),
                                                       "suggested-action");
  etb_page_frame_add_button (frame, _("_Open…"), "win.open");
  etb_page_frame_add_button (frame, _("_Verify a Package…"), "win.verify");
  show_wanted (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

GtkWidget *
etb_home_page_new (void)
{
  return g_object_new (ETB_TYPE_HOME_PAGE, NULL);
}

void
etb_home_page_start_search (EtbHomePage *self)
{
  g_return_if_fail (ETB_IS_HOME_PAGE (self));

  if (gtk_widget_get_visible (self->tools))
    gtk_widget_grab_focus (self->search);
}
