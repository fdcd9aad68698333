/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One answer out of few, all of them in sight. An optional answer can be taken back. A choice that
 * is a deadline of the call says so once it is over; it can still be chosen, for a dossier that
 * went out in time. Made by the factory only. */

#include "etb-radio-field.h"

#include <glib/gi18n-lib.h>

#include "etb-calendar.h"
#include "etb-field-private.h"
#include "etb-option.h"

struct _EtbRadioField
{
  EtbField parent_instance;

  GPtrArray *values;  /* (element-type utf8) canonical, owned by the call or static */
  GPtrArray *buttons; /* (element-type GtkCheckButton), as many, owned by the editor */
  GtkWidget *group;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (EtbRadioField, etb_radio_field, ETB_TYPE_FIELD)

static GtkCheckButton *
find_active (EtbRadioField *self, const char **value)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkCheckButton *button = g_ptr_array_index (self->buttons, i);

      if (gtk_check_button_get_active (button))
        {
          if (value != NULL)
            *value = g_ptr_array_index (self->values, i);
          return button;
        }
    }

  return NULL;
}

/* With nothing to take back yet it is only its place: what is below stays under the pointer when
 * one answers. */
static void
update_clear (EtbRadioField *self)
{
  const gboolean has_answer = find_active (self, NULL) != NULL;

  gtk_widget_set_visible (self->clear, !etb_field_is_required (ETB_FIELD (self))
                                           && gtk_widget_get_sensitive (self->group));
  gtk_widget_set_sensitive (self->clear, has_answer);
  gtk_widget_set_opacity (self->clear, has_answer ? 1 : 0);
}

static void
on_button_toggled (GtkCheckButton *button, gpointer user_data)
{
  EtbRadioField *self = ETB_RADIO_FIELD (user_data);

  /* The button that goes off says nothing: the one that goes on does. */
  if (gtk_check_button_get_active (button))
    etb_field_touch (ETB_FIELD (self), TRUE);
  update_clear (self);
}

static void
on_clear_clicked (GtkButton *clear, gpointer user_data)
{
  EtbRadioField *self = ETB_RADIO_FIELD (user_data);
  GtkCheckButton *active = find_active (self, NULL);

  if (active == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (active));
  gtk_check_button_set_active (active, FALSE);
  etb_field_touch (ETB_FIELD (self), TRUE);
}

static void
add_choice (EtbRadioField *self, const char *value, const char *label, const char *hint)
{
  GtkCheckButton *first = self->buttons->len > 0 ? g_ptr_array_index (self->buttons, 0) : NULL;
  GtkWidget *button = etb_option_new (label, hint, TRUE);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
  gtk_box_append (GTK_BOX (self->group), button);
  g_ptr_array_add (self->values, (gpointer)value);
  g_ptr_array_add (self->buttons, button);
  g_signal_connect (button, "toggled", G_CALLBACK (on_button_toggled), self);
}

static void
add_item (EtbRadioField *self, const EtbListItem *item)
{
  EtbDossier *dossier = etb_field_get_dossier (ETB_FIELD (self));
  g_autoptr (GDateTime) at = etb_dossier_get_at (dossier);
  g_autofree char *hint = NULL;

  if (etb_calendar_is_past (etb_dossier_get_call (dossier), item->value, at))
    hint = g_strjoin (" ", _ ("This date is over."), item->hint, NULL);
  add_choice (self, item->value, item->label, hint != NULL ? hint : item->hint);
}

static void
add_choices (EtbRadioField *self)
{
  const EtbList *list = etb_field_get_question (ETB_FIELD (self))->list;

  if (list == NULL)
    {
      add_choice (self, "oui", C_ ("answer", "Yes"), NULL);
      add_choice (self, "non", C_ ("answer", "No"), NULL);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->group), GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_homogeneous (GTK_BOX (self->group), TRUE);
      gtk_widget_set_halign (self->group, GTK_ALIGN_START);
      return;
    }

  for (guint i = 0; i < list->items->len; i++)
    add_item (self, g_ptr_array_index (list->items, i));
}

static void
etb_radio_field_build (EtbField *field)
{
  EtbRadioField *self = ETB_RADIO_FIELD (field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->group = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP,
                              "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_add_css_class (self->group, "etb-options");
  add_choices (self);

  self->clear = gtk_button_new_with_label (_ ("Clear the answer"));
  gtk_widget_add_css_class (self->clear, "etb-link");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_halign (self->clear, GTK_ALIGN_START);
  g_signal_connect (self->clear, "clicked", G_CALLBACK (on_clear_clicked), self);

  gtk_box_append (GTK_BOX (box), self->group);
  gtk_box_append (GTK_BOX (box), self->clear);
  etb_field_set_editor (field, box, self->group);
}

static void
etb_radio_field_show_value (EtbField *field, const char *stored)
{
  EtbRadioField *self = ETB_RADIO_FIELD (field);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->buttons, i),
                                 g_str_equal (g_ptr_array_index (self->values, i), stored));
  update_clear (self);
}

static char *
etb_radio_field_get_typed (EtbField *field)
{
  const char *value = "";

  find_active (ETB_RADIO_FIELD (field), &value);

  return g_strdup (value);
}

static void
etb_radio_field_set_editable (EtbField *field, gboolean editable)
{
  EtbRadioField *self = ETB_RADIO_FIELD (field);

  gtk_widget_set_sensitive (self->group, editable);
  update_clear (self);
}

static void
etb_radio_field_focus (EtbField *field)
{
  EtbRadioField *self = ETB_RADIO_FIELD (field);
  GtkCheckButton *button = find_active (self, NULL);

  if (button == NULL && self->buttons->len > 0)
    button = g_ptr_array_index (self->buttons, 0);
  if (button != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (button));
}

static void
etb_radio_field_finalize (GObject *object)
{
  EtbRadioField *self = ETB_RADIO_FIELD (object);

  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->buttons);

  G_OBJECT_CLASS (etb_radio_field_parent_class)->finalize (object);
}

static void
etb_radio_field_class_init (EtbRadioFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = etb_radio_field_finalize;
  field_class->build = etb_radio_field_build;
  field_class->show_value = etb_radio_field_show_value;
  field_class->get_typed = etb_radio_field_get_typed;
  field_class->set_editable = etb_radio_field_set_editable;
  field_class->focus = etb_radio_field_focus;
}

static void
etb_radio_field_init (EtbRadioField *self)
{
  self->values = g_ptr_array_new ();
  self->buttons = g_ptr_array_new ();
}
