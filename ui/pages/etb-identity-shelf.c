/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shelf of identity files: see the header. Keys are derived from passwords on a thread; the
 * list itself reads small files only. Part of EtbIdentitiesPage. */

#include "etb-identity-shelf.h"

#include <glib/gi18n-lib.h>

#include "etb-file-dialogs.h"
#include "etb-identity-creator.h"
#include "etb-identity-folder.h"
#include "etb-identity.h"
#include "etb-instant.h"
#include "etb-secret-dialog.h"

struct _EtbIdentityShelf
{
  EtbShelf parent_instance;

  EtbIdentityCreator *creator;
  GtkWidget *import;
  GtkWidget *create;
  EtbRemovedIdentity *removed; /* what can be put back, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbIdentityShelf, etb_identity_shelf, ETB_TYPE_SHELF)

#define FILE_KEY "etb-file"

GStrv
etb_identity_lines (const EtbIdentityEntry *entry)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  if (entry->known)
    {
      g_autofree char *from_day = etb_instant_paris_date (entry->not_before);
      g_autofree char *until_day = etb_instant_paris_date (entry->not_after);
      g_autofree char *from = etb_instant_describe_date (from_day);
      g_autofree char *until = etb_instant_describe_date (until_day);
      g_autofree char *issuer = g_strdup_printf (_ ("Delivered by: %s"), entry->issuer);
      g_autofree char *dates = g_strdup_printf (_ ("Valid from %s until %s"), from, until);
      g_autofree char *use
          = g_strdup_printf (_ ("Made for: %s"), etb_key_use_describe (entry->use));
      g_autofree char *kind = g_strdup_printf (_ ("Kind of signature: %s"),
                                                  etb_certificate_kind_describe (entry->kind));

      g_strv_builder_add_many (lines, issuer, dates, use, kind, NULL);
    }
  else
    g_strv_builder_add (lines, _ ("Its holder is not known here yet: the file tells it only once "
                                  "it is opened with its password."));
  return g_strv_builder_end (lines);
}

/* ---- Opening and importing --------------------------------------------------------------------
 */

/* Copies for the thread. */
typedef struct
{
  char *file;
  EtbSecret *password;
  gboolean import; /* else only opened, for its certificate to be known */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->file);
  etb_secret_free (order->password);
  g_free (order);
}

static void refresh (EtbIdentityShelf *self);

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;

  if (order->import)
    g_free (etb_identity_folder_import (order->file, order->password, &error));
  else
    {
      g_autoptr (EtbIdentity) identity = etb_identity_open (order->file, order->password, &error);
    }
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbIdentityShelf *self = ETB_IDENTITY_SHELF (source);
  const Order *order = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (order->file);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  etb_shelf_set_busy (ETB_SHELF (self), NULL, NULL);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_ERROR, error->message);
      gtk_widget_grab_focus (self->import);
      return;
    }
  refresh (self);
  words = g_strdup_printf (order->import ? _ ("“%s” is among your identities.")
                                         : _ ("“%s” was read."), name);
  etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_GOOD, words);
  gtk_widget_grab_focus (self->import);
}

static void
on_password_given (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  EtbIdentityShelf *self = ETB_IDENTITY_SHELF (g_task_get_source_object (task));
  Order *order = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  order->password = etb_secret_dialog_ask_finish (result, &error);
  if (order->password == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  etb_shelf_set_busy (ETB_SHELF (self), _ ("The identity is being opened."), NULL);
  g_task_run_in_thread (task, open_in_thread);
}

static void
on_given_up_or_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  const Order *order = g_task_get_task_data (G_TASK (result));

  /* Given up: nothing was done, nothing is said. */
  if (order->password != NULL)
    on_opened (source, result, data);
}

static void
ask (EtbIdentityShelf *self, const char *file, gboolean import)
{
  g_autofree char *name = g_filename_display_basename (file);
  g_autofree char *heading = g_strdup_printf (_ ("Password of “%s”"), name);
  GTask *task = g_task_new (self, NULL, on_given_up_or_opened, NULL);
  Order *order = g_new0 (Order, 1);

  order->file = g_strdup (file);
  order->import = import;
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, order, order_free);
  etb_secret_dialog_ask_async (
      etb_shelf_get_window (ETB_SHELF (self)), heading,
      import ? _ ("It is used once, to check the file and to read who holds it, and is not kept.")
             : _ ("It is used once, to read who holds this identity, and is not kept."),
                  import ? _ ("_Import") : _ ("_Read"), on_password_given, task);
}

void
etb_identity_shelf_import (EtbIdentityShelf *self, const char *file)
{
  g_return_if_fail (ETB_IS_IDENTITY_SHELF (self));
  g_return_if_fail (file != NULL);

  ask (self, file, TRUE);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbIdentityShelf) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    etb_identity_shelf_import (self, g_file_peek_path (file));
}

static void
on_import_clicked (EtbIdentityShelf *self)
{
  etb_file_dialog_open_identity_async (etb_shelf_get_window (ETB_SHELF (self)), on_file_chosen,
                                       g_object_ref (self));
}

static void
on_read_clicked (GtkWidget *button, EtbIdentityShelf *self)
{
  ask (self, g_object_get_data (G_OBJECT (button), FILE_KEY), FALSE);
}

/* ---- Making -----------------------------------------------------------------------------------
 */

static void
show_creator (EtbIdentityShelf *self, gboolean show)
{
  gtk_widget_set_visible (self->create, !show);
  /* The focus leaves before what holds it goes: an entry does not hear of it otherwise. */
  if (!show)
    gtk_widget_grab_focus (self->create);
  gtk_widget_set_visible (GTK_WIDGET (self->creator), show);
}

static void
on_create_clicked (EtbIdentityShelf *self)
{
  etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_INFORMATION, NULL);
  show_creator (self, TRUE);
  etb_identity_creator_start (self->creator, NULL);
}

static void
on_creator_cancelled (EtbIdentityShelf *self)
{
  show_creator (self, FALSE);
}

static void
on_creator_created (EtbIdentityShelf *self, const char *file, const char *password)
{
  g_autofree char *name = g_filename_display_basename (file);
  g_autofree char *words = g_strdup_printf (_ ("“%s” is among your identities."), name);

  show_creator (self, FALSE);
  refresh (self);
  etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_GOOD, words);
}

/* ---- Removing ---------------------------------------------------------------------------------
 */

static void
on_remove_clicked (GtkWidget *button, EtbIdentityShelf *self)
{
  g_autofree char *file = g_strdup (g_object_get_data (G_OBJECT (button), FILE_KEY));
  g_autofree char *name = g_filename_display_basename (file);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  EtbRemovedIdentity *removed = etb_identity_folder_remove (file, &error);

  if (removed == NULL)
    {
      etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_ERROR, error->message);
      return;
    }
  g_clear_pointer (&self->removed, etb_removed_identity_free);
  self->removed = removed;
  refresh (self);
  words = g_strdup_printf (
      etb_removed_identity_is_in_trash (removed)
      ? _ ("“%s” was removed: nobody signs with it any more, you included. It can be put back "
               "here, or found in the trash of this computer.")
      : _ ("“%s” was removed: nobody signs with it any more, you included. It can be put back "
               "as long as this page is open."),
           name);
  etb_shelf_say_undoable (ETB_SHELF (self), words);
}

static void
on_undo (EtbIdentityShelf *self)
{
  g_autoptr (EtbRemovedIdentity) removed = g_steal_pointer (&self->removed);
  g_autoptr (GError) error = NULL;

  if (removed == NULL)
    return;
  if (etb_identity_folder_restore (removed, &error))
    {
      g_autofree char *name = g_filename_display_basename (etb_removed_identity_get_file (removed));
      g_autofree char *words = g_strdup_printf (_ ("“%s” is among your identities."), name);

      refresh (self);
      etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_GOOD, words);
    }
  else
    etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_ERROR, error->message);
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static void
add_row_button (EtbIdentityShelf *self, GtkWidget *row, const EtbIdentityEntry *entry,
                const char *label, const char *named, GCallback clicked)
{
  GtkWidget *button = etb_shelf_add_row_button (row, label, named);

  g_object_set_data_full (G_OBJECT (button), FILE_KEY, g_strdup (entry->address), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
}

static void
add_row (EtbIdentityShelf *self, const EtbIdentityEntry *entry)
{
  g_auto (GStrv) lines = etb_identity_lines (entry);
  g_autofree char *title = entry->known
      /* Translators: a person, the name of a file. */
      ? g_strdup_printf (_ ("%s (%s)"), entry->holder, entry->label)
      : g_strdup (entry->label);
  g_autofree char *remove = g_strdup_printf (_ ("Remove “%s”"), entry->label);
  g_autofree char *read = g_strdup_printf (_ ("Read who holds “%s”"), entry->label);
  GtkWidget *row
      = etb_shelf_add_row (ETB_SHELF (self), title, (const char *const *)lines, entry->unfit);

  if (!entry->known)
    add_row_button (self, row, entry, _ ("Read…"), read, G_CALLBACK (on_read_clicked));
  add_row_button (self, row, entry, _ ("Remove"), remove, G_CALLBACK (on_remove_clicked));
}

static void
refresh (EtbIdentityShelf *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = etb_identity_folder_list (now);

  etb_shelf_clear (ETB_SHELF (self),
                   _ ("No identity yet. It is a file (.p12 or .pfx) with a certificate and its "
                      "key: import the one you have, or create one here."));
  for (guint i = 0; i < entries->len; i++)
    add_row (self, g_ptr_array_index (entries, i));
}

static void
etb_identity_shelf_dispose (GObject *object)
{
  g_clear_pointer (&ETB_IDENTITY_SHELF (object)->removed, etb_removed_identity_free);
  G_OBJECT_CLASS (etb_identity_shelf_parent_class)->dispose (object);
}

static void
etb_identity_shelf_class_init (EtbIdentityShelfClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_identity_shelf_dispose;
}

static void
etb_identity_shelf_init (EtbIdentityShelf *self)
{
  EtbShelf *shelf = ETB_SHELF (self);

  self->import = etb_shelf_add_button (shelf, _ ("_Import an identity…"));
  self->create = etb_shelf_add_button (shelf, _ ("_Create an identity here"));
  self->creator = g_object_new (ETB_TYPE_IDENTITY_CREATOR, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->creator));
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (on_import_clicked), self);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (on_create_clicked), self);
  g_signal_connect_swapped (self->creator, "created", G_CALLBACK (on_creator_created), self);
  g_signal_connect_swapped (self->creator, "cancelled", G_CALLBACK (on_creator_cancelled), self);
  g_signal_connect (self, "undo", G_CALLBACK (on_undo), NULL);
  refresh (self);
}

GtkWidget *
etb_identity_shelf_new (void)
{
  return g_object_new (ETB_TYPE_IDENTITY_SHELF, NULL);
}
