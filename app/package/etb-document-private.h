/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/xmlschemas.h>

#include "etb-document.h"
#include "etb-finding.h"

G_BEGIN_DECLS

/* Largest dossier.xml read. */
#define ETB_DOCUMENT_MAX_SIZE (32 * 1024 * 1024)

/* What is known while a document is built. */
typedef struct
{
  EtbDossier *dossier;
  EtbCall *call;
  EtbTerritory *territory; /* or NULL */
  EtbEvaluation *evaluation;
  EtbInstance *instance; /* of the evaluation */
  xmlNsPtr ns;
  GHashTable *written;     /* paths of the answers already in the document */
  GPtrArray *attestations; /* (element-type EtbStatement) */
} EtbDocumentBuilder;

/* An attestation met among the questions. */
typedef struct
{
  const EtbItem *item;
  char *path;
} EtbStatement;

/* The rules over @dossier's answers, on the day of @at in Paris. Returns: (transfer full) */
EtbEvaluation *etb_document_evaluate (EtbDossier *dossier, GDateTime *at);

/* Name inside the package of the @number-th file (from 1). Returns: (transfer full) */
char *etb_document_entry_name (guint number, const EtbAttachment *attachment);

/* Files that go into the package, in its order: those of pieces that concern the applicant.
 * Returns: (transfer full) (element-type EtbAttachment) */
GPtrArray *etb_document_list_files (EtbDossier *dossier, EtbEvaluation *evaluation);

/* Parts of the document. */
void etb_document_build_answers (EtbDocumentBuilder *self, xmlNodePtr root);
void etb_document_build_finding (EtbDocumentBuilder *self, xmlNodePtr root);
void etb_document_build_verdicts (EtbDocumentBuilder *self, xmlNodePtr root);
void etb_document_build_assistance (EtbDocumentBuilder *self, xmlNodePtr root, GDateTime *at);

/* Whose the answer at @path is, on its element. */
void etb_document_set_author (EtbDocumentBuilder *self, xmlNodePtr node, const char *path,
                              const char *author);
void etb_document_build_journal (EtbDocumentBuilder *self, xmlNodePtr root);

/* How many entries of the journal of @dossier @document stands for. FALSE with
 * ETB_PACKAGE_ERROR_READ when it does not say: they could not be read. */
gboolean etb_document_count_entries (xmlDocPtr document, EtbDossier *dossier, gint64 *entries,
                                     GError **error);

/* Elements and attributes, with what XML cannot hold replaced by U+FFFD. @text may be NULL. */
xmlNodePtr etb_document_add (EtbDocumentBuilder *self, xmlNodePtr parent, const char *name,
                             const char *text);
void etb_document_set (xmlNodePtr node, const char *name, const char *value);

/* What a person reads for a canonical value at @path: labels of choices, names of communes.
 * Returns: (transfer full) */
char *etb_document_describe (EtbDocumentBuilder *self, const char *path, const char *value);

/* What the document says was found of the place. @finding: (out) (transfer full) (nullable): NULL
 * when it says nothing. FALSE with ETB_PACKAGE_ERROR_DOCUMENT when it is over the limits. */
gboolean etb_document_read_finding (xmlDocPtr document, EtbFinding **finding, GError **error);

/* The schema, compiled: for xmlSchemaFree(). */
xmlSchemaPtr etb_document_load_schema (void);

/* etb_document_read() with a schema that was loaded before. */
xmlDocPtr etb_document_read_with (GBytes *bytes, xmlSchemaPtr schema, GError **error);

G_END_DECLS
