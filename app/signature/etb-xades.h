/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-certificate-kind.h"
#include "etb-digest.h"
#include "etb-identity.h"
#include "etb-trust.h"

G_BEGIN_DECLS

/* XAdES baseline B-B (ETSI EN 319 132-1) over a set of named files, as META-INF/signatures*.xml of
 * an ASiC-E container. Closed grammar: every element is where it must be or the signature is
 * refused. */

typedef struct
{
  char *name; /* of the entry; empty never */
  char *media_type;
  guint8 sha256[ETB_DIGEST_SIZE];
} EtbSignedFile;

EtbSignedFile *etb_signed_file_new (const char *name, const char *media_type,
                                    const guint8 sha256[ETB_DIGEST_SIZE]);
void etb_signed_file_free (EtbSignedFile *self);

/* Who signs, and what that person states of it: nothing proves the rest. Nothing here is owned. */
typedef struct
{
  EtbIdentity *identity;
  GDateTime *at;     /* claimed time, told in UTC */
  const char *role;  /* capacity (EN 319 132-1, 5.2.6), or NULL */
  const char *place; /* where it is signed (EN 319 132-1, 5.2.5), or NULL */
  guint number;      /* of the signature in its container, from 0: its identifiers tell it apart */
} EtbSigning;

/* Signs @files (element-type EtbSignedFile; at least one, each name once). The document is verified
 * before it is returned. Does not ask etb_identity_check(). ETB_SIGNATURE_ERROR_SIGN, or what
 * etb_identity_sign() says. Returns: (transfer full): the signature document */
GBytes *etb_xades_sign (const EtbSigning *signing, GPtrArray *files, GError **error);

typedef enum
{
  ETB_TRUST_UNKNOWN, /* no chain to a certificate that the person trusts */
  ETB_TRUST_TRUSTED,
  ETB_TRUST_EXPIRED, /* a chain, and not valid at the claimed time */
} EtbTrustState;

/* Codes, stable:
 *   where is the name of a data file
 *     digest-mismatch       the file is not the one that was signed
 *     file-missing          the signature is over a file that is not there
 *     file-not-signed       the file is there and the signature does not cover it
 *     file-twice            the signature names the file twice
 *     media-type-mismatch   another media type was signed than the container states
 *     reference-refused     an address that is no plain file name of the container (where: the
 * address) where is the name of the signature document grammar               not XML, or an element
 * or attribute that is out of place too-large             above ETB_XADES_MAX_SIZE
 *     algorithm-refused     weak or unknown algorithm, or one that does not go with the key
 *     transform-refused     content would be changed before it is hashed
 *     no-file-signed        it covers no file
 *     media-type-missing    a file without its media type, or a media type without a file
 *     properties-not-bound  SignedProperties are not what was signed
 *     target-mismatch       the properties speak of another signature
 *     certificate-digest-mismatch     the certificate is not the one that was signed
 *     certificate-unreadable
 *     certificate-not-for-signatures  its key usage says so
 *     key-refused           too short, too long, or of a kind that is not accepted
 *     signature-invalid     the value is not the key's over this signature */
typedef struct
{
  char *code;
  char *where;
  char *text; /* for people */
} EtbSignatureProblem;

/* What was found of one signature: separate facts. */
typedef struct
{
  char *signer;             /* name in the certificate, or NULL */
  char *certificate_sha256; /* hexadecimal, or NULL */
  GDateTime *claimed_time;  /* or NULL; nothing proves it */
  char *role;               /* capacity that the person states, or NULL */
  char *place;              /* where the person says to have signed, or NULL */
  EtbCertificateKind kind;  /* as the certificate says; meaningless without one */
  gboolean self_signed;
  gboolean certificate_in_date; /* at the claimed time */
  EtbTrustState trust;          /* says nothing of revocation, which is not looked at */
  gboolean mathematics;      /* the value is the key's over SignedInfo, and all digests are right */
  gboolean properties_bound; /* SignedProperties and the certificate are what was signed */
  char **covered;            /* (array zero-terminated=1) names of the files that are as signed */
  GPtrArray *problems;       /* (element-type EtbSignatureProblem) */
} EtbSignatureReport;

/* Checks a signature document against what the container really holds. @files (element-type
 * EtbSignedFile): every data file of the container with the digest of its bytes. @trust (nullable).
 * Never fails: what is wrong is in the problems. Returns: (transfer full) */
EtbSignatureReport *etb_xades_verify (GBytes *document, const char *document_name, GPtrArray *files,
                                      EtbTrust *trust);
void etb_signature_report_free (EtbSignatureReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSignatureReport, etb_signature_report_free)

/* The ds:Signature of a signature document as a document of its own, to stand beside the files that
 * it names: other programs take a file and its token (EN 319 132-1, detached form). Nothing is
 * signed again, and nothing verified. Returns: (transfer full): NULL with ETB_SIGNATURE_ERROR_FORM
 */
GBytes *etb_xades_detach (GBytes *document, const char *document_name, GError **error);

/* No problem at all. Trust is another question: a valid signature may be a stranger's. */
gboolean etb_signature_report_is_valid (const EtbSignatureReport *self);
/* "trusted", "unknown" or "expired" */
const char *etb_trust_state_to_name (EtbTrustState state);

/* Bytes of a signature document that are read at most. */
#define ETB_XADES_MAX_SIZE (8 * 1024 * 1024)

G_END_DECLS
