/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dossier and another copy of it: see the header. Made by the dossier view.
 *
 * Comparing reads both files on a thread; what it found belongs to the page until the button is
 * pressed, then to the act. A change of the dossier meanwhile compares again. */

#include "etb-merge-page.h"

#include <glib/gi18n-lib.h>

#include "etb-file-dialogs.h"
#include "etb-merge-list.h"
#include "etb-merge.h"
#include "etb-notice.h"

struct _EtbMergePage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory; /* or NULL */
  char *file;              /* the other copy; NULL before one was chosen */
  EtbMerge *merge;         /* or NULL */
  GCancellable *comparing; /* cancelled when another is compared, or the page goes; or NULL */
  GtkWidget *choose;       /* buttons */
  GtkWidget *join;
};

enum
{
  COMPARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbMergePage, etb_merge_page, ETB_TYPE_PAGE_FRAME)

/* ---- Bringing together ------------------------------------------------------------------------
 */

static void
on_bytes (guint64 done, guint64 total, gpointer act)
{
  etb_closed_act_report (ETB_CLOSED_ACT (act), done, total);
}

static void
add_sentence (GString *words, const char *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
}

/* What a person should know of the result. @copy: its file */
static char *
describe_outcome (const EtbMergeOutcome *outcome, guint taken, const char *copy)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *name = g_filename_display_basename (copy);
  g_autofree char *count = g_strdup_printf (
      ngettext ("Brought together: %u change taken.", "Brought together: %u changes taken.", taken),
      taken);
  g_autofree char *kept = g_strdup_printf (_ ("Copy of what was there: %s."), name);

  add_sentence (words, count);
  if (outcome->invalid->len > 0)
    {
      g_autofree char *invalid = g_strdup_printf (ngettext ("%u answer is not accepted any more.",
                                                            "%u answers are not accepted any more.",
                                                            outcome->invalid->len),
                                                  outcome->invalid->len);

      add_sentence (words, invalid);
    }
  for (guint i = 0; i < outcome->crowded->len; i++)
    add_sentence (words, g_ptr_array_index (outcome->crowded, i));
  add_sentence (words, kept);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
bring_together (EtbClosedAct *act, const char *file, gpointer merge, GCancellable *cancellable,
                GError **error)
{
  g_autofree char *copy = NULL;
  g_autoptr (EtbMergeOutcome) outcome
      = etb_merge_apply (merge, &copy, on_bytes, act, cancellable, error);

  return outcome ? describe_outcome (outcome, etb_merge_count_taken (merge), copy) : NULL;
}

static void show_invitation (EtbMergePage *self);

static void
on_join (EtbMergePage *self)
{
  EtbClosedAct *act
      = etb_closed_act_new (_ ("The two copies are being brought together…"),
                               _ ("These copies cannot be brought together"), bring_together,
                                  g_steal_pointer (&self->merge), (GDestroyNotify)etb_merge_free);

  /* Rows have what is in it. */
  show_invitation (self);
  etb_page_frame_act (ETB_PAGE_FRAME (self), act);
}

/* ---- What is on screen ------------------------------------------------------------------------
 */

static void
clear (EtbMergePage *self)
{
  etb_page_frame_clear (ETB_PAGE_FRAME (self));
  gtk_widget_set_visible (self->join, FALSE);
}

static void
show_invitation (EtbMergePage *self)
{
  clear (self);
  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_words_new (_ ("Choose the file of the other copy: on a stick, in a folder that is "
                        "shared, or received by mail."),
                        NULL));
  gtk_widget_add_css_class (self->choose, "suggested-action");
}

static void
show_problem (EtbMergePage *self, const char *words)
{
  clear (self);
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_notice_new_framed (ETB_NOTICE_ERROR, words));
  gtk_widget_add_css_class (self->choose, "suggested-action");
}

static void
update (EtbMergePage *self)
{
  gtk_widget_set_sensitive (self->join, etb_merge_count_undecided (self->merge) == 0);
}

static void
append_differences (EtbMergePage *self)
{
  GtkWidget *list = etb_merge_list_new (self->merge, self->territory);

  g_signal_connect_object (list, "chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  etb_page_frame_append (ETB_PAGE_FRAME (self), list);
  gtk_widget_set_visible (self->join, !etb_dossier_is_read_only (self->dossier));
  update (self);
}

static void
show_comparison (EtbMergePage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  EtbMerge *merge = self->merge;
  g_autofree char *name = g_filename_display_basename (self->file);
  g_autofree char *with = g_strdup_printf (_ ("The other copy: %s"), name);

  clear (self);
  gtk_widget_remove_css_class (self->choose, "suggested-action");
  etb_page_frame_append (frame, etb_words_new (with, NULL));
  for (guint i = 0; i < merge->warnings->len; i++)
    etb_page_frame_append (
        frame, etb_notice_new_framed (ETB_NOTICE_WARNING, g_ptr_array_index (merge->warnings, i)));
  if (etb_dossier_is_read_only (self->dossier))
    etb_page_frame_append (
        frame, etb_notice_new_framed (ETB_NOTICE_WARNING,
                                      etb_dossier_get_read_only_reason (self->dossier)));
  if (merge->differences->len == 0)
    etb_page_frame_append (
        frame, etb_notice_new_framed (ETB_NOTICE_GOOD, _ ("The two copies say the same.")));
  else
    {
      if (etb_merge_count_conflicts (merge) == 0 && etb_merge_count_taken (merge) == 0)
        etb_page_frame_append (
            frame, etb_notice_new_framed (ETB_NOTICE_INFORMATION,
                                          _ ("There is nothing new in the other copy: all that "
                                             "differs was changed in this dossier.")));
      append_differences (self);
    }
}

/* ---- Comparing --------------------------------------------------------------------------------
 */

typedef struct
{
  char *mine;
  char *theirs;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->mine);
  g_free (pair->theirs);
  g_free (pair);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Pair *pair = data;
  GError *error = NULL;
  EtbMerge *merge = etb_merge_compare (pair->mine, pair->theirs, &error);

  if (merge)
    g_task_return_pointer (task, merge, (GDestroyNotify)etb_merge_free);
  else
    g_task_return_error (task, error);
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbMergePage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbMerge) merge = g_task_propagate_pointer (G_TASK (result), &error);

  /* Overtaken by another, or the page is no more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (merge)
    {
      self->merge = g_steal_pointer (&merge);
      show_comparison (self);
    }
  else
    show_problem (self, error->message);
  etb_page_frame_focus_heading (ETB_PAGE_FRAME (self));
  g_signal_emit (self, signals[COMPARED], 0);
}

static void
stop_comparing (EtbMergePage *self)
{
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
}

void
etb_merge_page_compare (EtbMergePage *self, const char *file)
{
  g_autofree char *kept = g_strdup (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Pair *pair;

  g_return_if_fail (ETB_IS_MERGE_PAGE (self));
  g_return_if_fail (file != NULL);

  clear (self);
  g_clear_pointer (&self->merge, etb_merge_free);
  g_free (self->file);
  self->file = g_steal_pointer (&kept);
  stop_comparing (self);
  /* What is compared is read from the file. */
  if (!etb_dossier_is_read_only (self->dossier) && !etb_dossier_flush (self->dossier, &error))
    {
      show_problem (self, error->message);
      return;
    }
  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_notice_new (ETB_NOTICE_INFORMATION, _ ("The two copies are being compared…")));
  pair = g_new0 (Pair, 1);
  pair->mine = g_strdup (etb_dossier_get_file (self->dossier));
  pair->theirs = g_strdup (self->file);
  self->comparing = g_cancellable_new ();
  task = g_task_new (NULL, self->comparing, on_compared, self);
  g_task_set_source_tag (task, etb_merge_page_compare);
  g_task_set_task_data (task, pair, pair_free);
  g_task_run_in_thread (task, compare_in_thread);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbMergePage) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && self->dossier)
    etb_merge_page_compare (self, path);
}

static void
on_choose (EtbMergePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_open_copy_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, on_chosen,
                                   g_object_ref (self));
}

/* Undone or done again by its keys, here too. */
static void
on_dossier_changed (EtbMergePage *self)
{
  g_autofree char *file = g_strdup (self->file);

  if (self->merge)
    etb_merge_page_compare (self, file);
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static void
etb_merge_page_dispose (GObject *object)
{
  EtbMergePage *self = ETB_MERGE_PAGE (object);

  stop_comparing (self);
  g_clear_object (&self->dossier);
  G_OBJECT_CLASS (etb_merge_page_parent_class)->dispose (object);
}

static void
etb_merge_page_finalize (GObject *object)
{
  EtbMergePage *self = ETB_MERGE_PAGE (object);

  g_free (self->file);
  g_clear_pointer (&self->merge, etb_merge_free);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_merge_page_parent_class)->finalize (object);
}

static void
etb_merge_page_class_init (EtbMergePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_merge_page_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_merge_page_finalize;
  signals[COMPARED] = g_signal_new ("compared", ETB_TYPE_MERGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_merge_page_init (EtbMergePage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("Bring together with another copy"));
  etb_page_frame_set_lead (
      frame, _ ("For a dossier that was copied and worked on in two places. Comparing "
                              "changes nothing; nothing is chosen for you where both changed."));
  etb_page_frame_add_button (frame, _ ("Back to the _Tasks"), "dossier.tasks");
  self->choose = etb_page_frame_add_button (frame, _ ("_Choose the Other Copy…"), NULL);
  self->join = etb_page_frame_add_button (frame, _ ("_Bring Together (a Copy Is Kept)"), NULL);
  gtk_widget_add_css_class (self->join, "suggested-action");
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (on_choose), self);
  g_signal_connect_swapped (self->join, "clicked", G_CALLBACK (on_join), self);
}

GtkWidget *
etb_merge_page_new (EtbDossier *dossier, EtbTerritory *territory)
{
  EtbMergePage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);

  self = g_object_new (ETB_TYPE_MERGE_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->territory = territory ? g_object_ref (territory) : NULL;
  g_signal_connect_object (dossier, "history-changed", G_CALLBACK (on_dossier_changed), self,
                           G_CONNECT_SWAPPED);
  show_invitation (self);
  return GTK_WIDGET (self);
}
