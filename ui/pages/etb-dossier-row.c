/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of the home page's list, reused for many dossiers as the list scrolls. */

#include "etb-dossier-row.h"

#include "etb-wrap-layout.h"

struct _EtbDossierRow
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *facts;
  GtkLabel *match;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (EtbDossierRow, etb_dossier_row, GTK_TYPE_BOX)

static void
etb_dossier_row_class_init (EtbDossierRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ETB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/pages/etb-dossier-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbDossierRow, title);
  gtk_widget_class_bind_template_child (widget_class, EtbDossierRow, detail);
  gtk_widget_class_bind_template_child (widget_class, EtbDossierRow, facts);
  gtk_widget_class_bind_template_child (widget_class, EtbDossierRow, match);
  gtk_widget_class_bind_template_child (widget_class, EtbDossierRow, state);
}

static void
etb_dossier_row_init (EtbDossierRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
etb_dossier_row_new (void)
{
  return g_object_new (ETB_TYPE_DOSSIER_ROW, NULL);
}

/* Colours of the states; the words say the same. */
static const char *const looks[] = {
  [ETB_DOSSIER_BEGUN] = "etb-quiet",  [ETB_DOSSIER_COMPLETE] = "accent",
  [ETB_DOSSIER_EXPORTED] = "success", [ETB_DOSSIER_DEPOSITED] = "success",
  [ETB_DOSSIER_BROKEN] = "error",
};

static void
set_state (EtbDossierRow *self, EtbDossierItem *item)
{
  EtbDossierState state = etb_dossier_item_get_state (item);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), looks[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), looks[state]);
  gtk_label_set_label (self->state, etb_dossier_item_get_state_words (item));
}

void
etb_dossier_row_set_item (EtbDossierRow *self, EtbDossierItem *item)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *match = etb_dossier_item_get_match (item);
  g_autofree char *name = g_strdup_printf (
      "%s, %s, %s, %s", etb_dossier_item_get_title (item), etb_dossier_item_get_state_words (item),
      etb_dossier_item_get_detail (item), etb_dossier_item_get_facts (item));

  gtk_label_set_label (self->title, etb_dossier_item_get_title (item));
  gtk_label_set_label (self->detail, etb_dossier_item_get_detail (item));
  gtk_label_set_label (self->facts, etb_dossier_item_get_facts (item));
  gtk_label_set_markup (self->match, match != NULL ? match : "");
  gtk_widget_set_visible (GTK_WIDGET (self->match), match != NULL);
  set_state (self, item);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
