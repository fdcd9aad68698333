/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of acts: which are shown, in which order, however many there are. */

#include "etb-history-page.h"

#include "etb-dossier-history.h"
#include "page-fixture.h"

/* Two answers in turn: typing on in one is the same act. */
static const char *const names[] = { "/dossier/lieu/nom", "/dossier/porteur/nom" };

static void
type_names (Fixture *fixture, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("Le nom %u", i);

      page_fixture_set (fixture, names[i % 2], name);
    }
}

static void
undo (Fixture *fixture, guint count)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    g_assert_true (etb_dossier_undo (fixture->dossier, NULL, &error));
  g_assert_no_error (error);
}

/* The acts of a list, or 0 when the list is not there. */
static guint
count_acts (GtkWidget *page, const char *title)
{
  GtkWidget *heading = page_fixture_find (page, GTK_TYPE_LABEL, title);
  GtkWidget *list = heading != NULL ? gtk_widget_get_next_sibling (heading) : NULL;

  return list != NULL ? page_fixture_count (list, ADW_TYPE_ACTION_ROW, NULL) : 0;
}

typedef struct
{
  guint done, undone;
  guint shown_done, shown_undone;
  const char *others; /* or NULL */
} Case;

static const Case cases[] = {
  { 0, 0, 0, 0, NULL },
  { 3, 0, 3, 0, NULL },
  { 3, 2, 3, 2, NULL },
  { 0, 4, 0, 4, NULL },
  { 200, 0, 200, 0, NULL },
  { 201, 1, 200, 1, "1 earlier act" },
  { 207, 12, 200, 12, "7 earlier acts" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, NULL);
}

static void
test_shows_the_latest_acts (Fixture *fixture, gconstpointer data)
{
  const Case *row = data;
  GtkWidget *page;

  type_names (fixture, row->done + row->undone);
  undo (fixture, row->undone);
  page = etb_history_page_new (fixture->dossier);
  page_fixture_show (fixture, page);
  g_assert_cmpuint (count_acts (page, "Done"), ==, row->shown_done);
  g_assert_cmpuint (count_acts (page, "Undone, can be done again"), ==, row->shown_undone);
  if (row->others != NULL)
    g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, row->others));
  else
    g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "earlier act"));
}

/* Undone while the page still grows: it begins again. */
static void
test_follows_what_is_undone (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  type_names (fixture, 30);
  page = etb_history_page_new (fixture->dossier);
  undo (fixture, 2);
  page_fixture_show (fixture, page);
  g_assert_cmpuint (count_acts (page, "Done"), ==, 28);
  g_assert_cmpuint (count_acts (page, "Undone, can be done again"), ==, 2);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/history-page/shows-the-latest-acts/%u-done-%u-undone", cases[i].done, cases[i].undone);

      g_test_add (path, Fixture, &cases[i], set_up, test_shows_the_latest_acts,
                  page_fixture_tear_down);
    }
  g_test_add ("/history-page/follows-what-is-undone", Fixture, NULL, page_fixture_set_up,
              test_follows_what_is_undone, page_fixture_tear_down);

  page_fixture_run ();
}
