/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of an identity: see the header. An open identity is kept until the choice or the
 * password changes, so that looking at it and signing with it ask once. Part of EtbSignForm. */

#include "etb-identity-chooser.h"

#include <glib/gi18n-lib.h>

#include "etb-file-dialogs.h"
#include "etb-identity-creator.h"
#include "etb-identity-folder.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-secret.h"

struct _EtbIdentityChooser
{
  GtkBox parent_instance;

  GtkBox *choices;
  GtkCheckButton *leader; /* of the group; hidden, so that even one choice is a radio button */
  GtkWidget *none;
  GtkWidget *other;
  GtkWidget *create;
  EtbIdentityCreator *creator;
  EtbNotice *unfit;
  EtbNotice *problem;
  GtkWidget *password_part;
  GtkEditable *password;
  EtbNotice *password_problem;
  EtbNotice *facts;

  EtbIdentity *identity; /* open, or NULL */
  char *signatory;
};

G_DEFINE_FINAL_TYPE (EtbIdentityChooser, etb_identity_chooser, GTK_TYPE_BOX)

#define FILE_KEY "etb-file"

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

static GtkCheckButton *
get_chosen (EtbIdentityChooser *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      return GTK_CHECK_BUTTON (child);
  return NULL;
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
on_choice_toggled (EtbIdentityChooser *self)
{
  on_password_changed (self);
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  gtk_widget_set_visible (self->password_part, get_chosen (self) != NULL);
}

static GtkCheckButton *
find_choice (EtbIdentityChooser *self, const char *file)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), FILE_KEY), file) == 0)
      return GTK_CHECK_BUTTON (child);
  return NULL;
}

static GtkCheckButton *
add_choice (EtbIdentityChooser *self, const char *file, const char *label, const char *hint)
{
  GtkWidget *choice = etb_option_new (label, hint, TRUE);

  g_object_set_data_full (G_OBJECT (choice), FILE_KEY, g_strdup (file), g_free);
  gtk_widget_set_tooltip_text (choice, file);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), self->leader);
  g_signal_connect_object (choice, "toggled", G_CALLBACK (on_choice_toggled), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->choices, choice);
  gtk_widget_set_visible (self->none, FALSE);
  return GTK_CHECK_BUTTON (choice);
}

static void
add_entry (EtbIdentityChooser *self, const EtbIdentityEntry *entry)
{
  g_autofree char *hint = NULL;

  if (entry->known)
    {
      g_autofree char *day = etb_instant_paris_date (entry->not_after);
      g_autofree char *until = etb_instant_describe_date (day);

      /* Translators: a file or a token, who delivered the certificate, a date. */
      hint = g_strdup_printf (_ ("%s, delivered by %s, valid until %s"), entry->label,
                                 entry->issuer, until);
    }
  add_choice (self, entry->address, entry->known ? entry->holder : entry->label, hint);
}

/* What cannot sign is no choice: it is said why. */
static void
add_folder (EtbIdentityChooser *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = etb_identity_folder_list (now);
  g_autoptr (GString) unfit = g_string_new (NULL);
  const EtbIdentityEntry *fit = NULL;
  guint count = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbIdentityEntry *entry = g_ptr_array_index (entries, i);

      if (entry->unfit != NULL)
        {
          g_string_append_printf (unfit, "%s%s", unfit->len > 0 ? "\n" : "", entry->unfit);
          continue;
        }
      add_entry (self, entry);
      fit = entry;
      count++;
    }
  etb_notice_say (self->unfit, ETB_NOTICE_WARNING, unfit->len > 0 ? unfit->str : NULL);
  if (count == 1)
    etb_identity_chooser_select_file (self, fit->address);
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

static void
etb_identity_chooser_dispose (GObject *object)
{
  EtbIdentityChooser *self = ETB_IDENTITY_CHOOSER (object);
  GtkWidget *child;

  g_clear_object (&self->identity);
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
  g_type_ensure (ETB_TYPE_OPTION);
  g_type_ensure (ETB_TYPE_IDENTITY_CREATOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/pages/etb-identity-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, choices);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, leader);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, none);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, other);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, create);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, creator);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, unfit);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, password_part);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, password);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, password_problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityChooser, facts);
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
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
etb_identity_chooser_init (EtbIdentityChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_folder (self);
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
  GtkCheckButton *choice;

  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));
  g_return_if_fail (file != NULL);

  choice = find_choice (self, file);
  if (choice == NULL)
    {
      g_autofree char *name = g_filename_display_basename (file);

      choice = add_choice (self, file, name, NULL);
    }
  gtk_check_button_set_active (choice, TRUE);
}

const char *
etb_identity_chooser_get_file (EtbIdentityChooser *self)
{
  GtkCheckButton *chosen;

  g_return_val_if_fail (ETB_IS_IDENTITY_CHOOSER (self), NULL);

  chosen = get_chosen (self);
  return chosen != NULL ? g_object_get_data (G_OBJECT (chosen), FILE_KEY) : NULL;
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

  if (g_error_matches (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD))
    {
      etb_notice_complain (self->password_problem, GTK_WIDGET (self->password), error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
  gtk_widget_grab_focus (get_chosen (self) != NULL ? GTK_WIDGET (get_chosen (self)) : self->other);
}

void
etb_identity_chooser_forget (EtbIdentityChooser *self)
{
  g_return_if_fail (ETB_IS_IDENTITY_CHOOSER (self));

  gtk_editable_set_text (self->password, "");
}
