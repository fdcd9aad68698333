/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines to be said: see the header. A deadline that a call moved is another one: its marks are
 * said anew. What is past is forgotten. Called by the window's application. */

#include "etb-reminders.h"

#include <stdio.h>

#include "etb-instant.h"

#define GROUP "said"
#define HOURS (G_GINT64_CONSTANT (3) * 3600)

struct _EtbReminders
{
  GObject parent_instance;

  char *file;
  GKeyFile *said; /* by dossier: the deadline, and the mark that was said of it */
};

G_DEFINE_FINAL_TYPE (EtbReminders, etb_reminders, G_TYPE_OBJECT)

static gint64
days_before (gint64 deadline, int days)
{
  g_autoptr (GTimeZone) paris = etb_instant_paris ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (deadline);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, paris) : NULL;
  g_autoptr (GDateTime) before = local != NULL ? g_date_time_add_days (local, -days) : NULL;

  return before != NULL ? g_date_time_to_unix (before) : deadline;
}

EtbReminderMark
etb_reminder_mark_at (gint64 deadline, gint64 at)
{
  if (at > deadline)
    return ETB_REMINDER_NONE;
  if (at >= deadline - HOURS)
    return ETB_REMINDER_3_HOURS;
  if (at >= days_before (deadline, 1))
    return ETB_REMINDER_1_DAY;
  if (at >= days_before (deadline, 3))
    return ETB_REMINDER_3_DAYS;
  return at >= days_before (deadline, 14) ? ETB_REMINDER_14_DAYS : ETB_REMINDER_NONE;
}

/* Reads what was said of a dossier. FALSE when nothing was. */
static gboolean
read_said (EtbReminders *self, const char *key, gint64 *deadline, int *mark)
{
  g_autofree char *text = g_key_file_get_string (self->said, GROUP, key, NULL);

  return text != NULL && sscanf (text, "%" G_GINT64_FORMAT " %d", deadline, mark) == 2;
}

static gboolean
forget_past (EtbReminders *self, gint64 at)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->said, GROUP, NULL, NULL);
  gboolean changed = FALSE;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gint64 deadline;
      int mark;

      if (read_said (self, keys[i], &deadline, &mark) && deadline >= at)
        continue;
      g_key_file_remove_key (self->said, GROUP, keys[i], NULL);
      changed = TRUE;
    }
  return changed;
}

static gboolean
concerns (const EtbSummary *summary)
{
  return summary->problem == NULL && !summary->deposited && summary->deadline > 0
         && (summary->state == ETB_TRACK_OPEN || summary->state == ETB_TRACK_PERMANENT);
}

/* Notes that @mark is said of @summary. FALSE when it, or one that came after it, already was. */
static gboolean
note (EtbReminders *self, const EtbSummary *summary, EtbReminderMark mark)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, summary->file, -1);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %d", summary->deadline, (int)mark);
  gint64 deadline;
  int before;

  if (read_said (self, key, &deadline, &before) && deadline == summary->deadline
      && before >= (int)mark)
    return FALSE;
  g_key_file_set_string (self->said, GROUP, key, text);
  return TRUE;
}

/* What cannot be written is said again at the next start: better twice than never. */
static void
save (EtbReminders *self)
{
  g_autofree char *folder = g_path_get_dirname (self->file);
  g_autofree char *text = g_key_file_to_data (self->said, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (self->file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_message ("%s", error->message);
}

GPtrArray *
etb_reminders_take (EtbReminders *self, GPtrArray *summaries, gint64 at)
{
  GPtrArray *due = g_ptr_array_new_with_free_func (g_free);
  gboolean changed;

  g_return_val_if_fail (ETB_IS_REMINDERS (self), due);
  g_return_val_if_fail (summaries != NULL, due);

  changed = forget_past (self, at);
  for (guint i = 0; i < summaries->len; i++)
    {
      const EtbSummary *summary = g_ptr_array_index (summaries, i);
      const EtbReminderMark mark
          = concerns (summary) ? etb_reminder_mark_at (summary->deadline, at) : ETB_REMINDER_NONE;

      if (mark == ETB_REMINDER_NONE || !note (self, summary, mark))
        continue;
      EtbReminder *reminder = g_new0 (EtbReminder, 1);
      reminder->summary = summary;
      reminder->mark = mark;
      g_ptr_array_add (due, reminder);
      changed = TRUE;
    }
  if (changed)
    save (self);
  return due;
}

static void
etb_reminders_finalize (GObject *object)
{
  EtbReminders *self = ETB_REMINDERS (object);

  g_free (self->file);
  g_key_file_unref (self->said);
  G_OBJECT_CLASS (etb_reminders_parent_class)->finalize (object);
}

static void
etb_reminders_class_init (EtbRemindersClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_reminders_finalize;
}

static void
etb_reminders_init (EtbReminders *self)
{
  self->said = g_key_file_new ();
}

EtbReminders *
etb_reminders_new (const char *file)
{
  EtbReminders *self;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_object_new (ETB_TYPE_REMINDERS, NULL);
  self->file = g_strdup (file);
  g_key_file_load_from_file (self->said, file, G_KEY_FILE_NONE, NULL);
  return self;
}
