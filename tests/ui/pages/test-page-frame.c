/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of a page: under real keys, its start and its end are two keys away, wherever the focus
 * is but in what has a text of its own; what is long comes by frames. */

#include "etb-page-frame.h"
#include "page-fixture.h"

#define PROGRAM "xdotool"
#define PARTS   60

static GtkAdjustment *
get_adjustment (EtbPageFrame *frame)
{
  return gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (page_fixture_child (GTK_WIDGET (frame), "scroller")));
}

static gboolean
is_at_start (gpointer data)
{
  return gtk_adjustment_get_value (get_adjustment (data)) <= 0;
}

static gboolean
is_at_end (gpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (data);
  const double last
      = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return last > 0 && gtk_adjustment_get_value (adjustment) >= last;
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* A page much longer than the window, of buttons. */
static EtbPageFrame *
show_long_page (Fixture *fixture)
{
  EtbPageFrame *frame = g_object_new (ETB_TYPE_PAGE_FRAME, NULL);

  etb_page_frame_set_title (frame, "Une longue page");
  for (guint i = 0; i < PARTS; i++)
    {
      g_autofree char *label = g_strdup_printf ("Partie %u", i + 1);

      etb_page_frame_append (frame, gtk_button_new_with_label (label));
    }
  page_fixture_show (fixture, GTK_WIDGET (frame));
  gtk_window_present (GTK_WINDOW (fixture->window));
  page_fixture_wait (is_active, fixture->window);
  return frame;
}

static void
press (const char *key)
{
  const char *argv[] = { PROGRAM, "key", key, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
test_control_home_and_end_go_to_both_ends (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path (PROGRAM);
  EtbPageFrame *frame = show_long_page (fixture);

  if (program == NULL)
    {
      g_test_skip (PROGRAM " is not installed");
      return;
    }
  etb_page_frame_focus_heading (frame);
  g_assert_true (is_at_start (frame));
  press ("ctrl+End");
  page_fixture_wait (is_at_end, frame);
  press ("ctrl+Home");
  page_fixture_wait (is_at_start, frame);
  gtk_widget_grab_focus (page_fixture_find (GTK_WIDGET (frame), GTK_TYPE_BUTTON, "Partie 2"));
  press ("ctrl+KP_End");
  page_fixture_wait (is_at_end, frame);
}

/* ---- By frames --------------------------------------------------------------------------------
 */

/* Parts of a page; the last says that none follows. */
static gboolean
append_part (EtbPageFrame *frame)
{
  const int count = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (frame), "count")) + 1;
  g_autofree char *words = g_strdup_printf ("Partie %d", count);

  g_object_set_data (G_OBJECT (frame), "count", GINT_TO_POINTER (count));
  etb_page_frame_append (frame, gtk_label_new (words));
  return count < 5;
}

static gboolean
append_other (EtbPageFrame *frame)
{
  etb_page_frame_append (frame, gtk_label_new ("Autre"));
  return FALSE;
}

static void
count_frame (GdkFrameClock *clock, guint *frames)
{
  ++*frames;
}

static void
test_parts_come_one_a_frame (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (ETB_TYPE_PAGE_FRAME, NULL);
  EtbPageFrame *frame = ETB_PAGE_FRAME (page);
  guint frames = 0;
  GdkFrameClock *clock;

  page_fixture_show (fixture, page);
  clock = gtk_widget_get_frame_clock (page);
  g_signal_connect (clock, "update", G_CALLBACK (count_frame), &frames);
  etb_page_frame_append_by_frames (frame, append_part);
  g_assert_true (etb_page_frame_is_appending (frame));
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Partie 1"));
  page_fixture_spin ();
  g_assert_false (etb_page_frame_is_appending (frame));
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, "Partie "), ==, 5);
  g_assert_cmpuint (frames, >=, 5);
  g_signal_handlers_disconnect_by_data (clock, &frames);
}

static void
test_a_page_that_is_not_seen_waits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (ETB_TYPE_PAGE_FRAME, NULL);
  EtbPageFrame *frame = ETB_PAGE_FRAME (page);

  page_fixture_show (fixture, page);
  gtk_widget_set_visible (page, FALSE);
  etb_page_frame_append_by_frames (frame, append_part);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_set_visible (page, TRUE);
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Partie 1"));
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, "Partie "), ==, 5);
}

static void
test_what_is_cleared_or_begun_again_appends_no_more (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (ETB_TYPE_PAGE_FRAME, NULL);
  EtbPageFrame *frame = ETB_PAGE_FRAME (page);

  page_fixture_show (fixture, page);
  etb_page_frame_append_by_frames (frame, append_part);
  etb_page_frame_append_by_frames (frame, append_other);
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Partie"));
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, "Autre"), ==, 1);

  etb_page_frame_append_by_frames (frame, append_part);
  etb_page_frame_clear (frame);
  g_assert_false (etb_page_frame_is_appending (frame));
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Partie"));
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add ("/page-frame/control-home-and-end-go-to-both-ends", Fixture, NULL,
              page_fixture_set_up, test_control_home_and_end_go_to_both_ends,
              page_fixture_tear_down);
  g_test_add ("/page-frame/parts-come-one-a-frame", Fixture, NULL, page_fixture_set_up,
              test_parts_come_one_a_frame, page_fixture_tear_down);
  g_test_add ("/page-frame/a-page-that-is-not-seen-waits", Fixture, NULL, page_fixture_set_up,
              test_a_page_that_is_not_seen_waits, page_fixture_tear_down);
  g_test_add ("/page-frame/what-is-cleared-or-begun-again-appends-no-more", Fixture, NULL,
              page_fixture_set_up, test_what_is_cleared_or_begun_again_appends_no_more,
              page_fixture_tear_down);

  return g_test_run ();
}
