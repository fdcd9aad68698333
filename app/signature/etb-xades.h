/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-digest.h"
#include "etb-identity.h"
#include "etb-trust.h"

G_BEGIN_DECLS

/* XAdES baseline B-B (ETSI EN 319 132-1) over a set of named files, as META-INF/signatures*.xml of an
 * ASiC-E container. Closed grammar: every element is where it must be or the signature is refused. */

typedef struct
{
  char *name;       /* of the entry; empty never */
  char *media_type;
  guint8 sha256[ETB_DIGEST_SIZE];
} EtbSignedFile;

EtbSignedFile *etb_signed_file_new (const char *name, const char *media_type,
                                    const guint8 sha256[ETB_DIGEST_SIZE]);
void etb_signed_file_free (EtbSignedFile *self);

/* Signs @files (element-type EtbSignedFile) at @at (claimed time). @role: the capacity the person states,
 * or NULL. Returns: (transfer full): the signature document */
GBytes *etb_xades_sign (EtbIdentity *identity, GPtrArray *files, GDateTime *at, const char *role,
                        GError **error);

typedef enum
{
  ETB_TRUST_UNKNOWN, /* no chain to a certificate that the person trusts */
  ETB_TRUST_TRUSTED,
  ETB_TRUST_EXPIRED, /* a chain, and not valid at the claimed time */
} EtbTrustState;

typedef struct
{
  char *code;  /* stable word: "digest-mismatch" */
  char *where; /* entry or element, "" when it is the whole */
  char *text;  /* for people */
} EtbSignatureProblem;

/* What was found of one signature: separate facts. */
typedef struct
{
  char *signer;             /* name in the certificate, or NULL */
  char *certificate_sha256; /* hexadecimal, or NULL */
  GDateTime *claimed_time;  /* or NULL; nothing proves it */
  char *role;               /* or NULL */
  gboolean self_signed;
  EtbTrustState trust;
  gboolean mathematics;      /* the value is the key's over SignedInfo, and all digests are right */
  gboolean properties_bound; /* SignedProperties and the certificate are what was signed */
  char **covered;            /* (array zero-terminated=1) names of the files it covers */
  GPtrArray *problems;       /* (element-type EtbSignatureProblem) */
} EtbSignatureReport;

/* Checks a signature document against what the container really holds. @files (element-type
 * EtbSignedFile): every data file of the container with the digest of its bytes. @trust (nullable).
 * Never fails: what is wrong is in the problems. Returns: (transfer full) */
EtbSignatureReport *etb_xades_verify (GBytes *document, const char *document_name, GPtrArray *files,
                                      EtbTrust *trust);
void etb_signature_report_free (EtbSignatureReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSignatureReport, etb_signature_report_free)

gboolean etb_signature_report_is_valid (const EtbSignatureReport *self); /* no problem at all */
const char *etb_trust_state_to_name (EtbTrustState state);

/* Media type says XML signature: */
#define ETB_XADES_MAX_SIZE (8 * 1024 * 1024)

G_END_DECLS
