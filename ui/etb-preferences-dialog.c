/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences as a person sees them: see the header. It holds nothing: its switches are bound
 * to the preferences. Shown by the window. */

#include "etb-preferences-dialog.h"

#include <glib/gi18n.h>

#include "etb-helper-group.h"
#include "etb-wrap-layout.h"

struct _EtbPreferencesDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkSpinButton *text_size;
  GtkWidget *high_contrast;
  GtkWidget *reduced_motion;
  GtkWidget *reopen_dossier;
  GtkWidget *deadline_notices;
  GtkWidget *check_spelling;
};

G_DEFINE_FINAL_TYPE (EtbPreferencesDialog, etb_preferences_dialog, ADW_TYPE_WINDOW)

static gboolean
on_text_size_output (GtkSpinButton *button, EtbPreferencesDialog *self)
{
  g_autofree char *words = g_strdup_printf (_("%d %%"), gtk_spin_button_get_value_as_int (button));

  gtk_editable_set_text (GTK_EDITABLE (button), words);
  return TRUE;
}

/* To the page behind @action of the window that showed the dialog. */
static void
leave_for (EtbPreferencesDialog *self, const char *action)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), action, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_identities (EtbPreferencesDialog *self)
{
  leave_for (self, "win.identities");
}

static void
on_territory (EtbPreferencesDialog *self)
{
  leave_for (self, "win.territory");
}

static void
on_helper_problem (EtbPreferencesDialog *self, const char *message)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (message));
}

static void
etb_preferences_dialog_class_init (EtbPreferencesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ETB_TYPE_HELPER_GROUP);
  g_type_ensure (ETB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/etb-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, text_size);
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, high_contrast);
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, reduced_motion);
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, reopen_dossier);
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, deadline_notices);
  gtk_widget_class_bind_template_child (widget_class, EtbPreferencesDialog, check_spelling);
  gtk_widget_class_bind_template_callback (widget_class, on_text_size_output);
  gtk_widget_class_bind_template_callback (widget_class, on_identities);
  gtk_widget_class_bind_template_callback (widget_class, on_territory);
  gtk_widget_class_bind_template_callback (widget_class, on_helper_problem);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
etb_preferences_dialog_init (EtbPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* On a small screen the window it belongs to says how much room there is. */
static void
fit_into (EtbPreferencesDialog *self, GtkWidget *parent)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (gtk_widget_get_width (parent) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, gtk_widget_get_width (parent)),
                                 MIN (height, gtk_widget_get_height (parent)));
}

GtkWidget *
etb_preferences_dialog_new (EtbPreferences *preferences, GtkWindow *parent)
{
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  EtbPreferencesDialog *self;

  g_return_val_if_fail (ETB_IS_PREFERENCES (preferences), NULL);

  self = g_object_new (ETB_TYPE_PREFERENCES_DIALOG, "transient-for", parent, NULL);
  if (parent != NULL)
    fit_into (self, GTK_WIDGET (parent));
  g_object_bind_property (preferences, "text-size", self->text_size, "value", flags);
  g_object_bind_property (preferences, "high-contrast", self->high_contrast, "active", flags);
  g_object_bind_property (preferences, "reduced-motion", self->reduced_motion, "active", flags);
  g_object_bind_property (preferences, "reopen-dossier", self->reopen_dossier, "active", flags);
  g_object_bind_property (preferences, "deadline-notices", self->deadline_notices, "active", flags);
  g_object_bind_property (preferences, "check-spelling", self->check_spelling, "active", flags);
  return GTK_WIDGET (self);
}
