/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of a window, "win.…": what menus, keys and bodies ask for. */

#include "etb-window-private.h"

#include <glib/gi18n.h>

#include "etb-cosign-page.h"
#include "etb-date-dialog.h"
#include "etb-dossier-history.h"
#include "etb-file-dialogs.h"
#include "etb-home-page.h"
#include "etb-identities-page.h"
#include "etb-instant.h"
#include "etb-new-view.h"
#include "etb-preferences-dialog.h"
#include "etb-shortcuts-dialog.h"
#include "etb-territory-page.h"
#include "etb-verify-page.h"

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
on_packages_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbWindow) self = ETB_WINDOW (data);
  g_autoptr (GListModel) chosen = etb_file_dialog_finish_many (result, NULL);

  if (chosen != NULL)
    etb_window_open_files (self, chosen);
}

static void
on_verify (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_file_dialog_open_package_async (GTK_WINDOW (data), on_packages_chosen, g_object_ref (data));
}

static void
on_territory (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);

  etb_window_show_body (data, etb_territory_page_new (atlas, NULL, NULL));
}

static void
on_verify_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_window_show_body (ETB_WINDOW (data),
                        etb_verify_page_new (g_variant_get_string (parameter, NULL)));
}

static void
on_cosign (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_window_show_body (ETB_WINDOW (data),
                        etb_cosign_page_new (g_variant_get_string (parameter, NULL)));
}

static void
on_identities (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_window_show_body (ETB_WINDOW (data), etb_identities_page_new ());
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

  if (etb_window_is_open_here (data, g_variant_get_string (parameter, NULL)))
    return;
  other = etb_window_new (ETB_APPLICATION (application));
  etb_window_open_file (other, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (other));
}

static void
on_home (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_window_show_home (ETB_WINDOW (data));
}

static void
on_dossier_begun (EtbNewView *view, EtbDossier *dossier, EtbWindow *self)
{
  /* Holds the dossier while the view that made it goes away. */
  g_autoptr (EtbDossier) kept = g_object_ref (dossier);
  etb_window_show_dossier (self, kept);
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbWindow *self = ETB_WINDOW (data);
  GtkWidget *view = etb_new_view_new (etb_window_get_territory (self), self->at);

  g_signal_connect_object (view, "dossier-begun", G_CALLBACK (on_dossier_begun), self, 0);
  etb_window_show_body (self, view);
  etb_window_set_titles (self, _("New Dossier"), "");
  etb_new_view_start (ETB_NEW_VIEW (view));
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbWindow *self = ETB_WINDOW (data);
  GtkWidget *body = etb_stage_get_page (self->body);
  gboolean went = FALSE;

  if (ETB_IS_DOSSIER_VIEW (body))
    went = etb_dossier_view_go_back (ETB_DOSSIER_VIEW (body));
  else if (ETB_IS_NEW_VIEW (body))
    went = etb_new_view_go_back (ETB_NEW_VIEW (body));
  if (!went && !ETB_IS_HOME_PAGE (body))
    etb_window_show_home (self);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbDossierView *view = etb_window_get_dossier_view (ETB_WINDOW (data));

  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "dossier.travel", "b", FALSE);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbDossierView *view = etb_window_get_dossier_view (ETB_WINDOW (data));

  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "dossier.travel", "b", TRUE);
}

static void
enable_action (EtbWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
etb_window_update_undo (EtbWindow *self)
{
  EtbDossierView *view = etb_window_get_dossier_view (self);
  EtbDossier *dossier = view != NULL ? etb_dossier_view_get_dossier (view) : NULL;

  enable_action (self, "show-file", dossier != NULL);
  enable_action (self, "undo", dossier != NULL && etb_dossier_peek_undo (dossier) != NULL);
  enable_action (self, "redo", dossier != NULL && etb_dossier_peek_redo (dossier) != NULL);
}

/* Its folder, in the file manager. Where there is none the path is said: it can be written down. */
static void
on_show_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbDossierView *view = etb_window_get_dossier_view (data);
  const char *file = etb_dossier_get_file (etb_dossier_view_get_dossier (view));
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *words = g_strdup_printf (_ ("The dossier is the file “%s”"), shown);

  etb_window_say (data, words);
  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbWindow *self = ETB_WINDOW (data);

  if (!ETB_IS_HOME_PAGE (etb_stage_get_page (self->body)))
    etb_window_show_home (self);
  etb_home_page_start_search (ETB_HOME_PAGE (etb_stage_get_page (self->body)));
}

/* The other date is the window's: it is handed to whatever is shown, and never stored. */
static void
set_at (EtbWindow *self, GDateTime *at)
{
  GtkWidget *body = etb_stage_get_page (self->body);

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
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbApplication *application = ETB_APPLICATION (gtk_window_get_application (GTK_WINDOW (data)));

  gtk_window_present (GTK_WINDOW (etb_preferences_dialog_new (
      etb_application_get_preferences (application), GTK_WINDOW (data))));
}

static void
on_today (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_at (ETB_WINDOW (data), NULL);
}

void
etb_window_add_actions (EtbWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "home", .activate = on_home },
    { .name = "new", .activate = on_new },
    { .name = "open", .activate = on_open },
    { .name = "open-file", .activate = on_open_file, .parameter_type = "s" },
    { .name = "look", .activate = on_look, .parameter_type = "s" },
    { .name = "territory", .activate = on_territory },
    { .name = "verify", .activate = on_verify },
    { .name = "verify-file", .activate = on_verify_file, .parameter_type = "s" },
    { .name = "cosign", .activate = on_cosign, .parameter_type = "s" },
    { .name = "identities", .activate = on_identities },
    { .name = "back", .activate = on_back },
    { .name = "search", .activate = on_search },
    { .name = "undo", .activate = on_undo },
    { .name = "redo", .activate = on_redo },
    { .name = "other-date", .activate = on_other_date },
    { .name = "show-file", .activate = on_show_file },
    { .name = "today", .activate = on_today },
    { .name = "preferences", .activate = on_preferences },
    { .name = "shortcuts", .activate = on_shortcuts },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
