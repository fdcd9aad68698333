/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page for one more signature: see the header. Its states: *reading* (progress shown), *form*
 * or *refused*, *working* (form hidden, progress shown). reading → form or refused: on_read(); form
 * → working: start(); working → form: on_done(), or the page is left. Made by the window. */

#include "etb-cosign-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-cosign.h"
#include "etb-digest.h"
#include "etb-fact-row.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-progress-view.h"
#include "etb-stay.h"
#include "etb-trust-store.h"

#define BLOCK (64 * 1024) /* bytes read at once */

struct _EtbCosignPage
{
  EtbPageFrame parent_instance;

  char *file;
  char *digest;              /* of the file when it was read, or NULL */
  GtkWidget *sign;           /* button of the bar */
  EtbSignForm *form;         /* in the column, or NULL */
  GtkWidget *progress;       /* in the column, or NULL */
  GCancellable *cancellable; /* of the work under way, or NULL */
  guint stay;                /* while a package is written; else 0 */
};

G_DEFINE_FINAL_TYPE (EtbCosignPage, etb_cosign_page, ETB_TYPE_PAGE_FRAME)

enum
{
  READY,
  SIGNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stop (EtbCosignPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
begin_work (EtbCosignPage *self, const char *words)
{
  stop (self);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->progress = etb_progress_view_new (words);
  etb_progress_view_set (ETB_PROGRESS_VIEW (self->progress), 0, 0);
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->progress);
}

static void
end_work (EtbCosignPage *self)
{
  g_clear_handle_id (&self->stay, etb_stay_end);
  g_clear_object (&self->cancellable);
  if (self->progress != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->progress)), self->progress);
  self->progress = NULL;
}

/* The SHA-256 of @file. Returns: (transfer full) (nullable): hexadecimal */
static char *
digest_file (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = g_file_read (location, cancellable, error);
  EtbDigest *digest = etb_digest_new ();
  guchar block[BLOCK];
  guint8 sha256[ETB_DIGEST_SIZE];
  gssize n = -1;

  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK, cancellable, error))
                > 0)
    etb_digest_update (digest, block, (gsize)n);
  etb_digest_finish (digest, sha256);
  return n == 0 ? etb_digest_to_hex (sha256) : NULL;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

/* What a thread found in the package. */
typedef struct
{
  char *digest;
  EtbVerification *verification;
} Reading;

static void
reading_free (Reading *self)
{
  g_free (self->digest);
  etb_verification_free (self->verification);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (EtbTrust) trust = etb_trust_store_load ();
  GError *error = NULL;
  char *digest = digest_file (data, cancellable, &error);
  Reading *reading;

  if (digest == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->digest = digest;
  reading->verification = etb_verification_run (data, trust, cancellable);
  g_task_return_pointer (task, reading, (GDestroyNotify)reading_free);
}

static const char *
describe_trust (const EtbSignatureReport *report)
{
  switch (report->trust)
    {
    case ETB_TRUST_TRUSTED:
      return _ ("an authority that you recognise vouches for this name");
    case ETB_TRUST_EXPIRED:
      return _ ("the certificate was out of its dates at the time it claims");
    case ETB_TRUST_UNKNOWN:
    default:
      return report->self_signed ? _ ("nobody vouches for this name")
                                 : _ ("nobody that you recognise vouches for this name");
    }
}

static void
append_signature (EtbPageFrame *frame, const EtbSignatureReport *report)
{
  g_autofree char *when = report->claimed_time != NULL ? etb_instant_describe (report->claimed_time)
                                                       : g_strdup (_ ("no time"));
  g_autofree char *words
      /* Translators: when somebody says to have signed, and who vouches for the name. */
      = g_strdup_printf (_ ("On %s, as it claims; %s"), when, describe_trust (report));

  etb_page_frame_append (frame, etb_detail_row_new (report->signer != NULL
                                                        ? report->signer
                                                        : _ ("an unknown person"), words));
}

static void
append_reading (EtbCosignPage *self, const EtbVerification *verification)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  g_autofree char *name = g_filename_display_basename (self->file);
  g_autofree char *covered = g_strjoinv ("\n", verification->covered);
  GtkWidget *report = gtk_button_new ();

  etb_page_frame_append_heading (frame, _ ("What you would sign"));
  etb_page_frame_append (frame, etb_detail_row_new (_ ("Package"), name));
  if (verification->has_dossier)
    {
      g_autofree char *call
          = g_strdup_printf ("%s, %s", verification->call_title, verification->track_label);

      etb_page_frame_append (frame, etb_detail_row_new (_ ("Applicant"), verification->applicant));
      etb_page_frame_append (frame, etb_detail_row_new (_ ("Call"), call));
    }
  etb_button_set_words (report, _ ("Read the _dossier and its report first"));
  gtk_widget_set_halign (report, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (report), "s", self->file);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (report), "win.verify-file");
  etb_page_frame_append (frame, report);

  etb_page_frame_append_heading (frame, _ ("Who signed it already"));
  for (guint i = 0; i < verification->signatures->len; i++)
    append_signature (frame, g_ptr_array_index (verification->signatures, i));
  etb_page_frame_append (
      frame, etb_detail_row_new (_ ("Files that every signature covers, and yours too"), covered));
}

/* A name beside the package, that says how often it will be signed: “Dossier (2 signatures)”.
 * Returns: (transfer full) */
static char *
propose_target (EtbCosignPage *self, guint n_signatures)
{
  g_autofree char *stem = g_strdup (self->file);
  char *former;

  if (g_str_has_suffix (stem, ".asice"))
    stem[strlen (stem) - strlen (".asice")] = '\0';
  /* Not one after the other, when a third signs. */
  former = strrchr (stem, '(');
  if (former != NULL && former > stem && former[-1] == ' ' && g_ascii_isdigit (former[1])
      && g_str_has_suffix (former, ")"))
    former[-1] = '\0';
  /* Translators: a file name, and how many signatures the package has. */
  return g_strdup_printf (_ ("%s (%u signatures).asice"), stem, n_signatures);
}

static void
append_form (EtbCosignPage *self, guint n_signatures)
{
  g_autofree char *target = propose_target (self, n_signatures);
  GtkWidget *form = etb_sign_form_new (target, NULL);

  self->form = ETB_SIGN_FORM (form);
  etb_sign_form_ask_for_package (self->form);
  etb_page_frame_append (ETB_PAGE_FRAME (self), form);
  gtk_widget_set_visible (self->sign, TRUE);
}

static void
refuse (EtbCosignPage *self, const char *why)
{
  g_autofree char *words = g_strdup_printf (_ ("This package cannot be signed once more: %s"), why);

  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_notice_new_framed (ETB_NOTICE_ERROR, words));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbCosignPage *self = ETB_COSIGN_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = g_task_propagate_pointer (G_TASK (result), &error);

  end_work (self);
  if (reading == NULL)
    refuse (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
            ? _ ("its reading was cancelled.")
            : error->message);
  else if (reading->verification->verdict != ETB_PACKAGE_VALID)
    {
      GPtrArray *problems = reading->verification->problems;

      refuse (self, problems->len > 0
                        ? ((EtbSignatureProblem *)g_ptr_array_index (problems, 0))->text
                        : "");
    }
  else
    {
      self->digest = g_steal_pointer (&reading->digest);
      append_reading (self, reading->verification);
      append_form (self, reading->verification->signatures->len + 1);
    }
  g_signal_emit (self, signals[READY], 0);
}

static void
start_reading (EtbCosignPage *self)
{
  g_autoptr (GTask) task = NULL;

  begin_work (self, _ ("The package is being read and checked."));
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, g_strdup (self->file), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- Signing ----------------------------------------------------------------------------------
 */

/* Copies for the thread. */
typedef struct
{
  char *file;
  char *digest;
  char *target;
  char *role;
  char *place;
  EtbIdentity *identity;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->file);
  g_free (order->digest);
  g_free (order->target);
  g_free (order->role);
  g_free (order->place);
  g_object_unref (order->identity);
  g_free (order);
}

static gboolean
cosign (const Order *order, GCancellable *cancellable, GError **error)
{
  g_autofree char *digest = digest_file (order->file, cancellable, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbVerification) verification = NULL;
  const EtbSigning signing = { .identity = order->identity,
                               .at = now,
                               .role = *order->role != '\0' ? order->role : NULL,
                               .place = *order->place != '\0' ? order->place : NULL };

  if (digest == NULL)
    return FALSE;
  if (!g_str_equal (digest, order->digest))
    {
      g_set_error_literal (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_VALID,
                           _ ("The package changed since you read it. Nothing was signed: open it "
                              "and read it again."));
      return FALSE;
    }
  verification = etb_verification_run (order->file, NULL, cancellable);
  return etb_cosign_run (verification, order->target, &signing, cancellable, error);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (cosign (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbCosignPage *self = ETB_COSIGN_PAGE (source);
  const Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  end_work (self);
  if (self->form == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->form), TRUE);
  gtk_widget_set_visible (self->sign, TRUE);
  if (done)
    {
      etb_identity_chooser_forget (etb_sign_form_get_chooser (self->form));
      g_signal_emit (self, signals[SIGNED], 0, order->target);
      /* What it became is read there. The page is gone after this. */
      gtk_widget_activate_action (GTK_WIDGET (self), "win.verify-file", "s", order->target);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      etb_sign_form_say (self->form, _ ("Cancelled. No package was written."));
      gtk_widget_grab_focus (self->sign);
    }
  else
    etb_sign_form_complain (self->form, error);
}

static void
start (EtbCosignPage *self, EtbIdentity *identity)
{
  g_autoptr (GTask) task = NULL;
  Order *order = g_new0 (Order, 1);

  order->file = g_strdup (self->file);
  order->digest = g_strdup (self->digest);
  order->target = etb_sign_form_get_target (self->form);
  order->role = etb_sign_form_get_role (self->form);
  order->place = etb_sign_form_get_place (self->form);
  order->identity = g_object_ref (identity);
  begin_work (self, _ ("The package is being copied, signed, then read again."));
  self->stay = etb_stay_begin (GTK_WIDGET (self), _("A signed package is being prepared"));
  /* The focus leaves before what holds it goes: an entry does not hear of it otherwise. */
  etb_progress_view_focus (ETB_PROGRESS_VIEW (self->progress));
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_visible (self->sign, FALSE);
  task = g_task_new (self, self->cancellable, on_done, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, sign_in_thread);
}

static void
on_identity_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbCosignPage) self = data;
  g_autoptr (EtbIdentity) identity
      = etb_identity_chooser_open_finish (ETB_IDENTITY_CHOOSER (source), result, NULL);

  gtk_widget_set_sensitive (self->sign, TRUE);
  if (identity != NULL && self->form != NULL && self->cancellable == NULL
      && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    start (self, identity);
}

static void
on_sign_clicked (EtbCosignPage *self)
{
  if (self->form == NULL || self->cancellable != NULL || !etb_sign_form_validate (self->form))
    return;
  /* Not twice while the identity is being opened. */
  gtk_widget_set_sensitive (self->sign, FALSE);
  etb_identity_chooser_open_async (etb_sign_form_get_chooser (self->form), on_identity_opened,
                                   g_object_ref (self));
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static void
etb_cosign_page_unroot (GtkWidget *widget)
{
  stop (ETB_COSIGN_PAGE (widget));
  GTK_WIDGET_CLASS (etb_cosign_page_parent_class)->unroot (widget);
}

static void
etb_cosign_page_dispose (GObject *object)
{
  EtbCosignPage *self = ETB_COSIGN_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->stay, etb_stay_end);
  self->form = NULL;
  self->progress = NULL;
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (etb_cosign_page_parent_class)->dispose (object);
}

static void
etb_cosign_page_finalize (GObject *object)
{
  EtbCosignPage *self = ETB_COSIGN_PAGE (object);

  g_free (self->file);
  g_free (self->digest);
  G_OBJECT_CLASS (etb_cosign_page_parent_class)->finalize (object);
}

static void
etb_cosign_page_class_init (EtbCosignPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_cosign_page_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_cosign_page_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_cosign_page_unroot;
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED] = g_signal_new ("signed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
etb_cosign_page_init (EtbCosignPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("Sign this package too"));
  etb_page_frame_set_lead (frame, _ ("Your signature joins those that are there, over the same "
                                     "files: nothing in the dossier changes. It stays on this "
                                     "computer: signing deposits nothing."));
}

GtkWidget *
etb_cosign_page_new (const char *file)
{
  EtbCosignPage *self;
  GtkWidget *back;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_object_new (ETB_TYPE_COSIGN_PAGE, NULL);
  self->file = g_strdup (file);
  back = etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("Back to the re_port"), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (back), "s", file);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.verify-file");
  self->sign = etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("_Sign the package"), NULL);
  gtk_widget_add_css_class (self->sign, "suggested-action");
  gtk_widget_set_visible (self->sign, FALSE);
  g_signal_connect_swapped (self->sign, "clicked", G_CALLBACK (on_sign_clicked), self);
  start_reading (self);
  return GTK_WIDGET (self);
}

EtbSignForm *
etb_cosign_page_get_form (EtbCosignPage *self)
{
  g_return_val_if_fail (ETB_IS_COSIGN_PAGE (self), NULL);

  return self->form;
}
