/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window: see the header. It decides which body is shown and nothing of what the bodies hold.
 * Bodies reach it through the actions "win.…" only. */

#include "etb-window.h"

#include <glib/gi18n.h>

#include "etb-damaged-dialog.h"
#include "etb-date-dialog.h"
#include "etb-dossier-history.h"
#include "etb-dossier-view.h"
#include "etb-file-dialogs.h"
#include "etb-home-page.h"
#include "etb-instant.h"
#include "etb-library-index.h"
#include "etb-new-view.h"
#include "etb-safety-copies.h"
#include "etb-shortcuts-dialog.h"
#include "etb-verify-page.h"
#include "etb-waiting-page.h"

struct _EtbWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkRevealer *date_banner;
  GtkLabel *date_label;
  AdwBin *body;

  GDateTime *at; /* the other date, or NULL: now */
  GCancellable *copying; /* a safety copy of the dossier that was opened, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbWindow, etb_window, ADW_TYPE_APPLICATION_WINDOW)

static EtbTerritory *
get_territory (EtbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  return etb_application_get_territory (ETB_APPLICATION (application));
}

static EtbDossierView *
get_dossier_view (EtbWindow *self)
{
  GtkWidget *body = adw_bin_get_child (self->body);
  return ETB_IS_DOSSIER_VIEW (body) ? ETB_DOSSIER_VIEW (body) : NULL;
}

static void
set_titles (EtbWindow *self, const char *title, const char *subtitle)
{
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void update_undo (EtbWindow *self);

/* Puts a body in the window; the former one is let go, and with it its dossier. */
static void
show_body (EtbWindow *self, GtkWidget *body)
{
  adw_bin_set_child (self->body, body);
  if (ETB_IS_PAGE_FRAME (body))
    etb_page_frame_focus_heading (ETB_PAGE_FRAME (body));
  gtk_widget_set_visible (self->back_button, !ETB_IS_HOME_PAGE (body));
  set_titles (self, "Établi", "");
  update_undo (self);
}

static void
say (EtbWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
on_view_titles_changed (EtbDossierView *view, GParamSpec *pspec, EtbWindow *self)
{
  set_titles (self, etb_dossier_view_get_title (view), etb_dossier_view_get_subtitle (view));
}

static void
on_view_message (GtkWidget *view, const char *text, EtbWindow *self)
{
  say (self, text);
}

static void on_view_act (EtbDossierView *view, EtbClosedAct *act, EtbWindow *self);

static void
show_home (EtbWindow *self)
{
  show_body (self, etb_home_page_new ());
}

static void
show_dossier (EtbWindow *self, EtbDossier *dossier)
{
  etb_dossier_set_at (dossier, self->at);
  GtkWidget *view = etb_dossier_view_new (dossier, get_territory (self));

  show_body (self, view);
  g_signal_connect_object (view, "notify::subtitle", G_CALLBACK (on_view_titles_changed), self, 0);
  g_signal_connect_object (view, "message", G_CALLBACK (on_view_message), self, 0);
  g_signal_connect_object (view, "act", G_CALLBACK (on_view_act), self, 0);
  g_signal_connect_object (dossier, "history-changed", G_CALLBACK (update_undo), self,
                           G_CONNECT_SWAPPED);
  on_view_titles_changed (ETB_DOSSIER_VIEW (view), NULL, self);
  etb_dossier_view_resume (ETB_DOSSIER_VIEW (view));
}

/* What cannot be opened is said where one is, and stays until it is read. */
static void
show_error (EtbWindow *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
stop_copying (EtbWindow *self)
{
  g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
}

/* What a good opening is the occasion for. */
static void
keep_and_remember (EtbWindow *self, const char *file)
{
  stop_copying (self);
  if (etb_safety_copies_is_one (file))
    return;
  self->copying = g_cancellable_new ();
  etb_safety_copies_keep (file, self->copying);
  etb_library_index_remember_async (file);
}

static void
open_dossier (EtbWindow *self, const char *file)
{
  g_autoptr (GError) error = NULL;

  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, &error);
  if (dossier == NULL)
    {
      gtk_window_present (
          GTK_WINDOW (etb_damaged_dialog_new (GTK_WINDOW (self), file, error)));
      return;
    }
  /* Before one goes on where one was. */
  if (etb_dossier_get_notices (dossier)->len > 0)
    etb_dossier_set_place (dossier, "");
  show_dossier (self, dossier);
  keep_and_remember (self, etb_dossier_get_file (dossier));
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
    open_dossier (self, file);
  else if (after != NULL)
    show_body (self, after);
  else
    show_home (self);
  if (words != NULL)
    say (self, words);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, etb_closed_act_get_failed (act), error->message);
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
      show_error (self, etb_closed_act_get_failed (act), error->message);
      return;
    }
  stop_copying (self);
  show_body (self, etb_waiting_page_new (act, cancellable));
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

static gboolean
is_open_here (EtbWindow *self, const char *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    {
      EtbDossierView *view
          = ETB_IS_WINDOW (item->data) ? get_dossier_view (ETB_WINDOW (item->data)) : NULL;
      if (view != NULL && g_strcmp0 (etb_dossier_view_get_file (view), file) == 0)
        {
          gtk_window_present (item->data);
          return TRUE;
        }
    }
  return FALSE;
}

void
etb_window_open_file (EtbWindow *self, const char *file)
{
  g_return_if_fail (ETB_IS_WINDOW (self));
  g_return_if_fail (file != NULL);

  /* A dossier that is open here must not even be looked at: closing a second descriptor of a file
   * drops the locks that SQLite holds on the first. */
  if (is_open_here (self, file))
    return;
  if (is_package (file))
    show_body (self, etb_verify_page_new (file));
  else
    open_dossier (self, file);
}

gboolean
etb_window_has_dossier (EtbWindow *self)
{
  g_return_val_if_fail (ETB_IS_WINDOW (self), FALSE);

  return get_dossier_view (self) != NULL;
}

static void
on_open_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbWindow) self = ETB_WINDOW (data);
  g_autoptr (GFile) chosen = etb_file_dialog_finish (result, NULL);
  g_autofree char *file = chosen != NULL ? g_file_get_path (chosen) : NULL;

  if (file != NULL)
    etb_window_open_file (self, file);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_file_dialog_open_dossier_async (GTK_WINDOW (data), on_open_chosen, g_object_ref (data));
}

static void
on_verify (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_file_dialog_open_package_async (GTK_WINDOW (data), on_open_chosen, g_object_ref (data));
}

static void
on_verify_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_body (ETB_WINDOW (data), etb_verify_page_new (g_variant_get_string (parameter, NULL)));
}

static void
on_open_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_window_open_file (ETB_WINDOW (data), g_variant_get_string (parameter, NULL));
}

/* In a window of its own: the dossier stays where it is. */
static void
on_look (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (data));
  EtbWindow *other;

  if (is_open_here (data, g_variant_get_string (parameter, NULL)))
    return;
  other = etb_window_new (ETB_APPLICATION (application));
  etb_window_open_file (other, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (other));
}

static void
on_home (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_home (ETB_WINDOW (data));
}

static void
on_dossier_begun (EtbNewView *view, EtbDossier *dossier, EtbWindow *self)
{
  /* Holds the dossier while the view that made it goes away. */
  g_autoptr (EtbDossier) kept = g_object_ref (dossier);
  show_dossier (self, kept);
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbWindow *self = ETB_WINDOW (data);
  GtkWidget *view = etb_new_view_new (get_territory (self), self->at);

  g_signal_connect_object (view, "dossier-begun", G_CALLBACK (on_dossier_begun), self, 0);
  show_body (self, view);
  set_titles (self, _("New Dossier"), "");
  etb_new_view_start (ETB_NEW_VIEW (view));
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbWindow *self = ETB_WINDOW (data);
  GtkWidget *body = adw_bin_get_child (self->body);
  gboolean went = FALSE;

  if (ETB_IS_DOSSIER_VIEW (body))
    went = etb_dossier_view_go_back (ETB_DOSSIER_VIEW (body));
  else if (ETB_IS_NEW_VIEW (body))
    went = etb_new_view_go_back (ETB_NEW_VIEW (body));
  if (!went && !ETB_IS_HOME_PAGE (body))
    show_home (self);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbDossierView *view = get_dossier_view (ETB_WINDOW (data));

  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "dossier.travel", "b", FALSE);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbDossierView *view = get_dossier_view (ETB_WINDOW (data));

  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "dossier.travel", "b", TRUE);
}

static void
enable_action (EtbWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_undo (EtbWindow *self)
{
  EtbDossierView *view = get_dossier_view (self);
  EtbDossier *dossier = view != NULL ? etb_dossier_view_get_dossier (view) : NULL;

  enable_action (self, "undo", dossier != NULL && etb_dossier_peek_undo (dossier) != NULL);
  enable_action (self, "redo", dossier != NULL && etb_dossier_peek_redo (dossier) != NULL);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbWindow *self = ETB_WINDOW (data);

  if (!ETB_IS_HOME_PAGE (adw_bin_get_child (self->body)))
    show_home (self);
  etb_home_page_start_search (ETB_HOME_PAGE (adw_bin_get_child (self->body)));
}

/* The other date is the window's: it is handed to whatever is shown, and never stored. */
static void
set_at (EtbWindow *self, GDateTime *at)
{
  GtkWidget *body = adw_bin_get_child (self->body);

  g_clear_pointer (&self->at, g_date_time_unref);
  if (at != NULL)
    {
      g_autofree char *words = etb_instant_describe (at);
      g_autofree char *text = g_strdup_printf (
          _("You are looking at things as on %s. Nothing of this date is stored."), words);
      gtk_label_set_label (self->date_label, text);
      self->at = g_date_time_ref (at);
    }
  gtk_revealer_set_reveal_child (self->date_banner, at != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->date_banner), at != NULL);

  if (ETB_IS_DOSSIER_VIEW (body))
    etb_dossier_set_at (etb_dossier_view_get_dossier (ETB_DOSSIER_VIEW (body)), at);
  else if (ETB_IS_NEW_VIEW (body))
    etb_new_view_set_at (ETB_NEW_VIEW (body), at);
}

static void
on_date_chosen (EtbDateDialog *dialog, GDateTime *at, EtbWindow *self)
{
  set_at (self, at);
}

static void
on_other_date (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *dialog = etb_date_dialog_new (GTK_WINDOW (data));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_date_chosen), data, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (data));

  gtk_window_present (GTK_WINDOW (etb_shortcuts_dialog_new (application, GTK_WINDOW (data))));
}

static void
on_today (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_at (ETB_WINDOW (data), NULL);
}

static gboolean
on_file_dropped (GtkDropTarget *target, const GValue *value, double x, double y, EtbWindow *self)
{
  g_autofree char *file = g_file_get_path (g_value_get_object (value));

  if (file == NULL)
    return FALSE;
  etb_window_open_file (self, file);
  return TRUE;
}

static void
etb_window_dispose (GObject *object)
{
  EtbWindow *self = ETB_WINDOW (object);

  g_clear_pointer (&self->at, g_date_time_unref);
  stop_copying (self);
  G_OBJECT_CLASS (etb_window_parent_class)->dispose (object);
}

static void
etb_window_class_init (EtbWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_window_dispose;
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
  static const GActionEntry actions[] = {
    { .name = "home", .activate = on_home },
    { .name = "new", .activate = on_new },
    { .name = "open", .activate = on_open },
    { .name = "open-file", .activate = on_open_file, .parameter_type = "s" },
    { .name = "look", .activate = on_look, .parameter_type = "s" },
    { .name = "verify", .activate = on_verify },
    { .name = "verify-file", .activate = on_verify_file, .parameter_type = "s" },
    { .name = "back", .activate = on_back },
    { .name = "search", .activate = on_search },
    { .name = "undo", .activate = on_undo },
    { .name = "redo", .activate = on_redo },
    { .name = "other-date", .activate = on_other_date },
    { .name = "today", .activate = on_today },
    { .name = "shortcuts", .activate = on_shortcuts },
  };
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->date_banner), FALSE);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_file_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self->body), GTK_EVENT_CONTROLLER (drop));
}

EtbWindow *
etb_window_new (EtbApplication *application)
{
  g_return_val_if_fail (ETB_IS_APPLICATION (application), NULL);

  EtbWindow *self = g_object_new (ETB_TYPE_WINDOW, "application", application, NULL);
  show_home (self);
  return self;
}
