/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One criterion and its verdict, built once from data that may go away. Used by the pages that show
 * verdicts. */

#include "etb-verdict-card.h"

#include <glib/gi18n.h>

#include "etb-display.h"
#include "etb-fold.h"
#include "etb-instant.h"
#include "etb-page-frame.h"

typedef struct
{
  const char *icon;
  const char *css_class;
  const char *word;
} Look;

/* Words and shape, never colour alone. */
static Look
look_of (const EtbVerdict *verdict)
{
  switch (verdict->value)
    {
    case ETB_VERDICT_MET:
      return (Look){ "emblem-ok-symbolic", "success", C_("verdict", "Met") };
    case ETB_VERDICT_UNKNOWN:
      return (Look){ "etabli-unknown-symbolic", "etb-quiet", C_("verdict", "Cannot be told yet") };
    default:
      break;
    }
  if (verdict->criterion->effect == ETB_EFFECT_BLOCKING)
    return (Look){ "dialog-error-symbolic", "error", C_("verdict", "Not met") };
  if (verdict->criterion->effect == ETB_EFFECT_WARNING)
    return (Look){ "dialog-warning-symbolic", "warning", C_("verdict", "To check") };
  return (Look){ "dialog-information-symbolic", "accent", C_("verdict", "Good to know") };
}

GtkWidget *
etb_status_icon_new (const char *icon_name, const char *css_class)
{
  GtkWidget *icon = etb_decoration_new (icon_name);

  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);
  return icon;
}

GtkWidget *
etb_card_new (GtkWidget *child)
{
  GtkWidget *card = adw_bin_new ();

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "etb-card");
  adw_bin_set_child (ADW_BIN (card), child);
  return card;
}

const char *
etb_strength_describe (EtbStrength strength)
{
  switch (strength)
    {
    case ETB_STRENGTH_ARTICLE:
      return _("The call as it was published");
    case ETB_STRENGTH_OFFICIAL:
      return _("A public authority");
    case ETB_STRENGTH_SECONDARY:
      return _("The press or a network, not confirmed by an authority");
    default:
      return _("An assumption: no source says so");
    }
}

static void
append_reads (GtkBox *box, EtbCall *call, const EtbVerdict *verdict, EtbTerritory *territory)
{
  if (verdict->reads->len == 0)
    return;
  gtk_box_append (box, etb_words_new (_("Answers it looks at"), "caption-heading"));
  for (guint i = 0; i < verdict->reads->len; i++)
    {
      const EtbRead *read = verdict->reads->pdata[i];
      g_autofree char *value = etb_display_value (call, territory, read->path, read->value);
      g_autofree char *line = g_strdup_printf (
          /* Translators: a question and its answer. */
          _("%s: %s"), read->label, *value != '\0' ? value : _("not answered yet"));
      gtk_box_append (box, etb_words_new (line, NULL));
    }
}

static void
append_source (GtkBox *box, const EtbSource *source)
{
  g_autoptr (GString) text = g_string_new (source->title);

  gtk_box_append (box, etb_words_new (_("Where it comes from"), "caption-heading"));
  if (source->read != NULL)
    {
      g_autofree char *date = etb_instant_describe_date (source->read);
      g_string_append_printf (text, _(" (read on %s)"), date);
    }
  gtk_box_append (box, etb_words_new (text->str, NULL));
  if (source->quote != NULL)
    {
      /* Translators: a passage of a text, between the quotation marks of the language. */
      g_autofree char *quote = g_strdup_printf (_("“%s”"), source->quote);
      gtk_box_append (box, etb_words_new (quote, "etb-quote"));
    }
  gtk_box_append (box, etb_words_new (etb_strength_describe (source->strength), "etb-quiet"));
}

static void
append_part (GtkBox *box, const char *title, const char *text)
{
  if (*text == '\0')
    return;
  gtk_box_append (box, etb_words_new (title, "caption-heading"));
  gtk_box_append (box, etb_words_new (text, NULL));
}

/* What “Why?” is told from. */
typedef struct
{
  EtbCall *call;
  EtbEvaluation *evaluation;
  const EtbVerdict *verdict; /* of that */
  EtbTerritory *territory;   /* or NULL */
} Why;

static void
why_free (gpointer data)
{
  Why *self = data;

  g_object_unref (self->call);
  etb_evaluation_unref (self->evaluation);
  g_clear_object (&self->territory);
  g_free (self);
}

static void
fill_why (GtkBox *box, gpointer data)
{
  const Why *self = data;

  gtk_widget_add_css_class (GTK_WIDGET (box), "etb-why");
  append_part (box, _("What would change it"), self->verdict->change);
  append_part (box, _("The rule"), self->verdict->rule);
  append_reads (box, self->call, self->verdict, self->territory);
  append_source (box, self->verdict->criterion->source);
}

static GtkWidget *
make_why (EtbCall *call, EtbEvaluation *evaluation, const EtbVerdict *verdict,
          EtbTerritory *territory)
{
  g_autofree char *name = g_strdup_printf (_("Why? %s"), verdict->criterion->label);
  Why *why = g_new0 (Why, 1);

  why->call = g_object_ref (call);
  why->evaluation = etb_evaluation_ref (evaluation);
  why->verdict = verdict;
  g_set_object (&why->territory, territory);
  return etb_fold_new (_("Why?"), name, fill_why, why, why_free);
}

GtkWidget *
etb_verdict_card_new (EtbCall *call, EtbEvaluation *evaluation, const EtbVerdict *verdict,
                      EtbTerritory *territory)
{
  const Look look = look_of (verdict);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (words), etb_words_new (verdict->criterion->label, "heading"));
  GtkWidget *word = etb_words_new (look.word, "caption-heading");
  gtk_widget_add_css_class (word, look.css_class);
  gtk_box_append (GTK_BOX (words), word);
  if (verdict->text != NULL && *verdict->text != '\0')
    gtk_box_append (GTK_BOX (words), etb_words_new (verdict->text, NULL));
  gtk_box_append (GTK_BOX (words), make_why (call, evaluation, verdict, territory));

  return etb_card_new (etb_beside_new (etb_status_icon_new (look.icon, look.css_class), words, 12));
}
