/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a package: see the header. One thing at a time: the buttons wait. */

#include "etb-package-actions.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-file-dialogs.h"
#include "etb-library.h"
#include "etb-notice.h"
#include "etb-progress-view.h"
#include "etb-reopen.h"

struct _EtbPackageActions
{
  GtkBox parent_instance;

  char *file;
  char *applicant;     /* or NULL */
  char *problem;       /* the first, when the package is not valid; else NULL */
  EtbExtractForm form; /* that a folder is being chosen for */
  GtkBox *buttons;
  GtkWidget *progress;       /* or NULL */
  GCancellable *cancellable; /* of the work under way, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbPackageActions, etb_package_actions, GTK_TYPE_BOX)

enum
{
  SAID,
  EXTRACTED,
  REOPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- Working ----------------------------------------------------------------------------------
 */

static void
stop (EtbPackageActions *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
end_work (EtbPackageActions *self)
{
  g_clear_object (&self->cancellable);
  if (self->progress != NULL)
    gtk_box_remove (GTK_BOX (self), self->progress);
  self->progress = NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), TRUE);
}

static void
begin_work (EtbPackageActions *self, const char *words)
{
  stop (self);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->progress = etb_progress_view_new (words);
  etb_progress_view_set (ETB_PROGRESS_VIEW (self->progress), 0, 0);
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), FALSE);
}

/* @error: NULL when it came to its end */
static void
finish_work (EtbPackageActions *self, const GError *error)
{
  const gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  end_work (self);
  if (error != NULL)
    g_signal_emit (self, signals[SAID], 0, cancelled ? ETB_NOTICE_INFORMATION : ETB_NOTICE_ERROR,
                   cancelled ? _ ("Cancelled: nothing was kept.") : error->message);
}

/* ---- Extracting -------------------------------------------------------------------------------
 */

static void
on_extracted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbPackageActions) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = etb_package_extract_finish (result, &error);
  g_autofree char *words = NULL;

  finish_work (self, error);
  if (folder == NULL)
    return;
  words = g_strdup_printf (self->form == ETB_EXTRACT_DETACHED
                           ? _ ("The files and the signatures beside them are in “%s”.")
                           : _ ("The files are in “%s”."), folder);
  g_signal_emit (self, signals[SAID], 0, ETB_NOTICE_GOOD, words);
  g_signal_emit (self, signals[EXTRACTED], 0, folder);
}

void
etb_package_actions_extract (EtbPackageActions *self, const char *folder, EtbExtractForm form)
{
  g_return_if_fail (ETB_IS_PACKAGE_ACTIONS (self));
  g_return_if_fail (folder != NULL);

  self->form = form;
  begin_work (self, _ ("The files are being written."));
  etb_package_extract_async (self->file, folder, form, self->cancellable, on_extracted,
                             g_object_ref (self));
}

static GtkWindow *
get_window (EtbPackageActions *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbPackageActions) self = data;
  g_autoptr (GFile) folder = etb_file_dialog_finish (result, NULL);

  if (folder != NULL && g_file_peek_path (folder) != NULL && get_window (self) != NULL)
    etb_package_actions_extract (self, g_file_peek_path (folder), self->form);
}

static void
choose_folder (EtbPackageActions *self, EtbExtractForm form)
{
  self->form = form;
  etb_file_dialog_choose_folder_async (get_window (self), on_folder_chosen, g_object_ref (self));
}

static void
on_extract (EtbPackageActions *self)
{
  choose_folder (self, ETB_EXTRACT_ALL);
}

static void
on_detach (EtbPackageActions *self)
{
  choose_folder (self, ETB_EXTRACT_DETACHED);
}

/* ---- Reopening --------------------------------------------------------------------------------
 */

/* Copies for the thread. */
typedef struct
{
  char *file;
  char *target;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->file);
  g_free (work->target);
  g_free (work);
}

static void
reopen_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  g_autoptr (EtbVerification) verification = etb_verification_run (work->file, NULL, cancellable);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error)
      || !etb_reopen_run (verification, work->target, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbPackageActions *self = ETB_PACKAGE_ACTIONS (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  finish_work (self, error);
  if (done)
    g_signal_emit (self, signals[REOPENED], 0, work->target);
}

void
etb_package_actions_reopen (EtbPackageActions *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  g_autofree char *target = NULL;
  Work *work;

  g_return_if_fail (ETB_IS_PACKAGE_ACTIONS (self));

  target = etb_library_new_file (self->applicant, &error);
  if (target == NULL)
    {
      g_signal_emit (self, signals[SAID], 0, ETB_NOTICE_ERROR, error->message);
      return;
    }
  begin_work (self, _ ("A dossier is being made of the package."));
  work = g_new (Work, 1);
  *work = (Work){ g_strdup (self->file), g_steal_pointer (&target) };
  task = g_task_new (self, self->cancellable, on_reopened, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, reopen_in_thread);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, EtbPackageActions *self)
{
  if (g_str_equal (response, "reopen"))
    etb_package_actions_reopen (self);
}

static void
on_reopen (EtbPackageActions *self)
{
  GtkWidget *dialog;

  if (self->problem == NULL)
    {
      etb_package_actions_reopen (self);
      return;
    }
  dialog = adw_message_dialog_new (get_window (self), _ ("This package is not valid"), NULL);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("%s\n\nThe dossier that is made of it may not be what was signed: read every answer."),
         self->problem);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel",
                                    _ ("_Cancel"), "reopen", _ ("_Reopen All the Same"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Making -----------------------------------------------------------------------------------
 */

/* A button, and what it is good for under it. */
static void
add_action (EtbPackageActions *self, const char *label, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *hint = etb_words_new (words, "etb-quiet");

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  /* Its words are nearer to it than to the next one. */
  gtk_widget_set_margin_top (button, 6);
  etb_accessible_describe (GTK_ACCESSIBLE (button), &hint, 1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);
  gtk_box_append (self->buttons, hint);
}

static void
etb_package_actions_unroot (GtkWidget *widget)
{
  stop (ETB_PACKAGE_ACTIONS (widget));
  GTK_WIDGET_CLASS (etb_package_actions_parent_class)->unroot (widget);
}

static void
etb_package_actions_finalize (GObject *object)
{
  EtbPackageActions *self = ETB_PACKAGE_ACTIONS (object);

  g_clear_object (&self->cancellable);
  g_free (self->file);
  g_free (self->applicant);
  g_free (self->problem);
  G_OBJECT_CLASS (etb_package_actions_parent_class)->finalize (object);
}

static void
etb_package_actions_class_init (EtbPackageActionsClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = etb_package_actions_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_package_actions_unroot;
  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_INT, G_TYPE_STRING);
  signals[EXTRACTED] = g_signal_new ("extracted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REOPENED] = g_signal_new ("reopened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
etb_package_actions_init (EtbPackageActions *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->buttons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->buttons));
}

GtkWidget *
etb_package_actions_new (const EtbVerification *verification)
{
  EtbPackageActions *self;

  g_return_val_if_fail (verification != NULL, NULL);

  self = g_object_new (ETB_TYPE_PACKAGE_ACTIONS, NULL);
  self->file = g_strdup (verification->file);
  self->applicant = g_strdup (verification->applicant);
  if (verification->verdict != ETB_PACKAGE_VALID && verification->problems->len > 0)
    self->problem
        = g_strdup (((EtbSignatureProblem *)g_ptr_array_index (verification->problems, 0))->text);
  add_action (self, _ ("_Extract its files…"),
                       _ ("The answers, the documents and the signatures, as they are in the "
                          "package."),
                          G_CALLBACK (on_extract));
  if (verification->signatures->len > 0)
    add_action (self,
                _ ("Files and _tokens…"),
                   _ ("For a site that asks for a file and its signature: each signature as a "
                            "file beside what it signs."),
                      G_CALLBACK (on_detach));
  if (verification->has_dossier)
    add_action (self,
                _ ("_Work on it again"),
                   _ ("A new dossier with the same answers and documents. The signatures stay "
                            "in the package."),
                      G_CALLBACK (on_reopen));
  return GTK_WIDGET (self);
}
