/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for a web form: see the header. Used by the page after the signature. */

#include "etb-form-files.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-copy-button.h"
#include "etb-element.h"
#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-package-entry.h"
#include "etb-package.h"
#include "etb-progress-view.h"
#include "etb-size.h"
#include "etb-wrap-layout.h"

typedef struct
{
  char *label;
  char *details;
  char *entry;
} FormFile;

struct _EtbFormFiles
{
  GtkBox parent_instance;

  char *file;
  GPtrArray *files; /* (element-type FormFile) */
  char *folder;     /* where they are; NULL: in the package only */
  GtkWidget *lines;
  GtkWidget *button;
  GtkWidget *progress;       /* or NULL */
  GCancellable *cancellable; /* of what is being written, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbFormFiles, etb_form_files, GTK_TYPE_BOX)

static guint said_signal;

static void
form_file_free (gpointer data)
{
  FormFile *self = data;

  g_free (self->label);
  g_free (self->details);
  g_free (self->entry);
  g_free (self);
}

static GtkWindow *
get_window (EtbFormFiles *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* ---- Lines ------------------------------------------------------------------------------------
 */

static void
on_open_folder (EtbFormFiles *self)
{
  g_autofree char *uri = g_filename_to_uri (self->folder, NULL, NULL);

  /* Nothing to do about a system without a file manager: the path can be copied. */
  if (uri != NULL)
    gtk_show_uri (get_window (self), uri, GDK_CURRENT_TIME);
}

static GtkWidget *
make_line (EtbFormFiles *self, const FormFile *file)
{
  GtkWidget *line = etb_wrap_box_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), etb_words_new (file->label, "etb-question"));
  gtk_box_append (GTK_BOX (words), etb_words_new (file->details, NULL));
  gtk_widget_add_css_class (line, "etb-line");
  gtk_box_append (GTK_BOX (line), words);
  if (self->folder != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, file->entry, NULL);

      gtk_box_append (GTK_BOX (line), etb_copy_button_new (_ ("Copy the path"), file->label, path));
    }
  return line;
}

static void
show_lines (EtbFormFiles *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  for (guint i = 0; i < self->files->len; i++)
    gtk_box_append (GTK_BOX (self->lines), make_line (self, g_ptr_array_index (self->files, i)));
}

/* ---- Writing them -----------------------------------------------------------------------------
 */

static void
on_extracted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbFormFiles) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = etb_package_extract_finish (result, &error);
  const gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *shown = folder != NULL ? g_filename_display_name (folder) : NULL;
  g_autofree char *words
      = folder != NULL ? g_strdup_printf (_ ("The files are in “%s”."), shown) : NULL;

  g_clear_object (&self->cancellable);
  if (self->progress != NULL)
    gtk_box_remove (GTK_BOX (self), self->progress);
  self->progress = NULL;
  gtk_widget_set_sensitive (self->button, TRUE);
  if (folder != NULL)
    {
      g_free (self->folder);
      self->folder = g_steal_pointer (&folder);
      show_lines (self);
      etb_button_set_words (self->button, _ ("_Open their folder"));
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (self->button);
  g_signal_emit (
      self, said_signal, 0,
      words != NULL ? ETB_NOTICE_GOOD
      : cancelled   ? ETB_NOTICE_INFORMATION
                    : ETB_NOTICE_ERROR,
      words != NULL ? words : cancelled ? _ ("Cancelled: nothing was kept.") : error->message);
}

static void
stop (EtbFormFiles *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
etb_form_files_extract (EtbFormFiles *self, const char *folder)
{
  g_return_if_fail (ETB_IS_FORM_FILES (self));
  g_return_if_fail (folder != NULL);

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->progress = etb_progress_view_new (_ ("The files are being written."));
  etb_progress_view_set (ETB_PROGRESS_VIEW (self->progress), 0, 0);
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->progress);
  gtk_widget_set_sensitive (self->button, FALSE);
  etb_package_extract_async (self->file, folder, ETB_EXTRACT_DETACHED, self->cancellable,
                             on_extracted, g_object_ref (self));
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbFormFiles) self = data;
  g_autoptr (GFile) folder = etb_file_dialog_finish (result, NULL);

  if (folder != NULL && g_file_peek_path (folder) != NULL && get_window (self) != NULL)
    etb_form_files_extract (self, g_file_peek_path (folder));
}

static void
on_clicked (EtbFormFiles *self)
{
  if (self->folder != NULL)
    on_open_folder (self);
  else
    etb_file_dialog_choose_folder_async (get_window (self), on_folder_chosen, g_object_ref (self));
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_form_files_unroot (GtkWidget *widget)
{
  stop (ETB_FORM_FILES (widget));
  GTK_WIDGET_CLASS (etb_form_files_parent_class)->unroot (widget);
}

static void
etb_form_files_finalize (GObject *object)
{
  EtbFormFiles *self = ETB_FORM_FILES (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->files);
  g_free (self->file);
  g_free (self->folder);
  G_OBJECT_CLASS (etb_form_files_parent_class)->finalize (object);
}

static void
etb_form_files_class_init (EtbFormFilesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_form_files_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_form_files_unroot;
  said_signal = g_signal_new ("said", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
etb_form_files_init (EtbFormFiles *self)
{
  self->files = g_ptr_array_new_with_free_func (form_file_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->lines, "card");
  gtk_widget_add_css_class (self->lines, "etb-lines");
  gtk_box_append (GTK_BOX (self), self->lines);
  self->button = gtk_button_new ();
  etb_button_set_words (self->button, _ ("_Put these files in a folder…"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self), self->button);
}

/* (transfer full) for all but @self */
static void
add (EtbFormFiles *self, char *label, char *details, char *entry)
{
  FormFile *file = g_new (FormFile, 1);

  *file = (FormFile){ label, details, entry };
  g_ptr_array_add (self->files, file);
}

static void
add_pieces (EtbFormFiles *self, xmlNodePtr root)
{
  for (xmlNodePtr piece = etb_element_child (etb_element_child (root, "pieces"), "piece");
       piece != NULL; piece = etb_element_next (piece, "piece"))
    for (xmlNodePtr file = etb_element_child (piece, "file"); file != NULL;
         file = etb_element_next (file, "file"))
      {
        g_autofree char *name = etb_element_attribute (file, "name");
        g_autofree char *size = etb_element_attribute (file, "size");
        g_autofree char *bytes = etb_size_describe (g_ascii_strtoull (size, NULL, 10));

        /* Translators: the name of a file, and its size. */
        add (self, etb_element_text (piece, "label"),
             g_strdup_printf (_ ("%s, %s"), name, bytes), etb_element_attribute (file, "entry"));
      }
}

GtkWidget *
etb_form_files_new (const char *file, xmlDocPtr document)
{
  EtbFormFiles *self;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (document != NULL, NULL);

  self = g_object_new (ETB_TYPE_FORM_FILES, NULL);
  self->file = g_strdup (file);
  add (self, g_strdup (_ ("The dossier, to read and to print")), g_strdup (ETB_PACKAGE_PDF),
                       g_strdup (ETB_PACKAGE_PDF));
  add_pieces (self, xmlDocGetRootElement (document));
  show_lines (self);
  return GTK_WIDGET (self);
}
