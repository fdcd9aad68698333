/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The questions of a dossier, in its view: the way from one to the next, and from a page that names
 * one to it and back. Called by etb-dossier-view.c and through actions. */

#include <glib/gi18n.h>

#include "etb-dossier-view-private.h"
#include "etb-question-page.h"
#include "etb-read-back-page.h"
#include "etb-review-page.h"
#include "etb-sign-page.h"

gboolean
etb_dossier_view_go_to_origin (EtbDossierView *self)
{
  if (self->from == NULL)
    return FALSE;
  if (g_str_equal (self->from, PLACE_READ_BACK))
    {
      etb_dossier_view_show_read_back (self);
      return TRUE;
    }
  etb_dossier_view_show_review (self);
  if (self->from_answer != NULL)
    etb_review_page_focus_answer (ETB_REVIEW_PAGE (etb_stage_get_page (self->stage)),
                                  self->from_answer);
  return TRUE;
}

gboolean
etb_dossier_view_go_to_question (EtbDossierView *self)
{
  g_autofree char *place = etb_dossier_get_place (self->dossier);
  EtbStop stop;

  if (!etb_parcours_from_place (self->dossier, place, &stop))
    return FALSE;
  etb_dossier_view_show_stop (self, &stop);
  return TRUE;
}

static void
leave_question (EtbDossierView *self, gboolean (*step) (EtbDossier *dossier, EtbStop *stop))
{
  EtbStop stop = self->stop;

  if (etb_dossier_view_go_to_origin (self))
    return;
  if (step (self->dossier, &stop))
    etb_dossier_view_show_stop (self, &stop);
  else
    etb_dossier_view_show_tasks (self);
}

static void
on_question_continue (GtkWidget *page, EtbDossierView *self)
{
  leave_question (self, etb_parcours_next);
}

static void
on_question_back (GtkWidget *page, EtbDossierView *self)
{
  leave_question (self, etb_parcours_previous);
}

void
etb_dossier_view_show_stop (EtbDossierView *self, const EtbStop *stop)
{
  if (stop->page == NULL)
    {
      etb_dossier_view_show_review (self);
      return;
    }

  guint steps = 0;
  guint step = etb_parcours_step (self->dossier, stop, &steps);
  g_autofree char *words
      = g_strdup_printf (_("Step %u of %u: %s"), step, steps, stop->task->label);
  g_autofree char *place = etb_parcours_to_place (stop);
  GtkWidget *page = etb_question_page_new (self->dossier, self->territory, stop->page, words);

  self->stop = *stop;
  g_signal_connect_object (page, "continue", G_CALLBACK (on_question_continue), self, 0);
  g_signal_connect_object (page, "back", G_CALLBACK (on_question_back), self, 0);
  etb_dossier_view_show_page (self, page, place);
}

static void
on_task (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  EtbStop stop;

  if (!etb_parcours_of_task (self->dossier, g_variant_get_string (parameter, NULL), &stop))
    return;
  self->from = NULL;
  etb_dossier_view_show_stop (self, &stop);
}

/* Remembers where one comes from before the page changes. @answer: which one is to be seen there
 * again, or NULL. */
static void
open_from_here (EtbDossierView *self, const EtbStop *stop, const char *answer)
{
  GtkWidget *page = etb_stage_get_page (self->stage);

  if (ETB_IS_READ_BACK_PAGE (page))
    self->from = PLACE_READ_BACK;
  else if (ETB_IS_REVIEW_PAGE (page) || ETB_IS_SIGN_PAGE (page))
    self->from = PLACE_REVIEW;
  g_free (self->from_answer);
  self->from_answer = g_strdup (answer);
  etb_dossier_view_show_stop (self, stop);
}

void
etb_dossier_view_reveal (EtbDossierView *self, const char *path)
{
  EtbStop stop;

  if (!etb_parcours_of_path (self->dossier, path, &stop))
    return;
  open_from_here (self, &stop, path);
  GtkWidget *page = etb_stage_get_page (self->stage);
  if (ETB_IS_QUESTION_PAGE (page))
    etb_question_page_reveal (ETB_QUESTION_PAGE (page), path);
}

static void
on_reveal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *path = g_strdup (g_variant_get_string (parameter, NULL));

  etb_dossier_view_reveal (ETB_DOSSIER_VIEW (widget), path);
}

static void
on_pieces (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  EtbStop stop;

  if (etb_parcours_of_pieces (self->dossier, &stop))
    open_from_here (self, &stop, NULL);
}

/* Goes on where something is still missing. */
static void
on_resume (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  EtbStop stop;

  self->from = NULL;
  if (etb_parcours_of_missing (self->dossier, &stop))
    etb_dossier_view_show_stop (self, &stop);
  else
    etb_dossier_view_show_review (self);
}

void
etb_dossier_view_install_questions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "dossier.task", "s", on_task);
  gtk_widget_class_install_action (class, "dossier.resume", NULL, on_resume);
  gtk_widget_class_install_action (class, "dossier.reveal", "s", on_reveal);
  gtk_widget_class_install_action (class, "dossier.pieces", NULL, on_pieces);
}
