/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdict page: see the header. */

#include "etb-verdict-page.h"

#include <glib/gi18n.h>

#include "etb-calendar.h"
#include "etb-deadline-card.h"
#include "etb-fold.h"
#include "etb-verdict-card.h"

struct _EtbVerdictPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
};

G_DEFINE_FINAL_TYPE (EtbVerdictPage, etb_verdict_page, ETB_TYPE_PAGE_FRAME)

static gboolean
is_closed (EtbVerdictPage *self, GDateTime *at)
{
  g_autoptr (EtbTrackStatus) status = etb_calendar_status (
      etb_dossier_get_call (self->dossier), etb_dossier_get_track (self->dossier), at);

  return status->state == ETB_TRACK_CLOSED;
}

static const char *
title_of (EtbVerdictValue eligible, gboolean closed)
{
  switch (eligible)
    {
    case ETB_VERDICT_MET:
      return closed ? _("You meet the conditions, but this track is closed") : _("You may apply");
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

/* ---- Parts ------------------------------------------------------------------------------------
 */

/* What is against first, and what blocks before what warns. */
enum
{
  PART_UNKNOWN = ETB_EFFECT_INFORMATION + 1, /* those that may block */
  PART_UNKNOWN_YET,                          /* the others */
  PART_MET,
  N_PARTS
};

/* A part of so many cards is shown; a longer one of what asks for nothing is folded. */
#define MAX_SHOWN 3

static int
part_of (const EtbVerdict *verdict)
{
  switch (verdict->value)
    {
    case ETB_VERDICT_NOT_MET:
      return (int)verdict->criterion->effect;
    case ETB_VERDICT_UNKNOWN:
      return verdict->criterion->effect == ETB_EFFECT_BLOCKING ? PART_UNKNOWN : PART_UNKNOWN_YET;
    default:
      return PART_MET;
    }
}

static const char *
heading_of (int part)
{
  switch (part)
    {
    case ETB_EFFECT_BLOCKING:
      return _("Conditions that are not met");
    case ETB_EFFECT_WARNING:
      return _("To check");
    case ETB_EFFECT_INFORMATION:
      return _("Good to know");
    case PART_UNKNOWN:
      return _("What cannot be told yet");
    case PART_UNKNOWN_YET:
      return _("What the dossier will tell as you fill it in");
    default:
      return _("Conditions that are met");
    }
}

/* (transfer full) (element-type EtbVerdict) */
static GPtrArray *
list_part (EtbVerdictPage *self, int part)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (etb_dossier_get_evaluation (self->dossier));
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < verdicts->len; i++)
    if (part_of (g_ptr_array_index (verdicts, i)) == part)
      g_ptr_array_add (list, g_ptr_array_index (verdicts, i));
  return list;
}

static GtkWidget *
make_card (EtbVerdictPage *self, const EtbVerdict *verdict)
{
  return etb_verdict_card_new (etb_dossier_get_call (self->dossier),
                               etb_dossier_get_evaluation (self->dossier), verdict,
                               self->territory);
}

typedef struct
{
  EtbVerdictPage *page; /* (unowned): the fold is in it, and goes when the verdicts change */
  int part;
} Folded;

static void
fill_folded (GtkBox *box, gpointer data)
{
  const Folded *folded = data;
  g_autoptr (GPtrArray) list = list_part (folded->page, folded->part);

  gtk_box_set_spacing (box, 12);
  for (guint i = 0; i < list->len; i++)
    gtk_box_append (box, make_card (folded->page, g_ptr_array_index (list, i)));
}

static void
append_folded (EtbVerdictPage *self, int part, guint n_verdicts)
{
  /* Translators: a heading, and how many conditions are under it. */
  g_autofree char *title = g_strdup_printf (_("%s (%u)"), heading_of (part), n_verdicts);
  Folded *folded = g_new0 (Folded, 1);
  GtkWidget *fold;

  folded->page = self;
  folded->part = part;
  fold = etb_fold_new (title, NULL, fill_folded, folded, g_free);
  gtk_widget_add_css_class (fold, "etb-part-heading");
  gtk_widget_add_css_class (fold, "etb-part-fold");
  etb_page_frame_append (ETB_PAGE_FRAME (self), fold);
}

static void
append_part (EtbVerdictPage *self, int part)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  g_autoptr (GPtrArray) list = list_part (self, part);

  if (list->len == 0)
    return;
  if (list->len > MAX_SHOWN && part >= PART_UNKNOWN_YET)
    {
      append_folded (self, part, list->len);
      return;
    }
  etb_page_frame_append_heading (frame, heading_of (part));
  for (guint i = 0; i < list->len; i++)
    etb_page_frame_append (frame, make_card (self, g_ptr_array_index (list, i)));
}

static void
refresh (EtbVerdictPage *self)
{
  EtbVerdictValue eligible
      = etb_evaluation_get_eligible (etb_dossier_get_evaluation (self->dossier));
  g_autoptr (GDateTime) at = etb_dossier_get_at (self->dossier);
  const gboolean closed = is_closed (self, at);
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_clear (frame);
  etb_page_frame_set_title (frame, title_of (eligible, closed));
  etb_page_frame_set_lead (frame, lead_of (eligible));
  if (closed)
    etb_page_frame_append (frame,
                           etb_deadline_card_new (etb_dossier_get_call (self->dossier),
                                                  etb_dossier_get_track (self->dossier), at));
  for (int part = 0; part < N_PARTS; part++)
    append_part (self, part);
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
