/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what is wrong on a page. It holds words and paths only: the page brings the person to
 * the answer. Used by EtbQuestionPage. */

#include "etb-error-summary.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"

struct _EtbErrorSummary
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *links;
  GtkWidget *continue_button;
};

enum
{
  SIGNAL_PROBLEM_ACTIVATED,
  SIGNAL_CONTINUE_ANYWAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbErrorSummary, etb_error_summary, GTK_TYPE_BOX)

static void
on_link_clicked (GtkButton *link, gpointer user_data)
{
  const char *path = g_object_get_data (G_OBJECT (link), "etb-path");

  g_signal_emit (user_data, signals[SIGNAL_PROBLEM_ACTIVATED], 0, path);
}

static void
on_continue_clicked (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CONTINUE_ANYWAY], 0);
}

static GtkWidget *
make_link (EtbErrorSummary *self, const EtbProblem *problem)
{
  GtkWidget *link
      = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LINK, NULL);
  g_autofree char *words = NULL;

  /* What is missing names itself. */
  words = strstr (problem->message, problem->label) != NULL
              ? g_strdup (problem->message)
              : g_strdup_printf ("%s – %s", problem->label, problem->message);

  gtk_button_set_child (GTK_BUTTON (link), etb_words_new (words, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "etb-link");
  g_object_set_data_full (G_OBJECT (link), "etb-path", g_strdup (problem->path), g_free);
  g_signal_connect (link, "clicked", G_CALLBACK (on_link_clicked), self);

  return link;
}

static void
etb_error_summary_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ETB_TYPE_ERROR_SUMMARY);

  G_OBJECT_CLASS (etb_error_summary_parent_class)->dispose (object);
}

static void
etb_error_summary_class_init (EtbErrorSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_error_summary_dispose;

  signals[SIGNAL_PROBLEM_ACTIVATED]
      = g_signal_new ("problem-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CONTINUE_ANYWAY]
      = g_signal_new ("continue-anyway", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-error-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbErrorSummary, title);
  gtk_widget_class_bind_template_child (widget_class, EtbErrorSummary, links);
  gtk_widget_class_bind_template_child (widget_class, EtbErrorSummary, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_clicked);
}

static void
etb_error_summary_init (EtbErrorSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->links), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  etb_button_set_words (self->continue_button, _ ("Continue _Anyway, Complete It Later"));
}

void
etb_error_summary_set_problems (EtbErrorSummary *self, GPtrArray *problems)
{
  GtkWidget *child;
  g_autofree char *title = NULL;

  g_return_if_fail (ETB_IS_ERROR_SUMMARY (self));
  g_return_if_fail (problems != NULL);

  while ((child = gtk_widget_get_first_child (self->links)) != NULL)
    gtk_box_remove (GTK_BOX (self->links), child);
  gtk_widget_set_visible (GTK_WIDGET (self), problems->len > 0);
  if (problems->len == 0)
    return;

  title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u answer on this page is to be completed or corrected",
                   "%u answers on this page are to be completed or corrected", problems->len),
      problems->len);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  for (guint i = 0; i < problems->len; i++)
    gtk_box_append (GTK_BOX (self->links), make_link (self, g_ptr_array_index (problems, i)));

  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
etb_error_summary_set_can_continue (EtbErrorSummary *self, gboolean can_continue)
{
  g_return_if_fail (ETB_IS_ERROR_SUMMARY (self));

  gtk_widget_set_visible (self->continue_button, can_continue);
}
