/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-evaluation.h"
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
  GPtrArray *problems;   /* (element-type EtbSignatureProblem): of the container, then of the signatures, then of the dossier */

  /* The dossier inside; NULL or meaningless when it cannot be read. */
  char *call_id, *edition, *call_title, *track;
  char *applicant;
  EtbVerdictValue eligible; /* recomputed from the package's own answers and call */
  gboolean ready;           /* recomputed */
  gboolean has_dossier;
} EtbVerification;

/* Never fails: what is wrong is in the problems. @trust (nullable). Returns: (transfer full) */
EtbVerification *etb_verification_run (const char *file, EtbTrust *trust, GCancellable *cancellable);
void etb_verification_free (EtbVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbVerification, etb_verification_free)

/* On a thread. */
void etb_verification_run_async (const char *file, EtbTrust *trust, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
EtbVerification *etb_verification_run_finish (GAsyncResult *result, GError **error);

const char *etb_package_verdict_to_name (EtbPackageVerdict verdict); /* "valid" */

G_END_DECLS
