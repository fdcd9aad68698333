/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call-private.h"
#include "etb-faults.h"

G_BEGIN_DECLS

/* Reading a definition. etb-call-xml.c: the XML and its schema; etb-call-reader.c: identity,
 * sources, tracks, calendar, lists; -model.c: empty dossier, roles, criteria, pieces; -binds.c:
 * binds; -parcours.c: eligibility, tasks, pages; -consent.c: what helping asks for;
 * etb-call-translation.c: the second language, before all of them. The schema has
 * been checked before the others look at an element, so what it requires is there; they check
 * meaning. Each notes its faults (ETB_CALL_ERROR_MEANING) and goes on with what does not follow
 * from them. */

typedef struct
{
  const char *name;        /* of the file, for messages */
  EtbCall *call;           /* being filled */
  EtbFaults *faults;       /* found so far */
  GHashTable *typed_binds; /* the binds that give a type */
  GPtrArray *repeats;      /* (element-type EtbItem) found, not on their page yet */
  gboolean has_model;      /* the instance and the binds could be read, with faults or without */
} EtbCallReader;

/* Fills an empty @call from @bytes and adds what is wrong to @faults. Returns: whether the empty
 * dossier and its binds were read, so that expressions can be looked at, even when there are
 * faults */
gboolean etb_call_read (EtbCall *call, GBytes *bytes, const char *name, EtbFaults *faults);

/* The document, checked against the schema. Returns: (transfer full) (nullable): NULL with faults
 */
xmlDocPtr etb_call_xml_load (GBytes *bytes, const char *name, EtbFaults *faults);

/* etb-call-form.c: what libxml2 says, as text on one line. @raw: (nullable).
 * Returns: (transfer full) */
char *etb_call_form_message (const char *raw);
/* The same in words for an author, when it is one of the faults that are made. @message: of
 * etb_call_form_message(). Returns: (transfer full) */
char *etb_call_form_describe (const char *message);

/* FALSE when nothing can be said of paths and expressions. */
gboolean etb_call_reader_model (EtbCallReader *self, xmlNodePtr model);
gboolean etb_call_reader_binds (EtbCallReader *self, xmlNodePtr model);
void etb_call_reader_roles (EtbCallReader *self, xmlNodePtr node);
void etb_call_reader_criteria (EtbCallReader *self, xmlNodePtr parent);
void etb_call_reader_pieces (EtbCallReader *self, xmlNodePtr parent);
void etb_call_reader_translate (EtbCallReader *self, xmlNodePtr root);
void etb_call_reader_consent (EtbCallReader *self, xmlNodePtr root);
void etb_call_reader_eligibility (EtbCallReader *self, xmlNodePtr node);
void etb_call_reader_parcours (EtbCallReader *self, xmlNodePtr node);

/* Notes an ETB_CALL_ERROR_MEANING that begins with the file and the line of @node. */
void etb_call_reader_fail (EtbCallReader *self, xmlNodePtr node, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Attribute @name of @node, ends trimmed. Returns: (transfer full) (nullable) */
char *etb_call_reader_attribute (xmlNodePtr node, const char *name);

/* The same for a whole number; @fallback without the attribute. */
gint64 etb_call_reader_number (xmlNodePtr node, const char *name, gint64 fallback);

/* First child element @name, or the next sibling element @name. Returns: (nullable) */
xmlNodePtr etb_call_reader_child (xmlNodePtr node, const char *name);
xmlNodePtr etb_call_reader_next (xmlNodePtr node, const char *name);

/* Text of child @name: runs of blanks are one space, a blank line is a new paragraph.
 * Returns: (transfer full) (nullable): NULL without the child */
char *etb_call_reader_text (xmlNodePtr node, const char *name);

/* The same of @node itself. Returns: (transfer full) */
char *etb_call_reader_content (xmlNodePtr node);

/* The source that @node names. Returns: (nullable): NULL with a fault */
const EtbSource *etb_call_reader_source (EtbCallReader *self, xmlNodePtr node);

/* The plain path in attribute @name of @node. Returns: (transfer full) (nullable): NULL with a
 * fault when the empty dossier has no such element */
char *etb_call_reader_path (EtbCallReader *self, xmlNodePtr node, const char *name);

/* Says that @path leads nowhere, and what its last known element holds. */
void etb_call_reader_fail_path (EtbCallReader *self, xmlNodePtr node, const char *path);

/* Whether @element of the empty dossier can hold an answer. */
gboolean etb_call_reader_is_leaf (xmlNodePtr element);

G_END_DECLS
