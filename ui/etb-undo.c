/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys and words of undoing: see the header. */

#include "etb-undo.h"

#include <glib/gi18n.h>

static void
bind (GtkWidgetClass *widget_class, const char *keys, gboolean again)
{
  guint key;
  GdkModifierType modifiers;

  if (gtk_accelerator_parse (keys, &key, &modifiers))
    gtk_widget_class_add_binding_action (widget_class, key, modifiers, "dossier.travel", "b",
                                         again);
}

void
etb_undo_bind_keys (GtkWidgetClass *widget_class)
{
  bind (widget_class, ETB_UNDO_KEYS, FALSE);
  bind (widget_class, ETB_REDO_KEYS, TRUE);
  bind (widget_class, "<Control>y", TRUE);
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
