/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One-line answers. The shapes table is the whole difference between their types.
 * Made by the factory only. */

#include "etb-entry-field.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-amount.h"
#include "etb-dossier-finding.h"
#include "etb-field-private.h"

struct _EtbEntryField
{
  EtbField parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (EtbEntryField, etb_entry_field, ETB_TYPE_FIELD)

typedef struct
{
  EtbValueType type;
  int width; /* in characters; 0: the whole line */
  GtkInputPurpose purpose;
  gboolean figures; /* right-aligned, figures of one width */
} Shape;

static const Shape shapes[] = {
  { ETB_VALUE_TEXT, 0, GTK_INPUT_PURPOSE_FREE_FORM, FALSE },
  { ETB_VALUE_INTEGER, 12, GTK_INPUT_PURPOSE_DIGITS, TRUE },
  { ETB_VALUE_DECIMAL, 12, GTK_INPUT_PURPOSE_NUMBER, TRUE },
  { ETB_VALUE_AMOUNT, 16, GTK_INPUT_PURPOSE_NUMBER, TRUE },
  { ETB_VALUE_SIRET, 20, GTK_INPUT_PURPOSE_DIGITS, FALSE },
  { ETB_VALUE_RNA, 14, GTK_INPUT_PURPOSE_FREE_FORM, FALSE },
  { ETB_VALUE_IBAN, 36, GTK_INPUT_PURPOSE_FREE_FORM, FALSE },
  { ETB_VALUE_EMAIL, 36, GTK_INPUT_PURPOSE_EMAIL, FALSE },
  { ETB_VALUE_PHONE, 20, GTK_INPUT_PURPOSE_PHONE, FALSE },
  { ETB_VALUE_POSTCODE, 8, GTK_INPUT_PURPOSE_DIGITS, FALSE },
  { ETB_VALUE_COMMUNE, 8, GTK_INPUT_PURPOSE_FREE_FORM, FALSE },
  { ETB_VALUE_QPV, 12, GTK_INPUT_PURPOSE_FREE_FORM, FALSE },
};

/* Entries may shrink to this many characters in a narrow window. */
#define MIN_WIDTH 6

static const Shape *
shape_of (EtbValueType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i].type == type)
      return &shapes[i];

  return &shapes[0];
}

static void
on_entry_changed (GtkEditable *editable, gpointer user_data)
{
  etb_field_touch (ETB_FIELD (user_data), FALSE);
}

static void
on_entry_activate (GtkEntry *entry, gpointer user_data)
{
  etb_field_commit (ETB_FIELD (user_data));
}

/* The unit stands beside the entry, so that it is known before anything is typed. */
static GtkWidget *
build_amount (EtbEntryField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *unit = gtk_label_new ("€");

  gtk_accessible_update_property (GTK_ACCESSIBLE (unit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("in euros"), -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), unit);

  return box;
}

/* Whether this is the answer that the page with the map fills in. */
static gboolean
is_on_the_map (EtbField *field)
{
  EtbCall *call = etb_dossier_get_call (etb_field_get_dossier (field));

  return g_strcmp0 (etb_call_get_roles (call)->qpv, etb_field_get_path (field)) == 0;
}

static GtkWidget *
build_qpv (EtbEntryField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *map = gtk_button_new ();

  etb_button_set_words (map, _ ("_Find it on a map…"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (map), "dossier.page::territory");
  gtk_widget_set_halign (map, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), map);
  return box;
}

/* What the map told when the place was looked up: it may speak against “inside” above it. */
static void
tell_finding (EtbField *field)
{
  const EtbFinding *finding = etb_dossier_get_finding (etb_field_get_dossier (field));
  g_autofree char *words
      = finding != NULL ? g_strdup_printf (_ ("What the map told: %s"), finding->words) : NULL;

  etb_field_frame_set_counter (etb_field_get_frame (field), words, FALSE);
}

static GtkWidget *
build_editor (EtbEntryField *self, EtbValueType type)
{
  if (type == ETB_VALUE_AMOUNT)
    return build_amount (self);
  if (type == ETB_VALUE_QPV && is_on_the_map (ETB_FIELD (self)))
    return build_qpv (self);
  return self->entry;
}

static void
etb_entry_field_build (EtbField *field)
{
  EtbEntryField *self = ETB_ENTRY_FIELD (field);
  EtbValueType type = etb_field_get_value_type (field);
  const Shape *shape = shape_of (type);
  GtkWidget *editor;

  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), shape->purpose);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), MIN_WIDTH);
  if (shape->width > 0)
    gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), shape->width);
  if (shape->figures)
    {
      gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
      gtk_widget_add_css_class (self->entry, "etb-figures");
    }

  editor = build_editor (self, type);
  gtk_widget_set_halign (editor, shape->width > 0 ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  etb_field_set_editor (field, editor, self->entry);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate), self);
}

static void
etb_entry_field_show_value (EtbField *field, const char *stored)
{
  EtbEntryField *self = ETB_ENTRY_FIELD (field);
  EtbValueType type = etb_field_get_value_type (field);
  g_autofree char *shown = NULL;

  if (type == ETB_VALUE_AMOUNT)
    shown = etb_amount_show (stored);
  else
    shown = etb_value_format (type, stored);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  if (type == ETB_VALUE_QPV && is_on_the_map (field))
    tell_finding (field);
}

static char *
etb_entry_field_get_typed (EtbField *field)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (ETB_ENTRY_FIELD (field)->entry)));
}

static void
etb_entry_field_set_editable (EtbField *field, gboolean editable)
{
  GtkWidget *entry = ETB_ENTRY_FIELD (field)->entry;

  gtk_editable_set_editable (GTK_EDITABLE (entry), editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  !editable, -1);
  if (editable)
    gtk_widget_remove_css_class (entry, "etb-read-only");
  else
    gtk_widget_add_css_class (entry, "etb-read-only");
}

static void
etb_entry_field_class_init (EtbEntryFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  field_class->build = etb_entry_field_build;
  field_class->show_value = etb_entry_field_show_value;
  field_class->get_typed = etb_entry_field_get_typed;
  field_class->set_editable = etb_entry_field_set_editable;
}

static void
etb_entry_field_init (EtbEntryField *self)
{
}
