/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The choices of identities: see the header. Part of EtbIdentityChooser. */

#include "etb-identity-choices.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-identity-folder.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-token.h"

struct _EtbIdentityChoices
{
  GtkBox parent_instance;

  GtkWidget *none;        /* words, while there is no choice */
  GtkBox *list;           /* of the choices */
  GtkCheckButton *leader; /* of the group; hidden, so that even one choice is a radio button */
  EtbNotice *unfit;
  GCancellable *search; /* of tokens, under way, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbIdentityChoices, etb_identity_choices, GTK_TYPE_BOX)

static guint changed_signal;

#define FILE_KEY  "etb-file"  /* of a choice: its file, or the address of its key on a token */
#define TOKEN_KEY "etb-token" /* name of the token */

static void
stop (EtbIdentityChoices *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static GtkCheckButton *
get_chosen (EtbIdentityChoices *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      return GTK_CHECK_BUTTON (child);
  return NULL;
}

/* Once for what was chosen, and not for what no longer is. */
static void
on_toggled (EtbIdentityChoices *self, GtkCheckButton *choice)
{
  if (gtk_check_button_get_active (choice))
    g_signal_emit (self, changed_signal, 0);
}

static GtkCheckButton *
find_choice (EtbIdentityChoices *self, const char *file)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), FILE_KEY), file) == 0)
      return GTK_CHECK_BUTTON (child);
  return NULL;
}

static GtkCheckButton *
add_choice (EtbIdentityChoices *self, const char *file, const char *label, const char *hint)
{
  GtkWidget *choice = etb_option_new (label, hint, TRUE);

  g_object_set_data_full (G_OBJECT (choice), FILE_KEY, g_strdup (file), g_free);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), self->leader);
  g_signal_connect_object (choice, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->list, choice);
  gtk_widget_set_visible (self->none, FALSE);
  return GTK_CHECK_BUTTON (choice);
}

static GtkCheckButton *
add_entry (EtbIdentityChoices *self, const EtbIdentityEntry *entry)
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
  return add_choice (self, entry->address, entry->known ? entry->holder : entry->label, hint);
}

/* What cannot sign is no choice: it is said why. */
static void
add_folder (EtbIdentityChoices *self)
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
    etb_identity_choices_select (self, fit->address);
}

static void
on_tokens_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbIdentityChoices) self = data;
  g_autoptr (GPtrArray) tokens = etb_token_list_finish (result, NULL);

  if (tokens == NULL)
    return;
  g_clear_object (&self->search);
  for (guint i = 0; i < tokens->len; i++)
    {
      const EtbToken *token = g_ptr_array_index (tokens, i);

      for (guint j = 0; j < token->entries->len; j++)
        {
          const EtbIdentityEntry *entry = g_ptr_array_index (token->entries, j);

          if (entry->known && entry->unfit == NULL && find_choice (self, entry->address) == NULL)
            g_object_set_data_full (G_OBJECT (add_entry (self, entry)), TOKEN_KEY,
                                    g_strdup (entry->label), g_free);
        }
    }
}

/* Cards and keys that are plugged in come in when they have answered. */
static void
search_tokens (EtbIdentityChoices *self)
{
  stop (self);
  self->search = g_cancellable_new ();
  etb_token_list_async (self->search, on_tokens_listed, g_object_ref (self));
}

static void
etb_identity_choices_unroot (GtkWidget *widget)
{
  stop (ETB_IDENTITY_CHOICES (widget));
  GTK_WIDGET_CLASS (etb_identity_choices_parent_class)->unroot (widget);
}

static void
etb_identity_choices_dispose (GObject *object)
{
  stop (ETB_IDENTITY_CHOICES (object));
  G_OBJECT_CLASS (etb_identity_choices_parent_class)->dispose (object);
}

static void
etb_identity_choices_class_init (EtbIdentityChoicesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_identity_choices_dispose;
  GTK_WIDGET_CLASS (class)->unroot = etb_identity_choices_unroot;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_identity_choices_init (EtbIdentityChoices *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->none = etb_words_new (_ ("An identity is a file (.p12 or .pfx) with a certificate and its "
                                 "key, or a card or key that is plugged in. There is none yet: "
                                 "choose the file of one you have, or create one here."),
                                 NULL);
  self->list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Identity that signs"), -1);
  self->leader = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->leader), FALSE);
  self->unfit = ETB_NOTICE (etb_notice_new (ETB_NOTICE_WARNING, NULL));
  gtk_box_append (self->list, GTK_WIDGET (self->leader));
  gtk_box_append (GTK_BOX (self), self->none);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->unfit));
  add_folder (self);
  search_tokens (self);
}

void
etb_identity_choices_select (EtbIdentityChoices *self, const char *file)
{
  GtkCheckButton *choice;

  g_return_if_fail (ETB_IS_IDENTITY_CHOICES (self));
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
etb_identity_choices_get_address (EtbIdentityChoices *self)
{
  GtkCheckButton *chosen;

  g_return_val_if_fail (ETB_IS_IDENTITY_CHOICES (self), NULL);

  chosen = get_chosen (self);
  return chosen != NULL ? g_object_get_data (G_OBJECT (chosen), FILE_KEY) : NULL;
}

const char *
etb_identity_choices_get_token (EtbIdentityChoices *self)
{
  GtkCheckButton *chosen;

  g_return_val_if_fail (ETB_IS_IDENTITY_CHOICES (self), NULL);

  chosen = get_chosen (self);
  return chosen != NULL ? g_object_get_data (G_OBJECT (chosen), TOKEN_KEY) : NULL;
}

gboolean
etb_identity_choices_focus (EtbIdentityChoices *self)
{
  GtkCheckButton *chosen;

  g_return_val_if_fail (ETB_IS_IDENTITY_CHOICES (self), FALSE);

  chosen = get_chosen (self);
  return chosen != NULL && gtk_widget_grab_focus (GTK_WIDGET (chosen));
}
