/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One difference of two copies: see the header. */

#include "etb-merge-row.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-option.h"
#include "etb-pair-layout.h"

/* Characters of a side on screen: a long text that differs is known by its beginning. */
#define MAX_CHARACTERS 1500

/* Pixels under which a side is too narrow for a sentence. */
#define LEAST_WIDTH 220

struct _EtbMergeRow
{
  GtkBox parent_instance;

  EtbMergeDifference *difference;
  GtkWidget *mine;
  GtkWidget *theirs;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbMergeRow, etb_merge_row, GTK_TYPE_BOX)

static void
etb_merge_row_class_init (EtbMergeRowClass *class)
{
  signals[CHOSEN] = g_signal_new ("chosen", ETB_TYPE_MERGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
etb_merge_row_init (EtbMergeRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "etb-merge-row");
}

static void
on_toggled (EtbMergeRow *self)
{
  EtbMergeChoice choice = ETB_MERGE_UNDECIDED;

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->mine)))
    choice = ETB_MERGE_MINE;
  else if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->theirs)))
    choice = ETB_MERGE_THEIRS;
  /* Between one going off and the other going on, neither is. */
  if (choice == ETB_MERGE_UNDECIDED || choice == self->difference->choice)
    return;
  self->difference->choice = choice;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static char *
shorten (char *text)
{
  if (g_utf8_strlen (text, -1) > MAX_CHARACTERS)
    {
      g_autofree char *whole = text;
      g_autofree char *begin = g_utf8_substring (whole, 0, MAX_CHARACTERS);

      return g_strconcat (begin, "…", NULL);
    }
  return text;
}

/* "In this dossier – the applicant, 12 March 2020 at 14:32" */
static char *
describe_side (EtbMerge *merge, const EtbMergeSide *side, const char *where)
{
  g_autofree char *origin = etb_merge_describe_origin (merge, side);

  if (*origin == '\0')
    return g_strdup (where);
  /* Translators: where an answer is, then who wrote it and when. */
  return g_strdup_printf (_ ("%s – %s"), where, origin);
}

static GtkWidget *
make_option (EtbMergeRow *self, EtbMerge *merge, const EtbMergeSide *side, const char *where,
             EtbTerritory *territory)
{
  g_autofree char *value
      = shorten (etb_merge_describe_side (merge, self->difference, side, territory));
  g_autofree char *hint = describe_side (merge, side, where);

  return etb_option_new (value, hint, TRUE);
}

static const char *
what_happened (const EtbMergeDifference *difference)
{
  if (difference->suggestion == ETB_MERGE_UNDECIDED)
    return _ ("Changed on both sides: choose which one stays.");
  if (difference->suggestion == ETB_MERGE_MINE)
    return _ ("Changed in this dossier only.");
  return _ ("Changed in the other copy only.");
}

static void
append_words (EtbMergeRow *self, EtbMerge *merge, EtbTerritory *territory, GtkWidget *title)
{
  g_autofree char *base = NULL;

  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), etb_words_new (what_happened (self->difference), "etb-quiet"));
  if (self->difference->suggestion != ETB_MERGE_UNDECIDED)
    return;
  base = etb_merge_describe_base (merge, self->difference, territory);
  if (base)
    {
      g_autofree char *before = g_strdup_printf (_ ("Before: %s"), base);
      g_autofree char *words = shorten (g_steal_pointer (&before));

      gtk_box_append (GTK_BOX (self), etb_words_new (words, "etb-quiet"));
    }
}

GtkWidget *
etb_merge_row_new (EtbMerge *merge, EtbMergeDifference *difference, EtbTerritory *territory)
{
  EtbMergeRow *self = g_object_new (ETB_TYPE_MERGE_ROW, NULL);
  GtkWidget *title = etb_words_new (difference->label, "etb-field-label");
  GtkWidget *pair
      = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);

  self->difference = difference;
  self->mine = make_option (self, merge, &difference->mine, _ ("In this dossier"), territory);
  self->theirs = make_option (self, merge, &difference->theirs, _ ("In the other copy"), territory);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->theirs), GTK_CHECK_BUTTON (self->mine));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->mine), difference->choice == ETB_MERGE_MINE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->theirs),
                               difference->choice == ETB_MERGE_THEIRS);
  g_signal_connect_swapped (self->mine, "toggled", G_CALLBACK (on_toggled), self);
  g_signal_connect_swapped (self->theirs, "toggled", G_CALLBACK (on_toggled), self);

  append_words (self, merge, territory, title);
  gtk_widget_set_layout_manager (pair, etb_pair_layout_new (LEAST_WIDTH));
  gtk_widget_add_css_class (pair, "etb-merge-pair");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (pair), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title,
                                  NULL, -1);
  gtk_box_append (GTK_BOX (pair), self->mine);
  gtk_box_append (GTK_BOX (pair), self->theirs);
  gtk_box_append (GTK_BOX (self), pair);
  return GTK_WIDGET (self);
}
