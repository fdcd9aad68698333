/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of an identity: see the header. An open identity is kept until the choice or the
 * password changes, so that looking at it and signing with it ask once. Part of EtbSignForm. */

#include "etb-identity-chooser.h"

#include <glib/gi18n-lib.h>

#include "etb-file-dialogs.h"
#include "etb-identity-choices.h"
#include "etb-identity-creator.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-page-frame.h"
#include "etb-secret.h"
#include "etb-token-unlock.h"

struct _EtbIdentityChooser
{
  GtkBox parent_instance;

  EtbIdentityChoices *choices;
  GtkWidget *other;
  GtkWidget *create;
  EtbIdentityCreator *creator;
  EtbNotice *problem;
  GtkWidget *password_part;
  GtkEditable *password;
  EtbNotice *password_problem;
  EtbNotice *facts;

  GtkWidget *progress;
  GtkSpinner *spinner;
  GtkLabel *doing;

  EtbIdentity *identity;   /* open, or NULL */
  GCancellable *unlocking; /* of a token, under way, or NULL */
  char *signatory;
};

G_DEFINE_FINAL_TYPE (EtbIdentityChooser, etb_identity_chooser, GTK_TYPE_BOX)

/* What the thread works on: copies only. */
typedef struct
{
  char *file;
  EtbSecret *password;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  etb_secret_free (order->password);
  g_free (order->file);
  g_free (order);
}

/* @words: NULL: nothing is under way any more. */
static void
set_busy (EtbIdentityChooser *self, const char *words)
{
  gtk_label_set_label (self->doing, words != NULL ? words : "");
  gtk_spinner_set_spinning (self->spinner, words != NULL);
  gtk_widget_set_visible (self->progress, words != NULL);
}

/* The password or the choice is another: what was said of the former one goes. */
static void
on_password_changed (EtbIdentityChooser *self)
{
  g_clear_object (&self->identity);
  etb_notice_say (self->facts, ETB_NOTICE_INFORMATION, NULL);
  etb_notice_complain (self->password_problem, GTK_WIDGET (self->password), NULL);
}

static void
on_choice_changed (EtbIdentityChooser *self)
{
  on_password_changed (self);
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  gtk_widget_set_visible (self->password_part,
                          etb_identity_choices_get_token (self->choices) == NULL);
}

static void
show_creator (EtbIdentityChooser *self, gboolean show)
{
  gtk_widget_set_visible (self->create, !show);
  /* The focus leaves before what holds it goes: an entry does not hear of it otherwise. */
  if (!show)
    gtk_widget_grab_focus (self->create);
  gtk_widget_set_visible (GTK_WIDGET (self->creator), show);
}

static void
on_create_clicked (EtbIdentityChooser *self)
{
  show_creator (self, TRUE);
  etb_identity_creator_start (self->creator, self->signatory);
  etb_page_frame_reveal_in_page (GTK_WIDGET (self->creator));
}

static void
on_creator_cancelled (EtbIdentityChooser *self)
{
  show_creator (self, FALSE);
}

static void
on_opened_once (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbIdentity) identity
      = etb_identity_chooser_open_finish (ETB_IDENTITY_CHOOSER (source), result, NULL);
}

/* Opened at once, to say what it is worth: the person has just typed its password. */
static void
on_creator_created (EtbIdentityChooser *self, const char *file, const char *password)
{
  show_creator (self, FALSE);
  etb_identity_chooser_select_file (self, file);
  gtk_editable_set_text (self->password, password);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
  etb_identity_chooser_open_async (self, on_opened_once, NULL);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbIdentityChooser) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      etb_identity_chooser_select_file (self, g_file_peek_path (file));
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
}

static void
on_other_clicked (EtbIdentityChooser *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_open_identity_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                       on_file_chosen, g_object_ref (self));
}

static void
on_look_clicked (EtbIdentityChooser *self)
{
  etb_identity_chooser_open_async (self, on_opened_once, NULL);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  g_autoptr (EtbIdentity) identity = etb_identity_open (order->file, order->password, &error);

  if (identity != NULL && etb_identity_check (identity, now, &error))
    g_task_return_pointer (task, g_steal_pointer (&identity), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
show_facts (EtbIdentityChooser *self)
{
  g_autofree char *day = etb_instant_paris_date (etb_identity_get_not_after (self->identity));
  g_autofree char *until = etb_instant_describe_date (day);
  g_autofree char *words = NULL;

  if (etb_identity_is_self_signed (self->identity))
    words
        = g_strdup_printf (_ ("Simple signature of %s: the certificate was made by its own holder, "
                                "nobody vouches for it. Valid until %s."),
                              etb_identity_get_name (self->identity), until);
  else
    words = g_strdup_printf (_ ("Advanced signature of %s, with a certificate delivered by %s, not "
                                "checked for revocation. Valid until %s."),
                                etb_identity_get_name (self->identity),
                                etb_identity_get_issuer (self->identity), until);
  etb_notice_say (self->facts, ETB_NOTICE_INFORMATION, words);
}

/* ---- Tokens: the PIN is asked in a dialog -----------------------------------------------------
 */

static void
on_cancel_clicked (EtbIdentityChooser *self)
{
  if (self->unlocking != NULL)
    g_cancellable_cancel (self->unlocking);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  EtbIdentityChooser *self = ETB_IDENTITY_CHOOSER (g_task_get_source_object (task));
  GError *error = NULL;
  EtbIdentity *identity = etb_token_unlock_finish (result, &error);

  g_clear_object (&self->unlocking);
  set_busy (self, NULL);
  if (identity != NULL)
    g_task_return_pointer (task, identity, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* @task: (transfer full) */
static void
unlock (EtbIdentityChooser *self, GTask *task)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  on_cancel_clicked (self);
  g_clear_object (&self->unlocking);
  self->unlocking = g_cancellable_new ();
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  set_busy (self, _ ("The token is being asked."));
  etb_token_unlock_async (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, etb_identity_chooser_get_file (self),
      etb_identity_choices_get_token (self->choices), self->unlocking, on_unlocked, task);
}

static void
etb_identity_chooser_unroot (GtkWidget *widget)
{
  on_cancel_clicked (ETB_IDENTITY_CHOOSER (widget));
  GTK_WIDGET_CLASS (etb_identity_chooser_parent_class)->unroot (widget);
}

static void
etb_identity_chooser_dispose (GObject *object)
{
  EtbIdentityChooser *self = ETB_IDENTITY_CHOOSER (object);
  GtkWidget *child;

  g_clear_object (&self->identity);
  on_cancel_clicked (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_box_remove (GTK_BOX (object), child);
  G_OBJECT_CLASS (etb_identity_chooser_parent_class)->dispose (object);
}

static void
etb_identity_chooser_finalize (GObject *object)
{
  g_free (ETB_IDENTITY_CHOOSER (object)->signatory);
  G_OBJECT_CLASS (etb_identity_chooser_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETB_TYPE_NOTICE);
  g_type_ensure (ETB_TYPE_IDENTITY_CHOICES);
  g_type_ensure (ETB_TYPE_IDENTITY_CREATOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/pages/etb-identity-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, choices);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, other);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, create);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, creator);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, password_part);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, password);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, password_problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, facts);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, progress);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, spinner);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, doing);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_other_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_look_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_creator_created);
  gtk_widget_class_bind_template_callback (widget_class, on_creator_cancelled);
}

static void
etb_identity_chooser_class_init (EtbIdentityChooserClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_identity_chooser_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_identity_chooser_finalize;
  GTK_WIDGET_CLASS (class)->unroot = etb_identity_chooser_unroot;
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
etb_identity_chooser_init (EtbIdentityChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* One may be chosen already. */
  if (etb_identity_chooser_get_file (self) != NULL)
    on_choice_changed (self);
}

void
etb_identity_chooser_set_signatory (EtbIdentityChooser *self, const char *name)
{
  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));

  g_free (self->signatory);
  self->signatory = g_strdup (name);
}

void
etb_identity_chooser_select_file (EtbIdentityChooser *self, const char *file)
{
  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));

  etb_identity_choices_select (self->choices, file);
}

const char *
etb_identity_chooser_get_file (EtbIdentityChooser *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITY_CHOOSER (self), NULL);

  return etb_identity_choices_get_address (self->choices);
}

void
etb_identity_chooser_open_async (EtbIdentityChooser *self, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, etb_identity_chooser_open_async);
  if (self->identity != NULL)
    {
      g_task_return_pointer (task, g_object_ref (self->identity), g_object_unref);
      return;
    }
  if (etb_identity_chooser_get_file (self) == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                               _ ("Choose the identity that signs, or create one."));
      return;
    }

  if (etb_identity_choices_get_token (self->choices) != NULL)
    {
      unlock (self, g_steal_pointer (&task));
      return;
    }
  order = g_new0 (Order, 1);
  order->file = g_strdup (etb_identity_chooser_get_file (self));
  order->password = etb_secret_new (gtk_editable_get_text (self->password));
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, open_in_thread);
}

EtbIdentity *
etb_identity_chooser_open_finish (EtbIdentityChooser *self, GAsyncResult *result, GError **error)
{
  EtbIdentity *identity;
  GError *local = NULL;

  g_return_val_if_fail (ETB_IS_IDENTITY_CHOOSER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  identity = g_task_propagate_pointer (G_TASK (result), &local);
  if (identity == NULL)
    {
      etb_identity_chooser_complain (self, local);
      g_propagate_error (error, local);
      return NULL;
    }
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  etb_notice_complain (self->password_problem, GTK_WIDGET (self->password), NULL);
  g_set_object (&self->identity, identity);
  show_facts (self);
  return identity;
}

void
etb_identity_chooser_complain (EtbIdentityChooser *self, const GError *error)
{
  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));
  g_return_if_fail (error != NULL);

  /* A token that was pulled out is asked afresh when it is back. */
  g_clear_object (&self->identity);
  if (g_error_matches (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD)
      && gtk_widget_get_visible (self->password_part))
    {
      etb_notice_complain (self->password_problem, GTK_WIDGET (self->password), error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    etb_notice_say (self->problem, ETB_NOTICE_INFORMATION, _ ("Nothing was signed."));
  else
    etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
  if (!etb_identity_choices_focus (self->choices))
    gtk_widget_grab_focus (self->other);
}

void
etb_identity_chooser_forget (EtbIdentityChooser *self)
{
  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));

  gtk_editable_set_text (self->password, "");
  on_password_changed (self);
}
