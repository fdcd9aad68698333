/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The guide in its window: pages one goes to, comes back from, and finds; pictures that are there.
 */

#include "etb-guide-window.h"
#include "etb-guide.h"
#include "page-fixture.h"

static GtkWidget *
show_guide (void)
{
  GtkWidget *window = etb_guide_window_new ();

  gtk_window_present (GTK_WINDOW (window));
  page_fixture_spin ();
  return window;
}

static guint
count_rows (GtkWidget *window)
{
  GtkListBox *list = GTK_LIST_BOX (page_fixture_find (window, GTK_TYPE_LIST_BOX, NULL));
  guint count = 0;

  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    count += gtk_widget_get_child_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (list, i)));
  return count;
}

static void
test_every_page_shows_what_it_holds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbGuide) guide = etb_guide_load ();
  GtkWidget *window = show_guide ();

  g_assert_cmpuint (guide->pages->len, >=, 14);
  for (guint i = 0; i < guide->pages->len; i++)
    {
      const EtbGuidePage *page = g_ptr_array_index (guide->pages, i);
      GtkWidget *picture;

      g_assert_true (etb_guide_window_show_page (ETB_GUIDE_WINDOW (window), page->id));
      page_fixture_spin ();
      g_assert_nonnull (page_fixture_find (window, GTK_TYPE_LABEL, page->title));
      picture = page_fixture_find (window, GTK_TYPE_PICTURE, NULL);
      for (guint j = 0; j < page->blocks->len; j++)
        if (((EtbGuideBlock *)g_ptr_array_index (page->blocks, j))->kind == ETB_GUIDE_PICTURE)
          g_assert_nonnull (gtk_picture_get_paintable (GTK_PICTURE (picture)));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Its first words are on the screen. */
static gboolean
shows (GtkWidget *window, const EtbGuidePage *page)
{
  const EtbGuideBlock *first = g_ptr_array_index (page->blocks, 0);

  return page_fixture_find (window, GTK_TYPE_LABEL, first->text) != NULL;
}

static void
test_links_lead_on_and_back_leads_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbGuide) guide = etb_guide_load ();
  const EtbGuidePage *first = g_ptr_array_index (guide->pages, 0);
  const EtbGuidePage *second = g_ptr_array_index (guide->pages, 1);
  GtkWidget *window = show_guide ();

  g_assert_true (shows (window, first));
  page_fixture_click (page_fixture_find (window, GTK_TYPE_BUTTON, second->title));
  page_fixture_spin ();
  g_assert_true (shows (window, second));
  g_assert_false (shows (window, first));
  gtk_widget_activate_action (window, "guide.back", NULL);
  page_fixture_spin ();
  g_assert_true (shows (window, first));
  g_assert_false (etb_guide_window_show_page (ETB_GUIDE_WINDOW (window), "nowhere"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_few_rows (gpointer window)
{
  return count_rows (window) < 10;
}

static void
test_search_leaves_the_pages_that_speak_of_it (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = show_guide ();
  GtkWidget *search = page_fixture_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);

  g_assert_cmpuint (count_rows (window), >=, 14);
  gtk_editable_set_text (GTK_EDITABLE (search), "SIRET");
  page_fixture_wait (has_few_rows, window);
  g_assert_cmpuint (count_rows (window), >, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing has these words");
  page_fixture_spin ();
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name)                                                                         \
  g_test_add ("/ui/guide/window/" #name, Fixture, NULL, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (every_page_shows_what_it_holds);
  ADD (links_lead_on_and_back_leads_back);
  ADD (search_leaves_the_pages_that_speak_of_it);
#undef ADD

  return g_test_run ();
}
