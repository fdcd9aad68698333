/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "etb-call.h"

G_BEGIN_DECLS

/* The answers as an XML tree of the shape of the call's empty dossier: what rules read.
 *
 * A path names one element: "/dossier/porteur/siret", "/dossier/consortium/membre[2]/nom". A line
 * of a repeat also has an identity, kept in its attribute "id", which stays when lines move: a key
 * is the same path written with identities, "/dossier/consortium/membre[@id='k3f9']/nom". Every
 * function that takes a path takes a key as well.
 *
 * Not thread-safe: one owner. A copy is cheap enough to hand to a thread. */

typedef struct _EtbInstance EtbInstance;

/* An empty dossier; each repeat has its minimum of lines, with new identities. */
EtbInstance *etb_instance_new (EtbCall *call);
EtbInstance *etb_instance_copy (EtbInstance *self);
void etb_instance_free (EtbInstance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbInstance, etb_instance_free)

EtbCall *etb_instance_get_call (EtbInstance *self);

/* (transfer none): owned by the instance */
xmlDocPtr etb_instance_get_document (EtbInstance *self);

/* The element at @path; without brackets on a line, the first line, as in XPath.
 * Returns: (nullable) (transfer none) */
xmlNodePtr etb_instance_find (EtbInstance *self, const char *path);

/* Path (with positions) or key (with identities) of an element. A position is written only for
 * lines of a repeat. Returns: (transfer full) */
char *etb_instance_path_of (EtbInstance *self, xmlNodePtr node);
char *etb_instance_key_of (EtbInstance *self, xmlNodePtr node);

/* Text at @path: "" when empty. Returns: (transfer full) (nullable): NULL when there is no such
 * element or it holds elements */
char *etb_instance_get (EtbInstance *self, const char *path);

/* FALSE when there is no such element, when it holds elements, or when @value has what XML cannot
 * hold (control characters, no UTF-8). */
gboolean etb_instance_set (EtbInstance *self, const char *path, const char *value);

guint etb_instance_count_lines (EtbInstance *self, const char *repeat_path);

/* Adds an empty line after the others. @id: its identity (1 to 64 letters, digits and hyphens), or
 * NULL to make one at random. Returns: (nullable) (transfer none): the line's element; NULL when
 * @repeat_path is no repeat, the repeat is full, or @id is of another form or already there. */
xmlNodePtr etb_instance_add_line (EtbInstance *self, const char *repeat_path, const char *id);

/* Moves a line before another of the same repeat. FALSE when one of them is not there. */
gboolean etb_instance_place_line (EtbInstance *self, const char *line_path, const char *next_path);

/* @line_path: with its position or identity. The minimum of the repeat is for the screens to keep.
 * FALSE when there is no such line. */
gboolean etb_instance_remove_line (EtbInstance *self, const char *line_path);

/* Leaves: elements that can hold an answer, in document order; lines of repeats included.
 * Returns: (transfer container) (element-type xmlNode) */
GPtrArray *etb_instance_leaves (EtbInstance *self);

G_END_DECLS
