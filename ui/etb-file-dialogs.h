/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every dialog of the program that chooses a file or a folder, as asynchronous pairs. The one place
 * that knows GtkFileChooserNative, which GTK 4.10 replaces.
 *
 * @parent (nullable): the window the dialog belongs to. All calls end with
 * etb_file_dialog_finish(), or with etb_file_dialog_finish_many() where several can be chosen. */

void etb_file_dialog_open_dossier_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Another copy of a dossier, to compare with. */
void etb_file_dialog_open_copy_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Packages. Several can be chosen. */
void etb_file_dialog_open_package_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                         gpointer user_data);
void etb_file_dialog_open_identity_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                          gpointer user_data);

/* A file of certificates of authorities (PEM). */
void etb_file_dialog_open_authorities_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                             gpointer user_data);

/* Files of contours. Several can be chosen. */
void etb_file_dialog_open_territory_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                           gpointer user_data);

/* Files for a piece. @label: of the piece; @kinds: file name endings it accepts, or NULL: any;
 * @several: whether more than one may be chosen. */
void etb_file_dialog_open_piece_async (GtkWindow *parent, const char *label,
                                       const char *const *kinds, gboolean several,
                                       GAsyncReadyCallback callback, gpointer user_data);

/* A folder, to extract a package into. */
void etb_file_dialog_choose_folder_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                          gpointer user_data);

/* Where to write a package. @proposed (nullable): full path to begin with. Asks before it takes the
 * name of a file that is there. */
void etb_file_dialog_save_package_async (GtkWindow *parent, const char *proposed,
                                         GAsyncReadyCallback callback, gpointer user_data);

/* Where to write the journal of @dossier, as XML; beside it to begin with. */
void etb_file_dialog_save_journal_async (GtkWindow *parent, const char *dossier,
                                         GAsyncReadyCallback callback, gpointer user_data);

/* Where to write the dates of @dossier, as a calendar file; beside it to begin with. */
void etb_file_dialog_save_agenda_async (GtkWindow *parent, const char *dossier,
                                        GAsyncReadyCallback callback, gpointer user_data);

/* Where to write a document of a package. @name: to begin with. */
void etb_file_dialog_save_piece_async (GtkWindow *parent, const char *name,
                                       GAsyncReadyCallback callback, gpointer user_data);

/* Where to write a list of packages, for a spreadsheet. */
void etb_file_dialog_save_list_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                      gpointer user_data);

/* Where to hand a dossier over, and where to write a receipt. @proposed (nullable): as above. */
void etb_file_dialog_hand_over_async (GtkWindow *parent, const char *proposed,
                                      GAsyncReadyCallback callback, gpointer user_data);
void etb_file_dialog_save_receipt_async (GtkWindow *parent, const char *proposed,
                                         GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full): NULL with G_IO_ERROR_CANCELLED when the person chose nothing */
GFile *etb_file_dialog_finish (GAsyncResult *result, GError **error);

/* Returns: (transfer full) (element-type GFile): at least one; NULL with G_IO_ERROR_CANCELLED */
GListModel *etb_file_dialog_finish_many (GAsyncResult *result, GError **error);

G_END_DECLS
