/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-identity-entry.h"
#include "etb-signature-error.h"

G_BEGIN_DECLS

/* The identity files of the person, in $XDG_DATA_HOME/etabli/identites.
 *
 * A PKCS#12 file seals its certificate along with its key, so that its holder cannot be told
 * without the password. The certificate, which is public, is therefore kept beside it in
 * NAME.p12.pem once the file was made or opened here, bound to it by the file's digest. It serves
 * to show and to choose; signing reads the certificate in the file. */

/* The folder, made if it is not there. Returns: (transfer full) */
char *etb_identity_folder (GError **error);

/* What is in the folder, as it stands at @at; sorted by path. Returns: (transfer full)
 * (element-type EtbIdentityEntry) */
GPtrArray *etb_identity_folder_list (GDateTime *at);

/* Copies the identity @file into the folder, once it opens with @password; one that cannot sign now
 * is taken all the same, and listed with the reason. Errors of etb_identity_open(), and
 * ETB_SIGNATURE_ERROR_EXISTS when the folder has this very file. Returns: (transfer full): its path
 * there */
char *etb_identity_folder_import (const char *file, const char *password, GError **error);

/* An identity that was taken out of the folder: still sealed by its password. */
typedef struct _EtbRemovedIdentity EtbRemovedIdentity;

/* Puts @file, of the folder, in the computer's trash, or deletes it where there is none. Returns:
 * (transfer full): NULL with ETB_SIGNATURE_ERROR_READ or _WRITE */
EtbRemovedIdentity *etb_identity_folder_remove (const char *file, GError **error);

/* Puts it back. ETB_SIGNATURE_ERROR_EXISTS when another took its name meanwhile. */
gboolean etb_identity_folder_restore (const EtbRemovedIdentity *removed, GError **error);
const char *etb_removed_identity_get_file (const EtbRemovedIdentity *self);
gboolean etb_removed_identity_is_in_trash (const EtbRemovedIdentity *self);
void etb_removed_identity_free (EtbRemovedIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbRemovedIdentity, etb_removed_identity_free)

G_END_DECLS
