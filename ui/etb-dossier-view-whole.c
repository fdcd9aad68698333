/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What concerns a dossier as a whole, in its view: its own pages, another edition, undoing, help in
 * person. Called by etb-dossier-view.c and through actions. */

#include <glib/gi18n.h>

#include "etb-assist-page.h"
#include "etb-dossier-assistance.h"
#include "etb-dossier-pages.h"
#include "etb-dossier-view-private.h"
#include "etb-edition-page.h"
#include "etb-question-page.h"
#include "etb-read-back-page.h"
#include "etb-undo.h"

static void
on_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  const gboolean beside = ETB_IS_QUESTION_PAGE (etb_stage_get_page (self->stage));
  GtkWidget *page = etb_dossier_pages_make (g_variant_get_string (parameter, NULL), self->dossier,
                                            self->territory);

  if (page == NULL)
    return;
  if (beside && ETB_IS_PAGE_FRAME (page))
    etb_page_frame_add_button (ETB_PAGE_FRAME (page), _("Back to the _Question"),
                                                         "dossier.question");
  etb_dossier_view_show_page (self, page,
                              ETB_IS_READ_BACK_PAGE (page) ? PLACE_READ_BACK
                              : beside                     ? NULL
                                                           : PLACE_TASKS);
}

/* The place of the dossier is still that of the question. */
static void
on_question (GtkWidget *widget, const char *name, GVariant *parameter)
{
  etb_dossier_view_resume (ETB_DOSSIER_VIEW (widget));
}

static void
on_edition (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  etb_dossier_view_show_page (self, etb_edition_page_new (self->dossier, id), PLACE_TASKS);
}

/* A question page shows what came back; the others are made anew or show it already. */
static void
on_travel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;

  etb_dossier_view_commit (self);
  words = etb_undo_travel (self->dossier, g_variant_get_boolean (parameter), &path);
  etb_dossier_view_say (self, words);
  if (path != NULL && ETB_IS_QUESTION_PAGE (etb_stage_get_page (self->stage)))
    etb_dossier_view_reveal (self, path);
}

void
etb_dossier_view_show_read_back (EtbDossierView *self)
{
  self->from = NULL;
  etb_dossier_view_show_page (self, etb_read_back_page_new (self->dossier, self->territory),
                              PLACE_READ_BACK);
}

/* What the helper is still typing is theirs: it goes to the dossier first. */
static void
on_end_help (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  g_autoptr (GError) error = NULL;

  etb_dossier_view_commit (self);
  if (etb_dossier_end_assistance (self->dossier, &error))
    etb_dossier_view_show_read_back (self);
  else
    etb_dossier_view_say (self, error->message);
}

static void
on_extend_help (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbDossierView *self = ETB_DOSSIER_VIEW (widget);
  const EtbTask *task
      = etb_parcours_find_task (self->dossier, g_variant_get_string (parameter, NULL));

  if (task != NULL)
    etb_dossier_view_show_page (self, etb_assist_page_new_for_section (self->dossier, task), NULL);
}

void
etb_dossier_view_install_whole (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "dossier.page", "s", on_page);
  gtk_widget_class_install_action (class, "dossier.question", NULL, on_question);
  gtk_widget_class_install_action (class, "dossier.edition", "s", on_edition);
  gtk_widget_class_install_action (class, "dossier.travel", "b", on_travel);
  gtk_widget_class_install_action (class, "dossier.end-help", NULL, on_end_help);
  gtk_widget_class_install_action (class, "dossier.extend-help", "s", on_extend_help);
}
