/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys and words of undoing: see the header. */

#include "etb-undo.h"

#include <glib/gi18n.h>

/* An entry takes the keys even when it has nothing to undo, so that they are caught on their way to
 * it: undoing an answer of a few words as a whole is what one expects. A long text goes back word
 * by word first. */
static gboolean
on_keys (GtkWidget *widget, GVariant *again, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));

      if (g_variant_get_boolean (again) ? gtk_text_buffer_get_can_redo (buffer)
                                        : gtk_text_buffer_get_can_undo (buffer))
        return GDK_EVENT_PROPAGATE;
    }
  gtk_widget_activate_action_variant (widget, "dossier.travel", again);
  return GDK_EVENT_STOP;
}

static void
bind (GtkEventController *controller, const char *keys, gboolean again)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys),
                                            gtk_callback_action_new (on_keys, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (again));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

void
etb_undo_bind_keys (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  bind (controller, ETB_UNDO_KEYS, FALSE);
  bind (controller, ETB_REDO_KEYS, TRUE);
  bind (controller, "<Control>y", TRUE);
  gtk_widget_add_controller (widget, controller);
}

char *
etb_undo_travel (EtbDossier *dossier, gboolean again, char **path)
{
  g_autoptr (EtbStep) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;

  *path = NULL;
  if (again ? !etb_dossier_redo (dossier, &step, &error)
            : !etb_dossier_undo (dossier, &step, &error))
    return g_strdup (error->message);
  *path = etb_dossier_path_of_step (dossier, step);
  what = etb_dossier_describe_step (dossier, step);
  return g_strdup_printf (again ? _ ("Done again: %s") : _ ("Undone: %s"), what);
}
