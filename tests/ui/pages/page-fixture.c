/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "etb-dossier-view.h"
#include "etb-identity.h"
#include "etb-notice.h"
#include "etb-package.h"
#include "etb-page-frame.h"

#define PATIENCE (60 * G_USEC_PER_SEC)

void
page_fixture_init (int *argc, char ***argv)
{
  GtkCssProvider *style;

  gtk_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "");
  adw_init ();
  /* A test moves the focus faster than the cursor's timer understands. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/fr/etabli/Etabli/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (style);
}

void
page_fixture_run (void)
{
  const int status = g_test_run ();

  fflush (NULL);
  quick_exit (status);
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  if (dir != NULL)
    g_dir_close (dir);
  g_rmdir (folder);
}

char *
page_fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static char *
sample_path (const char *sample, const char *name)
{
  return g_build_filename (g_getenv ("ETB_SAMPLES"), sample, name, NULL);
}

static void
note_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;
  const char *scope = g_object_get_data (G_OBJECT (action), "scope");

  g_string_append_printf (fixture->actions, "%s.%s", scope, g_action_get_name (G_ACTION (action)));
  if (parameter != NULL)
    g_string_append_printf (fixture->actions, " %s", g_variant_get_string (parameter, NULL));
  g_string_append_c (fixture->actions, '\n');
}

static void
add_actions (Fixture *fixture, const char *scope, const char *const *names)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const gboolean with_text = g_str_has_suffix (names[i], "(s)");
      g_autofree char *name = g_strndup (names[i], strlen (names[i]) - (with_text ? 3 : 0));
      g_autoptr (GSimpleAction) action
          = g_simple_action_new (name, with_text ? G_VARIANT_TYPE_STRING : NULL);

      g_object_set_data (G_OBJECT (action), "scope", (gpointer)scope);
      g_signal_connect (action, "activate", G_CALLBACK (note_action), fixture);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->window, scope, G_ACTION_GROUP (group));
}

static void
make_window (Fixture *fixture)
{
  static const char *const dossier_actions[]
      = { "reveal(s)", "task(s)",    "pieces",  "tasks",    "review",         "sign",
          "done",      "edition(s)", "page(s)", "end-help", "extend-help(s)", NULL };
  static const char *const window_actions[]
      = { "home",           "new",        "open", "open-file(s)", "look(s)", "verify",
          "verify-file(s)", "other-date", NULL };
  const char *width = g_getenv ("ETB_TEST_WIDTH");
  const char *height = g_getenv ("ETB_TEST_HEIGHT");

  fixture->actions = g_string_new (NULL);
  fixture->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width != NULL ? atoi (width) : 1000,
                               height != NULL ? atoi (height) : 780);
  add_actions (fixture, "dossier", dossier_actions);
  add_actions (fixture, "win", window_actions);
}

void
page_fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const char *sample = data;
  const gboolean fnt = sample != NULL && g_str_has_prefix (sample, "fnt");
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  fixture->folder = g_dir_make_tmp ("etabli-pages-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->territory = etb_territory_new (&error);
  g_assert_no_error (error);
  call = etb_call_new_from_file (g_getenv ("ETB_CALL"), &error);
  g_assert_no_error (error);
  file = page_fixture_path (fixture, "essai.etabli");
  fixture->dossier = etb_dossier_create (file, call, fnt ? "FNT" : "FT", &error);
  g_assert_no_error (error);
  if (sample != NULL)
    {
      g_autofree char *answers = sample_path (sample, "answers.xml");

      etb_dossier_fill (fixture->dossier, answers, &error);
      g_assert_no_error (error);
    }
  make_window (fixture);
}

void
page_fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  page_fixture_spin ();
  g_clear_object (&fixture->dossier);
  g_clear_object (&fixture->territory);
  g_string_free (fixture->actions, TRUE);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
page_fixture_set (Fixture *fixture, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;

  etb_dossier_set_answer (fixture->dossier, path, value, &error);
  g_assert_no_error (error);
}

static void
attach_pieces (Fixture *fixture, const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (name, "__", 2);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbAttachment) attachment
          = etb_dossier_attach (fixture->dossier, parts[0], file, &error);

      g_assert_no_error (error);
    }
  g_dir_close (dir);
}

void
page_fixture_complete (Fixture *fixture)
{
  const gboolean fnt = g_str_equal (etb_dossier_get_track (fixture->dossier), "FNT");
  g_autofree char *pieces
      = sample_path (fnt ? "fnt-commune-qpv-occitanie" : "ft-association-rurale", "pieces");
  GPtrArray *missing;

  attach_pieces (fixture, pieces);
  if (!fnt)
    page_fixture_set (fixture, "/dossier/attestations/engagement-republicain", "oui");
  missing = etb_evaluation_get_missing (etb_dossier_get_evaluation (fixture->dossier));
  for (guint i = 0; i < missing->len; i++)
    g_test_message ("missing: %s", ((EtbProblem *)g_ptr_array_index (missing, i))->path);
  g_assert_true (etb_evaluation_is_complete (etb_dossier_get_evaluation (fixture->dossier)));
}

void
page_fixture_show (Fixture *fixture, GtkWidget *page)
{
  /* GTK goes wrong when what has the focus goes away with the page before. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  page_fixture_spin ();
}

char *
page_fixture_make_identity (Fixture *fixture)
{
  char *file = page_fixture_path (fixture, "identite.p12");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity
      = etb_identity_create ("Hélène Marsaud", file, "motdepasse", now, &error);

  g_assert_no_error (error);
  return file;
}

char *
page_fixture_make_package (Fixture *fixture)
{
  char *file = page_fixture_path (fixture, "paquet.asice");
  g_autofree char *p12 = page_fixture_make_identity (fixture);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity = etb_identity_open (p12, "motdepasse", &error);

  g_assert_no_error (error);
  etb_package_export (fixture->dossier, file, &(EtbSigning){ identity, now }, fixture->territory,
                      NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  if (ETB_IS_NOTICE (widget))
    return etb_notice_get_text (ETB_NOTICE (widget));
  if (GTK_IS_BUTTON (widget))
    {
      GtkWidget *child = gtk_button_get_child (GTK_BUTTON (widget));

      return GTK_IS_LABEL (child) ? gtk_label_get_label (GTK_LABEL (child)) : NULL;
    }
  return NULL;
}

/* Walks what is visible; @skip counts down the matches to pass by. */
static GtkWidget *
walk (GtkWidget *widget, GType type, const char *text, guint *skip)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      const char *own = text_of (widget);

      if (text == NULL || (own != NULL && strstr (own, text) != NULL))
        {
          if (*skip == 0)
            return widget;
          *skip -= 1;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = walk (child, type, text, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
page_fixture_find_nth (GtkWidget *root, GType type, const char *text, guint n)
{
  return walk (root, type, text, &n);
}

GtkWidget *
page_fixture_find (GtkWidget *root, GType type, const char *text)
{
  return page_fixture_find_nth (root, type, text, 0);
}

guint
page_fixture_count (GtkWidget *root, GType type, const char *text)
{
  guint left = G_MAXUINT;

  walk (root, type, text, &left);
  return G_MAXUINT - left;
}

GtkWidget *
page_fixture_child (GtkWidget *part, const char *id)
{
  GObject *child = gtk_widget_get_template_child (part, G_OBJECT_TYPE (part), id);

  g_assert_true (GTK_IS_WIDGET (child));
  return GTK_WIDGET (child);
}

void
page_fixture_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
page_fixture_wait (Condition until, gpointer data)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  /* Wakes the loop for conditions that no event announces. */
  const guint tick = g_timeout_add (10, on_tick, NULL);

  while (!until (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
has_dossier_view (gpointer window)
{
  return page_fixture_find (window, ETB_TYPE_DOSSIER_VIEW, NULL) != NULL;
}

/* One application for all tests of a program: its name on the bus is taken once. */
EtbWindow *
page_fixture_make_window (void)
{
  static EtbApplication *application = NULL;
  EtbWindow *window;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    application = etb_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  window = etb_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

GtkWidget *
page_fixture_open (EtbWindow *window, const char *file)
{
  etb_window_open_file (window, file);
  page_fixture_wait (has_dossier_view, window);
  return page_fixture_find (GTK_WIDGET (window), ETB_TYPE_DOSSIER_VIEW, NULL);
}

/* Whether a page that is seen appends its parts by frames. */
static gboolean
is_appending (GtkWidget *widget)
{
  if (ETB_IS_PAGE_FRAME (widget) && gtk_widget_get_mapped (widget)
      && etb_page_frame_is_appending (ETB_PAGE_FRAME (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_appending (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_any_appending (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (is_appending (window))
        return TRUE;
    }
  return FALSE;
}

void
page_fixture_spin (void)
{
  do
    while (g_main_context_iteration (NULL, FALSE))
      ;
  while (is_any_appending () && g_main_context_iteration (NULL, TRUE));
}

/* What the window looks like. Returns: (nullable): NULL before its first frame */
static GskRenderNode *
draw (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
is_drawn (gpointer data)
{
  g_autoptr (GskRenderNode) node = draw (data);

  return node != NULL;
}

void
page_fixture_picture (Fixture *fixture, const char *name)
{
  const char *folder = g_getenv ("ETB_TEST_PICTURES");
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *base = g_strconcat (name, ".png", NULL);
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;
  page_fixture_wait (is_drawn, fixture->window);
  page_fixture_spin ();
  file = g_build_filename (folder, base, NULL);
  node = draw (fixture->window);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (fixture->window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}
