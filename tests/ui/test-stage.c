/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One page at a time: what is seen, and how the pages of the past go. */

#include "etb-stage.h"

#include "page-fixture.h"

#define N_LABELS 600

typedef struct
{
  GtkWidget *window;
  EtbStage *stage;
} Theatre;

static void
set_up (Theatre *theatre, gconstpointer data)
{
  theatre->window = gtk_window_new ();
  theatre->stage = ETB_STAGE (etb_stage_new ());
  gtk_window_set_child (GTK_WINDOW (theatre->window), GTK_WIDGET (theatre->stage));
  gtk_window_present (GTK_WINDOW (theatre->window));
}

static void
tear_down (Theatre *theatre, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (theatre->window));
  page_fixture_spin ();
}

/* Boxes in a box, a grid of entries, a list of rows, and what opens over them. */
static GtkWidget *
make_long_page (void)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *box = NULL;

  for (int i = 0; i < N_LABELS; i++)
    {
      if (i % 10 == 0)
        gtk_box_append (GTK_BOX (page), box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
      gtk_box_append (GTK_BOX (box), gtk_label_new ("mot"));
    }
  for (int i = 0; i < 30; i++)
    {
      gtk_grid_attach (GTK_GRID (grid), gtk_entry_new (), i % 3, i / 3, 1, 1);
      gtk_list_box_append (GTK_LIST_BOX (list), gtk_label_new ("ligne"));
    }
  gtk_box_append (GTK_BOX (page), gtk_drop_down_new_from_strings ((const char *[]){ "a", NULL }));
  gtk_box_append (GTK_BOX (page), grid);
  gtk_box_append (GTK_BOX (page), list);
  return page;
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *)pointer == NULL;
}

static void
the_newest_page_is_seen (Theatre *theatre, gconstpointer data)
{
  GtkWidget *first = gtk_label_new ("un"), *second = gtk_label_new ("deux");

  g_assert_null (etb_stage_get_page (theatre->stage));
  etb_stage_set_page (theatre->stage, first);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *)&first);
  g_assert_true (gtk_widget_get_mapped (first));
  etb_stage_set_page (theatre->stage, second);
  g_assert_true (etb_stage_get_page (theatre->stage) == second);
  g_assert_false (gtk_widget_get_mapped (first));
  g_assert_true (gtk_widget_get_mapped (second));
  page_fixture_wait (is_gone, &first);
  g_assert_true (etb_stage_get_page (theatre->stage) == second);
  g_assert_true (gtk_widget_get_mapped (second));
}

/* Taken out of the window, then put back where it was. */
static void
on_root (GtkWidget *label, GParamSpec *pspec, GHashTable *back)
{
  if (gtk_widget_get_root (label) != NULL)
    g_hash_table_add (back, label);
}

static void
watch_labels (GtkWidget *widget, GHashTable *back)
{
  if (GTK_IS_LABEL (widget))
    g_signal_connect (widget, "notify::root", G_CALLBACK (on_root), back);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch_labels (child, back);
}

static void
a_long_page_goes_by_parts (Theatre *theatre, gconstpointer data)
{
  g_autoptr (GHashTable) back = g_hash_table_new (NULL, NULL);
  GtkWidget *page = make_long_page ();

  etb_stage_set_page (theatre->stage, page);
  watch_labels (page, back);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *)&page);
  etb_stage_set_page (theatre->stage, gtk_label_new ("suite"));
  page_fixture_wait (is_gone, &page);
  /* The last few may be too few for a part. */
  g_assert_cmpuint (g_hash_table_size (back), >=, N_LABELS - 20);
}

static void
pages_left_in_haste_all_go (Theatre *theatre, gconstpointer data)
{
  GtkWidget *pages[4];

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      pages[i] = make_long_page ();
      etb_stage_set_page (theatre->stage, pages[i]);
      g_object_add_weak_pointer (G_OBJECT (pages[i]), (gpointer *)&pages[i]);
      g_main_context_iteration (NULL, FALSE);
    }
  etb_stage_set_page (theatre->stage, NULL);
  g_assert_null (etb_stage_get_page (theatre->stage));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    page_fixture_wait (is_gone, &pages[i]);
  g_assert_null (gtk_widget_get_first_child (GTK_WIDGET (theatre->stage)));
}

static void
the_past_can_be_let_go_at_once (Theatre *theatre, gconstpointer data)
{
  GtkWidget *first = make_long_page (), *second = gtk_label_new ("deux");

  etb_stage_set_page (theatre->stage, first);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *)&first);
  etb_stage_set_page (theatre->stage, second);
  g_main_context_iteration (NULL, FALSE);
  etb_stage_clear_past (theatre->stage);
  g_assert_null (first);
  g_assert_true (etb_stage_get_page (theatre->stage) == second);
}

static void
a_window_closed_meanwhile_takes_all (Theatre *theatre, gconstpointer data)
{
  GtkWidget *page = make_long_page ();

  etb_stage_set_page (theatre->stage, page);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *)&page);
  etb_stage_set_page (theatre->stage, gtk_label_new ("suite"));
  g_main_context_iteration (NULL, FALSE);
  gtk_window_set_child (GTK_WINDOW (theatre->window), NULL);
  g_assert_null (page);
}

#define ADD(path, function) g_test_add (path, Theatre, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  ADD ("/stage/the-newest-page-is-seen", the_newest_page_is_seen);
  ADD ("/stage/a-long-page-goes-by-parts", a_long_page_goes_by_parts);
  ADD ("/stage/pages-left-in-haste-all-go", pages_left_in_haste_all_go);
  ADD ("/stage/the-past-can-be-let-go-at-once", the_past_can_be_let_go_at_once);
  ADD ("/stage/a-window-closed-meanwhile-takes-all", a_window_closed_meanwhile_takes_all);

  return g_test_run ();
}
