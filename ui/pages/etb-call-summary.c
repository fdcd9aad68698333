/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One track of a call on one page: see the header. Used by the call page. */

#include "etb-call-summary.h"

#include <glib/gi18n.h>

#include "etb-deadline-card.h"
#include "etb-fold.h"
#include "etb-instant.h"
#include "etb-page-frame.h"
#include "etb-verdict-card.h"

static void
append_part (GtkBox *box, const char *title, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  GtkWidget *heading = etb_heading_new (title);
  gtk_widget_add_css_class (heading, "etb-part-heading");
  gtk_box_append (box, heading);
  gtk_box_append (box, etb_words_new (text, NULL));
}

static char *
describe_minutes (guint minutes)
{
  guint hours = (minutes + 30) / 60;

  if (minutes < 90)
    return g_strdup_printf (g_dngettext (NULL, "About %u minute, in one go or in several.",
                                         "About %u minutes, in one go or in several.", minutes),
                            minutes);
  return g_strdup_printf (g_dngettext (NULL, "About %u hour, in one go or in several.",
                                       "About %u hours, in one go or in several.", hours),
                          hours);
}

static void
append_dates (GtkBox *box, EtbCall *call, const EtbTrack *track)
{
  GPtrArray *deadlines = etb_call_get_deadlines (call);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = deadlines->pdata[i];
      if (!g_str_equal (deadline->track, track->id))
        continue;
      g_autoptr (GDateTime) end = etb_instant_end_of_day (deadline->day, NULL);
      g_autofree char *words = etb_instant_describe (end);
      g_string_append_printf (text, _("%s• %s: until %s"), text->len > 0 ? "\n" : "",
                                       deadline->label, words);
      if (deadline->announcement != NULL)
        {
          g_autofree char *date = etb_instant_describe_date (deadline->announcement);
          g_string_append_printf (text, _("; laureates: %s"), date);
        }
      g_string_append_printf (text, " — %s", deadline->source->title);
      if (deadline->note != NULL)
        g_string_append_printf (text, "\n   %s", deadline->note);
    }
  append_part (box, _("Dates"), text->str);
}

static char *
describe_piece (const EtbPiece *piece)
{
  if (piece->lead_days == 0)
    return g_strdup_printf ("• %s", piece->label);
  return g_strdup_printf (g_dngettext (NULL, "• %s — allow %u day to get it",
                                       "• %s — allow %u days to get it", piece->lead_days),
                          piece->label, piece->lead_days);
}

static gint
compare_lead (gconstpointer a, gconstpointer b)
{
  const EtbPiece *const *left = a;
  const EtbPiece *const *right = b;
  return (gint)(*right)->lead_days - (gint)(*left)->lead_days;
}

/* The slowest to get first: that is what one must begin with. */
static void
append_pieces (GtkBox *box, EtbCall *call)
{
  GPtrArray *all = etb_call_get_pieces (call);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_extend (pieces, all, NULL, NULL);
  g_ptr_array_sort (pieces, compare_lead);
  for (guint i = 0; i < pieces->len; i++)
    {
      g_autofree char *line = describe_piece (pieces->pdata[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  append_part (box, _("Documents to gather, the slowest first"), text->str);
  if (pieces->len > 0)
    gtk_box_append (box, etb_words_new (_("Not all of them concern everybody: the dossier says "
                                              "which ones concern you."),
                                           "etb-quiet"));
}

static void
fill_sources (GtkBox *box, gpointer call)
{
  GPtrArray *sources = etb_call_get_sources (call);

  gtk_widget_add_css_class (GTK_WIDGET (box), "etb-why");
  for (guint i = 0; i < sources->len; i++)
    {
      const EtbSource *source = sources->pdata[i];
      g_autofree char *line
          = g_strdup_printf ("%s — %s", source->title, etb_strength_describe (source->strength));
      gtk_box_append (box, etb_words_new (line, NULL));
    }
}

static void
append_sources (GtkBox *box, EtbCall *call)
{
  GtkWidget *fold = etb_fold_new (_("Sources of this page"), NULL, fill_sources,
                                     g_object_ref (call), g_object_unref);

  gtk_widget_add_css_class (fold, "etb-part-heading");
  gtk_box_append (box, fold);
}

GtkWidget *
etb_call_summary_new (EtbCall *call, const EtbTrack *track, GDateTime *at)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkBox *box = GTK_BOX (widget);
  guint minutes = etb_call_get_minutes (call);

  gtk_box_append (box, etb_deadline_card_new (call, track->id, at));
  append_part (box, _("What it is"), etb_call_get_summary (call));
  append_part (box, _("This track"), track->summary);
  append_part (box, _("Who may apply"), track->audience);
  append_part (box, _("How much"), track->amount);
  append_dates (box, call, track);
  append_pieces (box, call);
  if (minutes > 0)
    {
      g_autofree char *words = describe_minutes (minutes);
      append_part (box, _("Time it takes to fill in"), words);
    }
  append_part (box, _("Who runs it"), etb_call_get_publisher (call));
  append_sources (box, call);
  return widget;
}
