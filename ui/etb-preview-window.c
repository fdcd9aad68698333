/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview of a definition: see the header. Made by the application. Its body is the way to a
 * new dossier or a dossier, the very ones of the program; both are made anew for each state of the
 * file, at the page that was shown. The faults stand beside, or below in a narrow window. */

#include "etb-preview-window.h"

#include <glib/gi18n.h>

#include "etb-call-watch.h"
#include "etb-dossier-view.h"
#include "etb-fault-list.h"
#include "etb-new-view.h"
#include "etb-page-frame.h"
#include "etb-scratch.h"

/* Narrower than this, in pixels, the faults go below the pages. */
#define NARROW 760

struct _EtbPreviewWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *panes;
  AdwBin *body;
  EtbFaultList *faults;

  EtbCallWatch *watch;
  EtbScratch *scratch; /* NULL when no folder can be made for it */
  EtbCall *call;       /* that of the pages shown, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbPreviewWindow, etb_preview_window, ADW_TYPE_APPLICATION_WINDOW)

static EtbTerritory *
get_territory (EtbPreviewWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  return application != NULL ? etb_application_get_territory (ETB_APPLICATION (application)) : NULL;
}

static void
say (EtbPreviewWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

/* Lets the body go, and with it its dossier, which must be closed before it is opened again. */
static void
drop_body (EtbPreviewWindow *self)
{
  GtkWidget *view = adw_bin_get_child (self->body);
  g_autoptr (EtbDossier) dossier
      = ETB_IS_DOSSIER_VIEW (view)
            ? g_object_ref (etb_dossier_view_get_dossier (ETB_DOSSIER_VIEW (view)))
            : NULL;

  adw_bin_set_child (self->body, NULL);
  if (dossier != NULL)
    etb_dossier_close (dossier, NULL);
}

static void
show_words (EtbPreviewWindow *self, const char *title, const char *text)
{
  GtkWidget *page = g_object_new (ETB_TYPE_PAGE_FRAME, NULL);

  etb_page_frame_set_title (ETB_PAGE_FRAME (page), title);
  etb_page_frame_set_lead (ETB_PAGE_FRAME (page), text);
  drop_body (self);
  adw_bin_set_child (self->body, page);
}

static void
on_view_message (EtbPreviewWindow *self, const char *text)
{
  say (self, text);
}

/* Neither signing nor moving to an edition makes sense here: the banner says why. */
static void
show_dossier (EtbPreviewWindow *self, EtbDossier *dossier)
{
  GtkWidget *view = etb_dossier_view_new (dossier, get_territory (self));

  gtk_widget_action_set_enabled (view, "dossier.sign", FALSE);
  gtk_widget_action_set_enabled (view, "dossier.editions", FALSE);
  g_signal_connect_object (view, "message", G_CALLBACK (on_view_message), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->body, view);
  etb_dossier_view_resume (ETB_DOSSIER_VIEW (view));
}

static void
on_dossier_begun (EtbNewView *view, EtbDossier *dossier, EtbPreviewWindow *self)
{
  /* Holds the dossier while the view that made it goes away. */
  g_autoptr (EtbDossier) kept = g_object_ref (dossier);
  show_dossier (self, kept);
}

/* Where the author is. @track, @place: (out) (transfer full): "" for none */
static void
tell_place (EtbPreviewWindow *self, char **track, char **place)
{
  GtkWidget *view = adw_bin_get_child (self->body);

  *track = NULL;
  *place = NULL;
  if (ETB_IS_NEW_VIEW (view))
    {
      *track = etb_new_view_get_track (ETB_NEW_VIEW (view));
      *place = etb_new_view_get_place (ETB_NEW_VIEW (view));
    }
  else if (ETB_IS_DOSSIER_VIEW (view))
    {
      EtbDossier *dossier = etb_dossier_view_get_dossier (ETB_DOSSIER_VIEW (view));
      *track = g_strdup (etb_dossier_get_track (dossier));
      *place = etb_dossier_get_place (dossier);
    }
  *track = *track != NULL ? *track : g_strdup ("");
  *place = *place != NULL ? *place : g_strdup ("");
}

static void
show_way_to_dossier (EtbPreviewWindow *self, const char *track, const char *place)
{
  GtkWidget *view = etb_new_view_new_preview (get_territory (self), self->call, self->scratch);

  drop_body (self);
  g_signal_connect_object (view, "dossier-begun", G_CALLBACK (on_dossier_begun), self, 0);
  adw_bin_set_child (self->body, view);
  etb_new_view_resume (ETB_NEW_VIEW (view), track, place);
}

/* How far down the page is. (transfer none) (nullable) */
static GtkAdjustment *
find_adjustment (GtkWidget *widget)
{
  GtkAdjustment *found = NULL;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  widget = gtk_widget_get_first_child (widget);
  for (; widget != NULL && found == NULL; widget = gtk_widget_get_next_sibling (widget))
    found = find_adjustment (widget);
  return found;
}

static void
on_page_measured (GtkAdjustment *adjustment, double *value)
{
  g_signal_handlers_disconnect_by_func (adjustment, on_page_measured, value);
  gtk_adjustment_set_value (adjustment, *value);
}

/* Brings a new page down to @value once it is known how long it is. */
static void
scroll_to (EtbPreviewWindow *self, double value)
{
  GtkAdjustment *adjustment = find_adjustment (GTK_WIDGET (self->body));

  if (adjustment == NULL)
    return;
  double *kept = g_new (double, 1);
  *kept = value;
  g_object_set_data_full (G_OBJECT (adjustment), "etb-value", kept, g_free);
  g_signal_connect (adjustment, "changed", G_CALLBACK (on_page_measured), kept);
}

static void
renew_pages (EtbPreviewWindow *self, const char *track, const char *place)
{
  const gboolean in_dossier = ETB_IS_DOSSIER_VIEW (adw_bin_get_child (self->body));
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  drop_body (self);
  if (!in_dossier || etb_call_find_track (self->call, track) == NULL)
    {
      show_way_to_dossier (self, track, place);
      return;
    }
  dossier = etb_scratch_open (self->scratch, self->call, track, &error);
  if (dossier == NULL)
    {
      show_words (self, _("The dossier of the preview cannot be opened"), error->message);
      /* Tried again when the file is read again. */
      g_clear_object (&self->call);
      return;
    }
  etb_dossier_set_place (dossier, place);
  show_dossier (self, dossier);
}

/* The pages of a new state of the definition, where the author was. */
static void
renew (EtbPreviewWindow *self)
{
  GtkAdjustment *adjustment = find_adjustment (GTK_WIDGET (self->body));
  const double value = adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
  g_autofree char *track = NULL;
  g_autofree char *place = NULL;
  g_autofree char *new_track = NULL;
  g_autofree char *new_place = NULL;

  tell_place (self, &track, &place);
  renew_pages (self, track, place);
  tell_place (self, &new_track, &new_place);
  if (g_str_equal (place, new_place))
    scroll_to (self, value);
}

static void
update_titles (EtbPreviewWindow *self)
{
  g_autofree char *name = g_filename_display_basename (etb_call_watch_get_file (self->watch));
  g_autofree char *title
      = self->call != NULL ? g_strdup_printf (_("Preview: %s"), etb_call_get_title (self->call))
                           : g_strdup (_("Preview of a call"));

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* While there are faults the pages stay as they are. */
static void
on_watch_read (EtbPreviewWindow *self)
{
  EtbCall *call = etb_call_watch_get_call (self->watch);

  etb_fault_list_show (self->faults, etb_call_watch_get_faults (self->watch),
                       etb_call_watch_get_file (self->watch), call != NULL);
  if (call == NULL)
    show_words (
        self, _("Nothing to show yet"),
                 _("The pages of the call come here once its file can be read without a fault."));
  else if (self->scratch != NULL
           && (self->call == NULL
               || !g_str_equal (etb_call_get_digest (call), etb_call_get_digest (self->call))))
    {
      g_set_object (&self->call, call);
      renew (self);
    }
  update_titles (self);
}

/* ---- The window -------------------------------------------------------------------------------
 */

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbPreviewWindow *self = data;
  GtkWidget *view = adw_bin_get_child (self->body);
  g_autofree char *track = NULL;
  g_autofree char *place = NULL;

  if (ETB_IS_NEW_VIEW (view))
    etb_new_view_go_back (ETB_NEW_VIEW (view));
  else if (ETB_IS_DOSSIER_VIEW (view) && !etb_dossier_view_go_back (ETB_DOSSIER_VIEW (view)))
    {
      tell_place (self, &track, &place);
      show_way_to_dossier (self, track, "");
    }
}

static void
on_reload (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  etb_call_watch_read (ETB_PREVIEW_WINDOW (data)->watch);
}

static void
on_message_copied (EtbPreviewWindow *self)
{
  say (self, _("Message copied"));
}

static void
on_width_changed (GdkSurface *surface, GParamSpec *pspec, EtbPreviewWindow *self)
{
  const GtkOrientation orientation = gdk_surface_get_width (surface) < NARROW
                                         ? GTK_ORIENTATION_VERTICAL
                                         : GTK_ORIENTATION_HORIZONTAL;

  if (orientation == gtk_orientable_get_orientation (GTK_ORIENTABLE (self->panes)))
    return;
  /* Where the author put the limit means nothing in the other direction. */
  g_object_set (self->panes, "orientation", orientation, "position-set", FALSE, NULL);
}

static void
etb_preview_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (etb_preview_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "notify::width",
                           G_CALLBACK (on_width_changed), widget, 0);
}

static void
etb_preview_window_dispose (GObject *object)
{
  EtbPreviewWindow *self = ETB_PREVIEW_WINDOW (object);

  if (self->body != NULL)
    drop_body (self);
  self->body = NULL;
  g_clear_object (&self->watch);
  g_clear_object (&self->scratch);
  g_clear_object (&self->call);
  G_OBJECT_CLASS (etb_preview_window_parent_class)->dispose (object);
}

static void
etb_preview_window_class_init (EtbPreviewWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_preview_window_dispose;
  widget_class->realize = etb_preview_window_realize;
  g_type_ensure (ETB_TYPE_FAULT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/etb-preview-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, body);
  gtk_widget_class_bind_template_child (widget_class, EtbPreviewWindow, faults);
  gtk_widget_class_bind_template_callback (widget_class, on_message_copied);
}

static void
etb_preview_window_init (EtbPreviewWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "back", .activate = on_back },
    { .name = "reload", .activate = on_reload },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

EtbPreviewWindow *
etb_preview_window_new (EtbApplication *application, const char *file)
{
  g_return_val_if_fail (ETB_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (file != NULL, NULL);

  EtbPreviewWindow *self = g_object_new (ETB_TYPE_PREVIEW_WINDOW, "application", application, NULL);
  g_autoptr (GError) error = NULL;

  self->watch = etb_call_watch_new (file);
  self->scratch = etb_scratch_new (&error);
  if (self->scratch == NULL)
    show_words (self, _("The preview has no room on this computer"), error->message);
  g_signal_connect_object (self->watch, "read", G_CALLBACK (on_watch_read), self,
                           G_CONNECT_SWAPPED);
  etb_call_watch_read (self->watch);
  return self;
}

const char *
etb_preview_window_get_file (EtbPreviewWindow *self)
{
  g_return_val_if_fail (ETB_IS_PREVIEW_WINDOW (self), NULL);
  return etb_call_watch_get_file (self->watch);
}
