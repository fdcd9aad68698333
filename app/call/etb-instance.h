/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "etb-call.h"

G_BEGIN_DECLS

/* The answers as an XML tree of the shape of the call's empty dossier: what rules read.
 *
 * A path names one element: "/dossier/porteur/siret", "/dossier/consortium/membre[2]/nom". A line of a
 * repeat also has an identity, kept in its attribute "id", which stays when lines move: a key is the
 * same path written with identities, "/dossier/consortium/membre[@id='k3f9']/nom". Every function that
 * takes a path takes a key as well.
 *
 * Not thread-safe: one owner. A copy is cheap enough to hand to a thread. */

typedef struct _EtbInstance EtbInstance;

EtbInstance *etb_instance_new (EtbCall *call);
EtbInstance *etb_instance_copy (EtbInstance *self);
void etb_instance_free (EtbInstance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbInstance, etb_instance_free)

EtbCall *etb_instance_get_call (EtbInstance *self);

/* (transfer none): owned by the instance */
xmlDocPtr etb_instance_get_document (EtbInstance *self);

/* The element at @path. Returns: (nullable) (transfer none) */
xmlNodePtr etb_instance_find (EtbInstance *self, const char *path);

/* Path (with positions) or key (with identities) of an element. A position is written only for lines
 * of a repeat. Returns: (transfer full) */
char *etb_instance_path_of (EtbInstance *self, xmlNodePtr node);
char *etb_instance_key_of (EtbInstance *self, xmlNodePtr node);

/* Text at @path: "" when empty. Returns: (transfer full) (nullable): NULL when there is no such element
 * or it holds elements */
char *etb_instance_get (EtbInstance *self, const char *path);

/* FALSE when there is no such element or it holds elements. */
gboolean etb_instance_set (EtbInstance *self, const char *path, const char *value);

guint etb_instance_count_lines (EtbInstance *self, const char *repeat_path);

/* Adds an empty line after the others. @id: its identity, or NULL to make one. Returns: (nullable)
 * (transfer none): the line's element; NULL when @repeat_path is no repeat or the repeat is full. */
xmlNodePtr etb_instance_add_line (EtbInstance *self, const char *repeat_path, const char *id);

gboolean etb_instance_remove_line (EtbInstance *self, const char *line_path);

/* Leaves: elements that can hold an answer, in document order; lines of repeats included.
 * Returns: (transfer container) (element-type xmlNode) */
GPtrArray *etb_instance_leaves (EtbInstance *self);

G_END_DECLS
