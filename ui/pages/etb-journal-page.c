/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal page: see the header. The list scrolls by itself and makes only the rows in sight. */

#include "etb-journal-page.h"

#include <glib/gi18n-lib.h>

#include "etb-file-dialogs.h"
#include "etb-journal-model.h"
#include "etb-journal-row.h"
#include "etb-journal-save.h"
#include "etb-notice.h"

/* The least of the list that is in sight, in pixels; more where the window has it. */
#define LEAST_HEIGHT 320

struct _EtbJournalPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbJournalModel *model;
  EtbNotice *state;
  EtbNotice *saved;
  GtkWidget *filters;
  GtkWidget *authors; /* drop-downs: the first line is "all" */
  GtkWidget *kinds;
  GtkWidget *none; /* said when the filter leaves nothing */
  GtkWidget *scroller;
  char **author_words; /* as stored, in the order of the drop-downs */
  char **kind_words;
  GCancellable *cancellable; /* of the reading under way, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbJournalPage, etb_journal_page, ETB_TYPE_PAGE_FRAME)

/* ---- Filters ----------------------------------------------------------------------------------
 */

static const char *
chosen (GtkWidget *drop_down, char **words)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  if (words == NULL || selected == 0 || selected > g_strv_length (words))
    return NULL;
  return words[selected - 1];
}

static void
on_filter_changed (EtbJournalPage *self)
{
  gboolean has_entries;

  etb_journal_model_set_filter (self->model, chosen (self->authors, self->author_words),
                                chosen (self->kinds, self->kind_words));
  has_entries = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  gtk_widget_set_visible (self->scroller, has_entries);
  gtk_widget_set_visible (self->none, !has_entries && gtk_widget_get_visible (self->filters));
}

/* Puts @labels (transfer full) below "all", and chooses again what was chosen. */
static void
fill_drop_down (GtkWidget *drop_down, const char *all, GPtrArray *labels, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, all);
  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (labels, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  g_ptr_array_unref (labels);
}

/* 0 when it is not there any more. */
static guint
find_word (char **words, const char *word)
{
  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i + 1;
  return 0;
}

static void
fill_filters (EtbJournalPage *self)
{
  EtbJournalReading *reading = etb_journal_model_get_reading (self->model);
  g_autofree char *author = g_strdup (chosen (self->authors, self->author_words));
  g_autofree char *kind = g_strdup (chosen (self->kinds, self->kind_words));
  GPtrArray *authors = g_ptr_array_new ();
  GPtrArray *kinds = g_ptr_array_new ();

  g_strfreev (self->author_words);
  g_strfreev (self->kind_words);
  self->author_words = etb_journal_model_list_authors (self->model);
  self->kind_words = etb_journal_model_list_kinds (self->model);
  for (char **word = self->author_words; *word != NULL; word++)
    g_ptr_array_add (authors, (gpointer)etb_journal_author_to_words (reading, *word));
  for (char **word = self->kind_words; *word != NULL; word++)
    g_ptr_array_add (kinds, (gpointer)etb_journal_kind_to_words (*word));
  fill_drop_down (self->authors, _ ("Everybody"), authors, find_word (self->author_words, author));
  fill_drop_down (self->kinds, _ ("Every act"), kinds, find_word (self->kind_words, kind));
}

static GtkWidget *
append_filter (EtbJournalPage *self, const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), drop_down);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  words, NULL, -1);
  gtk_widget_set_size_request (drop_down, 150, -1);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), drop_down);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->filters), box, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_filter_changed), self,
                           G_CONNECT_SWAPPED);
  return drop_down;
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, EtbJournalPage *self)
{
  gtk_list_item_set_child (item, etb_journal_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, EtbJournalPage *self)
{
  EtbJournalRow *row = ETB_JOURNAL_ROW (gtk_list_item_get_child (item));
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (row));

  etb_journal_row_bind (row, self->dossier, etb_journal_model_get_reading (self->model),
                        gtk_list_item_get_item (item));
  if (line != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    etb_journal_row_get_sentence (row), -1);
}

static GtkWidget *
make_list (EtbJournalPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Entries of the journal, the latest first"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LEAST_HEIGHT);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (scroller, FALSE);
  return scroller;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static void
say_state (EtbJournalPage *self, const EtbJournalCheck *check)
{
  g_autofree char *wrong = etb_dossier_describe_journal_check (self->dossier, check);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, check->count);
  g_autofree char *intact = NULL;

  if (wrong != NULL)
    etb_notice_say (self->state, ETB_NOTICE_WARNING, wrong);
  else if (check->count == 0)
    etb_notice_say (self->state, ETB_NOTICE_INFORMATION,
                    _ ("This dossier has no journal yet: it was made by an earlier version. The "
                       "journal begins when the dossier can be written."));
  else
    {
      intact = g_strdup_printf (
          ngettext ("Unbroken chain, %s entry", "Unbroken chain, %s entries", (gulong)check->count),
          number);
      etb_notice_say (self->state, ETB_NOTICE_GOOD, intact);
    }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  EtbJournalPage *self = user_data;
  g_autoptr (GError) error = NULL;
  EtbJournalReading *reading = etb_dossier_read_journal_finish (result, &error);

  /* Read again, or the page is no more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (reading == NULL)
    {
      etb_notice_say (self->state, ETB_NOTICE_ERROR, error->message);
      return;
    }
  etb_journal_model_take (self->model, reading);
  say_state (self, reading->check);
  gtk_widget_set_visible (self->filters, reading->lines->len > 0);
  fill_filters (self);
  on_filter_changed (self);
}

static void
stop_reading (EtbJournalPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (EtbJournalPage *self)
{
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  etb_dossier_read_journal_async (self->dossier, self->cancellable, on_read, self);
}

static void
on_saved (EtbDossier *dossier, GDateTime *at, EtbJournalPage *self)
{
  read_again (self);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

/* What must live until the file is written. */
typedef struct
{
  EtbJournalPage *page;
  EtbDossier *dossier;
  char *file;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_object_unref (saving->dossier);
  g_free (saving->file);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saving *saving = task_data;
  GError *error = NULL;

  if (etb_journal_save (saving->dossier, saving->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_name (saving->file);
  g_autofree char *words = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    words = g_strdup_printf (_ ("The journal was written to “%s”."), name);
  etb_notice_say (saving->page->saved, words != NULL ? ETB_NOTICE_GOOD : ETB_NOTICE_ERROR,
                  words != NULL ? words : error->message);
}

void
etb_journal_page_save (EtbJournalPage *self, const char *file)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (ETB_IS_JOURNAL_PAGE (self));
  g_return_if_fail (file != NULL);

  saving = g_new0 (Saving, 1);
  saving->page = g_object_ref (self);
  saving->dossier = g_object_ref (self->dossier);
  saving->file = g_strdup (file);
  task = g_task_new (NULL, NULL, on_written, saving);
  g_task_set_task_data (task, saving, NULL);
  g_task_run_in_thread (task, save_in_thread);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbJournalPage) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL && self->dossier != NULL)
    etb_journal_page_save (self, g_file_peek_path (file));
}

static void
on_save_clicked (EtbJournalPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_save_journal_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                      etb_dossier_get_file (self->dossier), on_file_chosen,
                                      g_object_ref (self));
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static void
etb_journal_page_dispose (GObject *object)
{
  EtbJournalPage *self = ETB_JOURNAL_PAGE (object);

  stop_reading (self);
  g_clear_object (&self->model);
  g_clear_object (&self->dossier);
  g_clear_pointer (&self->author_words, g_strfreev);
  g_clear_pointer (&self->kind_words, g_strfreev);
  G_OBJECT_CLASS (etb_journal_page_parent_class)->dispose (object);
}

static void
etb_journal_page_class_init (EtbJournalPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_journal_page_dispose;
}

static void
etb_journal_page_init (EtbJournalPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  self->model = etb_journal_model_new ();
  self->state = ETB_NOTICE (etb_notice_new (ETB_NOTICE_INFORMATION, _ ("Reading the journal…")));
  self->saved = ETB_NOTICE (etb_notice_new (ETB_NOTICE_GOOD, NULL));
  self->filters = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->filters), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->filters), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->filters), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->filters), 12);
  gtk_widget_add_css_class (self->filters, "etb-journal-filters");
  gtk_widget_set_visible (self->filters, FALSE);
  self->authors = append_filter (self, _ ("_Who"));
  self->kinds = append_filter (self, _ ("Wh_at"));
  self->none = etb_words_new (_ ("No entry is of that person and that act."), "etb-quiet");
  gtk_widget_set_visible (self->none, FALSE);
  self->scroller = make_list (self);
  etb_page_frame_append (frame, GTK_WIDGET (self->state));
  etb_page_frame_append (frame, GTK_WIDGET (self->saved));
  etb_page_frame_append (frame, self->filters);
  etb_page_frame_append (frame, self->none);
  etb_page_frame_append (frame, self->scroller);
}

GtkWidget *
etb_journal_page_new (EtbDossier *dossier)
{
  EtbJournalPage *self;
  GtkWidget *save;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_JOURNAL_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), _ ("Journal"));
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self),
                           _ ("Who did what in this dossier, and when; never what was written. It "
                              "goes with the package. Nothing can be taken out of it."));
  etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("Back to the _Tasks"), "dossier.tasks");
  save = etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("_Save as XML…"), NULL);
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dossier, "saved", G_CALLBACK (on_saved), self, 0);
  read_again (self);
  return GTK_WIDGET (self);
}
