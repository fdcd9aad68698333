/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/xmlschemas.h>

#include "etb-progress-relay.h"
#include "etb-rules.h"
#include "etb-verification.h"
#include "etb-zip-reader.h"

G_BEGIN_DECLS

struct _EtbVerifier
{
  EtbTrust *trust;
  xmlSchemaPtr schema;
  GHashTable *rules; /* SHA-256 of a call's definition to its EtbRules */
};

/* One package while it is checked. */
typedef struct
{
  EtbVerifier *verifier;
  EtbVerification *result;
  EtbZipReader *reader;
  GPtrArray *files; /* (element-type EtbSignedFile): data files with the digests of their bytes */
  GHashTable *damaged;         /* names of the entries whose content is not of their CRC-32 */
  EtbPackageProgress progress; /* or NULL; called by whichever thread reads */
  gpointer progress_data;
  guint64 done, total; /* bytes of all entries */
  GCancellable *cancellable;
} EtbPackageCheck;

void etb_package_check_add (EtbPackageCheck *self, const char *code, const char *where,
                            const char *text);

/* The file called @name among the data files. (nullable) (transfer none) */
const EtbSignedFile *etb_package_check_find (EtbPackageCheck *self, const char *name);

/* Reads every entry once, for `files` and `damaged`. FALSE when it was cancelled or the file cannot
 * be read any more. */
gboolean etb_package_check_read (EtbPackageCheck *self);

/* A word for what is wrong with a container. */
const char *etb_package_check_code (const GError *error);
/* Whether the archive could not be read enough to say that something is wrong in it. */
gboolean etb_package_check_is_unreadable (const GError *error);

/* The journal beside the document @root: its chain, and where it ends. */
void etb_package_check_journal (EtbPackageCheck *self, xmlNodePtr root);

/* The dossier inside: its document, its call, its pieces, its rules run again. */
void etb_package_check_dossier (EtbPackageCheck *self);

G_END_DECLS
