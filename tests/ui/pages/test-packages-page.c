/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several packages at once: what is listed, in which order, and as a table. */

#include "etb-packages-page.h"

#include <glib/gstdio.h>
#include <string.h>

#include "etb-notice.h"
#include "etb-package-item.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static char *
add_file (Fixture *fixture, GPtrArray *files, const char *name, const char *content, gsize length)
{
  char *path = page_fixture_path (fixture, name);

  g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
  g_ptr_array_add (files, g_strdup (path));
  return path;
}

/* A package, the same with one byte of its dossier changed, and what is none. */
static GPtrArray *
make_files (Fixture *fixture)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *package = NULL, *content = NULL, *altered = NULL, *none = NULL;
  char *answer;
  gsize length;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  g_ptr_array_add (files, g_strdup (package));
  g_assert_true (g_file_get_contents (package, &content, &length, NULL));
  answer = memmem (content, length, "Association La Grange", 21);
  g_assert_nonnull (answer);
  answer[0] = 'B';
  altered = add_file (fixture, files, "b-altered.asice", content, length);
  none = add_file (fixture, files, "c-none.asice", "rien", 4);
  return files;
}

static void
on_ended (EtbPackagesPage *page, gboolean *ended)
{
  *ended = TRUE;
}

static gboolean
has_ended (gpointer ended)
{
  return *(gboolean *)ended;
}

static EtbPackagesPage *
show (Fixture *fixture, GPtrArray *files)
{
  gboolean ended = FALSE;
  GtkWidget *page = etb_packages_page_new (files);

  g_signal_connect (page, "ended", G_CALLBACK (on_ended), &ended);
  page_fixture_show (fixture, page);
  page_fixture_wait (has_ended, &ended);
  g_signal_handlers_disconnect_by_data (page, &ended);
  page_fixture_spin ();
  return ETB_PACKAGES_PAGE (page);
}

static EtbPackageVerdict
get_verdict (EtbPackagesPage *page, guint position)
{
  g_autoptr (EtbPackageItem) item
      = g_list_model_get_item (etb_packages_page_get_items (page), position);

  g_assert_nonnull (item);
  return etb_package_item_get_verdict (item);
}

static void
test_each_is_told_and_what_is_wrong_comes_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = make_files (fixture);
  EtbPackagesPage *page = show (fixture, files);

  g_assert_cmpuint (g_list_model_get_n_items (etb_packages_page_get_items (page)), ==, 3);
  g_assert_cmpint (get_verdict (page, 0), ==, ETB_PACKAGE_UNREADABLE);
  g_assert_cmpint (get_verdict (page, 1), ==, ETB_PACKAGE_INVALID);
  g_assert_cmpint (get_verdict (page, 2), ==, ETB_PACKAGE_VALID);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE,
                                       "3 packages. Valid: 1. Not valid: 1. Cannot be read: 1."));
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN, NULL)), 1);
  g_assert_cmpint (get_verdict (page, 0), ==, ETB_PACKAGE_INVALID);
  g_assert_cmpint (get_verdict (page, 1), ==, ETB_PACKAGE_UNREADABLE);
}

static void
test_a_line_opens_its_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = make_files (fixture);
  EtbPackagesPage *page = show (fixture, files);
  GtkWidget *list = page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LIST_BOX, NULL);

  g_string_truncate (fixture->actions, 0);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_nonnull (strstr (fixture->actions->str, "win.verify-file"));
  g_assert_nonnull (strstr (fixture->actions->str, "c-none.asice"));
}

static void
test_a_folder_stands_for_its_packages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = make_files (fixture);
  g_autoptr (GPtrArray) folder = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *inside = page_fixture_path (fixture, "reçus");
  g_autofree char *deeper = g_build_filename (inside, "mardi", NULL);
  g_autofree char *moved = g_build_filename (deeper, "c.asice", NULL);
  EtbPackagesPage *page;

  g_assert_cmpint (g_mkdir_with_parents (deeper, 0700), ==, 0);
  g_assert_cmpint (g_rename (g_ptr_array_index (files, 2), moved), ==, 0);
  g_ptr_array_add (folder, g_strdup (inside));
  page = show (fixture, folder);
  g_assert_cmpuint (g_list_model_get_n_items (etb_packages_page_get_items (page)), ==, 1);
  g_unlink (moved);
  g_rmdir (deeper);
  page = show (fixture, folder);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "no package"));
  g_rmdir (inside);
}

static void
test_the_list_is_saved_as_a_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = make_files (fixture);
  EtbPackagesPage *page = show (fixture, files);
  g_autofree char *path = page_fixture_path (fixture, "liste.csv");
  g_autofree char *absent = page_fixture_path (fixture, "absent/liste.csv");
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path (absent);
  g_autofree char *text = NULL;

  g_assert_true (etb_packages_page_save (page, target));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBF\"Package\";\"Result\";"));
  g_assert_nonnull (strstr (text, "\"Cannot be read\""));
  g_assert_nonnull (strstr (text, "\"Association La Grange des Possibles\""));
  g_assert_false (etb_packages_page_save (page, nowhere));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "cannot be written"));
}

/* A name from a stranger is never run by the spreadsheet that opens the list. */
static void
test_no_cell_is_a_formula (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "=1+1", "+33", "-2", "@SUM(A1)", "\tx", "a\"b", "a;b" };
  static const char *const cells[] = { "\"'=1+1\"", "\"'+33\"",   "\"'-2\"", "\"'@SUM(A1)\"",
                                       "\"'\tx\"",  "\"a\"\"b\"", "\"a;b\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GListStore) items = g_list_store_new (ETB_TYPE_PACKAGE_ITEM);
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      const EtbVerification verification = { .file = (char *)"x.asice",
                                             .applicant = (char *)names[i],
                                             .signatures = none,
                                             .problems = none };
      g_autoptr (EtbPackageItem) item = etb_package_item_new (&verification);
      g_autofree char *table = NULL;

      g_list_store_append (items, item);
      table = etb_package_items_to_csv (G_LIST_MODEL (items));
      g_assert_nonnull (strstr (table, cells[i]));
    }
}

#define ADD(path, test)                                                       \
  g_test_add ("/packages-page/" path, Fixture, FT, page_fixture_set_up, test, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  ADD ("each-is-told-and-what-is-wrong-comes-first",
       test_each_is_told_and_what_is_wrong_comes_first);
  ADD ("a-line-opens-its-report", test_a_line_opens_its_report);
  ADD ("a-folder-stands-for-its-packages", test_a_folder_stands_for_its_packages);
  ADD ("the-list-is-saved-as-a-table", test_the_list_is_saved_as_a_table);
  ADD ("no-cell-is-a-formula", test_no_cell_is_a_formula);
  return g_test_run ();
}
