/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-xades.h"
#include "test-pki.h"

G_BEGIN_DECLS

/* Three files, signed: what the tests of signing, verification and tokens begin with. */

#define TEST_DOCUMENT "META-INF/signatures0.xml"

/* dossier.xml, "pièce n°1 (a).txt", vide.bin. Returns: (transfer full) (element-type EtbSignedFile)
 */
GPtrArray *test_files_new (void);

/* 2019-10-15T21:59:59Z is after all "expired" certificates; this is within those of
 * test_pki_make(). Returns: (transfer full) */
GDateTime *test_now (void);

/* Returns: (transfer full): signed by @identity as "présidente", or the test fails */
GBytes *test_sign (EtbIdentity *identity, GPtrArray *files, GDateTime *at);

/* Writes the files and @document as an ASiC-E container. */
void test_write_container (const char *file, GPtrArray *files, GBytes *document);

/* The test fails unless xmlsec1, unzip and bsdtar accept the container, with the authority of @pki.
 * FALSE when one of them is not installed. */
gboolean test_referees_accept (TestPki *pki, const char *container);

/* All codes of @report, with where, for messages. Returns: (transfer full) */
char *test_describe (const EtbSignatureReport *report);
gboolean test_has_problem (const EtbSignatureReport *report, const char *code, const char *where);

G_END_DECLS
