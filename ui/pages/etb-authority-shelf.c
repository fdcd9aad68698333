/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shelf of authorities: see the header. Part of EtbIdentitiesPage. */

#include "etb-authority-shelf.h"

#include <glib/gi18n-lib.h>

#include "etb-file-dialogs.h"
#include "etb-instant.h"
#include "etb-trust-store.h"

struct _EtbAuthorityShelf
{
  EtbShelf parent_instance;

  GPtrArray *list;       /* of EtbAuthority: what is shown */
  EtbAuthority *removed; /* what can be put back, or NULL */
  GtkWidget *import;
};

G_DEFINE_FINAL_TYPE (EtbAuthorityShelf, etb_authority_shelf, ETB_TYPE_SHELF)

#define INDEX_KEY "etb-index"

static void refresh (EtbAuthorityShelf *self);

void
etb_authority_shelf_import (EtbAuthorityShelf *self, const char *file)
{
  g_autoptr (GPtrArray) fresh = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ETB_IS_AUTHORITY_SHELF (self));
  g_return_if_fail (file != NULL);

  fresh = etb_trust_store_import (file, &error);
  if (fresh == NULL)
    {
      etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_ERROR, error->message);
      return;
    }
  refresh (self);
  if (fresh->len == 0)
    words = g_strdup (_ ("You recognise the certificates of this file already."));
  else
    words = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%u certificate is recognised from now on. Compare its fingerprint with the "
                     "one that the authority publishes.",
                     "%u certificates are recognised from now on. Compare their fingerprints with "
                     "those that the authorities publish.",
                     fresh->len),
        fresh->len);
  etb_shelf_say (ETB_SHELF (self), fresh->len > 0 ? ETB_NOTICE_GOOD : ETB_NOTICE_INFORMATION,
                 words);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbAuthorityShelf) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    etb_authority_shelf_import (self, g_file_peek_path (file));
}

static void
on_import_clicked (EtbAuthorityShelf *self)
{
  etb_file_dialog_open_authorities_async (etb_shelf_get_window (ETB_SHELF (self)), on_file_chosen,
                                          g_object_ref (self));
}

static void
on_remove_clicked (GtkWidget *button, EtbAuthorityShelf *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), INDEX_KEY));
  const EtbAuthority *authority = g_ptr_array_index (self->list, index);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_trust_store_remove (authority, &error))
    {
      etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_ERROR, error->message);
      return;
    }
  g_clear_pointer (&self->removed, etb_authority_free);
  self->removed = g_ptr_array_steal_index (self->list, index);
  words = g_strdup_printf (_ ("“%s” is no longer recognised."), self->removed->holder);
  refresh (self);
  etb_shelf_say_undoable (ETB_SHELF (self), words);
}

static void
on_undo (EtbAuthorityShelf *self)
{
  g_autoptr (EtbAuthority) removed = g_steal_pointer (&self->removed);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (removed == NULL)
    return;
  if (!etb_trust_store_add (removed, &error))
    {
      etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_ERROR, error->message);
      return;
    }
  refresh (self);
  words = g_strdup_printf (_ ("“%s” is recognised again."), removed->holder);
  etb_shelf_say (ETB_SHELF (self), ETB_NOTICE_GOOD, words);
}

/* In groups of four: people compare it with one on paper. Returns: (transfer full) */
static char *
describe_fingerprint (const char *sha256)
{
  GString *groups = g_string_new (NULL);

  for (guint i = 0; sha256[i] != '\0'; i++)
    g_string_append_printf (groups, "%s%c", i > 0 && i % 4 == 0 ? " " : "", sha256[i]);
  return g_string_free (groups, FALSE);
}

/* Returns: (transfer full) */
static char *
describe_dates (const EtbAuthority *authority)
{
  g_autofree char *from_day = NULL;
  g_autofree char *until_day = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (authority->not_before == NULL || authority->not_after == NULL)
    return g_strdup (_ ("Its certificate bears no valid dates"));
  from_day = etb_instant_paris_date (authority->not_before);
  until_day = etb_instant_paris_date (authority->not_after);
  from = etb_instant_describe_date (from_day);
  until = etb_instant_describe_date (until_day);
  return g_strdup_printf (_ ("Valid from %s until %s"), from, until);
}

static void
add_row (EtbAuthorityShelf *self, guint index, GDateTime *now)
{
  const EtbAuthority *authority = g_ptr_array_index (self->list, index);
  g_autofree char *grouped = describe_fingerprint (authority->sha256);
  g_autofree char *fingerprint = g_strdup_printf (_ ("Fingerprint (SHA-256): %s"), grouped);
  g_autofree char *dates = describe_dates (authority);
  g_autofree char *issuer = g_strdup_printf (_ ("Delivered by: %s"), authority->issuer);
  g_autofree char *remove = g_strdup_printf (_ ("Remove “%s”"), authority->holder);
  const char *const lines[]
      = { authority->is_authority
          ? _ ("Authority: it vouches for those it delivers to")
          : _ ("A person or a service, trusted alone"), issuer, dates, fingerprint, NULL };
  gboolean past
      = authority->not_after != NULL && g_date_time_compare (authority->not_after, now) < 0;
  GtkWidget *row = etb_shelf_add_row (
      ETB_SHELF (self), authority->holder, lines,
      past ? _ ("Expired: it still vouches for what was signed before, and for nothing since.")
           : NULL);
  GtkWidget *button = etb_shelf_add_row_button (row, _ ("Remove"), remove);

  g_object_set_data (G_OBJECT (button), INDEX_KEY, GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked), self, 0);
}

static void
refresh (EtbAuthorityShelf *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_clear_pointer (&self->list, g_ptr_array_unref);
  self->list = etb_trust_store_list ();
  etb_shelf_clear (ETB_SHELF (self),
                   _ ("None yet. When you verify a package, nobody vouches for the names in it "
                      "until you import the certificates of those you trust: a certification "
                      "authority, your préfecture, a partner."));
  for (guint i = 0; i < self->list->len; i++)
    add_row (self, i, now);
}

static void
etb_authority_shelf_dispose (GObject *object)
{
  EtbAuthorityShelf *self = ETB_AUTHORITY_SHELF (object);

  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->removed, etb_authority_free);
  G_OBJECT_CLASS (etb_authority_shelf_parent_class)->dispose (object);
}

static void
etb_authority_shelf_class_init (EtbAuthorityShelfClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_authority_shelf_dispose;
}

static void
etb_authority_shelf_init (EtbAuthorityShelf *self)
{
  self->import = etb_shelf_add_button (ETB_SHELF (self), _ ("I_mport certificates…"));
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (on_import_clicked), self);
  g_signal_connect (self, "undo", G_CALLBACK (on_undo), NULL);
  refresh (self);
}

GtkWidget *
etb_authority_shelf_new (void)
{
  return g_object_new (ETB_TYPE_AUTHORITY_SHELF, NULL);
}
