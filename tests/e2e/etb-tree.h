/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* What is on the screen, as a screen reader sees it: the visible nodes of every program on the
 * test's own bus. */

/* libatspi of the floor has no automatic clean-up; a name of our own cannot clash with a later one.
 */
typedef AtspiAccessible EtbNode;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbNode, g_object_unref)

gboolean etb_node_has_state (EtbNode *node, AtspiStateType state);

/* Makes blanks that do not break into plain ones, in place. */
void etb_fold_blanks (char *text);

/* Never NULL; blanks folded. A button with a mnemonic names itself twice, "_Suivant Suivant": that
 * is "Suivant" here. Returns: (transfer full) */
char *etb_node_name (EtbNode *node);

/* The text in it, "" without one. Returns: (transfer full) */
char *etb_node_read (EtbNode *node);

gboolean etb_node_is_field (EtbNode *node);

/* Puts @text in a field; activates (clicks) anything that can be. FALSE when it cannot. */
gboolean etb_node_fill (EtbNode *node, const char *text);
gboolean etb_node_click (EtbNode *node);

/* @wanted is a part of @name; "=wanted" is the whole of it. */
gboolean etb_name_matches (const char *name, const char *wanted);

/* One node at one moment. */
typedef struct
{
  EtbNode *node;
  AtspiRole role;
  char *name;
  guint depth;
} EtbSight;

/* Everything under @node, or everything there is when NULL, in the order of reading.
 * Returns: (transfer full) (element-type EtbSight) */
GPtrArray *etb_tree_look (EtbNode *node);

/* The first of the sights after @after (NULL: from the beginning), inside @within (NULL: anywhere),
 * of @role (INVALID: any), whose name matches @wanted. Returns: (nullable) (transfer none) */
const EtbSight *etb_tree_find (GPtrArray *sights, const EtbSight *within, const EtbSight *after,
                               AtspiRole role, const char *wanted);

/* The last of them. */
const EtbSight *etb_tree_find_last (GPtrArray *sights, AtspiRole role, const char *wanted);

/* Depth first, without what is hidden; TRUE from the visitor stops and is returned. */
typedef gboolean (*EtbVisitor) (EtbNode *node, guint depth, gpointer data);
gboolean etb_tree_walk (EtbVisitor visit, gpointer data);

/* Everything that goes past @width pixels to the right of the left edge of its window, one a line.
 * Returns: (transfer full): "" when all has room */
char *etb_tree_list_cut (int width);

/* Every node, one a line: for messages. Returns: (transfer full) */
char *etb_tree_dump (void);

G_END_DECLS
