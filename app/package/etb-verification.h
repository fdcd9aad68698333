/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

#include "etb-evaluation.h"
#include "etb-journal-entry.h"
#include "etb-progress-relay.h"
#include "etb-xades.h"

G_BEGIN_DECLS

/* What can be said of a package, offline: separate facts, never one yes. */

typedef enum
{
  ETB_PACKAGE_VALID,
  ETB_PACKAGE_INVALID,    /* read, and something is wrong */
  ETB_PACKAGE_UNREADABLE, /* cannot be read as a package */
} EtbPackageVerdict;

typedef struct
{
  char *file;
  EtbPackageVerdict verdict;
  GPtrArray *signatures; /* (element-type EtbSignatureReport) */
  char **covered;        /* (array zero-terminated=1) files that every signature covers */
  GPtrArray *problems;   /* (element-type EtbSignatureProblem): of the container, then of the
                            signatures, then of the dossier. Each makes the package invalid but
                            ETB_REMARK_ALTERED. */

  /* The dossier inside; NULL or meaningless when it cannot be read. */
  char *call_id, *edition, *call_title, *track, *track_label;
  char *applicant;
  EtbVerdictValue eligible; /* recomputed from the package's own answers and call */
  gboolean ready;           /* recomputed: complete and eligible. Says nothing of deadlines: no
                               instant in a package is proven */
  gboolean has_dossier;
  xmlDocPtr document;      /* (nullable): dossier.xml, valid against its schema; who needs it longer
                              steals it. A batch keeps none. */
  EtbJournalChain journal; /* of its journal; no entries when it cannot be read */
} EtbVerification;

/* The one problem that leaves a package valid: some byte outside the files is not as this program
 * writes it. Another program packed them again, or somebody changed a byte that no reader looks at;
 * the files are still those that were signed. */
#define ETB_REMARK_ALTERED "archive-altered"

/* Checks package after package, and keeps what they share: the schema, the rules of their calls.
 * For one thread at a time. @trust (nullable) must live as long. */
typedef struct _EtbVerifier EtbVerifier;

EtbVerifier *etb_verifier_new (EtbTrust *trust);
void etb_verifier_free (EtbVerifier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbVerifier, etb_verifier_free)

/* Never fails: what is wrong is in the problems. Returns: (transfer full) */
EtbVerification *etb_verifier_run (EtbVerifier *self, const char *file, GCancellable *cancellable);

/* The same for one package. @trust (nullable). Returns: (transfer full) */
EtbVerification *etb_verification_run (const char *file, EtbTrust *trust,
                                       GCancellable *cancellable);
void etb_verification_free (EtbVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbVerification, etb_verification_free)

/* On a thread. @trust (nullable) must live until it ends; @progress (nullable), of what is read of
 * the package, is called in the caller's main context until then. FALSE end: G_IO_ERROR_CANCELLED
 * only. */
void etb_verification_run_async (const char *file, EtbTrust *trust, EtbPackageProgress progress,
                                 gpointer progress_data, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
EtbVerification *etb_verification_run_finish (GAsyncResult *result, GError **error);

const char *etb_package_verdict_to_name (EtbPackageVerdict verdict); /* "valid" */

G_END_DECLS
