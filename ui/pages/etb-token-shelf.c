/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shelf of tokens: see the header. Part of EtbIdentitiesPage. */

#include "etb-token-shelf.h"

#include <glib/gi18n-lib.h>

#include "etb-identity-shelf.h"
#include "etb-token.h"

struct _EtbTokenShelf
{
  EtbShelf parent_instance;

  GtkWidget *again;
  GCancellable *cancellable; /* of the search under way, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbTokenShelf, etb_token_shelf, ETB_TYPE_SHELF)

static void
stop (EtbTokenShelf *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
add_entry (EtbTokenShelf *self, const EtbIdentityEntry *entry)
{
  g_auto (GStrv) lines = etb_identity_lines (entry);
  /* Translators: a person, the name of a token. */
  g_autofree char *title = g_strdup_printf (_ ("%s (%s)"), entry->holder, entry->label);

  etb_shelf_add_row (ETB_SHELF (self), title, (const char *const *)lines, entry->unfit);
}

static void
add_token (EtbTokenShelf *self, const EtbToken *token)
{
  const char *left = etb_pin_state_describe (token->pin);
  const char *const nothing[] = { _ ("It shows no certificate of a person."), NULL };
  const char *const none[] = { NULL };

  for (guint i = 0; i < token->entries->len; i++)
    {
      const EtbIdentityEntry *entry = g_ptr_array_index (token->entries, i);

      if (entry->known)
        add_entry (self, entry);
    }
  if (token->entries->len == 0 || left != NULL)
    etb_shelf_add_row (ETB_SHELF (self), token->label, token->entries->len == 0 ? nothing : none,
                       left);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbTokenShelf) self = data;
  g_autoptr (GPtrArray) tokens = etb_token_list_finish (result, NULL);

  /* Overtaken, or the shelf has gone. */
  if (self->cancellable == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->cancellable);
  etb_shelf_set_busy (ETB_SHELF (self), NULL, NULL);
  etb_shelf_clear (ETB_SHELF (self), tokens != NULL
                   ? _ ("No card or key is plugged in, or the software that came with it is "
                            "not installed on this computer.")
                   : _ ("The search was cancelled."));
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    add_token (self, g_ptr_array_index (tokens, i));
}

static void
search (EtbTokenShelf *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  etb_shelf_clear (ETB_SHELF (self), "");
  etb_shelf_set_busy (ETB_SHELF (self), _ ("Looking for cards and keys…"), self->cancellable);
  etb_token_list_async (self->cancellable, on_listed, g_object_ref (self));
}

static void
etb_token_shelf_unroot (GtkWidget *widget)
{
  stop (ETB_TOKEN_SHELF (widget));
  GTK_WIDGET_CLASS (etb_token_shelf_parent_class)->unroot (widget);
}

static void
etb_token_shelf_dispose (GObject *object)
{
  stop (ETB_TOKEN_SHELF (object));
  G_OBJECT_CLASS (etb_token_shelf_parent_class)->dispose (object);
}

static void
etb_token_shelf_class_init (EtbTokenShelfClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_token_shelf_dispose;
  GTK_WIDGET_CLASS (class)->unroot = etb_token_shelf_unroot;
}

static void
etb_token_shelf_init (EtbTokenShelf *self)
{
  self->again = etb_shelf_add_button (ETB_SHELF (self), _ ("_Look again"));
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (search), self);
  search (self);
}

GtkWidget *
etb_token_shelf_new (void)
{
  return g_object_new (ETB_TYPE_TOKEN_SHELF, NULL);
}
