/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of shortcuts: see the header. Shown by the window. */

#include "etb-shortcuts-dialog.h"

#include <glib/gi18n.h>

#include "etb-undo.h"

struct _EtbShortcutsDialog
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (EtbShortcutsDialog, etb_shortcuts_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  const char *title;
  const char *action;
  const char *keys; /* where they are not the application's own */
} Line;

/* @keys in words: "Ctrl+N". Returns: (transfer full) */
static char *
describe_keys (char **keys)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      guint key;
      GdkModifierType modifiers;

      if (!gtk_accelerator_parse (keys[i], &key, &modifiers))
        continue;
      g_autofree char *label = gtk_accelerator_get_label (key, modifiers);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", label);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
make_row (GtkApplication *application, const Line *line)
{
  g_auto (GStrv) keys = line->keys != NULL
                            ? g_strsplit (line->keys, " ", -1)
                            : gtk_application_get_accels_for_action (application, line->action);
  g_autofree char *words = describe_keys (keys);
  g_autofree char *name = g_strdup_printf (_("%s: %s"), _(line->title), words);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(line->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static GtkWidget *
make_group (GtkApplication *application, const char *title, const Line *lines, guint count)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < count; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (application, &lines[i]));
  return group;
}

static void
etb_shortcuts_dialog_class_init (EtbShortcutsDialogClass *class)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
etb_shortcuts_dialog_init (EtbShortcutsDialog *self)
{
}

GtkWidget *
etb_shortcuts_dialog_new (GtkApplication *application, GtkWindow *parent)
{
  static const Line dossiers[]
      = { { N_("New dossier"), "win.new" }, { N_("Open a dossier"), "win.open" },
                                               { N_("Search my dossiers"), "win.search" },
                                                 { N_("Verify a package"), "win.verify" } };
  static const Line changing[]
      = { { N_("Undo"), NULL, ETB_UNDO_KEYS }, { N_("Redo"), NULL, ETB_REDO_KEYS } };
  static const Line moving[]
      = { { N_("Back"), "win.back" }, { N_("My dossiers"), "win.home" },
                                         { N_("Guide"), "app.guide" },
                                           { N_("Preferences"), "win.preferences" },
                                             { N_("Keyboard shortcuts"), "win.shortcuts" },
                                               { N_("Quit"), "app.quit" } };
  GtkWidget *self;
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *groups = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                    "spacing", 18, "margin-top", 18, "margin-bottom", 18,
                                    "margin-start", 18, "margin-end", 18, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (groups),
                  make_group (application, _("Dossiers"), dossiers, G_N_ELEMENTS (dossiers)));
  gtk_box_append (GTK_BOX (groups),
                  make_group (application, _("Undoing"), changing, G_N_ELEMENTS (changing)));
  gtk_box_append (GTK_BOX (groups),
                  make_group (application, _("Moving about"), moving, G_N_ELEMENTS (moving)));
  g_object_set (scroller, "child", groups, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                "propagate-natural-height", TRUE, "focusable", FALSE, NULL);
  gtk_box_append (GTK_BOX (whole), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (whole), scroller);

  self = g_object_new (ETB_TYPE_SHORTCUTS_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                       _("Keyboard shortcuts"), "default-width", 440, "content", whole, NULL);
  return self;
}
