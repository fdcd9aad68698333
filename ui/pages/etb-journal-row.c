/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of the journal page: see the header. */

#include "etb-journal-row.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-instant.h"

struct _EtbJournalRow
{
  GtkBox parent_instance;

  GtkWidget *day;
  GtkWidget *what;
  GtkWidget *subject;
  GtkWidget *origin; /* who and at what time */
  char *sentence;
};

G_DEFINE_FINAL_TYPE (EtbJournalRow, etb_journal_row, GTK_TYPE_BOX)

static void
etb_journal_row_finalize (GObject *object)
{
  g_free (ETB_JOURNAL_ROW (object)->sentence);
  G_OBJECT_CLASS (etb_journal_row_parent_class)->finalize (object);
}

static void
etb_journal_row_class_init (EtbJournalRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_journal_row_finalize;
}

static GtkWidget *
append_words (EtbJournalRow *self, const char *css_class)
{
  GtkWidget *words = etb_words_new (NULL, css_class);

  gtk_box_append (GTK_BOX (self), words);
  return words;
}

static void
etb_journal_row_init (EtbJournalRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "etb-journal-row");
  self->day = append_words (self, "etb-journal-day");
  self->what = append_words (self, NULL);
  self->subject = append_words (self, NULL);
  self->origin = append_words (self, "etb-quiet");
}

GtkWidget *
etb_journal_row_new (void)
{
  return g_object_new (ETB_TYPE_JOURNAL_ROW, NULL);
}

static char *
describe_day (gint64 at)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_local (at);
  g_autofree char *iso = instant != NULL ? g_date_time_format (instant, "%Y-%m-%d") : NULL;

  return iso != NULL ? etb_instant_describe_date (iso) : g_strdup (_ ("On a day that is not told"));
}

static char *
describe_origin (EtbJournalReading *reading, const EtbJournalLine *line)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_local (line->at);
  const char *who = etb_journal_author_to_words (reading, line->author);
  g_autofree char *time = NULL;

  if (instant == NULL)
    return g_strdup (who);
  time = g_date_time_format (instant, C_ ("saved", "%H:%M"));
  /* Translators: an hour, then who. */
  return g_strdup_printf (_ ("%s, %s"), time, who);
}

void
etb_journal_row_bind (EtbJournalRow *self, EtbDossier *dossier, EtbJournalReading *reading,
                      EtbJournalItem *item)
{
  const EtbJournalLine *line = etb_journal_item_get_line (item);
  const char *what = etb_journal_kind_to_words (line->kind);
  g_autofree char *subject = etb_journal_subject_to_words (etb_dossier_get_call (dossier),
                                                           etb_dossier_get_instance (dossier),
                                                           line->kind, line->subject);
  g_autofree char *origin = describe_origin (reading, line);
  g_autofree char *day = describe_day (line->at);

  g_return_if_fail (ETB_IS_JOURNAL_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->day), day);
  gtk_widget_set_visible (self->day, etb_journal_item_begins_day (item));
  gtk_label_set_label (GTK_LABEL (self->what), what);
  gtk_label_set_label (GTK_LABEL (self->subject), subject);
  gtk_widget_set_visible (self->subject, *subject != '\0');
  gtk_label_set_label (GTK_LABEL (self->origin), origin);
  g_free (self->sentence);
  self->sentence = *subject != '\0' ? g_strdup_printf ("%s: %s. %s, %s", what, subject, day, origin)
                                    : g_strdup_printf ("%s. %s, %s", what, day, origin);
}

const char *
etb_journal_row_get_sentence (EtbJournalRow *self)
{
  g_return_val_if_fail (ETB_IS_JOURNAL_ROW (self), NULL);
  return self->sentence;
}
