/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of an author: see the header. What is read and kept is etb-preview's; the pages are
 * those of a dossier (etb-dossier-view). When the definition changes, the view goes first, so that
 * what is being typed enters the dossier before it is moved. */

#include "etb-preview-window.h"

#include <glib/gi18n.h>

#include "etb-dossier-view.h"
#include "etb-fault-list.h"
#include "etb-preview.h"

struct _EtbPreviewWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkMenuButton *tracks;
  AdwFlap *flap;
  AdwBin *body;
  EtbFaultList *faults;

  EtbPreview *preview;
};

G_DEFINE_FINAL_TYPE (EtbPreviewWindow, etb_preview_window, ADW_TYPE_APPLICATION_WINDOW)

static EtbTerritory *
get_territory (EtbPreviewWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  return etb_application_get_territory (ETB_APPLICATION (application));
}

static void
say (EtbPreviewWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
on_view_message (GtkWidget *view, const char *text, EtbPreviewWindow *self)
{
  say (self, text);
}

/* ---- The pages --------------------------------------------------------------------------------
 */

static void
show_nothing (EtbPreviewWindow *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No page to show yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("The definition has faults. Its pages come as soon as they are mended and the file saved."));
  adw_bin_set_child (self->body, page);
}

static void
update_tracks (EtbPreviewWindow *self, EtbDossier *dossier)
{
  GPtrArray *tracks = etb_call_get_tracks (etb_dossier_get_call (dossier));
  GMenu *menu = g_menu_new ();
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "track");
  const EtbTrack *track
      = etb_call_find_track (etb_dossier_get_call (dossier), etb_dossier_get_track (dossier));

  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbTrack *each = tracks->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (each->label, NULL);

      g_menu_item_set_action_and_target (item, "win.track", "s", each->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->tracks, G_MENU_MODEL (menu));
  g_object_unref (menu);
  gtk_widget_set_visible (GTK_WIDGET (self->tracks), tracks->len > 1);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (etb_dossier_get_track (dossier)));
  adw_window_title_set_title (self->title, etb_call_get_title (etb_dossier_get_call (dossier)));
  adw_window_title_set_subtitle (self->title, track != NULL ? track->label : "");
}

static void
show_dossier (EtbPreviewWindow *self, EtbDossier *dossier)
{
  GtkWidget *view = etb_dossier_view_new (dossier, get_territory (self));

  /* What would leave the preview: a package, another edition, another file. */
  gtk_widget_action_set_enabled (view, "dossier.sign", FALSE);
  gtk_widget_action_set_enabled (view, "dossier.page", FALSE);
  g_signal_connect_object (view, "message", G_CALLBACK (on_view_message), self, 0);
  adw_bin_set_child (self->body, view);
  etb_dossier_view_resume (ETB_DOSSIER_VIEW (view));
  update_tracks (self, dossier);
}

static void
renew (EtbPreviewWindow *self)
{
  g_autoptr (GError) error = NULL;
  EtbDossier *dossier;

  /* The view commits what is being typed. */
  adw_bin_set_child (self->body, NULL);
  dossier = etb_preview_renew (self->preview, &error);
  if (dossier != NULL)
    show_dossier (self, dossier);
  else
    show_nothing (self);
  if (error != NULL)
    say (self, error->message);
}

static void
reload (EtbPreviewWindow *self)
{
  GPtrArray *faults = etb_preview_check (self->preview);

  etb_fault_list_set (self->faults, faults);
  if (faults->len > 0)
    adw_flap_set_reveal_flap (self->flap, TRUE);
  if (etb_preview_is_stale (self->preview) || etb_preview_get_dossier (self->preview) == NULL)
    renew (self);
}

/* ---- Actions ----------------------------------------------------------------------------------
 */

static void
on_reload (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  reload (ETB_PREVIEW_WINDOW (data));
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *view = adw_bin_get_child (ETB_PREVIEW_WINDOW (data)->body);

  if (ETB_IS_DOSSIER_VIEW (view))
    etb_dossier_view_go_back (ETB_DOSSIER_VIEW (view));
}

/* The track is an answer like any other; the pages are made anew for it. */
static void
on_track (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbPreviewWindow *self = ETB_PREVIEW_WINDOW (data);
  EtbDossier *dossier = etb_preview_get_dossier (self->preview);
  g_autoptr (GError) error = NULL;
  const char *path;

  if (dossier == NULL)
    return;
  path = etb_call_get_roles (etb_dossier_get_call (dossier))->track;
  adw_bin_set_child (self->body, NULL);
  if (!etb_dossier_set_answer (dossier, path, g_variant_get_string (parameter, NULL), &error))
    say (self, error->message);
  show_dossier (self, dossier);
}

/* ---- Life -------------------------------------------------------------------------------------
 */

static void
etb_preview_window_dispose (GObject *object)
{
  EtbPreviewWindow *self = ETB_PREVIEW_WINDOW (object);

  if (self->body != NULL)
    adw_bin_set_child (self->body, NULL);
  g_clear_object (&self->preview);
  G_OBJECT_CLASS (etb_preview_window_parent_class)->dispose (object);
}

static void
etb_preview_window_class_init (EtbPreviewWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_preview_window_dispose;
  g_type_ensure (ETB_TYPE_FAULT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/etb-preview-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, tracks);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, body);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, faults);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.reload",
                                       NULL);
}

static void
etb_preview_window_init (EtbPreviewWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "reload", .activate = on_reload },
    { .name = "back", .activate = on_back },
    { .name = "track", .activate = on_track, .parameter_type = "s", .state = "''" },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

EtbPreviewWindow *
etb_preview_window_new (EtbApplication *application, const char *file, GError **error)
{
  g_autoptr (EtbPreview) preview = NULL;
  g_autofree char *name = g_filename_display_basename (file);
  EtbPreviewWindow *self;

  g_return_val_if_fail (ETB_IS_APPLICATION (application), NULL);

  preview = etb_preview_new (file, error);
  if (preview == NULL)
    return NULL;
  self = g_object_new (ETB_TYPE_PREVIEW_WINDOW, "application", application, "title", name, NULL);
  self->preview = g_steal_pointer (&preview);
  adw_window_title_set_title (self->title, name);
  g_signal_connect_object (self->preview, "file-changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  return self;
}
