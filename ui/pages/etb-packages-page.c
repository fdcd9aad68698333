/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of several packages: see the header. One thread asks for files and hands over what is
 * known of each; the page takes it in the main loop. */

#include "etb-packages-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-package-files.h"
#include "etb-package-item.h"
#include "etb-progress-view.h"
#include "etb-trust-store.h"
#include "etb-verification-batch.h"
#include "etb-wrap-layout.h"

struct _EtbPackagesPage
{
  EtbPageFrame parent_instance;

  GListStore *items;
  GtkCustomSorter *sorter;
  GtkSortListModel *sorted;
  EtbProgressView *progress; /* while it runs; else NULL */
  EtbNotice *summary;
  EtbNotice *saved;
  GtkWidget *save;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EtbPackagesPage, etb_packages_page, ETB_TYPE_PAGE_FRAME)

static guint ended_signal;

/* ---- The thread -------------------------------------------------------------------------------
 */

typedef struct
{
  EtbPackagesPage *page; /* kept by the task */
  char **named;          /* what was chosen */
  EtbPackageFiles *files;
  EtbTrust *trust;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  etb_package_files_free (work->files);
  g_strfreev (work->named);
  g_clear_pointer (&work->trust, etb_trust_free);
  g_free (work);
}

static char *
next_file (gpointer data)
{
  Work *work = data;

  return etb_package_files_next (work->files);
}

typedef struct
{
  EtbPackagesPage *page;
  EtbPackageItem *item;
} Known;

static gboolean
take_item (gpointer data)
{
  Known *known = data;

  g_list_store_append (known->page->items, known->item);
  g_object_unref (known->item);
  g_object_unref (known->page);
  g_free (known);
  return G_SOURCE_REMOVE;
}

static void
on_known (const EtbVerification *verification, gpointer data)
{
  Work *work = data;
  const Known known = { g_object_ref (work->page), etb_package_item_new (verification) };

  /* Before the end is told, which comes with the same priority. */
  g_idle_add_full (G_PRIORITY_DEFAULT, take_item, g_memdup2 (&known, sizeof known), NULL);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  etb_verification_run_batch (next_file, on_known, work, work->trust, cancellable);
  g_task_return_boolean (task, TRUE);
}

/* ---- The end ----------------------------------------------------------------------------------
 */

static guint
count (EtbPackagesPage *self, EtbPackageVerdict verdict)
{
  guint found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (EtbPackageItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      found += etb_package_item_get_verdict (item) == verdict;
    }
  return found;
}

static void
say_summary (EtbPackagesPage *self, gboolean stopped)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint valid = count (self, ETB_PACKAGE_VALID);
  g_autofree char *words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u package. Valid: %u. Not valid: %u. Cannot be read: %u.",
                   "%u packages. Valid: %u. Not valid: %u. Cannot be read: %u.", all),
      all, valid, count (self, ETB_PACKAGE_INVALID), count (self, ETB_PACKAGE_UNREADABLE));
  g_autofree char *after = stopped ? g_strdup_printf (_ ("Stopped. %s"), words) : g_strdup (words);

  if (all == 0)
    etb_notice_say (self->summary, ETB_NOTICE_INFORMATION,
                    _ ("There is no package (.asice) there."));
  else
    etb_notice_say (self->summary,
                    stopped        ? ETB_NOTICE_INFORMATION
                    : valid == all ? ETB_NOTICE_GOOD
                                   : ETB_NOTICE_WARNING,
                    after);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbPackagesPage *self = ETB_PACKAGES_PAGE (source);

  if (self->progress == NULL)
    return;
  etb_page_frame_focus_heading (ETB_PAGE_FRAME (self));
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->progress))),
                  GTK_WIDGET (self->progress));
  self->progress = NULL;
  say_summary (self, g_cancellable_is_cancelled (self->cancellable));
  gtk_widget_set_sensitive (self->save, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0);
  g_signal_emit (self, ended_signal, 0);
}

static void
stop (EtbPackagesPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
start (EtbPackagesPage *self, GPtrArray *files)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_ended, NULL);
  Work *work = g_new (Work, 1);

  work->page = self;
  work->named = g_new0 (char *, files->len + 1);
  for (guint i = 0; i < files->len; i++)
    work->named[i] = g_strdup (g_ptr_array_index (files, i));
  work->files = etb_package_files_new (work->named);
  work->trust = etb_trust_store_load ();
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, run_in_thread);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

gboolean
etb_packages_page_save (EtbPackagesPage *self, GFile *file)
{
  g_autofree char *table = NULL, *name = NULL, *words = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (ETB_IS_PACKAGES_PAGE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  table = etb_package_items_to_csv (G_LIST_MODEL (self->sorted));
  name = g_file_get_parse_name (file);
  g_file_replace_contents (file, table, strlen (table), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                           &error);
  words = error != NULL ? g_strdup_printf (_ ("“%s” cannot be written: %s"), name, error->message)
                        : g_strdup_printf (_ ("The list was written to “%s”."), name);
  etb_notice_say (self->saved, error != NULL ? ETB_NOTICE_ERROR : ETB_NOTICE_GOOD, words);
  return error == NULL;
}

static void
on_target_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbPackagesPage) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL)
    etb_packages_page_save (self, file);
}

static void
on_save_clicked (EtbPackagesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_save_list_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   on_target_chosen, g_object_ref (self));
}

/* ---- The list ---------------------------------------------------------------------------------
 */

/* "Valid – Ferme des Possibles"; who signed, or what was found; the file. */
static GtkWidget *
make_row (gpointer object, gpointer data)
{
  EtbPackageItem *item = object;
  GtkWidget *row = adw_action_row_new ();
  const char *applicant = etb_package_item_get_applicant (item);
  const char *problem = etb_package_item_get_problem (item);
  g_autofree char *heading
      = g_markup_printf_escaped (_ ("%s – %s"), etb_package_item_describe_verdict (item),
                                    *applicant != '\0' ? applicant : _ ("applicant not known"));
  g_autofree char *signers
      = g_strdup_printf (_ ("Signed by %s"), etb_package_item_get_signers (item));
  g_autofree char *file = g_filename_display_name (etb_package_item_get_file (item));
  g_autofree char *details
      = g_markup_printf_escaped ("%s\n%s", *problem != '\0' ? problem : signers, file);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heading);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
on_row_activated (EtbPackagesPage *self, GtkListBoxRow *row)
{
  g_autoptr (EtbPackageItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted),
                                                           (guint)gtk_list_box_row_get_index (row));

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.verify-file", "s",
                                etb_package_item_get_file (item));
}

static GtkWidget *
make_list (EtbPackagesPage *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Packages"), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), G_LIST_MODEL (self->sorted), make_row, NULL, NULL);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  return list;
}

static const struct
{
  const char *words;
  GCompareDataFunc compare;
} orders[] = {
  { N_ ("What is wrong first"), etb_package_item_compare_verdict },
    { N_ ("By file"), etb_package_item_compare_file },
      { N_ ("By applicant"), etb_package_item_compare_applicant },
        { N_ ("By signatory"), etb_package_item_compare_signers },
      };

static void
on_order_chosen (GtkDropDown *chooser, GParamSpec *pspec, EtbPackagesPage *self)
{
  guint chosen = gtk_drop_down_get_selected (chooser);

  if (chosen < G_N_ELEMENTS (orders))
    gtk_custom_sorter_set_sort_func (self->sorter, orders[chosen].compare, NULL, NULL);
}

static GtkWidget *
make_orders (EtbPackagesPage *self)
{
  GtkWidget *box = etb_wrap_box_new ();
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Order"));
  const char *words[G_N_ELEMENTS (orders) + 1] = { NULL };
  GtkWidget *chooser;

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    words[i] = _ (orders[i].words);
  chooser = gtk_drop_down_new_from_strings (words);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), chooser);
  /* In GTK 4.8 it is the button in it that has the focus, and no name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (chooser)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Order"), -1);
  g_signal_connect (chooser, "notify::selected", G_CALLBACK (on_order_chosen), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), chooser);
  return box;
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_packages_page_unroot (GtkWidget *widget)
{
  stop (ETB_PACKAGES_PAGE (widget));
  GTK_WIDGET_CLASS (etb_packages_page_parent_class)->unroot (widget);
}

static void
etb_packages_page_dispose (GObject *object)
{
  EtbPackagesPage *self = ETB_PACKAGES_PAGE (object);

  stop (self);
  self->progress = NULL;
  G_OBJECT_CLASS (etb_packages_page_parent_class)->dispose (object);
}

static void
etb_packages_page_finalize (GObject *object)
{
  EtbPackagesPage *self = ETB_PACKAGES_PAGE (object);

  g_object_unref (self->items);
  g_object_unref (self->sorted);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (etb_packages_page_parent_class)->finalize (object);
}

static void
etb_packages_page_class_init (EtbPackagesPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_packages_page_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_packages_page_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_packages_page_unroot;
  ended_signal = g_signal_new ("ended", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
etb_packages_page_init (EtbPackagesPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (ETB_TYPE_PACKAGE_ITEM);
  self->sorter = gtk_custom_sorter_new (etb_package_item_compare_verdict, NULL, NULL);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                          GTK_SORTER (self->sorter));
  etb_page_frame_set_title (frame, _ ("Verify several packages"));
  etb_page_frame_set_lead (frame, _ ("What can be known of each without any network. A line opens "
                                     "the whole report of its package."));
  etb_page_frame_add_button (frame, _ ("Back to _home"), "win.home");
  self->save = etb_page_frame_add_button (frame, _ ("_Save the list…"), NULL);
  gtk_widget_set_sensitive (self->save, FALSE);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save_clicked), self);
  self->summary = ETB_NOTICE (
      g_object_new (ETB_TYPE_NOTICE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  self->saved = ETB_NOTICE (etb_notice_new (ETB_NOTICE_GOOD, NULL));
}

GtkWidget *
etb_packages_page_new (GPtrArray *files)
{
  EtbPackagesPage *self;
  EtbPageFrame *frame;
  GtkWidget *holder;

  g_return_val_if_fail (files != NULL, NULL);

  self = g_object_new (ETB_TYPE_PACKAGES_PAGE, NULL);
  frame = ETB_PAGE_FRAME (self);
  holder = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->progress
      = ETB_PROGRESS_VIEW (etb_progress_view_new (_ ("The packages are being read and checked.")));
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (holder), GTK_WIDGET (self->progress));
  etb_page_frame_append (frame, holder);
  etb_page_frame_append (frame, GTK_WIDGET (self->summary));
  etb_page_frame_append (frame, GTK_WIDGET (self->saved));
  etb_page_frame_append (frame, make_orders (self));
  etb_page_frame_append (frame, make_list (self));
  start (self, files);
  return GTK_WIDGET (self);
}

GListModel *
etb_packages_page_get_items (EtbPackagesPage *self)
{
  g_return_val_if_fail (ETB_IS_PACKAGES_PAGE (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
