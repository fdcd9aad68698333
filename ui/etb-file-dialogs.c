/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The file dialogs: see the header. Each is a GTask that holds its dialog as task data, so that the
 * dialog lives until the person answered. Called by the window and by pages. */

#include "etb-file-dialogs.h"

#include <glib/gi18n-lib.h>

static void
drop_dialog (gpointer data)
{
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (data));
  g_object_unref (data);
}

static void
on_dialog_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;

  /* The task goes on living in its idle return: nothing may answer twice. */
  g_signal_handlers_disconnect_by_func (dialog, on_dialog_response, data);
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("No file was chosen."));
}

/* Returns: (transfer none): owned by its task */
static GtkFileChooser *
begin (GtkWindow *parent, const char *title, const char *accept, GtkFileChooserAction action,
       GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, dialog, drop_dialog);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_dialog_response), task);
  return GTK_FILE_CHOOSER (dialog);
}

static void
set_can_click (GtkNativeDialog *dialog, gboolean can_click)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (dialog);

  if (parent != NULL)
    gtk_widget_set_can_target (GTK_WIDGET (parent), can_click);
}

static gboolean
on_turn (gpointer data)
{
  set_can_click (data, TRUE);
  gtk_native_dialog_show (data);
  return G_SOURCE_REMOVE;
}

/* A turn of the main loop later: making the dialog and showing it each take their time. A second
 * click meanwhile asks for no second dialog. */
static void
show (GtkFileChooser *dialog)
{
  set_can_click (GTK_NATIVE_DIALOG (dialog), FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_turn, g_object_ref (dialog), g_object_unref);
}

/* Shows the files that end as @endings say, unless the person asks for all. */
static void
add_filters (GtkFileChooser *dialog, const char *name, const char *const *endings)
{
  g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (wanted, name);
  for (guint i = 0; endings[i] != NULL; i++)
    gtk_file_filter_add_suffix (wanted, endings[i]);
  gtk_file_chooser_add_filter (dialog, wanted);

  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (dialog, all);
  gtk_file_chooser_set_filter (dialog, wanted);
}

static void
open_one (GtkWindow *parent, const char *title, const char *filter, const char *const *endings,
          GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooser *dialog
      = begin (parent, title, _ ("_Open"), GTK_FILE_CHOOSER_ACTION_OPEN, callback, user_data);

  add_filters (dialog, filter, endings);
  show (dialog);
}

void
etb_file_dialog_open_dossier_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  const char *const endings[] = { "etabli", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  open_one (parent, _ ("Open a dossier"), _ ("Dossiers (.etabli)"), endings, callback, user_data);
}

void
etb_file_dialog_open_copy_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const char *const endings[] = { "etabli", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  open_one (parent, _ ("Choose the other copy"), _ ("Dossiers (.etabli)"), endings, callback,
                                                    user_data);
}

void
etb_file_dialog_open_package_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  const char *const endings[] = { "asice", "sce", NULL };
  GtkFileChooser *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  dialog = begin (parent, _ ("Choose packages to verify"),
                             _ ("_Open"), GTK_FILE_CHOOSER_ACTION_OPEN, callback, user_data);
  gtk_file_chooser_set_select_multiple (dialog, TRUE);
  add_filters (dialog, _ ("Signed packages (.asice)"), endings);
  show (dialog);
}

void
etb_file_dialog_open_identity_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  const char *const endings[] = { "p12", "pfx", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  open_one (parent, _ ("Choose an identity file"), _ ("Identities (.p12, .pfx)"), endings, callback,
                                                      user_data);
}

void
etb_file_dialog_open_authorities_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  const char *const endings[] = { "pem", "crt", "cer", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  open_one (parent, _ ("Choose the certificates of authorities you trust"),
                       _ ("Certificates (.pem, .crt)"), endings, callback, user_data);
}

void
etb_file_dialog_open_territory_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  const char *const endings[] = { "zip", "geojson", "json", "shp", "gpkg", "csv", "gz", NULL };
  GtkFileChooser *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  dialog = begin (parent, _ ("Choose files of contours or addresses"),
                             _ ("_Read in"), GTK_FILE_CHOOSER_ACTION_OPEN, callback, user_data);
  gtk_file_chooser_set_select_multiple (dialog, TRUE);
  add_filters (dialog, _ ("Contours and addresses (.zip, .geojson, .shp, .gpkg, .csv)"), endings);
  show (dialog);
}

void
etb_file_dialog_open_piece_async (GtkWindow *parent, const char *label, const char *const *kinds,
                                  gboolean several, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GtkFileChooser *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (label != NULL);

  dialog = begin (parent, label, _ ("_Attach"), GTK_FILE_CHOOSER_ACTION_OPEN, callback, user_data);
  gtk_file_chooser_set_select_multiple (dialog, several);
  if (kinds != NULL && kinds[0] != NULL)
    add_filters (dialog, _ ("Accepted files"), kinds);
  show (dialog);
}

void
etb_file_dialog_choose_folder_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  show (begin (parent, _ ("Choose the folder to extract into"),
                          _ ("_Extract here"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, callback,
                             user_data));
}

static void
propose (GtkFileChooser *dialog, const char *proposed)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) place = NULL;

  if (proposed == NULL || *proposed == '\0')
    return;
  folder = g_path_get_dirname (proposed);
  name = g_path_get_basename (proposed);
  place = g_file_new_for_path (folder);
  if (g_path_is_absolute (proposed) && g_file_test (folder, G_FILE_TEST_IS_DIR))
    gtk_file_chooser_set_current_folder (dialog, place, NULL);
  gtk_file_chooser_set_current_name (dialog, name);
}

static void
save_one (GtkWindow *parent, const char *title, const char *accept, const char *filter,
          const char *const *endings, const char *proposed, GAsyncReadyCallback callback,
          gpointer user_data)
{
  GtkFileChooser *dialog
      = begin (parent, title, accept, GTK_FILE_CHOOSER_ACTION_SAVE, callback, user_data);

  add_filters (dialog, filter, endings);
  propose (dialog, proposed);
  show (dialog);
}

void
etb_file_dialog_save_package_async (GtkWindow *parent, const char *proposed,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  const char *const endings[] = { "asice", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  save_one (parent, _ ("Where to write the package"), _ ("C_hoose"), _ ("Signed packages (.asice)"),
                                                                        endings, proposed, callback,
                                                                        user_data);
}

void
etb_file_dialog_save_piece_async (GtkWindow *parent, const char *name, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GtkFileChooser *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (name != NULL);

  dialog = begin (parent, _ ("Where to write the document"),
                             _ ("_Save"), GTK_FILE_CHOOSER_ACTION_SAVE, callback, user_data);
  gtk_file_chooser_set_current_name (dialog, name);
  show (dialog);
}

void
etb_file_dialog_save_list_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const char *const endings[] = { "csv", NULL };
  GtkFileChooser *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  dialog = begin (parent, _ ("Where to write the list"), _ ("_Save"), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                            callback, user_data);
  add_filters (dialog, _ ("Tables (.csv)"), endings);
  gtk_file_chooser_set_current_name (dialog, _ ("packages.csv"));
  show (dialog);
}

void
etb_file_dialog_hand_over_async (GtkWindow *parent, const char *proposed,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  const char *const endings[] = { "etabli", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  save_one (parent, _ ("Where to hand the dossier over"),
                       _ ("Hand O_ver"), _ ("Dossiers (.etabli)"), endings, proposed, callback,
                                            user_data);
}

void
etb_file_dialog_save_receipt_async (GtkWindow *parent, const char *proposed,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  const char *const endings[] = { "pdf", "txt", NULL };

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  save_one (parent, _ ("Where to write the receipt"), _ ("C_hoose"), _ ("Receipts (.pdf, .txt)"),
                                                                        endings, proposed, callback,
                                                                        user_data);
}

/* Proposes @name in the folder of @dossier. */
static void
save_beside (GtkWindow *parent, const char *dossier, const char *name, const char *title,
             const char *filter, const char *ending, GAsyncReadyCallback callback,
             gpointer user_data)
{
  const char *const endings[] = { ending, NULL };
  g_autofree char *folder = g_path_get_dirname (dossier);
  g_autofree char *proposed = g_build_filename (folder, name, NULL);

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  save_one (parent, title, _ ("C_hoose"), filter, endings, proposed, callback, user_data);
}

void
etb_file_dialog_save_journal_async (GtkWindow *parent, const char *dossier,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  save_beside (parent, dossier, "journal.xml",
               _ ("Where to write the journal"), _ ("Journals (.xml)"), "xml", callback, user_data);
}

void
etb_file_dialog_save_agenda_async (GtkWindow *parent, const char *dossier,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  save_beside (parent, dossier, "dates.ics",
               _ ("Where to write the dates"), _ ("Calendar files (.ics)"), "ics", callback,
                                                  user_data);
}

GListModel *
etb_file_dialog_finish_many (GAsyncResult *result, GError **error)
{
  g_autoptr (GListModel) files = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, begin), NULL);

  files = g_task_propagate_pointer (G_TASK (result), error);
  if (files != NULL && g_list_model_get_n_items (files) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("No file was chosen."));
      return NULL;
    }
  return g_steal_pointer (&files);
}

GFile *
etb_file_dialog_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GListModel) files = etb_file_dialog_finish_many (result, error);

  return files != NULL ? g_list_model_get_item (files, 0) : NULL;
}
