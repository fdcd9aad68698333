/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "etb-summary.h"

G_BEGIN_DECLS

/* Which deadlines are to be said, and when: once a dossier and a mark. Pure but for what was
 * already said, which is kept in a file so that the next start does not say it again. When several
 * marks went by unsaid, the last one alone is said. */

/* Before the last second of a deadline. Days are those of the calendar, in Paris. */
typedef enum
{
  ETB_REMINDER_NONE, /* too early, or past */
  ETB_REMINDER_14_DAYS,
  ETB_REMINDER_3_DAYS,
  ETB_REMINDER_1_DAY,
  ETB_REMINDER_3_HOURS,
} EtbReminderMark;

/* The last mark before @deadline that @at has reached; both in seconds since 1970. */
EtbReminderMark etb_reminder_mark_at (gint64 deadline, gint64 at);

#define ETB_TYPE_REMINDERS (etb_reminders_get_type ())
G_DECLARE_FINAL_TYPE (EtbReminders, etb_reminders, ETB, REMINDERS, GObject)

/* @file: where what was said is kept; it need not be there, and what cannot be read of it was never
 * said. It names no dossier. */
EtbReminders *etb_reminders_new (const char *file);

typedef struct
{
  const EtbSummary *summary; /* (unowned) */
  EtbReminderMark mark;
} EtbReminder;

/* What is to be said at @at (seconds since 1970) of @summaries (element-type EtbSummary), which
 * have to outlive it; from then on it has been said. A dossier that cannot be opened, and one whose
 * track is closed or not yet open, has nothing to be said. Returns: (transfer full) (element-type
 * EtbReminder) */
GPtrArray *etb_reminders_take (EtbReminders *self, GPtrArray *summaries, gint64 at);

G_END_DECLS
