/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of dates: what it lists at a date, and what it writes. */

#include "etb-agenda-page.h"

#include <string.h>

#include "etb-instant.h"
#include "etb-notice.h"
#include "page-fixture.h"

#define FNT "fnt-commune-qpv-occitanie"

static EtbAgendaPage *
show_at (Fixture *fixture, const char *at)
{
  g_autoptr (GDateTime) instant = etb_instant_parse (at, NULL);
  GtkWidget *page;

  etb_dossier_set_at (fixture->dossier, instant);
  page = etb_agenda_page_new (fixture->dossier);
  page_fixture_show (fixture, page);
  return ETB_AGENDA_PAGE (page);
}

static GtkWidget *
save_button (EtbAgendaPage *page)
{
  return page_fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Add to My Agenda…");
}

static void
test_lists_what_is_to_come_and_past (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (show_at (fixture, "2019-10-06T10:00"));

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Last moment to apply"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "and 9 are left"));
  g_assert_true (gtk_widget_get_sensitive (save_button (ETB_AGENDA_PAGE (page))));

  page = GTK_WIDGET (show_at (fixture, "2019-11-20T10:00"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "(past)"));
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "usually takes"));
}

static void
test_follows_the_dossier (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (show_at (fixture, "2019-10-06T10:00"));

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Pouvoir"));
  page_fixture_set (fixture, "/dossier/signataire/est-representant", "oui");
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Pouvoir"));
}

static void
test_writes_what_is_to_come (Fixture *fixture, gconstpointer data)
{
  EtbAgendaPage *page = show_at (fixture, "2019-10-06T10:00");
  g_autofree char *path = page_fixture_path (fixture, "dates.ics");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  g_assert_true (etb_agenda_page_save (page, file));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "20191015T215959Z"));
  g_assert_nonnull (strstr (text, ".errand@etabli"));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "dates.ics"));

  g_clear_pointer (&text, g_free);
  page = show_at (fixture, "2019-10-16T10:00");
  g_assert_true (etb_agenda_page_save (page, file));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "20191015T215959Z"));
}

static void
test_says_what_cannot_be_written (Fixture *fixture, gconstpointer data)
{
  EtbAgendaPage *page = show_at (fixture, "2019-10-06T10:00");
  g_autofree char *path = page_fixture_path (fixture, "absent/dates.ics");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_false (etb_agenda_page_save (page, file));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "cannot be written"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/agenda-page/lists-what-is-to-come-and-past", test_lists_what_is_to_come_and_past },
    { "/agenda-page/follows-the-dossier", test_follows_the_dossier },
    { "/agenda-page/writes-what-is-to-come", test_writes_what_is_to_come },
    { "/agenda-page/says-what-cannot-be-written", test_says_what_cannot_be_written },
  };

  page_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, FNT, page_fixture_set_up, tests[i].test,
                page_fixture_tear_down);
  return g_test_run ();
}
