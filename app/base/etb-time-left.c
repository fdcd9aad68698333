/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Time left: see the header. Pure.
 *
 * Callers: whoever shows how far a long piece of work is. */

#include "etb-time-left.h"

#include <glib/gi18n-lib.h>

/* The pace of less than that says nothing; and work so short needs no estimate. */
#define PATIENCE (2 * G_USEC_PER_SEC)

#define MINUTE 60
#define HOUR   (60 * MINUTE)

gint64
etb_time_left_hear (EtbTimeLeft *self, gint64 now, guint64 done, guint64 total)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (now > 0, -1);

  if (self->since == 0 || done < self->done)
    {
      self->since = now;
      self->begun = done;
    }
  self->done = done;
  if (now - self->since < PATIENCE || done == self->begun || done >= total)
    return -1;

  const double pace = (double)(done - self->begun) / (double)(now - self->since);
  const double left = (double)(total - done) / pace / G_USEC_PER_SEC;
  return left < (double)G_MAXINT32 ? (gint64)(left + 0.5) : G_MAXINT32;
}

char *
etb_time_left_describe (gint64 seconds)
{
  const gulong minutes = (gulong)(seconds + MINUTE - 1) / MINUTE;
  const gulong hours = (gulong)(seconds + HOUR / 2) / HOUR;

  g_return_val_if_fail (seconds >= 0, NULL);

  if (minutes <= 1)
    return g_strdup (_ ("less than a minute left"));
  if (minutes < 90)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "about %lu minute left", "about %lu minutes left", minutes),
        minutes);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "about %lu hour left", "about %lu hours left", hours), hours);
}
