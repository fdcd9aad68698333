/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier in a window: see the header. Only the current page is in the tree, so that a screen
 * reader finds one page and not all of them. Made by the window; the dossier lives as long as the
 * view. */

#include "etb-dossier-view-private.h"

#include <glib/gi18n.h>

#include "etb-done-page.h"
#include "etb-dossier-pages.h"
#include "etb-dossier-words.h"
#include "etb-parcours.h"
#include "etb-question-page.h"
#include "etb-read-back-page.h"
#include "etb-review-page.h"
#include "etb-sign-page.h"
#include "etb-tasks-page.h"
#include "etb-undo.h"
#include "etb-verdict-page.h"

#define PROP_SUBTITLE 1

enum
{
  MESSAGE,
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbDossierView, etb_dossier_view, ADW_TYPE_BIN)

static GtkWidget *
get_page (EtbDossierView *self)
{
  return etb_stage_get_page (self->stage);
}

void
etb_dossier_view_say (EtbDossierView *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}

void
etb_dossier_view_commit (EtbDossierView *self)
{
  GtkWidget *page = get_page (self);

  if (ETB_IS_QUESTION_PAGE (page))
    etb_question_page_commit (ETB_QUESTION_PAGE (page));
}

void
etb_dossier_view_save (EtbDossierView *self)
{
  g_return_if_fail (ETB_IS_DOSSIER_VIEW (self));

  etb_dossier_view_commit (self);
  etb_dossier_flush (self->dossier, NULL);
}

static void
on_act (GtkWidget *page, EtbClosedAct *act, EtbDossierView *self)
{
  g_signal_emit (self, signals[ACT], 0, act);
}

void
etb_dossier_view_show_page (EtbDossierView *self, GtkWidget *page, const char *place)
{
  etb_dossier_view_commit (self);
  etb_stage_set_page (self->stage, page);
  etb_assistance_bar_set_stop (self->bar, ETB_IS_QUESTION_PAGE (page) ? &self->stop : NULL);
  etb_assistance_bar_set_quiet (self->bar, ETB_IS_READ_BACK_PAGE (page) || ETB_IS_REVIEW_PAGE (page)
                                               || ETB_IS_SIGN_PAGE (page));
  if (ETB_IS_PAGE_FRAME (page))
    {
      g_signal_connect_object (page, "act", G_CALLBACK (on_act), self, 0);
      etb_page_frame_focus_heading (ETB_PAGE_FRAME (page));
    }
  if (place != NULL)
    etb_dossier_set_place (self->dossier, place);
}

void
etb_dossier_view_show_tasks (EtbDossierView *self)
{
  gboolean from_question = ETB_IS_QUESTION_PAGE (get_page (self));

  self->from = NULL;
  etb_dossier_view_commit (self);
  GtkWidget *page = etb_tasks_page_new (self->dossier, etb_dossier_pages_list (self->dossier));
  etb_dossier_view_show_page (self, page, PLACE_TASKS);
  if (from_question)
    etb_tasks_page_focus_task (ETB_TASKS_PAGE (page), self->stop.task->id);
}

static void
show_verdicts (EtbDossierView *self)
{
  etb_dossier_view_commit (self);
  GtkWidget *page = etb_verdict_page_new (self->dossier, self->territory);

  etb_page_frame_add_button (ETB_PAGE_FRAME (page), _("Back to the _Tasks"), "dossier.tasks");
  etb_dossier_view_show_page (self, page, PLACE_VERDICTS);
}

/* @package: NULL for the one made last. */
static void
show_done (EtbDossierView *self, const char *package)
{
  etb_dossier_view_show_page (self, etb_done_page_new (self->dossier, self->territory, package),
                              PLACE_TASKS);
}

static void
on_signed (GtkWidget *page, const char *package, EtbDossierView *self)
{
  g_autofree char *file = g_strdup (package);

  g_signal_emit (self, signals[MESSAGE], 0, _("The signed package is ready"));
  show_done (self, file);
}

static void
show_sign (EtbDossierView *self)
{
  GtkWidget *page = etb_sign_page_new (self->dossier, self->territory);

  g_signal_connect_object (page, "signed", G_CALLBACK (on_signed), self, 0);
  etb_dossier_view_show_page (self, page, PLACE_SIGN);
}

void
etb_dossier_view_show_review (EtbDossierView *self)
{
  self->from = NULL;
  etb_dossier_view_commit (self);
  etb_dossier_view_show_page (self, etb_review_page_new (self->dossier, self->territory),
                              PLACE_REVIEW);
}

static void
on_tasks (GtkWidget *widget, const char *name, GVariant *parameter)
{
  etb_dossier_view_show_tasks (ETB_DOSSIER_VIEW (widget));
}

static void
on_verdicts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_verdicts (ETB_DOSSIER_VIEW (widget));
}

static void
on_review (GtkWidget *widget, const char *name, GVariant *parameter)
{
  etb_dossier_view_show_review (ETB_DOSSIER_VIEW (widget));
}

static void
on_sign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_sign (ETB_DOSSIER_VIEW (widget));
}

static void
on_done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_done (ETB_DOSSIER_VIEW (widget), NULL);
}

static void
set_subtitle (EtbDossierView *self, char *subtitle)
{
  g_free (self->subtitle);
  self->subtitle = subtitle;
  g_object_notify (G_OBJECT (self), "subtitle");
}

static void
on_saved (EtbDossier *dossier, GDateTime *at, EtbDossierView *self)
{
  set_subtitle (self, etb_dossier_words_saved (at));
}

static void
on_save_failed (EtbDossier *dossier, GError *error, EtbDossierView *self)
{
  set_subtitle (self, g_strdup (_("Not saved yet")));
  g_signal_emit (self, signals[MESSAGE], 0, error->message);
}

static void
update_title (EtbDossierView *self)
{
  g_free (self->title);
  self->title = etb_dossier_words_title (self->dossier);
}

static void
on_answer_changed (EtbDossier *dossier, const char *path, EtbDossierView *self)
{
  update_title (self);
  g_object_notify (G_OBJECT (self), "subtitle");
}

static void
etb_dossier_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, ETB_DOSSIER_VIEW (object)->subtitle);
}

static void
etb_dossier_view_dispose (GObject *object)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (object);

  if (self->stage != NULL)
    etb_dossier_view_commit (self);
  self->stage = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->from_answer, g_free);
  G_OBJECT_CLASS (etb_dossier_view_parent_class)->dispose (object);
}

static void
etb_dossier_view_class_init (EtbDossierViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = etb_dossier_view_get_property;
  object_class->dispose = etb_dossier_view_dispose;
  g_object_class_install_property (object_class, PROP_SUBTITLE,
                                   g_param_spec_string ("subtitle", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  signals[MESSAGE] = g_signal_new ("message", ETB_TYPE_DOSSIER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACT] = g_signal_new ("act", ETB_TYPE_DOSSIER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, ETB_TYPE_CLOSED_ACT);

  gtk_widget_class_install_action (widget_class, "dossier.tasks", NULL, on_tasks);
  gtk_widget_class_install_action (widget_class, "dossier.verdicts", NULL, on_verdicts);
  gtk_widget_class_install_action (widget_class, "dossier.review", NULL, on_review);
  gtk_widget_class_install_action (widget_class, "dossier.sign", NULL, on_sign);
  gtk_widget_class_install_action (widget_class, "dossier.done", NULL, on_done);
  etb_dossier_view_install_questions (widget_class);
  etb_dossier_view_install_whole (widget_class);
}

static void
etb_dossier_view_init (EtbDossierView *self)
{
  etb_undo_bind_keys (GTK_WIDGET (self));
}

GtkWidget *
etb_dossier_view_new (EtbDossier *dossier, EtbTerritory *territory)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  EtbDossierView *self = g_object_new (ETB_TYPE_DOSSIER_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->dossier = g_object_ref (dossier);
  g_set_object (&self->territory, territory);
  self->bar = ETB_ASSISTANCE_BAR (etb_assistance_bar_new (dossier));
  self->stage = ETB_STAGE (etb_stage_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stage), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stage));
  adw_bin_set_child (ADW_BIN (self), box);
  self->subtitle = etb_dossier_is_read_only (dossier)
      ? g_strdup (_("Read only"))
      : etb_dossier_words_saved (etb_dossier_get_last_saved (dossier));
  update_title (self);
  g_signal_connect_object (dossier, "saved", G_CALLBACK (on_saved), self, 0);
  g_signal_connect_object (dossier, "save-failed", G_CALLBACK (on_save_failed), self, 0);
  g_signal_connect_object (dossier, "answer-changed", G_CALLBACK (on_answer_changed), self, 0);
  return GTK_WIDGET (self);
}

EtbDossier *
etb_dossier_view_get_dossier (EtbDossierView *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_VIEW (self), NULL);
  return self->dossier;
}

const char *
etb_dossier_view_get_file (EtbDossierView *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_VIEW (self), NULL);
  return etb_dossier_get_file (self->dossier);
}

const char *
etb_dossier_view_get_title (EtbDossierView *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_VIEW (self), NULL);
  return self->title;
}

const char *
etb_dossier_view_get_subtitle (EtbDossierView *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_VIEW (self), NULL);
  return self->subtitle;
}

void
etb_dossier_view_resume (EtbDossierView *self)
{
  g_return_if_fail (ETB_IS_DOSSIER_VIEW (self));

  g_autofree char *place = etb_dossier_get_place (self->dossier);
  EtbStop stop;

  if (g_str_equal (place, PLACE_REVIEW))
    etb_dossier_view_show_review (self);
  else if (g_str_equal (place, PLACE_READ_BACK))
    etb_dossier_view_show_read_back (self);
  else if (g_str_equal (place, PLACE_VERDICTS))
    show_verdicts (self);
  else if (g_str_equal (place, PLACE_SIGN))
    show_sign (self);
  else if (etb_parcours_from_place (self->dossier, place, &stop))
    etb_dossier_view_show_stop (self, &stop);
  else
    etb_dossier_view_show_tasks (self);
}

gboolean
etb_dossier_view_go_back (EtbDossierView *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER_VIEW (self), FALSE);

  GtkWidget *page = get_page (self);

  if (ETB_IS_TASKS_PAGE (page))
    return FALSE;
  if (ETB_IS_QUESTION_PAGE (page) ? etb_dossier_view_go_to_origin (self)
                                  : etb_dossier_view_go_to_question (self))
    return TRUE;
  if (ETB_IS_SIGN_PAGE (page))
    etb_dossier_view_show_review (self);
  else
    etb_dossier_view_show_tasks (self);
  return TRUE;
}
