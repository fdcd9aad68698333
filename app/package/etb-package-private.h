/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-package.h"
#include "etb-xades.h"
#include "etb-zip-reader.h"
#include "etb-zip-writer.h"

G_BEGIN_DECLS

#define ETB_ENTRY_DOCUMENT "dossier.xml"
#define ETB_ENTRY_PDF      "dossier.pdf"
#define ETB_ENTRY_CALL     "appel.xml"
#define ETB_ENTRY_JOURNAL  "journal.xml"
#define ETB_ENTRY_PIECES   "pieces/"
/* The first signature; those of others have a number of their own. */
#define ETB_ENTRY_SIGNATURE  "META-INF/signatures0.xml"
#define ETB_ENTRY_SIGNATURES "META-INF/signatures%u.xml"

/* An export: everything of the dossier that is small is read when it is prepared, on the dossier's
 * thread; the rest may run on any one thread. */
typedef struct
{
  EtbDossier *dossier;
  char *file;
  EtbIdentity *identity;
  GDateTime *at;
  char *role;        /* capacity of the signatory, or NULL */
  char *place;       /* where it is signed, or NULL */
  GBytes *document;  /* dossier.xml */
  GBytes *call;      /* appel.xml */
  GPtrArray *pieces; /* (element-type EtbAttachment), in the order of the package */
  guint64 total;     /* bytes of the pieces */
  gint64 entries;    /* of the journal, that the document stands for */

  EtbPackageProgress progress; /* or NULL; called on the running thread */
  gpointer progress_data;

  char *signature_sha256; /* once it ran: digest of META-INF/signatures0.xml */
} EtbPackageJob;

/* Checks that the dossier is ready and takes what is needed of it. NULL with
 * ETB_PACKAGE_ERROR_NOT_READY and the other errors of etb_package_export(). */
EtbPackageJob *etb_package_job_new (EtbDossier *dossier, const char *file,
                                    const EtbSigning *signing, EtbTerritory *territory,
                                    GError **error);
void etb_package_job_free (EtbPackageJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPackageJob, etb_package_job_free)

/* Writes the package. */
gboolean etb_package_job_run (EtbPackageJob *self, GCancellable *cancellable, GError **error);

/* dossier.pdf, drawn on a thread of its own. NULL with ETB_PACKAGE_ERROR_DOCUMENT when @bytes are
 * no valid dossier.xml */
typedef struct _EtbPackageDrawing EtbPackageDrawing;
EtbPackageDrawing *etb_package_drawing_new (GBytes *bytes, GError **error);
/* Waits for it, once. Returns: (transfer none): NULL with ETB_PRINT_ERROR */
GBytes *etb_package_drawing_finish (EtbPackageDrawing *self, GError **error);
void etb_package_drawing_free (EtbPackageDrawing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPackageDrawing, etb_package_drawing_free)

/* Opens a package for its journal. NULL with ETB_CONTAINER_ERROR or, when it holds none,
 * ETB_PACKAGE_ERROR_READ. @archive: (out) (transfer full): may be set in any case */
const EtbZipEntry *etb_package_open_journal (const char *file, EtbZipReader **archive,
                                             GError **error);

/* Reads back what was written to @temporary: structure, manifest, signature against the digests
 * taken while writing, and every small entry against its own. */
gboolean etb_package_check_written (const char *temporary, GPtrArray *files, GError **error);

G_END_DECLS
