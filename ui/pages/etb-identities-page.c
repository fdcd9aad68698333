/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The identities page: see the header. Made by the window. */

#include "etb-identities-page.h"

#include <glib/gi18n-lib.h>

#include "etb-token-shelf.h"

struct _EtbIdentitiesPage
{
  EtbPageFrame parent_instance;

  EtbIdentityShelf *files;
  EtbAuthorityShelf *authorities;
};

G_DEFINE_FINAL_TYPE (EtbIdentitiesPage, etb_identities_page, ETB_TYPE_PAGE_FRAME)

static void
etb_identities_page_class_init (EtbIdentitiesPageClass *class)
{
}

static void
append_shelf (EtbPageFrame *frame, const char *title, const char *lead, GtkWidget *shelf)
{
  GtkWidget *heading = etb_page_frame_append_heading (frame, title);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (shelf), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  if (lead != NULL)
    etb_page_frame_append (frame, etb_words_new (lead, NULL));
  etb_page_frame_append (frame, shelf);
}

static void
etb_identities_page_init (EtbIdentitiesPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  self->files = ETB_IDENTITY_SHELF (etb_identity_shelf_new ());
  self->authorities = ETB_AUTHORITY_SHELF (etb_authority_shelf_new ());
  etb_page_frame_set_title (frame, _ ("Identities and authorities"));
  etb_page_frame_set_lead (frame, _ ("With what you sign, and whom you trust when you verify. All "
                                     "of it stays on this computer."));
  append_shelf (frame, _ ("Your identity files"), NULL, GTK_WIDGET (self->files));
  append_shelf (
      frame, _ ("Recognised authorities"),
                _ ("A signature whose certificate was delivered by one of them is shown as vouched "
                   "for. The program comes with none: whom to trust is your decision."),
                   GTK_WIDGET (self->authorities));
  etb_page_frame_add_button (frame, _ ("Back to _home"), "win.home");
}

GtkWidget *
etb_identities_page_new (void)
{
  return g_object_new (ETB_TYPE_IDENTITIES_PAGE, NULL);
}

EtbIdentityShelf *
etb_identities_page_get_files (EtbIdentitiesPage *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITIES_PAGE (self), NULL);

  return self->files;
}

EtbAuthorityShelf *
etb_identities_page_get_authorities (EtbIdentitiesPage *self)
{
  g_return_val_if_fail (ETB_IS_IDENTITIES_PAGE (self), NULL);

  return self->authorities;
}
