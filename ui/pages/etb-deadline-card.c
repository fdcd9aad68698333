/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a track stands, in words that leave no doubt: what is closed is said closed, and that one
 * may prepare all the same. Used by the task list and by the page of a call. */

#include "etb-deadline-card.h"

#include <glib/gi18n.h>

#include "etb-calendar.h"
#include "etb-instant.h"
#include "etb-page-frame.h"
#include "etb-verdict-card.h"

static const char *
icon_of (EtbTrackState state)
{
  return state == ETB_TRACK_CLOSED ? "dialog-warning-symbolic" : "alarm-symbolic";
}

static char *
title_of (const EtbTrackStatus *status)
{
  g_autofree char *left = etb_track_status_describe (status);

  switch (status->state)
    {
    case ETB_TRACK_CLOSED:
      return g_strdup (_("This track is closed"));
    case ETB_TRACK_NOT_YET_OPEN:
      return g_strdup (_("This track is not open yet"));
    case ETB_TRACK_PERMANENT:
      if (status->deadline == NULL)
        return g_strdup (_("This track is open permanently"));
      return g_strdup_printf (_("Open permanently; for the next selection, %s"), left);
    default:
      /* Translators: how long is left, as “14 days left”. */
      return g_strdup_printf (_("To be deposited: %s"), left);
    }
}

static void
append_instant (GtkBox *box, const EtbTrackStatus *status)
{
  if (status->instant == NULL)
    return;
  g_autofree char *when = etb_instant_describe (status->instant);
  g_autofree char *line = status->state == ETB_TRACK_CLOSED
      ? g_strdup_printf (_("The last deadline was %s."), when)
      : g_strdup_printf (_("%s: to be deposited by %s at the latest."), status->deadline->label,
                            when);
  gtk_box_append (box, etb_words_new (line, NULL));
}

static void
append_announcement (GtkBox *box, const EtbTrackStatus *status)
{
  if (status->next_announcement == NULL)
    return;
  g_autofree char *when = etb_instant_describe_date (status->next_announcement);
  g_autofree char *line
      = g_strdup_printf (_("Next announcement of laureates, as the call says: %s."), when);
  gtk_box_append (box, etb_words_new (line, NULL));
}

GtkWidget *
etb_deadline_card_new (EtbCall *call, const char *track, GDateTime *at)
{
  g_autoptr (EtbTrackStatus) status = etb_calendar_status (call, track, at);
  g_autofree char *title = title_of (status);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (words), etb_words_new (title, "heading"));
  append_instant (GTK_BOX (words), status);
  append_announcement (GTK_BOX (words), status);
  if (status->state == ETB_TRACK_CLOSED)
    gtk_box_append (GTK_BOX (words),
                    etb_words_new (_("You may prepare the dossier all the same: to train, or "
                                         "for a later edition. Nobody will take it in for this one."),
                                      NULL));
  if (status->permanence != NULL && status->permanence->note != NULL)
    gtk_box_append (GTK_BOX (words), etb_words_new (status->permanence->note, "etb-quiet"));

  return etb_card_new (
      etb_beside_new (etb_status_icon_new (icon_of (status->state), NULL), words, 12));
}
