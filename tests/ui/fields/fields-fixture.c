/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of fields share. */

#include "fields-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "etb-field-factory.h"

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

void
fixture_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  /* gtk_test_init() leaves the C locale: figures and dates would not be those of people. */
  setlocale (LC_ALL, "fr_FR.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  adw_init ();
}

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  self->folder = g_dir_make_tmp ("etabli-fields-XXXXXX", &error);
  g_assert_no_error (error);
  self->call = etb_call_new_from_file (g_getenv ("ETB_TEST_CALL"), &error);
  g_assert_no_error (error);
  self->territory = etb_territory_new (&error);
  g_assert_no_error (error);
  file = g_build_filename (self->folder, "essai.etabli", NULL);
  self->dossier = etb_dossier_create (file, self->call, "V1", &error);
  g_assert_no_error (error);

  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 700);
}

static gboolean
on_window_tick (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  guint *frames = user_data;

  return --*frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* A window keeps the widget that had the focus, once it is removed, until it has drawn again. */
static void
forget_focus (Fixture *self)
{
  guint frames = 2;

  if (!gtk_widget_get_mapped (self->window))
    return;

  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  gtk_widget_add_tick_callback (self->window, on_window_tick, &frames, NULL);
  while (frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  forget_focus (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  fixture_settle ();
  etb_dossier_close (self->dossier, NULL);
  g_assert_finalize_object (self->dossier);
  g_clear_object (&self->territory);
  g_clear_object (&self->call);
  remove_folder (self->folder);
  g_free (self->folder);
}

void
fixture_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

const EtbPage *
fixture_find_page (Fixture *self, const char *id)
{
  GPtrArray *tasks = etb_call_get_tasks (self->call);

  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      for (guint j = 0; j < task->pages->len; j++)
        {
          const EtbPage *page = g_ptr_array_index (task->pages, j);

          if (g_str_equal (page->id, id))
            return page;
        }
    }

  g_assert_not_reached ();
}

const EtbItem *
fixture_find_item (Fixture *self, const char *page, EtbItemKind kind)
{
  GPtrArray *items = fixture_find_page (self, page)->items;

  for (guint i = 0; i < items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (items, i);

      if (item->kind == kind)
        return item;
    }

  g_assert_not_reached ();
}

GtkWidget *
fixture_show (Fixture *self, GtkWidget *widget)
{
  gtk_window_set_child (GTK_WINDOW (self->window), widget);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_window_is_active (GTK_WINDOW (self->window)))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle ();

  return widget;
}

GtkWidget *
fixture_show_field (Fixture *self, const char *path)
{
  const EtbItem *question = etb_call_find_item (self->call, path);
  GtkWidget *field = etb_field_new_for (self->dossier, self->territory, question, path);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Ailleurs"));
  gtk_box_append (GTK_BOX (box), field);
  fixture_show (self, box);

  return field;
}

void
fixture_leave (Fixture *self)
{
  GtkWidget *box = gtk_window_get_child (GTK_WINDOW (self->window));

  gtk_widget_grab_focus (gtk_widget_get_first_child (box));
  fixture_settle ();
}

static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (!gtk_widget_get_visible (child))
        continue;
      if (g_type_is_a (G_OBJECT_TYPE (child), type) && (*n)-- == 0)
        return child;
      found = find_nth (child, type, n);
      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
fixture_find_nth (GtkWidget *root, GType type, guint n)
{
  return find_nth (root, type, &n);
}

GtkWidget *
fixture_find (GtkWidget *root, GType type)
{
  return fixture_find_nth (root, type, 0);
}

GtkWidget *
fixture_find_label (GtkWidget *root, const char *text)
{
  GtkWidget *label;

  for (guint i = 0; (label = fixture_find_nth (root, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
      return label;

  return NULL;
}

GtkWidget *
fixture_find_button (GtkWidget *root, const char *text)
{
  GtkWidget *button;

  for (guint i = 0; (button = fixture_find_nth (root, GTK_TYPE_WIDGET, i)) != NULL; i++)
    if ((GTK_IS_BUTTON (button) || GTK_IS_CHECK_BUTTON (button))
        && fixture_find_label (button, text) != NULL)
      return button;

  return NULL;
}

gboolean
fixture_press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  fixture_settle ();

  return handled;
}

void
fixture_assert_answer (Fixture *self, const char *path, const char *expected)
{
  g_autofree char *answer = etb_dossier_get_answer (self->dossier, path);

  g_assert_cmpstr (answer, ==, expected);
}

/* What a screen reader names when @widget has the focus: an entry for the text inside it. Returns:
 * (nullable): NULL for what is no control */
static GtkAccessible *
named_part (GtkWidget *widget)
{
  GtkAccessibleRole role;

  if (GTK_IS_TEXT (widget))
    widget = gtk_widget_get_parent (widget);
  role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  if (role == GTK_ACCESSIBLE_ROLE_GENERIC || role == GTK_ACCESSIBLE_ROLE_WINDOW
      || role == GTK_ACCESSIBLE_ROLE_WIDGET)
    return NULL;

  return GTK_ACCESSIBLE (widget);
}

guint
fixture_assert_named (GtkWidget *root)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAccessible *named = NULL;

      if (!gtk_widget_get_visible (child))
        continue;
      if (gtk_widget_get_focusable (child))
        named = named_part (child);
      if (named != NULL)
        {
          n++;
          if (!gtk_test_accessible_has_property (named, GTK_ACCESSIBLE_PROPERTY_LABEL)
              && !gtk_test_accessible_has_relation (named, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
            g_error ("A %s takes the focus and has no name", G_OBJECT_TYPE_NAME (named));
        }
      n += fixture_assert_named (child);
    }

  return n;
}
