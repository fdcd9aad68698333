/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A definition that is being written: see the header. Made by the preview. */

#include "etb-call-watch.h"

#include "etb-rules.h"

/* An editor saves in several goes: it is over when nothing has moved for that long. */
#define SETTLE_MS 200

struct _EtbCallWatch
{
  GObject parent_instance;

  char *file;
  GFileMonitor *monitor; /* or NULL: the system cannot watch; the author reads again by hand */
  guint settling;        /* source, or 0 */
  EtbCall *call;         /* or NULL: never was without a fault */
  GPtrArray *faults;
};

enum
{
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbCallWatch, etb_call_watch, G_TYPE_OBJECT)

static gboolean
on_settled (gpointer data)
{
  EtbCallWatch *self = data;

  self->settling = 0;
  etb_call_watch_read (self);
  return G_SOURCE_REMOVE;
}

static void
on_file_changed (EtbCallWatch *self)
{
  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
etb_call_watch_dispose (GObject *object)
{
  EtbCallWatch *self = ETB_CALL_WATCH (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->call);
  G_OBJECT_CLASS (etb_call_watch_parent_class)->dispose (object);
}

static void
etb_call_watch_finalize (GObject *object)
{
  EtbCallWatch *self = ETB_CALL_WATCH (object);

  g_ptr_array_unref (self->faults);
  g_free (self->file);
  G_OBJECT_CLASS (etb_call_watch_parent_class)->finalize (object);
}

static void
etb_call_watch_class_init (EtbCallWatchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_call_watch_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_call_watch_finalize;
  signals[READ] = g_signal_new ("read", ETB_TYPE_CALL_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
etb_call_watch_init (EtbCallWatch *self)
{
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
}

EtbCallWatch *
etb_call_watch_new (const char *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  EtbCallWatch *self = g_object_new (ETB_TYPE_CALL_WATCH, NULL);
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GError) error = NULL;

  self->file = g_strdup (file);
  self->monitor = g_file_monitor_file (location, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_file_changed), self,
                             G_CONNECT_SWAPPED);
  else
    g_message ("%s", error->message);
  return self;
}

void
etb_call_watch_read (EtbCallWatch *self)
{
  g_return_if_fail (ETB_IS_CALL_WATCH (self));

  g_autoptr (EtbRules) rules = NULL;

  g_ptr_array_unref (self->faults);
  self->faults = etb_rules_check_file (self->file, &rules);
  if (rules != NULL)
    g_set_object (&self->call, etb_rules_get_call (rules));
  g_signal_emit (self, signals[READ], 0);
}

const char *
etb_call_watch_get_file (EtbCallWatch *self)
{
  g_return_val_if_fail (ETB_IS_CALL_WATCH (self), NULL);
  return self->file;
}

EtbCall *
etb_call_watch_get_call (EtbCallWatch *self)
{
  g_return_val_if_fail (ETB_IS_CALL_WATCH (self), NULL);
  return self->call;
}

GPtrArray *
etb_call_watch_get_faults (EtbCallWatch *self)
{
  g_return_val_if_fail (ETB_IS_CALL_WATCH (self), NULL);
  return self->faults;
}
