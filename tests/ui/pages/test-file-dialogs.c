/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "etb-file-dialogs.h"
#include "page-fixture.h"

typedef struct
{
  gboolean answered;
  GFile *file;
  GError *error;
} Watch;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;

  watch->file = etb_file_dialog_finish (result, &watch->error);
  watch->answered = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  return ((Watch *)data)->answered;
}

/* The dialog that GTK shows without a portal. */
static GtkFileChooserDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_FILE_CHOOSER_DIALOG (window);
    }
  return NULL;
}

/* There, and with the focus: GTK does not bear that one goes while it is still coming. */
static gboolean
has_dialog (gpointer data)
{
  GtkFileChooserDialog *dialog = find_dialog ();

  return dialog != NULL && gtk_window_is_active (GTK_WINDOW (dialog));
}

static gboolean
has_chosen (gpointer file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (find_dialog ()));

  return chosen != NULL && g_file_equal (chosen, file);
}

static void
test_giving_up_is_cancelled (Fixture *fixture, gconstpointer data)
{
  Watch watch = { FALSE, NULL, NULL };

  page_fixture_show (fixture, gtk_label_new ("…"));
  etb_file_dialog_open_package_async (GTK_WINDOW (fixture->window), on_answered, &watch);
  /* A double click asks for one dialog. */
  g_assert_false (gtk_widget_get_can_target (fixture->window));
  page_fixture_wait (has_dialog, NULL);
  g_assert_true (gtk_widget_get_can_target (fixture->window));
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_CANCEL);
  page_fixture_wait (is_answered, &watch);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (watch.file);
  g_error_free (watch.error);
}

static void
test_chosen_file_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = page_fixture_path (fixture, "identite.p12");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Watch watch = { FALSE, NULL, NULL };

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  page_fixture_show (fixture, gtk_label_new ("…"));
  etb_file_dialog_open_identity_async (GTK_WINDOW (fixture->window), on_answered, &watch);
  page_fixture_wait (has_dialog, NULL);
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (find_dialog ()), file, NULL));
  /* The folder is read off the main loop; the file is chosen once it is. */
  page_fixture_wait (has_chosen, file);
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_ACCEPT);
  page_fixture_wait (is_answered, &watch);
  g_assert_no_error (watch.error);
  g_assert_true (g_file_equal (watch.file, file));
  g_object_unref (watch.file);
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);
  g_test_add ("/ui/file-dialogs/giving_up_is_cancelled", Fixture, NULL, page_fixture_set_up,
              test_giving_up_is_cancelled, page_fixture_tear_down);
  g_test_add ("/ui/file-dialogs/chosen_file_comes_back", Fixture, NULL, page_fixture_set_up,
              test_chosen_file_comes_back, page_fixture_tear_down);
  return g_test_run ();
}
