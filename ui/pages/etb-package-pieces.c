/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of a package: see the header. */

#include "etb-package-pieces.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-accessible.h"
#include "etb-element.h"
#include "etb-end-row.h"
#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-package-entry.h"
#include "etb-size.h"
#include "etb-wrap-layout.h"

struct _EtbPackagePieces
{
  GtkBox parent_instance;

  char *file;
  GtkListBox *list;
  char *folder;              /* of what was opened; NULL: nothing yet */
  GCancellable *cancellable; /* of all that is being written */
};

G_DEFINE_FINAL_TYPE (EtbPackagePieces, etb_package_pieces, GTK_TYPE_BOX)

static guint said_signal;

#define ENTRY_KEY "etb-entry"
#define NAME_KEY  "etb-name"

gboolean
etb_package_pieces_may_open (const char *name)
{
  static const char *const kinds[]
      = { "pdf", "png", "jpg", "jpeg", "tif", "tiff", "gif",  "webp", "txt",
          "csv", "rtf", "odt", "ods",  "odp", "docx", "xlsx", "pptx", NULL };
  const char *dot = strrchr (name, '.');
  g_autofree char *kind = dot != NULL ? g_ascii_strdown (dot + 1, -1) : g_strdup ("");

  return g_strv_contains (kinds, kind);
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

/* Copies for the thread. */
typedef struct
{
  char *file, *entry, *target;
  gboolean open; /* once it is there */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->file);
  g_free (work->entry);
  g_free (work->target);
  g_free (work);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;

  if (etb_package_save_entry (work->file, work->entry, work->target, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say (EtbPackagePieces *self, EtbNoticeKind kind, const char *text)
{
  g_signal_emit (self, said_signal, 0, kind, text);
}

static void
open_file (EtbPackagePieces *self, const char *path)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbPackagePieces *self = ETB_PACKAGE_PIECES (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (work->target);
  g_autofree char *words = g_strdup_printf (_ ("Saved: “%s”."), shown);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, ETB_NOTICE_ERROR, error->message);
    }
  else if (work->open)
    open_file (self, work->target);
  else
    say (self, ETB_NOTICE_GOOD, words);
}

static void
save (EtbPackagePieces *self, const char *entry, const char *target, gboolean open)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_saved, NULL);
  Work *work = g_new (Work, 1);

  *work = (Work){ g_strdup (self->file), g_strdup (entry), g_strdup (target), open };
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, save_in_thread);
}

void
etb_package_pieces_save (EtbPackagePieces *self, const char *entry, const char *target)
{
  g_return_if_fail (ETB_IS_PACKAGE_PIECES (self));
  g_return_if_fail (entry != NULL);
  g_return_if_fail (target != NULL);

  save (self, entry, target, FALSE);
}

/* ---- Buttons ----------------------------------------------------------------------------------
 */

typedef struct
{
  EtbPackagePieces *self;
  char *entry;
} Choice;

static void
on_target_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    save (choice->self, choice->entry, g_file_peek_path (file), FALSE);
  g_object_unref (choice->self);
  g_free (choice->entry);
  g_free (choice);
}

static void
on_save_clicked (GtkWidget *button, EtbPackagePieces *self)
{
  GtkRoot *root = gtk_widget_get_root (button);
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice){ g_object_ref (self),
                      g_strdup (g_object_get_data (G_OBJECT (button), ENTRY_KEY)) };
  etb_file_dialog_save_piece_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                    g_object_get_data (G_OBJECT (button), NAME_KEY),
                                    on_target_chosen, choice);
}

/* Its own name in the package has a number before: no two are the same. */
static void
on_open_clicked (GtkWidget *button, EtbPackagePieces *self)
{
  const char *entry = g_object_get_data (G_OBJECT (button), ENTRY_KEY);
  g_autofree char *base = g_path_get_basename (entry);
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;

  if (self->folder == NULL)
    self->folder = g_dir_make_tmp ("etabli-XXXXXX", &error);
  if (self->folder == NULL)
    {
      say (self, ETB_NOTICE_ERROR, error->message);
      return;
    }
  target = g_build_filename (self->folder, base, NULL);
  save (self, entry, target, TRUE);
}

static GtkWidget *
make_button (EtbPackagePieces *self, const char *words, const char *entry, const char *name,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), words, name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), ENTRY_KEY, g_strdup (entry), g_free);
  g_object_set_data_full (G_OBJECT (button), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
append_row (EtbPackagePieces *self, const char *title, const char *details, const char *entry,
            const char *name)
{
  GtkWidget *buttons = etb_wrap_box_new ();
  GtkWidget *row = etb_end_row_new (title, details, buttons);

  /* Its buttons are what the keyboard comes to. */
  gtk_widget_set_focusable (row, FALSE);
  if (etb_package_pieces_may_open (name))
    gtk_box_append (GTK_BOX (buttons),
                    make_button (self, _ ("Open"), entry, name, G_CALLBACK (on_open_clicked)));
  gtk_box_append (GTK_BOX (buttons),
                  make_button (self, _ ("Save"), entry, name, G_CALLBACK (on_save_clicked)));
  gtk_list_box_append (self->list, row);
}

static void
append_file (EtbPackagePieces *self, const char *label, xmlNodePtr file)
{
  g_autofree char *name = etb_element_attribute (file, "name");
  g_autofree char *entry = etb_element_attribute (file, "entry");
  g_autofree char *type = etb_element_attribute (file, "type");
  g_autofree char *size = etb_element_attribute (file, "size");
  g_autofree char *sha256 = etb_element_attribute (file, "sha256");
  g_autofree char *bytes = etb_size_describe (g_ascii_strtoull (size, NULL, 10));
  g_autofree char *content = g_content_type_from_mime_type (type);
  g_autofree char *kind = g_content_type_get_description (content != NULL ? content : type);
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), label, name);
  g_autofree char *details = g_strdup_printf (_ ("%s, %s, SHA-256 %s"), kind, bytes, sha256);

  append_row (self, title, details, entry, name);
}

static void
append_files (EtbPackagePieces *self, xmlNodePtr root)
{
  for (xmlNodePtr piece = etb_element_child (etb_element_child (root, "pieces"), "piece");
       piece != NULL; piece = etb_element_next (piece, "piece"))
    {
      g_autofree char *label = etb_element_text (piece, "label");

      for (xmlNodePtr file = etb_element_child (piece, "file"); file != NULL;
           file = etb_element_next (file, "file"))
        append_file (self, label, file);
    }
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
remove_folder (EtbPackagePieces *self)
{
  g_autoptr (GDir) dir = self->folder != NULL ? g_dir_open (self->folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
etb_package_pieces_dispose (GObject *object)
{
  EtbPackagePieces *self = ETB_PACKAGE_PIECES (object);

  g_cancellable_cancel (self->cancellable);
  remove_folder (self);
  G_OBJECT_CLASS (etb_package_pieces_parent_class)->dispose (object);
}

static void
etb_package_pieces_finalize (GObject *object)
{
  EtbPackagePieces *self = ETB_PACKAGE_PIECES (object);

  g_object_unref (self->cancellable);
  g_free (self->file);
  G_OBJECT_CLASS (etb_package_pieces_parent_class)->finalize (object);
}

static void
etb_package_pieces_class_init (EtbPackagePiecesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_package_pieces_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_package_pieces_finalize;
  said_signal = g_signal_new ("said", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
etb_package_pieces_init (EtbPackagePieces *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files of the package"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

GtkWidget *
etb_package_pieces_new (const char *file, xmlDocPtr document)
{
  EtbPackagePieces *self;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (document != NULL, NULL);

  self = g_object_new (ETB_TYPE_PACKAGE_PIECES, NULL);
  self->file = g_strdup (file);
  append_row (self, _ ("The dossier, to read and to print"),
                       _ ("The copy that the applicant’s program drew (PDF)"), ETB_PACKAGE_PDF,
                          ETB_PACKAGE_PDF);
  append_files (self, xmlDocGetRootElement (document));
  return GTK_WIDGET (self);
}
