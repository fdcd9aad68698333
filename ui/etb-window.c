/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window: see the header. It decides which body is shown and nothing of what the bodies hold.
 * Bodies reach it through the actions "win.…" only. */

#include "etb-window-private.h"

#include <glib/gi18n.h>

#include "etb-dossier-history.h"
#include "etb-dossier-view.h"
#include "etb-home-page.h"
#include "etb-instant.h"
#include "etb-new-view.h"
#include "etb-packages-page.h"
#include "etb-verify-page.h"
#include "etb-waiting-page.h"
#include "etb-wrap-layout.h"

G_DEFINE_FINAL_TYPE (EtbWindow, etb_window, ADW_TYPE_APPLICATION_WINDOW)

EtbTerritory *
etb_window_get_territory (EtbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  return etb_application_get_territory (ETB_APPLICATION (application));
}

EtbDossierView *
etb_window_get_dossier_view (EtbWindow *self)
{
  GtkWidget *body = etb_stage_get_page (self->body);
  return ETB_IS_DOSSIER_VIEW (body) ? ETB_DOSSIER_VIEW (body) : NULL;
}

void
etb_window_set_titles (EtbWindow *self, const char *title, const char *subtitle)
{
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

void
etb_window_put_body (EtbWindow *self, GtkWidget *body)
{
  GtkWidget *left = etb_stage_get_page (self->body);
  const gboolean had_dossier = ETB_IS_DOSSIER_VIEW (left) || ETB_IS_NEW_VIEW (left);

  etb_stage_set_page (self->body, body);
  /* Its file is closed before anything else looks at it. */
  if (had_dossier)
    etb_stage_clear_past (self->body);
  if (ETB_IS_PAGE_FRAME (body))
    etb_page_frame_focus_heading (ETB_PAGE_FRAME (body));
  gtk_widget_set_visible (self->back_button, !ETB_IS_HOME_PAGE (body));
  etb_window_set_titles (self, "Établi", "");
  etb_window_update_undo (self);
  etb_window_remember (self);
}

void
etb_window_show_body (EtbWindow *self, GtkWidget *body)
{
  etb_window_stop_opening (self);
  etb_window_put_body (self, body);
}

/* The newest word takes the place of the one before: after five undos one does not read what was
 * undone first. */
void
etb_window_say (EtbWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_view_titles_changed (EtbDossierView *view, GParamSpec *pspec, EtbWindow *self)
{
  etb_window_set_titles (self, etb_dossier_view_get_title (view),
                         etb_dossier_view_get_subtitle (view));
}

static void
on_view_message (GtkWidget *view, const char *text, EtbWindow *self)
{
  etb_window_say (self, text);
}

static void on_view_act (EtbDossierView *view, EtbClosedAct *act, EtbWindow *self);

void
etb_window_show_home (EtbWindow *self)
{
  etb_window_show_body (self, etb_home_page_new ());
}

void
etb_window_show_dossier (EtbWindow *self, EtbDossier *dossier)
{
  etb_dossier_set_at (dossier, self->at);
  GtkWidget *view = etb_dossier_view_new (dossier, etb_window_get_territory (self));

  etb_window_show_body (self, view);
  g_signal_connect_object (view, "notify::subtitle", G_CALLBACK (on_view_titles_changed), self, 0);
  g_signal_connect_object (view, "message", G_CALLBACK (on_view_message), self, 0);
  g_signal_connect_object (view, "act", G_CALLBACK (on_view_act), self, 0);
  g_signal_connect_object (dossier, "history-changed", G_CALLBACK (etb_window_update_undo), self,
                           G_CONNECT_SWAPPED);
  on_view_titles_changed (ETB_DOSSIER_VIEW (view), NULL, self);
  etb_dossier_view_resume (ETB_DOSSIER_VIEW (view));
}

/* What cannot be opened is said where one is, and stays until it is read. */
void
etb_window_show_error (EtbWindow *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- What needs the dossier closed ------------------------------------------------------------
 */

/* The dossier is opened again either way: an act that failed left it as it was. */
static void
on_act_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbWindow) self = ETB_WINDOW (data);
  EtbClosedAct *act = ETB_CLOSED_ACT (source);
  const char *file = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = etb_closed_act_run_finish (act, result, &error);

  /* The window was closed meanwhile. */
  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  GtkWidget *after = words != NULL ? etb_closed_act_make_after (act) : NULL;
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    etb_window_open_dossier (self, file);
  else if (after != NULL)
    etb_window_show_body (self, after);
  else
    etb_window_show_home (self);
  if (words != NULL)
    etb_window_say (self, words);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    etb_window_show_error (self, etb_closed_act_get_failed (act), error->message);
}

static void
on_view_act (EtbDossierView *view, EtbClosedAct *act, EtbWindow *self)
{
  g_autoptr (EtbDossier) dossier = g_object_ref (etb_dossier_view_get_dossier (view));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *file = g_strdup (etb_dossier_get_file (dossier));
  g_autoptr (GError) error = NULL;

  if (!etb_dossier_flush (dossier, &error))
    {
      etb_window_show_error (self, etb_closed_act_get_failed (act), error->message);
      return;
    }
  etb_window_stop_copying (self);
  GtkWidget *page = etb_waiting_page_new (
      etb_closed_act_get_doing (act), _("Your dossier is shown again as soon as this is done."),
                                         cancellable);
  g_signal_connect_object (act, "progress", G_CALLBACK (etb_waiting_page_set), page,
                           G_CONNECT_SWAPPED);
  etb_window_show_body (self, page);
  gtk_widget_set_visible (self->back_button, FALSE);
  etb_dossier_close (dossier, NULL);
  etb_closed_act_run_async (act, file, cancellable, on_act_done, g_object_ref (self));
}

static gboolean
is_package (const char *file)
{
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = g_file_read (location, NULL, NULL);
  char head[4] = "";
  gsize length = 0;

  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, NULL,
                                     NULL)
         && length == sizeof head && memcmp (head, "PK\003\004", sizeof head) == 0;
}

/* Open in it, or about to be. */
static gboolean
is_about (EtbWindow *self, const char *file)
{
  EtbDossierView *view = etb_window_get_dossier_view (self);

  return g_strcmp0 (self->opening_file, file) == 0
         || (view != NULL && g_strcmp0 (etb_dossier_view_get_file (view), file) == 0);
}

gboolean
etb_window_is_open_here (EtbWindow *self, const char *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (ETB_IS_WINDOW (item->data) && is_about (item->data, file))
      {
        gtk_window_present (item->data);
        return TRUE;
      }
  return FALSE;
}

static void
show_packages_of (EtbWindow *self, const char *folder)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (folders, g_strdup (folder));
  etb_window_show_body (self, etb_packages_page_new (folders));
}

void
etb_window_open_file (EtbWindow *self, const char *file)
{
  g_return_if_fail (ETB_IS_WINDOW (self));
  g_return_if_fail (file != NULL);

  /* A dossier that is open here must not even be looked at: closing a second descriptor of a file
   * drops the locks that SQLite holds on the first. */
  if (etb_window_is_open_here (self, file))
    return;
  if (g_file_test (file, G_FILE_TEST_IS_DIR))
    show_packages_of (self, file);
  else if (is_package (file))
    etb_window_show_body (self, etb_verify_page_new (file));
  else
    etb_window_open_dossier (self, file);
}

gboolean
etb_window_has_dossier (EtbWindow *self)
{
  g_return_val_if_fail (ETB_IS_WINDOW (self), FALSE);

  return self->opening != NULL || etb_window_get_dossier_view (self) != NULL;
}

/* The paths of those that are packages or folders. (transfer full) (element-type utf8) */
static GPtrArray *
list_packages (GListModel *files)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      const char *path = g_file_peek_path (file);

      if (path != NULL && (g_file_test (path, G_FILE_TEST_IS_DIR) || is_package (path)))
        g_ptr_array_add (paths, g_strdup (path));
    }
  return paths;
}

void
etb_window_open_files (EtbWindow *self, GListModel *files)
{
  g_autoptr (GPtrArray) packages = NULL;
  g_autoptr (GFile) first = NULL;

  g_return_if_fail (ETB_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  packages = list_packages (files);
  first = g_list_model_get_item (files, 0);
  if (packages->len > 1
      || (packages->len == 1 && g_file_test (g_ptr_array_index (packages, 0), G_FILE_TEST_IS_DIR)))
    etb_window_show_body (self, etb_packages_page_new (packages));
  else if (first != NULL && g_file_peek_path (first) != NULL)
    etb_window_open_file (self, g_file_peek_path (first));
}

static gboolean
on_file_dropped (GtkDropTarget *target, const GValue *value, double x, double y, EtbWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *at = gdk_file_list_get_files (g_value_get_boxed (value)); at != NULL; at = at->next)
    g_list_store_append (files, at->data);
  etb_window_open_files (self, G_LIST_MODEL (files));
  return TRUE;
}

/* Saved here, not when the dossier goes: what still runs, a file dialog say, may hold the window
 * until the program has ended. */
static gboolean
etb_window_close_request (GtkWindow *window)
{
  EtbDossierView *view = etb_window_get_dossier_view (ETB_WINDOW (window));

  if (view != NULL)
    etb_dossier_view_save (view);
  etb_window_remember (ETB_WINDOW (window));
  return GTK_WINDOW_CLASS (etb_window_parent_class)->close_request (window);
}

static void
etb_window_dispose (GObject *object)
{
  EtbWindow *self = ETB_WINDOW (object);

  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_weak_pointer (&self->toast);
  etb_window_stop_copying (self);
  etb_window_stop_opening (self);
  G_OBJECT_CLASS (etb_window_parent_class)->dispose (object);
}

static void
etb_window_class_init (EtbWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = etb_window_close_request;
  g_type_ensure (ETB_TYPE_STAGE);
  g_type_ensure (ETB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/etabli/Etabli/etb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtbWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EtbWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, EtbWindow, date_banner);
  gtk_widget_class_bind_template_child (widget_class, EtbWindow, date_label);
  gtk_widget_class_bind_template_child (widget_class, EtbWindow, body);
}

static void
etb_window_init (EtbWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->date_banner), FALSE);
  etb_window_add_actions (self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_file_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self->body), GTK_EVENT_CONTROLLER (drop));
}

EtbWindow *
etb_window_new (EtbApplication *application)
{
  g_return_val_if_fail (ETB_IS_APPLICATION (application), NULL);

  EtbWindow *self = g_object_new (ETB_TYPE_WINDOW, "application", application, NULL);
  etb_window_resume_size (self);
  etb_window_show_home (self);
  return self;
}
