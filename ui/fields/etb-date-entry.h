/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry for a date, and a calendar beside it. The entry is the way in for everybody; the
 * calendar is a help, and never the only way: it opens on the date that is typed.
 *
 * Signals: changed (), the text is another; commit (), Enter was pressed or a date chosen. */

#define ETB_TYPE_DATE_ENTRY (etb_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (EtbDateEntry, etb_date_entry, ETB, DATE_ENTRY, GtkBox)

/* @label: of what it is the date; a screen reader hears it on the calendar's button */
GtkWidget *etb_date_entry_new (const char *label);

/* What is to be named, described and focused. */
GtkWidget *etb_date_entry_get_control (EtbDateEntry *self);

const char *etb_date_entry_get_typed (EtbDateEntry *self);

/* @stored: canonical, or as it was typed */
void etb_date_entry_show (EtbDateEntry *self, const char *stored);

void etb_date_entry_set_editable (EtbDateEntry *self, gboolean editable);

G_END_DECLS
