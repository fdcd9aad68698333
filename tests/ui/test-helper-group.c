/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who helps, as rows: what they show and what they leave behind. */

#include "etb-helper-group.h"

#include "etb-helper-memory.h"
#include "page-fixture.h"

static GtkWidget *
show_group (GtkWidget *window)
{
  GtkWidget *group = etb_helper_group_new ();

  gtk_window_set_child (GTK_WINDOW (window), group);
  return group;
}

static void
type (GtkWidget *group, guint row, const char *text)
{
  GtkWidget *entry = page_fixture_find_nth (group, ADW_TYPE_ENTRY_ROW, NULL, row);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
choose (GtkWidget *group, guint status)
{
  GtkWidget *button = page_fixture_find_nth (group, GTK_TYPE_CHECK_BUTTON, NULL, status);

  g_assert_nonnull (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

static gboolean
is_remembered (gpointer name)
{
  g_autoptr (EtbHelper) known = etb_helper_memory_load ();

  return g_strcmp0 (known != NULL ? known->helper : NULL, name) == 0;
}

static void
what_is_typed_is_remembered_shortly_after (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *group = show_group (window);

  type (group, 0, "  Camille Martin ");
  type (group, 1, "Mairie d’Exemple");
  choose (group, 1);
  page_fixture_wait (is_remembered, (gpointer) "Camille Martin");
  g_autoptr (EtbHelper) known = etb_helper_memory_load ();
  g_assert_cmpstr (known->organisation, ==, "Mairie d’Exemple");
  g_assert_cmpstr (known->status, ==, "agent");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Nobody waits for the group that goes. */
static void
what_is_typed_last_is_remembered_when_the_group_goes (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *group = show_group (window);

  type (group, 0, "Dominique Petit");
  choose (group, 3);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (is_remembered ((gpointer) "Dominique Petit"));
  g_autoptr (EtbHelper) known = etb_helper_memory_load ();
  g_assert_cmpstr (known->status, ==, "benevole");
}

static void
who_is_remembered_is_shown (void)
{
  GtkWidget *window = gtk_window_new ();

  g_assert_true (etb_helper_memory_save ("Claude Roy", "Réseau", "elu", NULL));
  GtkWidget *group = show_group (window);
  GtkWidget *name = page_fixture_find_nth (group, ADW_TYPE_ENTRY_ROW, NULL, 0);
  GtkWidget *elected = page_fixture_find_nth (group, GTK_TYPE_CHECK_BUTTON, NULL, 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Claude Roy");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (elected)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (is_remembered ((gpointer) "Claude Roy"));
}

static void
without_a_name_nobody_is_remembered (void)
{
  GtkWidget *window = gtk_window_new ();

  g_assert_true (etb_helper_memory_save ("Claude Roy", "Réseau", "elu", NULL));
  type (show_group (window), 0, " ");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (is_remembered (NULL));
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add_func ("/helper-group/what-is-typed-is-remembered-shortly-after",
                   what_is_typed_is_remembered_shortly_after);
  g_test_add_func ("/helper-group/what-is-typed-last-is-remembered-when-the-group-goes",
                   what_is_typed_last_is_remembered_when_the_group_goes);
  g_test_add_func ("/helper-group/who-is-remembered-is-shown", who_is_remembered_is_shown);
  g_test_add_func ("/helper-group/without-a-name-nobody-is-remembered",
                   without_a_name_nobody_is_remembered);

  return g_test_run ();
}
