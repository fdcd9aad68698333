/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Help in person, in the view of a dossier: its end, one section more, and the reading back.
 * Called by etb-dossier-view.c and through actions. */

#include "etb-assist-page.h"
#include "etb-dossier-assistance.h"
#include "etb-dossier-view-private.h"
#include "etb-read-back-page.h"

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
etb_dossier_view_install_help (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "dossier.end-help", NULL, on_end_help);
  gtk_widget_class_install_action (class, "dossier.extend-help", "s", on_extend_help);
}
