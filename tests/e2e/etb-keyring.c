/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identities and authorities for the real program: see the header. */

#include "etb-keyring.h"

#include <glib/gstdio.h>

#include "etb-identity-folder.h"
#include "etb-identity.h"
#include "etb-trust-store.h"

/* Returns: (transfer full): its certificate */
static GBytes *
make (const char *folder, const char *base, const char *name, int years_ago, const char *password)
{
  g_autofree char *file = g_build_filename (folder, base, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_years (now, -years_ago);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity = etb_identity_create (name, file, password, then, &error);

  g_assert_no_error (error);
  return g_bytes_ref (g_ptr_array_index (etb_identity_get_certificates (identity), 0));
}

void
etb_keyring_fill (const char *password)
{
  g_autofree char *folder = etb_identity_folder (NULL);
  g_autofree char *beside = g_build_filename (folder, "mairie.p12.pem", NULL);
  g_autofree char *file = g_build_filename (g_get_home_dir (), "prefecture.cer", NULL);
  g_autoptr (GBytes) good = make (folder, "camille.p12", "Camille Exemple", 0, password);
  g_autoptr (GBytes) old = make (folder, "ancien.p12", "Camille Exemple", 4, password);
  g_autoptr (GBytes) unknown = make (folder, "mairie.p12", "Mairie d’Exemple", 0, password);
  g_autoptr (GBytes) authority
      = make (g_get_home_dir (), "autorite.p12", "Préfecture d’Exemple", 0, password);
  g_autoptr (GPtrArray) added = NULL;
  gsize length;
  const char *der = g_bytes_get_data (authority, &length);

  g_assert_cmpint (g_unlink (beside), ==, 0);
  g_assert_true (g_file_set_contents (file, der, (gssize)length, NULL));
  added = etb_trust_store_import (file, NULL);
  g_assert_nonnull (added);
}
