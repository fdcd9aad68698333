/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of a call: see the header. Two choices at the top; what is under them follows the
 * choice. */

#include "etb-call-page.h"

#include <glib/gi18n.h>

#include "etb-calendar.h"
#include "etb-call-summary.h"
#include "etb-instant.h"
#include "etb-library.h"
#include "etb-option.h"

struct _EtbCallPage
{
  EtbPageFrame parent_instance;

  GPtrArray *calls;      /* NULL until they are read */
  GCancellable *reading; /* of the calls, or NULL */
  EtbCall *call;         /* the chosen one, of calls */
  const EtbTrack *track; /* of the chosen call */
  GDateTime *at;         /* or NULL: now */
  GtkWidget *editions;   /* choice of the calls; NULL when there is none */
  GtkWidget *tracks;     /* choice of the tracks of the chosen call */
  AdwBin *summary;       /* reference held: there is none to show where there is no call */
  GtkWidget *problem;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbCallPage, etb_call_page, ETB_TYPE_PAGE_FRAME)

static void
refresh_summary (EtbCallPage *self)
{
  g_autoptr (GDateTime) at
      = self->at != NULL ? g_date_time_ref (self->at) : g_date_time_new_now_utc ();

  adw_bin_set_child (self->summary, self->track != NULL
                                        ? etb_call_summary_new (self->call, self->track, at)
                                        : NULL);
}

/* What tells an edition from another, before one reads it: whose it is, and whether it is over. */
static char *
describe_edition (EtbCallPage *self, EtbCall *call)
{
  GPtrArray *tracks = etb_call_get_tracks (call);
  g_autoptr (GDateTime) at
      = self->at != NULL ? g_date_time_ref (self->at) : g_date_time_new_now_utc ();
  g_autofree char *published = etb_instant_describe_date (etb_call_get_published (call));
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean open = FALSE;

  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbTrack *track = tracks->pdata[i];
      g_autoptr (EtbTrackStatus) status = etb_calendar_status (call, track->id, at);

      open |= status->state != ETB_TRACK_CLOSED;
    }
  g_string_append_printf (text, _("Published on %s. %s."), published,
                                   etb_call_get_publisher (call));
  if (!open)
    g_string_append_printf (text, " %s", _("Closed: to train only."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* At another date another edition is closed. */
static void
refresh_editions (EtbCallPage *self)
{
  GtkWidget *radio = self->editions != NULL ? gtk_widget_get_first_child (self->editions) : NULL;

  for (; radio != NULL; radio = gtk_widget_get_next_sibling (radio))
    {
      g_autofree char *hint = describe_edition (self, g_object_get_data (G_OBJECT (radio), "call"));

      etb_option_set_hint (ETB_OPTION (radio), hint);
    }
}

/* A group of radio buttons under a label. */
static GtkWidget *
make_group (const char *title, GtkWidget **list)
{
  GtkWidget *group = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                   6, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  GtkWidget *label = etb_words_new (title, "heading");

  gtk_accessible_update_relation (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_box_append (GTK_BOX (group), label);
  *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (group), *list);
  return group;
}

static GtkWidget *
append_radio (GtkWidget *list, const char *text, const char *hint)
{
  GtkWidget *first = gtk_widget_get_first_child (list);
  GtkWidget *radio = etb_option_new (text, hint, TRUE);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (first));
  gtk_box_append (GTK_BOX (list), radio);
  return radio;
}

static void
on_track_toggled (GtkCheckButton *radio, EtbCallPage *self)
{
  if (!gtk_check_button_get_active (radio))
    return;
  self->track = g_object_get_data (G_OBJECT (radio), "track");
  refresh_summary (self);
}

static void
choose_call (EtbCallPage *self, EtbCall *call)
{
  GPtrArray *tracks = etb_call_get_tracks (call);
  GtkWidget *child;

  self->call = call;
  self->track = NULL;
  while ((child = gtk_widget_get_first_child (self->tracks)) != NULL)
    gtk_box_remove (GTK_BOX (self->tracks), child);
  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbTrack *track = tracks->pdata[i];
      GtkWidget *radio = append_radio (self->tracks, track->label, NULL);
      g_object_set_data (G_OBJECT (radio), "track", (gpointer)track);
      g_signal_connect_object (radio, "toggled", G_CALLBACK (on_track_toggled), self, 0);
    }
  child = gtk_widget_get_first_child (self->tracks);
  if (child != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child), TRUE);
}

static void
on_call_toggled (GtkCheckButton *radio, EtbCallPage *self)
{
  if (gtk_check_button_get_active (radio))
    choose_call (self, g_object_get_data (G_OBJECT (radio), "call"));
}

static void
on_begin_clicked (GtkButton *button, EtbCallPage *self)
{
  if (self->track != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, self->call, self->track->id);
}

static void
append_choices (EtbCallPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_append (frame, make_group (_("Edition of the call"), &self->editions));
  etb_page_frame_append (frame, make_group (_("Track"), &self->tracks));
  for (guint i = 0; i < self->calls->len; i++)
    {
      EtbCall *call = self->calls->pdata[i];
      g_autofree char *text
          = g_strdup_printf ("%s — %s", etb_call_get_title (call), etb_call_get_edition (call));
      g_autofree char *hint = describe_edition (self, call);
      GtkWidget *radio = append_radio (self->editions, text, hint);
      g_object_set_data (G_OBJECT (radio), "call", call);
      g_signal_connect_object (radio, "toggled", G_CALLBACK (on_call_toggled), self, 0);
      if (i == 0)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), TRUE);
    }
}

static void
etb_call_page_dispose (GObject *object)
{
  EtbCallPage *self = ETB_CALL_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_object (&self->summary);
  self->call = NULL;
  self->track = NULL;
  G_OBJECT_CLASS (etb_call_page_parent_class)->dispose (object);
}

static void
etb_call_page_class_init (EtbCallPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_call_page_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", ETB_TYPE_CALL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, ETB_TYPE_CALL, G_TYPE_STRING);
}

static void
etb_call_page_init (EtbCallPage *self)
{
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), _("Which call?"));
  self->problem = etb_words_new ("", "error");
  gtk_widget_set_visible (self->problem, FALSE);
  self->summary = g_object_ref_sink (ADW_BIN (adw_bin_new ()));
}

/* A definition that is broken is said, with where and why; the others can still be used. */
static void
append_problems (EtbCallPage *self, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    etb_page_frame_append (ETB_PAGE_FRAME (self),
                           etb_words_new (((const GError *)problems->pdata[i])->message, "error"));
}

static void
append_nothing (EtbCallPage *self)
{
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self),
                           _("No call is installed on this computer. Put a call’s definition "
                             "file in the folder “etabli/calls” of your data, or install "
                             "the program again."));
}

/* @calls: (transfer full) */
static void
fill (EtbCallPage *self, GPtrArray *calls)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  self->calls = calls;
  if (self->calls->len == 0)
    {
      append_nothing (self);
      return;
    }
  etb_page_frame_set_lead (frame,
                           _("Read what the call asks for before you begin. A few questions then "
                             "tell you whether you may apply."));
  append_choices (self);
  etb_page_frame_append (frame, GTK_WIDGET (self->summary));
  GtkWidget *begin = etb_page_frame_add_button (frame, _("_Check Whether I May Apply"), NULL);
  gtk_widget_add_css_class (begin, "suggested-action");
  g_signal_connect_object (begin, "clicked", G_CALLBACK (on_begin_clicked), self, 0);
}

static void
on_calls_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbCallPage) self = data;
  g_autoptr (GPtrArray) problems = NULL;
  GPtrArray *calls = etb_library_calls_finish (result, &problems, NULL);

  g_clear_object (&self->reading);
  if (calls == NULL)
    return;
  append_problems (self, problems);
  fill (self, calls);
}

static EtbCallPage *
make_page (GDateTime *at)
{
  EtbCallPage *self = g_object_new (ETB_TYPE_CALL_PAGE, NULL);

  self->at = at != NULL ? g_date_time_ref (at) : NULL;
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->problem);
  return self;
}

GtkWidget *
etb_call_page_new (GDateTime *at)
{
  EtbCallPage *self = make_page (at);

  self->reading = g_cancellable_new ();
  etb_library_calls_async (self->reading, on_calls_read, g_object_ref (self));
  return GTK_WIDGET (self);
}

GtkWidget *
etb_call_page_new_for (EtbCall *call, GDateTime *at)
{
  g_return_val_if_fail (ETB_IS_CALL (call), NULL);

  EtbCallPage *self = make_page (at);
  GPtrArray *calls = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (calls, g_object_ref (call));
  fill (self, calls);
  return GTK_WIDGET (self);
}

const char *
etb_call_page_get_track (EtbCallPage *self)
{
  g_return_val_if_fail (ETB_IS_CALL_PAGE (self), NULL);

  return self->track != NULL ? self->track->id : NULL;
}

void
etb_call_page_choose_track (EtbCallPage *self, const char *track)
{
  g_return_if_fail (ETB_IS_CALL_PAGE (self));
  g_return_if_fail (track != NULL);

  GtkWidget *radio = self->tracks != NULL ? gtk_widget_get_first_child (self->tracks) : NULL;

  for (; radio != NULL; radio = gtk_widget_get_next_sibling (radio))
    {
      const EtbTrack *one = g_object_get_data (G_OBJECT (radio), "track");

      if (g_str_equal (one->id, track))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), TRUE);
    }
}

void
etb_call_page_set_at (EtbCallPage *self, GDateTime *at)
{
  g_return_if_fail (ETB_IS_CALL_PAGE (self));

  g_clear_pointer (&self->at, g_date_time_unref);
  self->at = at != NULL ? g_date_time_ref (at) : NULL;
  refresh_editions (self);
  refresh_summary (self);
}

void
etb_call_page_show_problem (EtbCallPage *self, const char *text)
{
  g_return_if_fail (ETB_IS_CALL_PAGE (self));

  gtk_label_set_label (GTK_LABEL (self->problem), text);
  gtk_widget_set_visible (self->problem, TRUE);
}
