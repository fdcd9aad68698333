/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Territorial files: see the header. Its states: *still*, and *reading* (progress shown, buttons
 * hidden). still → reading: etb_dataset_list_import(); reading → still: read_next(), once no file
 * is left or the person has cancelled. */

#include "etb-dataset-list.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-progress-view.h"
#include "etb-territory.h"

struct _EtbDatasetList
{
  GtkBox parent_instance;

  EtbAtlas *atlas;
  AdwBin *rows;
  EtbNotice *good;
  EtbNotice *problem;
  GtkWidget *import;
  GtkWidget *set_aside; /* shown when the base cannot be used */
  GtkWidget *replace;   /* shown when files were refused that hold less than what is there */

  GQueue *waiting;           /* GFile */
  GFile *file;               /* that is being read, or was last */
  GListStore *less;          /* GFile: those that @replace reads in all the same */
  gboolean less_too;         /* they are being read in */
  GCancellable *cancellable; /* while reading; else NULL */
  EtbProgressView *progress; /* the same */
};

G_DEFINE_FINAL_TYPE (EtbDatasetList, etb_dataset_list, GTK_TYPE_BOX)

/* ---- Rows -------------------------------------------------------------------------------------
 */

/* The communes are part of the program: said beside what was read in. */
static char *
describe_communes (void)
{
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);

  return territory != NULL ? etb_territory_describe_sources (territory) : NULL;
}

static char *
describe_origin (const EtbDataset *dataset)
{
  g_autofree char *when = etb_dataset_describe_import (dataset);

  return g_strdup_printf (_ ("%s, read on %s. SHA-256 %s"), dataset->file, when, dataset->sha256);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbDatasetList) self = data;
  g_autoptr (GError) error = NULL;

  if (etb_atlas_remove_finish (ETB_ATLAS (source), result, &error))
    etb_notice_say (self->good, ETB_NOTICE_INFORMATION,
                    _ ("Taken away. The file itself is where it was: it can be read in again."));
  else
    etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
}

static void
on_remove_clicked (GtkWidget *button, EtbDatasetList *self)
{
  const EtbDataset *dataset = g_object_get_data (G_OBJECT (button), "etb-dataset");

  /* The focus leaves before what holds it goes. */
  gtk_widget_grab_focus (self->import);
  etb_atlas_remove_async (self->atlas, dataset, NULL, on_removed, g_object_ref (self));
}

static GtkWidget *
make_row (EtbDatasetList *self, const EtbDataset *dataset)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *kind = etb_dataset_describe (dataset);
  g_autofree char *origin = describe_origin (dataset);
  g_autofree char *title = g_markup_escape_text (kind, -1);
  g_autofree char *subtitle = g_markup_escape_text (origin, -1);
  g_autofree char *name = g_strdup_printf (_ ("Take away: %s"), kind);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  /* Its buttons are what the keyboard comes to. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Take away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (remove), "etb-dataset", etb_dataset_copy (dataset),
                          (GDestroyNotify)etb_dataset_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static GtkWidget *
make_rows (EtbDatasetList *self, GPtrArray *datasets)
{
  GtkWidget *list = gtk_list_box_new ();

  if (datasets->len == 0)
    {
      g_object_ref_sink (list);
      g_object_unref (list);
      return etb_words_new (_ ("No file yet. Download the contours of the QPV (2015, 2024) from data.gouv.fr, on this "
             "computer or on another one, and read them in here: the zip archive will do."),
          NULL);
    }
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Territorial files"), -1);
  for (guint i = 0; i < datasets->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, g_ptr_array_index (datasets, i)));
  return list;
}

static void
refresh (EtbDatasetList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasets = etb_atlas_get_sources (self->atlas, &error);

  gtk_widget_set_visible (self->set_aside,
                          g_error_matches (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_BASE));
  if (datasets == NULL)
    {
      adw_bin_set_child (self->rows, NULL);
      etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
      return;
    }
  adw_bin_set_child (self->rows, make_rows (self, datasets));
}

static void
on_set_aside_clicked (EtbDatasetList *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = etb_atlas_set_aside (self->atlas, &error);

  etb_notice_say (self->problem, ETB_NOTICE_ERROR, error != NULL ? error->message : NULL);
  refresh (self);
}

/* ---- Reading in -------------------------------------------------------------------------------
 */

static void read_next (EtbDatasetList *self);

static void
on_progress (goffset done, goffset total, gpointer data)
{
  EtbDatasetList *self = data;

  if (self->progress != NULL)
    etb_progress_view_set (self->progress, (guint64)done, (guint64)total);
}

static void
say_read (EtbDatasetList *self, const EtbDataset *dataset)
{
  g_autofree char *kind = etb_dataset_describe (dataset);
  g_autofree char *words = g_strdup_printf (_ ("Read in: %s, from “%s”."), kind, dataset->file);

  etb_notice_say (self->good, ETB_NOTICE_GOOD, words);
}

/* Each file that cannot be read adds to what is said. */
static void
add_problem (EtbDatasetList *self, const char *message)
{
  const char *before = etb_notice_get_text (self->problem);
  g_autofree char *words
      = *before != '\0' ? g_strdup_printf ("%s\n%s", before, message) : g_strdup (message);

  etb_notice_say (self->problem, ETB_NOTICE_ERROR, words);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbDatasetList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDataset) dataset = etb_atlas_import_finish (ETB_ATLAS (source), result, &error);

  if (dataset != NULL)
    say_read (self, dataset);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    etb_notice_say (self->good, ETB_NOTICE_INFORMATION,
                    _ ("Cancelled. What was there before is still there."));
  else
    add_problem (self, error->message);
  if (g_error_matches (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_LESS))
    g_list_store_append (self->less, self->file);
  read_next (self);
}

static void
end_reading (EtbDatasetList *self)
{
  g_queue_clear_full (self->waiting, g_object_unref);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->import, TRUE);
  if (self->progress != NULL)
    {
      gtk_widget_grab_focus (self->import);
      gtk_box_remove (GTK_BOX (self), GTK_WIDGET (self->progress));
    }
  self->progress = NULL;
  self->less_too = FALSE;
  gtk_widget_set_visible (self->replace, g_list_model_get_n_items (G_LIST_MODEL (self->less)) > 0);
  refresh (self);
}

static void
read_next (EtbDatasetList *self)
{
  g_autoptr (GFile) file = g_queue_pop_head (self->waiting);

  if (file == NULL || self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      end_reading (self);
      return;
    }
  g_set_object (&self->file, file);
  etb_atlas_import_async (self->atlas, g_file_peek_path (file), self->less_too, self->cancellable,
                          on_progress, self, on_imported, g_object_ref (self));
}

static void
on_cancelled (EtbDatasetList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
etb_dataset_list_import (EtbDatasetList *self, GListModel *files)
{
  g_return_if_fail (ETB_IS_DATASET_LIST (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (self->cancellable != NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      GFile *file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        g_queue_push_tail (self->waiting, file);
      else
        g_object_unref (file);
    }
  etb_notice_say (self->good, ETB_NOTICE_INFORMATION, NULL);
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  gtk_widget_set_visible (self->replace, FALSE);
  g_list_store_remove_all (self->less);
  self->cancellable = g_cancellable_new ();
  self->progress = ETB_PROGRESS_VIEW (etb_progress_view_new (_ ("The file is being read in.")));
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (on_cancelled), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->progress));
  etb_progress_view_focus (self->progress);
  gtk_widget_set_visible (self->import, FALSE);
  read_next (self);
}

static void
on_replace_clicked (EtbDatasetList *self)
{
  g_autoptr (GListStore) less = g_steal_pointer (&self->less);

  self->less = g_list_store_new (G_TYPE_FILE);
  self->less_too = TRUE;
  etb_dataset_list_import (self, G_LIST_MODEL (less));
}

static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbDatasetList) self = data;
  g_autoptr (GListModel) files = etb_file_dialog_finish_many (result, NULL);

  if (files != NULL)
    etb_dataset_list_import (self, files);
}

static void
on_import_clicked (EtbDatasetList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_open_territory_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        on_files_chosen, g_object_ref (self));
}

static gboolean
on_dropped (EtbDatasetList *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *at = gdk_file_list_get_files (g_value_get_boxed (value)); at != NULL; at = at->next)
    g_list_store_append (files, at->data);
  etb_dataset_list_import (self, G_LIST_MODEL (files));
  return TRUE;
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_dataset_list_unroot (GtkWidget *widget)
{
  on_cancelled (ETB_DATASET_LIST (widget));
  GTK_WIDGET_CLASS (etb_dataset_list_parent_class)->unroot (widget);
}

static void
etb_dataset_list_dispose (GObject *object)
{
  EtbDatasetList *self = ETB_DATASET_LIST (object);

  self->progress = NULL;
  g_queue_clear_full (self->waiting, g_object_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_clear_object (&self->less);
  g_clear_object (&self->atlas);
  G_OBJECT_CLASS (etb_dataset_list_parent_class)->dispose (object);
}

static void
etb_dataset_list_finalize (GObject *object)
{
  g_queue_free (ETB_DATASET_LIST (object)->waiting);
  G_OBJECT_CLASS (etb_dataset_list_parent_class)->finalize (object);
}

static void
etb_dataset_list_class_init (EtbDatasetListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_dataset_list_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_dataset_list_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_dataset_list_unroot;
}

static GtkWidget *
make_button (EtbDatasetList *self, const char *words, GCallback callback)
{
  GtkWidget *button = etb_button_new (words, callback, self);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static void
etb_dataset_list_init (EtbDatasetList *self)
{
  GtkBox *box = GTK_BOX (self);
  g_autofree char *communes = NULL;
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->waiting = g_queue_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, 12);
  self->rows = ADW_BIN (adw_bin_new ());
  self->good = ETB_NOTICE (etb_notice_new (ETB_NOTICE_GOOD, NULL));
  self->problem = ETB_NOTICE (etb_notice_new (ETB_NOTICE_ERROR, NULL));
  self->import = make_button (self, _ ("_Read files in…"), G_CALLBACK (on_import_clicked));
  self->set_aside
      = make_button (self, _ ("_Set that file aside"), G_CALLBACK (on_set_aside_clicked));
  gtk_widget_set_visible (self->set_aside, FALSE);
  self->less = g_list_store_new (G_TYPE_FILE);
  self->replace
      = make_button (self, _ ("Replace it all the sa_me"), G_CALLBACK (on_replace_clicked));
  gtk_widget_set_visible (self->replace, FALSE);
  gtk_box_append (box, GTK_WIDGET (self->rows));
  gtk_box_append (box, GTK_WIDGET (self->good));
  gtk_box_append (box, GTK_WIDGET (self->problem));
  gtk_box_append (box, self->replace);
  gtk_box_append (box, self->set_aside);
  gtk_box_append (box, self->import);
  communes = describe_communes ();
  gtk_box_append (box, etb_words_new (communes, "etb-quiet"));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
etb_dataset_list_new (EtbAtlas *atlas)
{
  EtbDatasetList *self;

  g_return_val_if_fail (ETB_IS_ATLAS (atlas), NULL);

  self = g_object_new (ETB_TYPE_DATASET_LIST, NULL);
  self->atlas = g_object_ref (atlas);
  g_signal_connect_object (atlas, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
