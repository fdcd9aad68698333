/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign page: see the header. Its states: *waiting* (something is missing, or another date is
 * looked at), *form*, *working* (form hidden, progress shown). waiting ↔ form: rebuild(), when the
 * verdicts change; form → working: start_export(); working → form: on_exported(), with or without
 * an error. */

#include "etb-sign-page.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-assistance.h"
#include "etb-missing-list.h"
#include "etb-notice.h"
#include "etb-package.h"
#include "etb-progress-view.h"
#include "etb-readiness.h"
#include "etb-target.h"
#include "etb-track-words.h"
#include "etb-stay.h"

struct _EtbSignPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
  GtkWidget *prepare;        /* button of the bar */
  EtbSignForm *form;         /* in the column; NULL while waiting */
  EtbProgressView *progress; /* in the column, while working; else NULL */
  GCancellable *cancellable; /* while working; else NULL */
  guint inhibitor;           /* while working; else 0 */
};

G_DEFINE_FINAL_TYPE (EtbSignPage, etb_sign_page, ETB_TYPE_PAGE_FRAME)

static guint signed_signal;

static gboolean
can_sign (EtbSignPage *self)
{
  return !etb_dossier_has_other_date (self->dossier) && etb_readiness_is_complete (self->dossier)
         && etb_dossier_check_read_back (self->dossier, NULL);
}

/* A closed track is said, and stops nobody. */
static void
append_track (EtbSignPage *self)
{
  EtbTrackState state;
  g_autofree char *words = etb_track_words (self->dossier, &state);
  g_autofree char *text = NULL;

  if (state == ETB_TRACK_CLOSED)
    text = g_strdup_printf (_ ("%s You can prepare and sign the package all the same, to keep it or to show it; nothing "
           "says that it would be accepted."),
        words);
  else
    text = g_strdup (words);
  etb_page_frame_append (ETB_PAGE_FRAME (self),
                         etb_notice_new_framed (state == ETB_TRACK_CLOSED ? ETB_NOTICE_WARNING
                                                                          : ETB_NOTICE_INFORMATION,
                                                text));
}

static void
append_other_date (EtbSignPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Choose another _date…"));

  etb_page_frame_append (
      ETB_PAGE_FRAME (self),
      etb_notice_new_framed (
          ETB_NOTICE_WARNING,
          _ ("You are looking at this dossier on another date. A signature bears the "
                         "present time: come back to today to sign.")));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.other-date");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  etb_page_frame_append (ETB_PAGE_FRAME (self), button);
}

/* Help that is not ended, or not read back: what to do about it. */
static void
append_help (EtbSignPage *self)
{
  const gboolean open = etb_dossier_get_assistance (self->dossier) != NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *button;

  if (etb_dossier_check_read_back (self->dossier, &error))
    return;
  etb_page_frame_append (ETB_PAGE_FRAME (self),
                         etb_notice_new_framed (ETB_NOTICE_WARNING, error->message));
  button = gtk_button_new ();
  etb_button_set_words (button, open ? _ ("_End the Help") : _ ("Read _Back"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button),
                                           open ? "dossier.end-help" : "dossier.page::read-back");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  etb_page_frame_append (ETB_PAGE_FRAME (self), button);
}

static void
append_missing (EtbSignPage *self)
{
  GtkWidget *list = etb_missing_list_new (self->dossier);
  const guint count = etb_missing_list_count (ETB_MISSING_LIST (list));
  g_autofree char *words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u thing is still to be done before the signature. It is a link "
                   "to where it is done.",
                   "%u things are still to be done before the signature. Each is a "
                   "link to where it is done.",
                   count),
      count);

  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_notice_new_framed (ETB_NOTICE_WARNING, words));
  etb_page_frame_append (ETB_PAGE_FRAME (self), list);
}

/* First name and name of the signatory, as far as they are known: they may be calculated. Returns:
 * (transfer full) */
static char *
get_signatory (EtbSignPage *self)
{
  const EtbRoles *roles = etb_call_get_roles (etb_dossier_get_call (self->dossier));
  EtbInstance *instance = etb_evaluation_get_instance (etb_dossier_get_evaluation (self->dossier));
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;
  g_autofree char *both = NULL;

  if (roles->signatory_first_name != NULL)
    first = etb_instance_get (instance, roles->signatory_first_name);
  if (roles->signatory_name != NULL)
    name = etb_instance_get (instance, roles->signatory_name);
  both = g_strdup_printf ("%s %s", first != NULL ? first : "", name != NULL ? name : "");
  return g_strdup (g_strstrip (both));
}

static void
append_form (EtbSignPage *self)
{
  g_autofree char *target = etb_target_propose (self->dossier);
  g_autofree char *signatory = get_signatory (self);
  GtkWidget *form = etb_sign_form_new (target, signatory);

  self->form = ETB_SIGN_FORM (form);
  etb_page_frame_append (ETB_PAGE_FRAME (self), form);
}

static void
rebuild (EtbSignPage *self)
{
  self->form = NULL;
  etb_page_frame_clear (ETB_PAGE_FRAME (self));
  append_track (self);
  if (etb_dossier_has_other_date (self->dossier))
    append_other_date (self);
  else if (can_sign (self))
    append_form (self);
  else
    {
      append_help (self);
      if (!etb_readiness_is_complete (self->dossier))
        append_missing (self);
    }
  gtk_widget_set_visible (self->prepare, self->form != NULL);
}

/* A form that still serves is left alone: the person may be typing in it. */
static void
on_verdicts_changed (EtbSignPage *self)
{
  if (self->cancellable == NULL && !(self->form != NULL && can_sign (self)))
    rebuild (self);
}

static void
uninhibit (EtbSignPage *self)
{
  etb_stay_end (self->inhibitor);
  self->inhibitor = 0;
}

static void
on_progress_cancelled (EtbSignPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
begin_work (EtbSignPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->progress = ETB_PROGRESS_VIEW (
      etb_progress_view_new (_ ("The package is being written, signed, then read again.")));
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (on_progress_cancelled), self,
                           G_CONNECT_SWAPPED);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->progress));
  /* The focus leaves before what holds it goes: an entry does not hear of it otherwise. */
  etb_progress_view_focus (self->progress);
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_visible (self->prepare, FALSE);
  self->inhibitor = etb_stay_begin (GTK_WIDGET (self), _("A signed package is being prepared"));
}

static void
end_work (EtbSignPage *self)
{
  uninhibit (self);
  g_clear_object (&self->cancellable);
  if (self->progress != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->progress))),
                    GTK_WIDGET (self->progress));
  self->progress = NULL;
  if (self->form != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->form), TRUE);
  gtk_widget_set_visible (self->prepare, self->form != NULL);
}

/* What goes with an export until its end. */
typedef struct
{
  EtbSignPage *page;
  char *file;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  g_free (export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
on_export_progress (guint64 done, guint64 total, gpointer data)
{
  EtbSignPage *self = ((Export *)data)->page;

  if (self->progress != NULL)
    etb_progress_view_set (self->progress, done, total);
}

static void
show_failure (EtbSignPage *self, const GError *error)
{
  if (self->form == NULL)
    return;
  if (g_error_matches (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY))
    {
      rebuild (self);
      etb_page_frame_focus_heading (ETB_PAGE_FRAME (self));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      etb_sign_form_say (self->form, _ ("Cancelled. No package was written."));
      gtk_widget_grab_focus (self->prepare);
    }
  else
    etb_sign_form_complain (self->form, error);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  EtbSignPage *self = export->page;
  const gboolean done = etb_package_export_finish (ETB_DOSSIER (source), result, &error);

  end_work (self);
  if (!done)
    {
      show_failure (self, error);
      return;
    }
  if (self->form != NULL)
    etb_identity_chooser_forget (etb_sign_form_get_chooser (self->form));
  g_signal_emit (self, signed_signal, 0, export->file);
}

static void
start_export (EtbSignPage *self, EtbIdentity *identity)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *place = etb_sign_form_get_place (self->form);
  const EtbSigning signing = { .identity = identity, .at = now, .place = place };
  Export *export = g_new0 (Export, 1);

  export->page = g_object_ref (self);
  export->file = etb_sign_form_get_target (self->form);
  begin_work (self);
  etb_package_export_async (self->dossier, export->file, &signing, self->territory,
                            on_export_progress, export, self->cancellable, on_exported, export);
}

static void
on_identity_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbSignPage) self = data;
  g_autoptr (EtbIdentity) identity
      = etb_identity_chooser_open_finish (ETB_IDENTITY_CHOOSER (source), result, NULL);

  gtk_widget_set_sensitive (self->prepare, TRUE);
  if (identity != NULL && self->form != NULL && self->cancellable == NULL
      && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    start_export (self, identity);
}

static void
on_prepare_clicked (EtbSignPage *self)
{
  if (self->form == NULL || self->cancellable != NULL || !etb_sign_form_validate (self->form))
    return;
  /* Not twice while the identity is being opened. */
  gtk_widget_set_sensitive (self->prepare, FALSE);
  etb_identity_chooser_open_async (etb_sign_form_get_chooser (self->form), on_identity_opened,
                                   g_object_ref (self));
}

static void
etb_sign_page_unroot (GtkWidget *widget)
{
  on_progress_cancelled (ETB_SIGN_PAGE (widget));
  GTK_WIDGET_CLASS (etb_sign_page_parent_class)->unroot (widget);
}

static void
etb_sign_page_dispose (GObject *object)
{
  EtbSignPage *self = ETB_SIGN_PAGE (object);

  uninhibit (self);
  self->form = NULL;
  self->progress = NULL;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_sign_page_parent_class)->dispose (object);
}

static void
etb_sign_page_class_init (EtbSignPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_sign_page_dispose;
  GTK_WIDGET_CLASS (class)->unroot = etb_sign_page_unroot;
  signed_signal = g_signal_new ("signed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
etb_sign_page_init (EtbSignPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("Sign the package"));
  etb_page_frame_set_lead (frame, _ ("The package holds your answers, their readable copy and your "
                                     "pieces, sealed by a signature. It stays on this computer: "
                                     "signing deposits nothing."));
  etb_page_frame_add_button (frame, _ ("Back to the _tasks"), "dossier.tasks");
  self->prepare = etb_page_frame_add_button (frame, _ ("_Prepare the signed package"), NULL);
  gtk_widget_add_css_class (self->prepare, "suggested-action");
  g_signal_connect_swapped (self->prepare, "clicked", G_CALLBACK (on_prepare_clicked), self);
}

GtkWidget *
etb_sign_page_new (EtbDossier *dossier, EtbTerritory *territory)
{
  EtbSignPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);

  self = g_object_new (ETB_TYPE_SIGN_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->territory = territory != NULL ? g_object_ref (territory) : NULL;
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_verdicts_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dossier, "assistance-changed", G_CALLBACK (on_verdicts_changed), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
  return GTK_WIDGET (self);
}

EtbSignForm *
etb_sign_page_get_form (EtbSignPage *self)
{
  g_return_val_if_fail (ETB_IS_SIGN_PAGE (self), NULL);

  return self->form;
}
