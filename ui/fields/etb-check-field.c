/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several answers out of a list, all in sight. A code that the list does not know is kept.
 * Made by the factory only. */

#include "etb-check-field.h"

#include "etb-field-private.h"
#include "etb-option.h"

struct _EtbCheckField
{
  EtbField parent_instance;

  GPtrArray
      *buttons; /* (element-type GtkCheckButton) one an item of the list, owned by the editor */
  GtkWidget *group;
  char *foreign; /* codes that were stored and are not in the list, or "" */
};

G_DEFINE_FINAL_TYPE (EtbCheckField, etb_check_field, ETB_TYPE_FIELD)

static const char *
value_at (EtbCheckField *self, guint position)
{
  const EtbList *list = etb_field_get_question (ETB_FIELD (self))->list;
  const EtbListItem *item = g_ptr_array_index (list->items, position);

  return item->value;
}

static void
on_button_toggled (GtkCheckButton *button, gpointer user_data)
{
  etb_field_touch (ETB_FIELD (user_data), TRUE);
}

static void
etb_check_field_build (EtbField *field)
{
  EtbCheckField *self = ETB_CHECK_FIELD (field);
  const EtbList *list = etb_field_get_question (field)->list;

  self->group = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                              "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_add_css_class (self->group, "etb-options");

  for (guint i = 0; i < list->items->len; i++)
    {
      const EtbListItem *item = g_ptr_array_index (list->items, i);
      GtkWidget *button = etb_option_new (item->label, item->hint, FALSE);

      gtk_box_append (GTK_BOX (self->group), button);
      g_ptr_array_add (self->buttons, button);
      g_signal_connect (button, "toggled", G_CALLBACK (on_button_toggled), self);
    }

  etb_field_set_editor (field, self->group, self->group);
}

static void
etb_check_field_show_value (EtbField *field, const char *stored)
{
  EtbCheckField *self = ETB_CHECK_FIELD (field);
  g_auto (GStrv) codes = g_strsplit (stored, " ", -1);
  g_autoptr (GString) foreign = g_string_new (NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->buttons, i),
                                 g_strv_contains ((const char *const *)codes, value_at (self, i)));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      gboolean known = *codes[i] == '\0';

      for (guint j = 0; !known && j < self->buttons->len; j++)
        known = g_str_equal (codes[i], value_at (self, j));
      if (!known)
        g_string_append_printf (foreign, " %s", codes[i]);
    }

  g_free (self->foreign);
  self->foreign = g_string_free (g_steal_pointer (&foreign), FALSE);
}

static char *
etb_check_field_get_typed (EtbField *field)
{
  EtbCheckField *self = ETB_CHECK_FIELD (field);
  g_autoptr (GString) typed = g_string_new (NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
      {
        if (typed->len > 0)
          g_string_append_c (typed, ' ');
        g_string_append (typed, value_at (self, i));
      }
  g_string_append (typed, self->foreign);

  return g_strstrip (g_string_free (g_steal_pointer (&typed), FALSE));
}

static void
etb_check_field_set_editable (EtbField *field, gboolean editable)
{
  gtk_widget_set_sensitive (ETB_CHECK_FIELD (field)->group, editable);
}

static void
etb_check_field_focus (EtbField *field)
{
  EtbCheckField *self = ETB_CHECK_FIELD (field);

  if (self->buttons->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->buttons, 0));
}

static void
etb_check_field_finalize (GObject *object)
{
  EtbCheckField *self = ETB_CHECK_FIELD (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->foreign);

  G_OBJECT_CLASS (etb_check_field_parent_class)->finalize (object);
}

static void
etb_check_field_class_init (EtbCheckFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = etb_check_field_finalize;
  field_class->build = etb_check_field_build;
  field_class->show_value = etb_check_field_show_value;
  field_class->get_typed = etb_check_field_get_typed;
  field_class->set_editable = etb_check_field_set_editable;
  field_class->focus = etb_check_field_focus;
}

static void
etb_check_field_init (EtbCheckField *self)
{
  self->buttons = g_ptr_array_new ();
  self->foreign = g_strdup ("");
}
