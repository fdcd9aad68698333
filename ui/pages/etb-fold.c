/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part that is folded; see the header. */

#include "etb-fold.h"

#include "etb-accessible.h"

typedef struct
{
  EtbFoldFill fill;
  gpointer data;
  GDestroyNotify destroy;
} Fold;

#define FOLD_KEY "etb-fold"

static void
fold_free (gpointer data)
{
  Fold *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static void
on_expanded (GtkExpander *expander, GParamSpec *pspec, gpointer unused)
{
  const Fold *self = g_object_get_data (G_OBJECT (expander), FOLD_KEY);
  GtkWidget *box;

  if (gtk_expander_get_child (expander) != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->fill (GTK_BOX (box), self->data);
  gtk_expander_set_child (expander, box);
}

GtkWidget *
etb_fold_new (const char *title, const char *name, EtbFoldFill fill, gpointer data,
              GDestroyNotify destroy)
{
  GtkWidget *expander;
  Fold *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (fill != NULL, NULL);

  expander = gtk_expander_new (NULL);
  self = g_new0 (Fold, 1);
  self->fill = fill;
  self->data = data;
  self->destroy = destroy;
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), etb_words_new (title, NULL));
  /* GTK 4.8 does not name it after its label. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : title, -1);
  g_object_set_data_full (G_OBJECT (expander), FOLD_KEY, self, fold_free);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (on_expanded), NULL);
  return expander;
}
