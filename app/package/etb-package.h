/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-progress-relay.h"
#include "etb-territory.h"
#include "etb-xades.h"

G_BEGIN_DECLS

/* A dossier as a signed package (.asice): made here, verified in etb-verification. */

#define ETB_PACKAGE_ERROR (etb_package_error_quark ())
GQuark etb_package_error_quark (void);

typedef enum
{
  ETB_PACKAGE_ERROR_NOT_READY, /* the dossier is not complete or not eligible: the message says what
                                */
  ETB_PACKAGE_ERROR_READ,      /* the package or one of its files cannot be read */
  ETB_PACKAGE_ERROR_WRITE,     /* the target cannot be written */
  ETB_PACKAGE_ERROR_DOCUMENT,  /* dossier.xml is not valid */
  ETB_PACKAGE_ERROR_SELF_CHECK,     /* what was written does not verify: nothing was kept */
  ETB_PACKAGE_ERROR_NOT_VALID,      /* the package is not valid: the message says what is wrong */
  ETB_PACKAGE_ERROR_SIGNED_ALREADY, /* by the same identity */
} EtbPackageError;

/* Writes the package of @dossier to @file, over whatever is there, at once or not at all. Each
 * source is read once; what was written is read back and verified before it gets its name.
 * @signing: whose instant is that of the rules too; its role is that of the dossier when it is
 * NULL, its number 0. A track that is closed is no error: whoever calls says so. @territory names
 * the communes (nullable). Also notes the export in the dossier, with the SHA-256 of
 * META-INF/signatures0.xml, which stands for all that it signs. FALSE with ETB_PACKAGE_ERROR,
 * ETB_DOSSIER_ERROR, ETB_SIGNATURE_ERROR, ETB_CONTAINER_ERROR or G_IO_ERROR_CANCELLED. */
gboolean etb_package_export (EtbDossier *dossier, const char *file, const EtbSigning *signing,
                             EtbTerritory *territory, EtbPackageProgress progress,
                             gpointer progress_data, GCancellable *cancellable, GError **error);

/* The same on a thread; @progress is called in the caller's main context. */
void etb_package_export_async (EtbDossier *dossier, const char *file, const EtbSigning *signing,
                               EtbTerritory *territory, EtbPackageProgress progress,
                               gpointer progress_data, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean etb_package_export_finish (EtbDossier *dossier, GAsyncResult *result, GError **error);

typedef enum
{
  ETB_EXTRACT_ALL,      /* every entry, as it is: signatures verify against META-INF */
  ETB_EXTRACT_DETACHED, /* the files, and each signature as jeton-N.xml beside them, N from 1 */
} EtbExtractForm;

/* Writes the files of a package under @folder (made when absent; nothing in it is overwritten). */
gboolean etb_package_extract (const char *file, const char *folder, EtbExtractForm form,
                              GCancellable *cancellable, GError **error);

/* The same on a thread, into a folder of its own under @parent, named after the package, so that
 * it mixes with nothing. */
void etb_package_extract_async (const char *file, const char *parent, EtbExtractForm form,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) (nullable): that folder */
char *etb_package_extract_finish (GAsyncResult *result, GError **error);

/* The readable PDF of a dossier as it stands (draft), or the one inside a package, to @output. */
gboolean etb_package_print (EtbDossier *dossier, GDateTime *at, EtbTerritory *territory,
                            const char *output, GError **error);
gboolean etb_package_extract_pdf (const char *file, const char *output, GError **error);

/* The call inside a package, which nobody vouches for: for labels. Returns: (transfer full): NULL
 * with ETB_PACKAGE_ERROR_READ, ETB_CONTAINER_ERROR or an error of the call */
EtbCall *etb_package_load_call (const char *file, GError **error);

G_END_DECLS
