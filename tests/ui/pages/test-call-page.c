/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of an edition: what is said of each is so on the day that is looked at. */

#include "etb-call-page.h"

#include "page-fixture.h"

#define CLOSED "Closed: to train only."

static gboolean
is_read (gpointer page)
{
  return etb_call_page_get_track (page) != NULL;
}

static void
test_a_closed_edition_is_said_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) then = g_date_time_new_utc (2020, 6, 1, 10, 0, 0);
  GtkWidget *page = etb_call_page_new (NULL);

  page_fixture_show (fixture, page);
  page_fixture_wait (is_read, page);
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, "Published on"), ==, 2);
  /* The one of 2019 is permanent. */
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, CLOSED), ==, 1);
  etb_call_page_set_at (ETB_CALL_PAGE (page), then);
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, CLOSED), ==, 0);
  etb_call_page_set_at (ETB_CALL_PAGE (page), NULL);
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, CLOSED), ==, 1);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add ("/ui/call-page/closed", Fixture, NULL, page_fixture_set_up,
              test_a_closed_edition_is_said_so, page_fixture_tear_down);

  return g_test_run ();
}
