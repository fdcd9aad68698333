/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart of amounts: see the header. Its rows are kept from one change to the next, so that what a
 * keystroke costs is a few labels. Made by EtbItemsView. */

#include "etb-amounts-view.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-amount-bar.h"
#include "etb-amounts.h"

typedef struct
{
  GtkWidget *words, *bar;
} Row;

struct _EtbAmountsView
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  GPtrArray *items;      /* of a page, or NULL */
  const EtbItem *repeat; /* or NULL */
  GtkWidget *title;
  GtkWidget *ceiling;
  GtkWidget *bars;
  GArray *rows; /* of Row */
};

G_DEFINE_FINAL_TYPE (EtbAmountsView, etb_amounts_view, GTK_TYPE_BOX)

/* Words over their bar, which has the whole width: a telephone has no room for them side by side.
 */
static void
set_n_rows (EtbAmountsView *self, guint n_rows)
{
  while (self->rows->len < n_rows)
    {
      Row row = { etb_words_new (NULL, NULL), etb_amount_bar_new () };

      gtk_box_append (GTK_BOX (self->bars), row.words);
      gtk_box_append (GTK_BOX (self->bars), row.bar);
      g_array_append_val (self->rows, row);
    }
  while (self->rows->len > n_rows)
    {
      const Row *last = &g_array_index (self->rows, Row, self->rows->len - 1);

      gtk_box_remove (GTK_BOX (self->bars), last->words);
      gtk_box_remove (GTK_BOX (self->bars), last->bar);
      g_array_set_size (self->rows, self->rows->len - 1);
    }
}

static void
say (GtkWidget *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text))
    gtk_label_set_label (GTK_LABEL (label), text);
}

static void
show_ceiling (EtbAmountsView *self, const EtbAmounts *amounts)
{
  g_autofree char *words = amounts->ceiling_text != NULL
      ? g_strdup_printf (_ ("The dashed line is the ceiling: %s."), amounts->ceiling_text)
      : g_strdup ("");

  say (self->ceiling, words);
  gtk_widget_set_visible (self->ceiling, *words != '\0');
}

static void
show (EtbAmountsView *self, const EtbAmounts *amounts)
{
  g_autofree char *words = etb_amounts_describe (amounts);

  set_n_rows (self, amounts->amounts->len);
  for (guint i = 0; i < amounts->amounts->len; i++)
    {
      const EtbAmount *amount = g_ptr_array_index (amounts->amounts, i);
      const Row *row = &g_array_index (self->rows, Row, i);
      g_autofree char *line = g_strdup_printf (_ ("%s: %s"), amount->label, amount->text);
      const double most = amounts->most > 0 ? amounts->most : 1.0;

      say (row->words, line);
      etb_amount_bar_show (ETB_AMOUNT_BAR (row->bar), amount->amount / most,
                           amounts->ceiling / most, amount->fill);
    }
  say (self->title, amounts->title);
  show_ceiling (self, amounts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  amounts->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
refresh (EtbAmountsView *self)
{
  g_autoptr (EtbAmounts) amounts = self->items != NULL
                                       ? etb_amounts_under_ceiling (self->dossier, self->items)
                                       : etb_amounts_of_lines (self->dossier, self->repeat);

  gtk_widget_set_visible (GTK_WIDGET (self), amounts != NULL);
  if (amounts != NULL)
    show (self, amounts);
}

static void
etb_amounts_view_dispose (GObject *object)
{
  EtbAmountsView *self = ETB_AMOUNTS_VIEW (object);

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (etb_amounts_view_parent_class)->dispose (object);
}

static void
etb_amounts_view_class_init (EtbAmountsViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_amounts_view_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
etb_amounts_view_init (EtbAmountsView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "etb-field");
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->title = etb_words_new (NULL, "heading");
  self->ceiling = etb_words_new (NULL, "etb-quiet");
  self->bars = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->ceiling);
  gtk_box_append (GTK_BOX (self), self->bars);
}

static GtkWidget *
make (EtbDossier *dossier, GPtrArray *items, const EtbItem *repeat)
{
  EtbAmountsView *self = g_object_new (ETB_TYPE_AMOUNTS_VIEW, NULL);

  self->dossier = g_object_ref (dossier);
  self->items = items != NULL ? g_ptr_array_ref (items) : NULL;
  self->repeat = repeat;
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

GtkWidget *
etb_amounts_view_new_for_page (EtbDossier *dossier, GPtrArray *items)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (items != NULL, NULL);

  return make (dossier, items, NULL);
}

GtkWidget *
etb_amounts_view_new_for_lines (EtbDossier *dossier, const EtbItem *repeat)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (repeat != NULL && repeat->kind == ETB_ITEM_REPEAT, NULL);

  return make (dossier, NULL, repeat);
}
