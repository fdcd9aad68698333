/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-trust.h"

G_BEGIN_DECLS

/* The authorities that the person said, once and for all, to trust: their certificates, one a file
 * named after its digest, in $XDG_DATA_HOME/etabli/autorites. What is there is trusted by
 * verification unless it is told otherwise; nothing is there that the person did not put. */

typedef struct
{
  char *sha256; /* of the certificate, hexadecimal: names it in the store */
  char *holder;
  char *issuer;
  GDateTime *not_before; /* (nullable) when the certificate bears no valid date */
  GDateTime *not_after;  /* (nullable) */
  gboolean is_authority; /* else somebody trusted alone, who can vouch for nobody */
  GBytes *der;
} EtbAuthority;

void etb_authority_free (EtbAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAuthority, etb_authority_free)

/* Sorted by holder. Files that hold no certificate, or another than their name says, are left out.
 * Returns: (transfer full) (element-type EtbAuthority) */
GPtrArray *etb_trust_store_list (void);

/* Adds the certificates of @file, in PEM or one in DER. All of them or none.
 * Returns: (transfer full) (element-type EtbAuthority): those that were not there yet; NULL with
 * ETB_SIGNATURE_ERROR_TRUST when @file cannot be used or _WRITE */
GPtrArray *etb_trust_store_import (const char *file, GError **error);

/* Puts an authority that was listed, then removed, back. */
gboolean etb_trust_store_add (const EtbAuthority *authority, GError **error);

/* ETB_SIGNATURE_ERROR_WRITE when the file cannot be deleted. */
gboolean etb_trust_store_remove (const EtbAuthority *authority, GError **error);

/* What verification takes: the authorities of the store. Returns: (transfer full) (nullable): NULL
 * when there are none */
EtbTrust *etb_trust_store_load (void);

G_END_DECLS
