/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who helps, as rows: see the header. Part of EtbPreferencesDialog. */

#include "etb-helper-group.h"

#include <glib/gi18n.h>

#include "etb-assistance.h"
#include "etb-helper-memory.h"

/* After the last letter. */
#define SAVE_DELAY_MS 600

struct _EtbHelperGroup
{
  AdwPreferencesGroup parent_instance;

  GtkEditable *name;
  GtkEditable *organisation;
  GPtrArray *statuses; /* (element-type GtkCheckButton): none, then in the order of the codes */
  guint save_source;
};

enum
{
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbHelperGroup, etb_helper_group, ADW_TYPE_PREFERENCES_GROUP)

/* Of the row that is chosen; "" for the first one, which says nothing. */
static const char *
get_status (EtbHelperGroup *self)
{
  for (guint i = 1; i < self->statuses->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->statuses, i)))
      return etb_assistance_statuses ()[i - 1];
  return "";
}

static void
save (EtbHelperGroup *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autofree char *organisation
      = g_strstrip (g_strdup (gtk_editable_get_text (self->organisation)));
  g_autoptr (GError) error = NULL;

  if (*name == '\0')
    etb_helper_memory_forget ();
  else if (!etb_helper_memory_save (name, organisation, get_status (self), &error))
    g_signal_emit (self, signals[PROBLEM], 0, error->message);
}

static gboolean
on_delay_over (gpointer data)
{
  EtbHelperGroup *self = ETB_HELPER_GROUP (data);

  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (EtbHelperGroup *self)
{
  if (self->save_source != 0)
    g_source_remove (self->save_source);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, on_delay_over, self);
}

static void
etb_helper_group_dispose (GObject *object)
{
  EtbHelperGroup *self = ETB_HELPER_GROUP (object);

  if (self->save_source != 0)
    {
      g_source_remove (self->save_source);
      on_delay_over (self);
    }
  G_OBJECT_CLASS (etb_helper_group_parent_class)->dispose (object);
}

static void
etb_helper_group_finalize (GObject *object)
{
  g_ptr_array_unref (ETB_HELPER_GROUP (object)->statuses);
  G_OBJECT_CLASS (etb_helper_group_parent_class)->finalize (object);
}

static void
etb_helper_group_class_init (EtbHelperGroupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_helper_group_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_helper_group_finalize;
  signals[PROBLEM] = g_signal_new ("problem", ETB_TYPE_HELPER_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkEditable *
add_entry (EtbHelperGroup *self, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_EDITABLE (row);
}

/* One row a status, after a row that says none. @code: "" for that one. */
static void
add_status (EtbHelperGroup *self, const char *code, const char *label, const char *status)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf ("%s %s", _("What are they?"), label);

  if (self->statuses->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (self->statuses, 0));
  g_ptr_array_add (self->statuses, button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_str_equal (code, status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_statuses (EtbHelperGroup *self, const char *status)
{
  const char *const *codes = etb_assistance_statuses ();
  GtkWidget *heading = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (heading), _("What are they?"));
  /* It can be focused, for nothing: Tab would go no further than a row that cannot. */
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), heading);
  add_status (self, "", _("Not said"), status);
  for (guint i = 0; codes[i] != NULL; i++)
    add_status (self, codes[i], etb_assistance_status_label (codes[i]), status);
}

static void
etb_helper_group_init (EtbHelperGroup *self)
{
  g_autoptr (EtbHelper) known = etb_helper_memory_load ();

  self->statuses = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Who helps?"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _("Proposed when help with a dossier begins. Without a name, nobody is remembered."));
  self->name = add_entry (self, _("First name and name"), known != NULL ? known->helper : "");
  self->organisation
      = add_entry (self, _("Organisation"), known != NULL ? known->organisation : "");
  add_statuses (self, known != NULL ? known->status : "");
}

GtkWidget *
etb_helper_group_new (void)
{
  return g_object_new (ETB_TYPE_HELPER_GROUP, NULL);
}
