/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines through notifications: see the header. Dossiers are read on a thread; what is due is
 * decided by EtbReminders. Made by the application. */

#include "etb-deadline-notices.h"

#include <glib/gi18n.h>

#include "etb-instant.h"
#include "etb-library-index.h"
#include "etb-reminders.h"

/* In seconds: the first look leaves the first window alone, the others are often enough for "3
 * hours before". */
#define FIRST_LOOK 2
#define EVERY      300

struct _EtbDeadlineNotices
{
  GObject parent_instance;

  GApplication *application; /* (unowned) */
  EtbPreferences *preferences;
  EtbReminders *reminders;
  GCancellable *cancellable;
  guint source;
};

G_DEFINE_FINAL_TYPE (EtbDeadlineNotices, etb_deadline_notices, G_TYPE_OBJECT)

/* ---- What is known of the dossiers -------------------------------------------------------------
 */

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Those with a deadline to come. On a thread. */
static void
list_dossiers (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *summaries = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_summary_free);
  g_autoptr (EtbLibraryIndex) index = NULL;

  /* Without it the index is what it was, which is better than nothing. */
  etb_library_index_sync (cancellable, NULL);
  index = etb_library_index_open ();
  if (index != NULL)
    {
      g_autoptr (GArray) numbers
          = etb_library_index_list (index, ETB_LIBRARY_BY_DEADLINE, NULL, get_now ());

      for (guint i = 0; i < numbers->len; i++)
        {
          g_autoptr (EtbSummary) summary
              = etb_library_index_get (index, g_array_index (numbers, gint64, i));

          /* The next ones come first: after them there is none to look at. */
          if (summary == NULL)
            continue;
          if (etb_reminder_mark_at (summary->deadline, get_now ()) == ETB_REMINDER_NONE)
            break;
          g_ptr_array_add (summaries, g_steal_pointer (&summary));
        }
    }
  g_task_return_pointer (task, summaries, (GDestroyNotify)g_ptr_array_unref);
}

/* ---- Telling -----------------------------------------------------------------------------------
 */

/* Returns: (transfer full) */
static char *
describe_mark (EtbReminderMark mark, const char *when)
{
  switch (mark)
    {
    case ETB_REMINDER_3_HOURS:
      return g_strdup_printf (_("Less than 3 hours are left until the deadline: %s."), when);
    case ETB_REMINDER_1_DAY:
      return g_strdup_printf (_("Less than one day is left until the deadline: %s."), when);
    case ETB_REMINDER_3_DAYS:
      return g_strdup_printf (_("Less than 3 days are left until the deadline: %s."), when);
    default:
      return g_strdup_printf (_("Less than 14 days are left until the deadline: %s."), when);
    }
}

/* Returns: (transfer full) */
static char *
describe_state (const EtbSummary *summary)
{
  if (summary->exported)
    return g_strdup (_("The signed package is made: deposit it, if that is not done yet."));
  return g_strdup_printf (_("%u %% of what is asked for is filled in."), summary->percent);
}

static GNotification *
make_notification (const EtbReminder *reminder)
{
  const EtbSummary *summary = reminder->summary;
  GNotification *notification = g_notification_new (summary->title);
  g_autoptr (GDateTime) deadline = g_date_time_new_from_unix_utc (summary->deadline);
  g_autofree char *when = etb_instant_describe (deadline);
  g_autofree char *left = describe_mark (reminder->mark, when);
  g_autofree char *state = describe_state (summary);
  g_autofree char *words = g_strconcat (left, "\n", state, NULL);

  g_notification_set_body (notification, words);
  g_notification_set_priority (notification, reminder->mark >= ETB_REMINDER_1_DAY
                                                 ? G_NOTIFICATION_PRIORITY_HIGH
                                                 : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.open-dossier", "s",
                                                summary->file);
  return notification;
}

/* A later mark of a dossier takes the place of the one before. */
static void
tell (EtbDeadlineNotices *self, const EtbReminder *reminder)
{
  g_autoptr (GNotification) notification = make_notification (reminder);
  g_autofree char *sum
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, reminder->summary->file, -1);
  g_autofree char *id = g_strconcat ("deadline-", sum, NULL);

  g_application_send_notification (self->application, id, notification);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbDeadlineNotices *self = ETB_DEADLINE_NOTICES (source);
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GPtrArray) due = NULL;

  /* Switched off, or gone, meanwhile. */
  if (summaries == NULL || !etb_preferences_get_deadline_notices (self->preferences))
    return;
  due = etb_reminders_take (self->reminders, summaries, get_now ());
  for (guint i = 0; i < due->len; i++)
    tell (self, g_ptr_array_index (due, i));
}

static void
look (EtbDeadlineNotices *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_listed, NULL);

  g_task_run_in_thread (task, list_dossiers);
}

static gboolean
on_time (gpointer data)
{
  look (ETB_DEADLINE_NOTICES (data));
  return G_SOURCE_CONTINUE;
}

static gboolean
on_first_time (gpointer data)
{
  EtbDeadlineNotices *self = ETB_DEADLINE_NOTICES (data);

  look (self);
  self->source = g_timeout_add_seconds (EVERY, on_time, self);
  return G_SOURCE_REMOVE;
}

static void
stop (EtbDeadlineNotices *self)
{
  if (self->source != 0)
    g_source_remove (self->source);
  self->source = 0;
}

static void
on_wanted_changed (EtbDeadlineNotices *self)
{
  stop (self);
  if (etb_preferences_get_deadline_notices (self->preferences))
    self->source = g_timeout_add_seconds (FIRST_LOOK, on_first_time, self);
}

static void
etb_deadline_notices_dispose (GObject *object)
{
  EtbDeadlineNotices *self = ETB_DEADLINE_NOTICES (object);

  stop (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->preferences);
  g_clear_object (&self->reminders);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (etb_deadline_notices_parent_class)->dispose (object);
}

static void
etb_deadline_notices_class_init (EtbDeadlineNoticesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_deadline_notices_dispose;
}

static void
etb_deadline_notices_init (EtbDeadlineNotices *self)
{
}

EtbDeadlineNotices *
etb_deadline_notices_new (GApplication *application, EtbPreferences *preferences)
{
  g_autofree char *file
      = g_build_filename (g_get_user_state_dir (), "etabli", "reminders.ini", NULL);
  EtbDeadlineNotices *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (ETB_IS_PREFERENCES (preferences), NULL);

  self = g_object_new (ETB_TYPE_DEADLINE_NOTICES, NULL);
  self->application = application;
  self->preferences = g_object_ref (preferences);
  self->reminders = etb_reminders_new (file);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (preferences, "notify::deadline-notices", G_CALLBACK (on_wanted_changed),
                           self, G_CONNECT_SWAPPED);
  on_wanted_changed (self);
  return self;
}
