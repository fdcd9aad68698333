/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences of two copies: see the header. */

#include "etb-merge-list.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-merge-row.h"

/* Differences put on screen at once: each is a dozen widgets, and two copies may have hundreds. */
#define BATCH 30

struct _EtbMergeList
{
  GtkBox parent_instance;

  EtbMerge *merge;
  EtbTerritory *territory; /* or NULL */
  GtkWidget *counter;
  GtkWidget *rows;
  GtkWidget *more;
  GPtrArray *listed; /* (element-type EtbMergeDifference) what the filter lets through */
  guint shown;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbMergeList, etb_merge_list, GTK_TYPE_BOX)

static void
etb_merge_list_finalize (GObject *object)
{
  EtbMergeList *self = ETB_MERGE_LIST (object);

  g_ptr_array_unref (self->listed);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_merge_list_parent_class)->finalize (object);
}

static void
etb_merge_list_class_init (EtbMergeListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_merge_list_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", ETB_TYPE_MERGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
etb_merge_list_init (EtbMergeList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->listed = g_ptr_array_new ();
}

static void
say_how_far (EtbMergeList *self)
{
  guint conflicts = etb_merge_count_conflicts (self->merge);
  guint undecided = etb_merge_count_undecided (self->merge);
  g_autofree char *words
      = g_strdup_printf (ngettext ("%u of %u decided", "%u of %u decided", conflicts),
                         conflicts - undecided, conflicts);

  gtk_label_set_label (GTK_LABEL (self->counter),
                       conflicts > 0 ? words
                                     : _ ("Nothing to decide: no answer was changed on "
                                                  "both sides."));
}

static void
on_chosen (EtbMergeList *self)
{
  say_how_far (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
show_more (EtbMergeList *self)
{
  guint end = MIN (self->shown + BATCH, self->listed->len);
  g_autofree char *words = NULL;

  for (; self->shown < end; self->shown++)
    {
      GtkWidget *row = etb_merge_row_new (
          self->merge, g_ptr_array_index (self->listed, self->shown), self->territory);

      g_signal_connect_object (row, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->rows), row);
    }
  words = g_strdup_printf (ngettext ("Show %u _More", "Show %u _More", self->listed->len - end),
                           self->listed->len - end);
  etb_button_set_words (self->more, words);
  gtk_widget_set_visible (self->more, end < self->listed->len);
}

/* The button may go: the focus is on what it brought. */
static void
on_more (EtbMergeList *self)
{
  GtkWidget *last = gtk_widget_get_last_child (self->rows);
  GtkWidget *first;

  show_more (self);
  first = gtk_widget_get_next_sibling (last);
  if (first)
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

static void
list (EtbMergeList *self, gboolean conflicts)
{
  GPtrArray *differences = self->merge->differences;

  for (guint i = 0; i < differences->len; i++)
    {
      EtbMergeDifference *difference = g_ptr_array_index (differences, i);

      if ((difference->suggestion == ETB_MERGE_UNDECIDED) == conflicts)
        g_ptr_array_add (self->listed, difference);
    }
}

/* @all: after the conflicts, what one side alone changed. */
static void
fill (EtbMergeList *self, gboolean all)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  g_ptr_array_set_size (self->listed, 0);
  self->shown = 0;
  list (self, TRUE);
  if (all)
    list (self, FALSE);
  show_more (self);
}

static void
on_filter (GtkToggleButton *all, GParamSpec *pspec, EtbMergeList *self)
{
  fill (self, gtk_toggle_button_get_active (all));
}

static GtkWidget *
make_toggle (GtkWidget *box, const char *label, GtkWidget *other)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle),
                               other ? GTK_TOGGLE_BUTTON (other) : NULL);
  gtk_box_append (GTK_BOX (box), toggle);
  return toggle;
}

static void
append_filter (EtbMergeList *self, guint conflicts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *some = g_strdup_printf (_ ("To be decided (%u)"), conflicts);
  g_autofree char *every = g_strdup_printf (_ ("All (%u)"), self->merge->differences->len);
  GtkWidget *first = make_toggle (box, some, NULL);
  GtkWidget *all = make_toggle (box, every, first);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  g_signal_connect_object (all, "notify::active", G_CALLBACK (on_filter), self, 0);
  gtk_box_append (GTK_BOX (self), box);
}

/* Nobody is to take what they have not been told of. */
static void
append_proposed (EtbMergeList *self, guint count)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u difference was changed on one side only: that side is proposed. It is under "
                "“All”.",
                "%u differences were changed on one side only: that side is proposed. They are "
                "under “All”.",
                count),
      count);

  gtk_box_append (GTK_BOX (self), etb_words_new (words, NULL));
}

GtkWidget *
etb_merge_list_new (EtbMerge *merge, EtbTerritory *territory)
{
  EtbMergeList *self = g_object_new (ETB_TYPE_MERGE_LIST, NULL);
  GtkBox *box = GTK_BOX (self);
  guint conflicts = etb_merge_count_conflicts (merge);

  self->merge = merge;
  self->territory = territory ? g_object_ref (territory) : NULL;
  self->counter = etb_words_new (NULL, "title-4");
  gtk_box_append (box, self->counter);
  if (conflicts > 0 && conflicts < merge->differences->len)
    {
      append_proposed (self, merge->differences->len - conflicts);
      append_filter (self, conflicts);
    }
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (box, self->rows);
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, self->more);
  fill (self, conflicts == 0);
  say_how_far (self);
  return GTK_WIDGET (self);
}
