/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a certificate says of the signatures made with it, in the words of eIDAS (Regulation (EU)
 * 910/2014, article 3): simple, advanced (11), qualified (12). Said by the certificate, checked by
 * nobody here: that takes the lists of trust services, which are on the network. */
typedef enum
{
  ETB_CERTIFICATE_SIMPLE,    /* made by its own holder: nobody vouches for the name */
  ETB_CERTIFICATE_ADVANCED,  /* delivered by somebody else */
  ETB_CERTIFICATE_QUALIFIED, /* and states that it is qualified and that its key is in a device made
                                for that: QcCompliance and QcSSCD (ETSI EN 319 412-5, 4.2.1, 4.2.2),
                                and for nothing else than signatures (QcType, 4.2.3) */
} EtbCertificateKind;

/* "simple", "advanced", "qualified-declared" */
const char *etb_certificate_kind_to_name (EtbCertificateKind kind);

/* In words for people, which claim no more than that. (transfer none) */
const char *etb_certificate_kind_describe (EtbCertificateKind kind);

G_END_DECLS
