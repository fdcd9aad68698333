/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar of help: see the header. Derived from the dossier each time help changes, the rules ran,
 * or a minute passed. Made by the view of a dossier. */

#include "etb-assistance-bar.h"

#include <glib/gi18n.h>

#include "etb-accessible.h"
#include "etb-dossier-assistance.h"
#include "etb-instant.h"
#include "etb-wrap-layout.h"

/* Seconds after which the clock is looked at again: help may be over by itself. */
#define LOOK_AGAIN 30

struct _EtbAssistanceBar
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  EtbStop stop; /* task NULL: no question page */
  gboolean quiet;
  GtkWidget *words;
  GtkWidget *end;      /* the help */
  GtkWidget *read;     /* back */
  GtkWidget *more_row; /* what cannot be changed here, and the way to change that */
  GtkWidget *more;
  GtkWidget *more_button;
  guint clock;
};

G_DEFINE_FINAL_TYPE (EtbAssistanceBar, etb_assistance_bar, GTK_TYPE_BOX)

/* @button: the way on that goes with the words. NULL: nothing is to be said. */
static void
say (EtbAssistanceBar *self, const char *words, GtkWidget *button)
{
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  gtk_widget_set_visible (self->end, button == self->end);
  gtk_widget_set_visible (self->read, button == self->read);
  /* Said again, it would be read again. */
  if (words != NULL && !g_str_equal (gtk_label_get_label (GTK_LABEL (self->words)), words))
    gtk_label_set_label (GTK_LABEL (self->words), words);
}

static void
say_more (EtbAssistanceBar *self, const char *words, gboolean with_button)
{
  gtk_widget_set_visible (self->more_row, words != NULL);
  gtk_widget_set_visible (self->more_button, with_button);
  gtk_label_set_label (GTK_LABEL (self->more), words != NULL ? words : "");
}

static gboolean
has_attestation (EtbDossier *dossier, const EtbPage *page)
{
  for (guint i = 0; page != NULL && i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);

      if (item->bind != NULL && item->bind->type == ETB_VALUE_ATTESTATION)
        return TRUE;
    }
  return FALSE;
}

/* What the helper may not change on the page shown. */
static void
show_limits (EtbAssistanceBar *self, const EtbAssistance *open)
{
  if (self->stop.task != NULL && self->stop.page != NULL
      && !etb_assistance_covers (open, self->stop.task->id))
    {
      say_more (self, _("The help does not cover this section: nothing can be changed here."),
                         TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->more_button), "s",
                                        self->stop.task->id);
    }
  else if (has_attestation (self->dossier, self->stop.page))
    say_more (self, _("What commits the applicant is answered once the help is ended."), FALSE);
  else
    say_more (self, NULL, FALSE);
}

static void
show_open (EtbAssistanceBar *self, const EtbAssistance *open, GDateTime *now)
{
  g_autofree char *who = etb_assistance_describe (open);
  g_autofree char *words = NULL;

  if (etb_assistance_state (open, now) == ETB_ASSISTANCE_EXPIRING)
    {
      g_autoptr (GDateTime) expiry = etb_assistance_expiry (open);
      g_autofree char *when = etb_instant_describe (expiry);

      /* Translators: a helper, then an instant. */
      words = g_strdup_printf (_("%s is helping: what is typed bears their name. The mandate ends "
                                 "%s."),
                                  who, when);
    }
  else
    words = g_strdup_printf (_("%s is helping: what is typed bears their name."), who);
  say (self, words, self->end);
  show_limits (self, open);
}

/* The last help, when it is over without anybody having ended it. */
static const EtbAssistance *
find_expired (EtbDossier *dossier, GDateTime *now)
{
  GPtrArray *all = etb_dossier_get_assistances (dossier);
  const EtbAssistance *last = all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;

  return last != NULL && etb_assistance_state (last, now) == ETB_ASSISTANCE_EXPIRED ? last : NULL;
}

static void
show_to_read (EtbAssistanceBar *self, guint count, GDateTime *now)
{
  const EtbAssistance *expired = find_expired (self->dossier, now);
  g_autofree char *left = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u answer that a helper typed is to be read back.",
                   "%u answers that a helper typed are to be read back.", count),
      count);
  g_autofree char *words = NULL;

  if (expired != NULL)
    {
      g_autofree char *over = g_strdup_printf (
          _("The help of %s is over: what is typed now is the applicant’s."), expired->helper);

      words = g_strconcat (over, " ", left, NULL);
    }
  say (self, words != NULL ? words : left, self->read);
  say_more (self, NULL, FALSE);
}

static void
refresh (EtbAssistanceBar *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const EtbAssistance *open = etb_dossier_get_assistance (self->dossier);
  const guint count = open == NULL ? etb_dossier_count_to_read_back (self->dossier) : 0;

  if (open != NULL)
    show_open (self, open, now);
  else if (count > 0 && !self->quiet)
    show_to_read (self, count, now);
  else
    say (self, NULL, NULL);
}

static gboolean
on_clock (gpointer user_data)
{
  EtbAssistanceBar *self = user_data;

  if (etb_dossier_get_assistances (self->dossier)->len > 0)
    refresh (self);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
append_button (GtkWidget *row, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new ();

  etb_button_set_words (button, label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

/* Words that a screen reader says when they change, and room for buttons after them. */
static GtkWidget *
append_row (EtbAssistanceBar *self, GtkWidget **words)
{
  GtkWidget *row = etb_wrap_box_new ();

  *words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign",
                         0.0f, "width-chars", ETB_LEAST_CHARS, "accessible-role",
                         GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_set_hexpand (*words, TRUE);
  gtk_box_append (GTK_BOX (row), *words);
  gtk_box_append (GTK_BOX (self), row);
  return row;
}

static void
etb_assistance_bar_dispose (GObject *object)
{
  EtbAssistanceBar *self = ETB_ASSISTANCE_BAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->clock, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_clear_object (&self->dossier);
  G_OBJECT_CLASS (etb_assistance_bar_parent_class)->dispose (object);
}

static void
etb_assistance_bar_class_init (EtbAssistanceBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_assistance_bar_dispose;
}

static void
etb_assistance_bar_init (EtbAssistanceBar *self)
{
  GtkWidget *row;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "etb-help-bar");
  row = append_row (self, &self->words);
  self->end = append_button (row, _ ("_End the Help"), "dossier.end-help");
  self->read = append_button (row, _ ("Read _Back"), "dossier.page::read-back");
  self->more_row = append_row (self, &self->more);
  self->more_button
      = append_button (self->more_row, _ ("_Add This Section…"), "dossier.extend-help::");
}

GtkWidget *
etb_assistance_bar_new (EtbDossier *dossier)
{
  EtbAssistanceBar *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_ASSISTANCE_BAR, NULL);
  self->dossier = g_object_ref (dossier);
  g_signal_connect_object (dossier, "assistance-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  self->clock = g_timeout_add_seconds (LOOK_AGAIN, on_clock, self);
  refresh (self);
  return GTK_WIDGET (self);
}

void
etb_assistance_bar_set_stop (EtbAssistanceBar *self, const EtbStop *stop)
{
  g_return_if_fail (ETB_IS_ASSISTANCE_BAR (self));

  self->stop = stop != NULL ? *stop : (EtbStop){ NULL, NULL };
  refresh (self);
}

void
etb_assistance_bar_set_quiet (EtbAssistanceBar *self, gboolean quiet)
{
  g_return_if_fail (ETB_IS_ASSISTANCE_BAR (self));

  self->quiet = quiet;
  refresh (self);
}
