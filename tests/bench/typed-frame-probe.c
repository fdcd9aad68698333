/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into any GTK 4 program on X11: puts the keyboard into the first text field that is
 * shown, says so by making the file ETB_BENCH_READY, then takes ETB_BENCH_KEYS key presses. For
 * each, the milliseconds from the display server's own time of the key (which is the monotonic
 * clock) to the end of the frame that follows are written to ETB_BENCH_OUTPUT, one a line. Then it
 * ends the program.
 *
 * The cursor does not blink: while it does, frames come on a beat of their own, and up to 16 ms of
 * waiting for it, which no program can avoid, would be measured with the work. */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* From the first frame until the keyboard is taken: everything has settled by then. */
#define SETTLE_MS 2000

typedef int (*RunFunc) (GApplication *, int, char **);

typedef struct
{
  GArray *latencies; /* (element-type double) */
  gint64 pending;    /* of the key that waits for its frame, in the clock of the server; or 0 */
  guint wanted;
  gboolean seen_frame;
} Probe;

static void
finish (Probe *self)
{
  FILE *out = fopen (g_getenv ("ETB_BENCH_OUTPUT"), "w");

  for (guint i = 0; out != NULL && i < self->latencies->len; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      fprintf (out, "%s\n",
               g_ascii_formatd (number, sizeof number, "%.2f",
                                g_array_index (self->latencies, double, i)));
    }
  if (out != NULL)
    fclose (out);
  _exit (0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                Probe *self)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  self->pending = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  /* A frame comes even when the answer changes nothing that is shown. */
  gdk_frame_clock_request_phase (gtk_widget_get_frame_clock (window), GDK_FRAME_CLOCK_PHASE_PAINT);
  return FALSE;
}

static GtkWidget *
find_text (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget) && gtk_widget_get_mapped (widget)
      && gtk_editable_get_editable (GTK_EDITABLE (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_mapped (child) ? find_text (child) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
on_settled (gpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *text = find_text (window);
      GtkEventController *keys;

      if (text == NULL)
        continue;
      gtk_widget_grab_focus (text);
      keys = gtk_event_controller_key_new ();
      gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
      g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), data);
      gtk_widget_add_controller (window, keys);
      g_file_set_contents (g_getenv ("ETB_BENCH_READY"), "", 0, NULL);
      return G_SOURCE_REMOVE;
    }
  g_printerr ("no text field is shown\n");
  _exit (1);
}

static gboolean
on_after_paint (GSignalInvocationHint *hint, guint count, const GValue *values, gpointer data)
{
  Probe *self = data;
  gint64 now = g_get_monotonic_time ();

  if (!self->seen_frame)
    {
      self->seen_frame = TRUE;
      g_timeout_add (SETTLE_MS, on_settled, self);
    }
  if (self->pending != 0)
    {
      /* The server counts in 32 bits. */
      double latency = (double)(now % (G_GINT64_CONSTANT (4294967296) * 1000)) / 1000.0
                       - (double)self->pending;

      self->pending = 0;
      g_array_append_val (self->latencies, latency);
      if (self->latencies->len == self->wanted)
        finish (self);
    }
  return TRUE;
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  RunFunc run = (RunFunc)dlsym (RTLD_NEXT, "g_application_run");
  gpointer class = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  Probe probe = { .latencies = g_array_new (FALSE, FALSE, sizeof (double)) };

  probe.wanted = (guint)g_ascii_strtoull (g_getenv ("ETB_BENCH_KEYS"), NULL, 10);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              on_after_paint, &probe, NULL);
  int status = run (application, argc, argv);
  g_type_class_unref (class);
  g_array_unref (probe.latencies);
  return status;
}
