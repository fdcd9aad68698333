/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdict page: see the header. */

#include "etb-verdict-page.h"

#include <glib/gi18n.h>

#include "etb-verdict-card.h"

struct _EtbVerdictPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
};

G_DEFINE_FINAL_TYPE (EtbVerdictPage, etb_verdict_page, ETB_TYPE_PAGE_FRAME)

static const char *
title_of (EtbVerdictValue eligible)
{
  switch (eligible)
    {
    case ETB_VERDICT_MET:
      return _("You may apply");
    case ETB_VERDICT_NOT_MET:
      return _("As it stands, you may not apply");
    default:
      return _("It cannot be told yet whether you may apply");
    }
}

static const char *
lead_of (EtbVerdictValue eligible)
{
  switch (eligible)
    {
    case ETB_VERDICT_MET:
      return _("From your answers so far, nothing in the call stands against it. The choice of the "
               "laureates is not ours: meeting the conditions does not mean being chosen.");
    case ETB_VERDICT_NOT_MET:
      return _("At least one condition of the call is not met. Each is explained below, with what "
               "can be done. You may change your answers, or prepare the dossier all the same.");
    default:
      return _("Some answers are still missing. Nothing is held against you for that: go on, the "
               "verdict follows your answers.");
    }
}

/* What is against first, and what blocks before what warns. */
static int
rank_of (const EtbVerdict *verdict)
{
  switch (verdict->value)
    {
    case ETB_VERDICT_NOT_MET:
      return (int)verdict->criterion->effect;
    case ETB_VERDICT_UNKNOWN:
      return 3;
    default:
      return 4;
    }
}

static const char *
heading_of (int rank)
{
  switch (rank)
    {
    case ETB_EFFECT_BLOCKING:
      return _("Conditions that are not met");
    case ETB_EFFECT_WARNING:
      return _("To check");
    case ETB_EFFECT_INFORMATION:
      return _("Good to know");
    case 3:
      return _("What cannot be told yet");
    default:
      return _("Conditions that are met");
    }
}

static void
refresh (EtbVerdictPage *self)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (self->dossier);
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);
  EtbVerdictValue eligible = etb_evaluation_get_eligible (evaluation);
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_clear (frame);
  etb_page_frame_set_title (frame, title_of (eligible));
  etb_page_frame_set_lead (frame, lead_of (eligible));
  for (int rank = 0; rank <= 4; rank++)
    {
      gboolean begun = FALSE;
      for (guint i = 0; i < verdicts->len; i++)
        {
          const EtbVerdict *verdict = verdicts->pdata[i];
          if (rank_of (verdict) != rank)
            continue;
          if (!begun)
            etb_page_frame_append_heading (frame, heading_of (rank));
          begun = TRUE;
          etb_page_frame_append (frame, etb_verdict_card_new (etb_dossier_get_call (self->dossier),
                                                              verdict, self->territory));
        }
    }
}

static void
on_verdicts_changed (EtbDossier *dossier, EtbVerdictPage *self)
{
  refresh (self);
}

static void
etb_verdict_page_dispose (GObject *object)
{
  EtbVerdictPage *self = ETB_VERDICT_PAGE (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_verdict_page_parent_class)->dispose (object);
}

static void
etb_verdict_page_class_init (EtbVerdictPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_verdict_page_dispose;
}

static void
etb_verdict_page_init (EtbVerdictPage *self)
{
}

GtkWidget *
etb_verdict_page_new (EtbDossier *dossier, EtbTerritory *territory)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  EtbVerdictPage *self = g_object_new (ETB_TYPE_VERDICT_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  g_set_object (&self->territory, territory);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_verdicts_changed), self, 0);
  refresh (self);
  return GTK_WIDGET (self);
}
