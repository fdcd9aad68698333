/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is preferred is kept, with the settings installed or not, and the program looks like it. */

#include "etb-preferences.h"

#include "etb-appearance.h"
#include "page-fixture.h"

static const char *const switches[]
    = { "high-contrast", "reduced-motion", "reopen-dossier", "deadline-notices" };

static void
to_begin_with_all_is_as_the_desktop_has_it (void)
{
  g_autoptr (EtbPreferences) preferences = etb_preferences_new ();

  g_assert_cmpuint (etb_preferences_get_text_size (preferences), ==, 100);
  g_assert_false (etb_preferences_get_high_contrast (preferences));
  g_assert_false (etb_preferences_get_reduced_motion (preferences));
  g_assert_true (etb_preferences_get_reopen_dossier (preferences));
  g_assert_true (etb_preferences_get_deadline_notices (preferences));
}

/* The settings of the session are in memory: they last as long as the process. */
static void
what_is_preferred_is_kept (void)
{
  g_autoptr (EtbPreferences) first = etb_preferences_new ();
  g_autoptr (EtbPreferences) second = NULL;

  g_object_set (first, "text-size", 150, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      gboolean before;

      g_object_get (first, switches[i], &before, NULL);
      g_object_set (first, switches[i], !before, NULL);
    }
  second = etb_preferences_new ();
  g_assert_cmpuint (etb_preferences_get_text_size (second), ==, 150);
  g_assert_true (etb_preferences_get_high_contrast (second));
  g_assert_true (etb_preferences_get_reduced_motion (second));
  g_assert_false (etb_preferences_get_reopen_dossier (second));
  g_assert_false (etb_preferences_get_deadline_notices (second));
  g_object_set (first, "text-size", 100, "high-contrast", FALSE, "reduced-motion", FALSE,
                "reopen-dossier", TRUE, "deadline-notices", TRUE, NULL);
  g_assert_cmpuint (etb_preferences_get_text_size (second), ==, 100);
}

/* A process of its own: schemas are looked for once. */
static void
settings_that_are_not_installed_are_done_without (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (EtbPreferences) preferences = etb_preferences_new ();

      g_object_set (preferences, "text-size", 200, "reopen-dossier", FALSE, NULL);
      g_assert_cmpuint (etb_preferences_get_text_size (preferences), ==, 200);
      g_assert_false (etb_preferences_get_reopen_dossier (preferences));
      g_assert_true (etb_preferences_get_deadline_notices (preferences));
      return;
    }
  g_autofree char *folder = g_strdup (g_getenv ("GSETTINGS_SCHEMA_DIR"));

  g_assert_nonnull (folder);
  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_setenv ("GSETTINGS_SCHEMA_DIR", folder, TRUE);
  g_test_trap_assert_passed ();
}

static int
get_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi : 96 * 1024;
}

static int
measure_height (GtkWidget *label)
{
  int height;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

static void
text_is_as_large_as_preferred (void)
{
  static const struct
  {
    guint size;
    double ratio;
  } cases[] = { { 150, 1.5 }, { 200, 2.0 }, { 110, 1.1 }, { 100, 1.0 } };
  g_autoptr (EtbPreferences) preferences = etb_preferences_new ();
  g_autoptr (EtbAppearance) appearance
      = etb_appearance_new (preferences, gdk_display_get_default ());
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("Dossier");
  const int dpi = get_dpi ();
  int height;

  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  page_fixture_spin ();
  height = measure_height (label);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_object_set (preferences, "text-size", cases[i].size, NULL);
      page_fixture_spin ();
      g_assert_cmpfloat_with_epsilon (get_dpi (), dpi * cases[i].ratio, 1);
      g_assert_cmpfloat_with_epsilon (measure_height (label), height * cases[i].ratio, 2);
    }
  g_object_set (preferences, "text-size", 200, NULL);
  g_clear_object (&appearance);
  g_assert_cmpint (get_dpi (), ==, dpi);
  g_object_set (preferences, "text-size", 100, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
moves (void)
{
  gboolean moves;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &moves, NULL);
  return moves;
}

static void
motion_is_taken_away_and_given_back (void)
{
  g_autoptr (EtbPreferences) preferences = etb_preferences_new ();
  g_autoptr (EtbAppearance) appearance
      = etb_appearance_new (preferences, gdk_display_get_default ());
  const gboolean before = moves ();

  g_object_set (preferences, "reduced-motion", TRUE, NULL);
  g_assert_false (moves ());
  g_object_set (preferences, "reduced-motion", FALSE, NULL);
  g_assert_true (moves () == before);
}

static double
strength_of (GtkWidget *label)
{
  GdkRGBA color;

  page_fixture_spin ();
  gtk_style_context_get_color (gtk_widget_get_style_context (label), &color);
  return color.alpha;
}

static void
high_contrast_makes_quiet_words_strong (void)
{
  g_autoptr (EtbPreferences) preferences = etb_preferences_new ();
  g_autoptr (EtbAppearance) appearance = NULL;
  g_autoptr (GtkCssProvider) usual = gtk_css_provider_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *plain = gtk_label_new ("Dossier");
  GtkWidget *quiet = gtk_label_new ("Dossier");

  gtk_css_provider_load_from_resource (usual, "/fr/etabli/Etabli/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (usual),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_widget_add_css_class (quiet, "etb-quiet");
  gtk_box_append (GTK_BOX (box), plain);
  gtk_box_append (GTK_BOX (box), quiet);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  appearance = etb_appearance_new (preferences, gdk_display_get_default ());

  g_assert_cmpfloat (strength_of (quiet), <, strength_of (plain));
  g_object_set (preferences, "high-contrast", TRUE, NULL);
  g_assert_cmpfloat (strength_of (quiet), ==, strength_of (plain));
  g_object_set (preferences, "high-contrast", FALSE, NULL);
  g_assert_cmpfloat (strength_of (quiet), <, strength_of (plain));

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (usual));
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add_func ("/preferences/to-begin-with-all-is-as-the-desktop-has-it",
                   to_begin_with_all_is_as_the_desktop_has_it);
  g_test_add_func ("/preferences/what-is-preferred-is-kept", what_is_preferred_is_kept);
  g_test_add_func ("/preferences/settings-that-are-not-installed-are-done-without",
                   settings_that_are_not_installed_are_done_without);
  g_test_add_func ("/preferences/text-is-as-large-as-preferred", text_is_as_large_as_preferred);
  g_test_add_func ("/preferences/motion-is-taken-away-and-given-back",
                   motion_is_taken_away_and_given_back);
  g_test_add_func ("/preferences/high-contrast-makes-quiet-words-strong",
                   high_contrast_makes_quiet_words_strong);

  return g_test_run ();
}
