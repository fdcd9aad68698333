/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* dossier.xml: a dossier written out for those who receive it. */

/* Builds the document. What does not apply is left out. Returns: (transfer full): free with
 * xmlFreeDoc() */
xmlDocPtr etb_document_build (EtbDossier *dossier, GDateTime *at, EtbTerritory *territory);

/* The bytes that are signed: UTF-8, no added white space. Returns: (transfer full) */
GBytes *etb_document_to_bytes (xmlDocPtr document);

/* Reads and validates against dossier.xsd. Returns: (transfer full): NULL with
 * ETB_PACKAGE_ERROR_DOCUMENT */
xmlDocPtr etb_document_read (GBytes *bytes, GError **error);

/* The answers of a document as an instance of @call, for running its rules again.
 * Returns: (transfer full) (nullable): NULL with ETB_PACKAGE_ERROR_DOCUMENT */
EtbInstance *etb_document_to_instance (xmlDocPtr document, EtbCall *call, GError **error);

G_END_DECLS
