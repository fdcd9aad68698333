/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verify page: see the header. A verification that a newer one overtakes is cancelled and its
 * result dropped; so is one whose page has left the window. Made by the window. */

#include "etb-verify-page.h"

#include <glib/gi18n-lib.h>

#include "etb-document-view.h"
#include "etb-fact-row.h"
#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-package-actions.h"
#include "etb-package-pieces.h"
#include "etb-progress-view.h"
#include "etb-trust-store.h"
#include "etb-verify-report.h"

struct _EtbVerifyPage
{
  EtbPageFrame parent_instance;

  char *file;                 /* or NULL */
  char *trust_file;           /* or NULL */
  GCancellable *cancellable;  /* of the work under way, or NULL */
  EtbProgressView *progress;  /* of that work, in the column; or NULL */
  EtbNotice *notice;          /* about trust and actions; in the column while there is a report */
  EtbPackageActions *actions; /* in the column too, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbVerifyPage, etb_verify_page, ETB_TYPE_PAGE_FRAME)

enum
{
  VERIFIED,
  EXTRACTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One verification: what must live as long as it. */
typedef struct
{
  EtbVerifyPage *page;
  EtbTrust *trust; /* or NULL */
  GCancellable *cancellable;
} Run;

static void
run_free (Run *run)
{
  g_clear_pointer (&run->trust, etb_trust_free);
  g_object_unref (run->cancellable);
  g_object_unref (run->page);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
stop (EtbVerifyPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static GtkWindow *
get_window (EtbVerifyPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
clear (EtbVerifyPage *self)
{
  self->progress = NULL;
  self->notice = NULL;
  self->actions = NULL;
  etb_page_frame_clear (ETB_PAGE_FRAME (self));
}

static void
say (EtbVerifyPage *self, EtbNoticeKind kind, const char *text)
{
  if (self->notice != NULL)
    etb_notice_say (self->notice, kind, text);
  etb_page_frame_focus_heading (ETB_PAGE_FRAME (self));
}

static GtkWidget *
make_action (const char *label, GCallback callback, EtbVerifyPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *words = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
show_invitation (EtbVerifyPage *self)
{
  clear (self);
  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_words_new (_ ("Choose a package (.asice) that you made or received. It is read on this "
                            "computer, and stays as it is."),
                        NULL));
}

static void
on_authorities_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbVerifyPage) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    etb_verify_page_trust_file (self, g_file_peek_path (file));
}

static void
on_choose_authorities (EtbVerifyPage *self)
{
  etb_file_dialog_open_authorities_async (get_window (self), on_authorities_chosen,
                                          g_object_ref (self));
}

static void
on_said (EtbPackageActions *actions, int kind, const char *text, EtbVerifyPage *self)
{
  say (self, (EtbNoticeKind)kind, text);
}

static void
on_piece_said (EtbPackagePieces *pieces, int kind, const char *text, EtbVerifyPage *self)
{
  say (self, (EtbNoticeKind)kind, text);
}

static void
on_extracted (EtbPackageActions *actions, const char *folder, EtbVerifyPage *self)
{
  g_signal_emit (self, signals[EXTRACTED], 0, folder);
}

static void
on_reopened (EtbPackageActions *actions, const char *file, EtbVerifyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "s", file);
}

static void
on_cosign (EtbVerifyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.cosign", "s", self->file);
}

static void
append_actions (EtbVerifyPage *self, const EtbVerification *verification)
{
  self->actions = ETB_PACKAGE_ACTIONS (etb_package_actions_new (verification));
  g_signal_connect_object (self->actions, "said", G_CALLBACK (on_said), self, 0);
  g_signal_connect_object (self->actions, "extracted", G_CALLBACK (on_extracted), self, 0);
  g_signal_connect_object (self->actions, "reopened", G_CALLBACK (on_reopened), self, 0);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->actions));
}

/* What is in the package, to be read and saved; nothing when its dossier cannot be read, which the
 * report says. @document: (transfer full) */
static void
append_contents (EtbVerifyPage *self, xmlDocPtr document)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  GtkWidget *pieces = etb_package_pieces_new (self->file, document);

  g_signal_connect_object (pieces, "said", G_CALLBACK (on_piece_said), self, 0);
  etb_page_frame_append_heading (frame, _ ("Files of the package"));
  etb_page_frame_append (frame, pieces);
  etb_page_frame_append_heading (frame, _ ("Read the dossier"));
  etb_page_frame_append (frame, etb_document_view_new (document));
}

static void
show_report (EtbVerifyPage *self, EtbVerification *verification)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  g_autofree char *name = g_filename_display_basename (self->file);
  g_autofree char *trust
      = self->trust_file != NULL ? g_filename_display_name (self->trust_file) : NULL;

  clear (self);
  etb_page_frame_append (frame, etb_detail_row_new (_ ("Package"), name));
  self->notice = ETB_NOTICE (
      g_object_new (ETB_TYPE_NOTICE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  etb_page_frame_append (frame, GTK_WIDGET (self->notice));
  etb_verify_report_append (frame, verification);
  if (verification->document != NULL)
    append_contents (self, g_steal_pointer (&verification->document));

  etb_page_frame_append_heading (frame, _ ("Go further"));
  if (trust != NULL)
    etb_page_frame_append (frame, etb_detail_row_new (_ ("Authorities you trust"), trust));
  if (verification->signatures->len > 0)
    etb_page_frame_append (frame, make_action (_ ("Choose the _authorities you trust…"),
                                                  G_CALLBACK (on_choose_authorities), self));
  if (verification->verdict == ETB_PACKAGE_VALID && verification->signatures->len > 0)
    etb_page_frame_append (
        frame, make_action (_ ("_Sign this package too…"), G_CALLBACK (on_cosign), self));
  if (verification->verdict != ETB_PACKAGE_UNREADABLE)
    append_actions (self, verification);
  g_signal_emit (self, signals[VERIFIED], 0);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbVerification) verification = etb_verification_run_finish (result, &error);
  EtbVerifyPage *self = run->page;

  /* Overtaken by another, or the page has gone. */
  if (self->cancellable != run->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (verification != NULL)
    {
      show_report (self, verification);
      return;
    }
  clear (self);
  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_notice_new (ETB_NOTICE_INFORMATION, _ ("Cancelled. Nothing is known of this package.")));
}

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  const Run *run = data;

  if (run->page->cancellable == run->cancellable)
    etb_progress_view_set (run->page->progress, done, total);
}

static void
on_cancelled (EtbVerifyPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* @trust: (transfer full) (nullable) */
static void
verify (EtbVerifyPage *self, EtbTrust *trust)
{
  Run *run = g_new0 (Run, 1);

  stop (self);
  self->cancellable = g_cancellable_new ();
  run->page = g_object_ref (self);
  run->trust = trust;
  run->cancellable = g_object_ref (self->cancellable);

  clear (self);
  self->progress
      = ETB_PROGRESS_VIEW (etb_progress_view_new (_ ("The package is being read and checked.")));
  etb_progress_view_set (self->progress, 0, 0);
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (on_cancelled), self,
                           G_CONNECT_SWAPPED);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->progress));
  etb_verification_run_async (self->file, trust, on_progress, run, self->cancellable, on_verified,
                              run);
}

void
etb_verify_page_trust_file (EtbVerifyPage *self, const char *pem_file)
{
  g_autoptr (EtbTrust) trust = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ETB_IS_VERIFY_PAGE (self));
  g_return_if_fail (pem_file != NULL);
  g_return_if_fail (self->file != NULL);

  trust = etb_trust_store_load ();
  if (trust == NULL)
    trust = etb_trust_new ();
  if (!etb_trust_add_file (trust, pem_file, &error))
    {
      say (self, ETB_NOTICE_ERROR, error->message);
      return;
    }
  g_free (self->trust_file);
  self->trust_file = g_strdup (pem_file);
  verify (self, g_steal_pointer (&trust));
}

void
etb_verify_page_extract (EtbVerifyPage *self, const char *folder)
{
  g_return_if_fail (ETB_IS_VERIFY_PAGE (self));
  g_return_if_fail (folder != NULL);
  g_return_if_fail (self->actions != NULL);

  etb_package_actions_extract (self->actions, folder, ETB_EXTRACT_ALL);
}

static void
etb_verify_page_unroot (GtkWidget *widget)
{
  stop (ETB_VERIFY_PAGE (widget));
  GTK_WIDGET_CLASS (etb_verify_page_parent_class)->unroot (widget);
}

static void
etb_verify_page_dispose (GObject *object)
{
  EtbVerifyPage *self = ETB_VERIFY_PAGE (object);

  stop (self);
  self->progress = NULL;
  self->notice = NULL;
  self->actions = NULL;
  G_OBJECT_CLASS (etb_verify_page_parent_class)->dispose (object);
}

static void
etb_verify_page_finalize (GObject *object)
{
  EtbVerifyPage *self = ETB_VERIFY_PAGE (object);

  g_free (self->file);
  g_free (self->trust_file);
  G_OBJECT_CLASS (etb_verify_page_parent_class)->finalize (object);
}

static void
etb_verify_page_class_init (EtbVerifyPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_verify_page_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_verify_page_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_verify_page_unroot;
  signals[VERIFIED] = g_signal_new ("verified", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EXTRACTED] = g_signal_new ("extracted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
etb_verify_page_init (EtbVerifyPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("Verify a package"));
  etb_page_frame_set_lead (frame, _ ("What can be known of a signed package without any network."));
  etb_page_frame_add_button (frame, _ ("Back to _home"), "win.home");
}

GtkWidget *
etb_verify_page_new (const char *file)
{
  EtbVerifyPage *self = g_object_new (ETB_TYPE_VERIFY_PAGE, NULL);
  GtkWidget *button;

  self->file = g_strdup (file);
  button = etb_page_frame_add_button (ETB_PAGE_FRAME (self),
                                      file != NULL ? _ ("Verify another _package…")
                                                   : _ ("Choose a _package…"), "win.verify");
  if (file == NULL)
    {
      gtk_widget_add_css_class (button, "suggested-action");
      show_invitation (self);
    }
  else
    verify (self, etb_trust_store_load ());
  return GTK_WIDGET (self);
}
