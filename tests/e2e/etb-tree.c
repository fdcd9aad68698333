/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking at the screen through AT-SPI: see the header. The cache of libatspi is emptied at each
 * node, since nobody here listens to the events that would keep it true. Used by the driver. */

#include "etb-tree.h"

#include <string.h>

gboolean
etb_node_has_state (EtbNode *node, AtspiStateType state)
{
  AtspiStateSet *states = atspi_accessible_get_state_set (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)states;

  return states != NULL && atspi_state_set_contains (states, state);
}

/* "_Suivant Suivant": the label as it is written, a blank, then as it is read. */
static void
drop_mnemonic (char *name)
{
  const gsize length = strlen (name);
  const gsize read = length >= 2 ? (length - 2) / 2 : 0;
  char *mark = memchr (name, '_', read + 1);

  if (length % 2 != 0 || mark == NULL || name[read + 1] != ' ')
    return;
  const gsize before = (gsize)(mark - name);
  if (memcmp (name, name + read + 2, before) == 0
      && memcmp (mark + 1, name + read + 2 + before, read - before) == 0)
    memmove (name, name + read + 2, read + 1);
}

void
etb_fold_blanks (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0';)
    {
      gboolean wide = g_str_has_prefix (from, "\u00a0");

      if (wide || g_str_has_prefix (from, "\u202f"))
        {
          *to++ = ' ';
          from += wide ? 2 : 3;
        }
      else
        *to++ = *from++;
    }
  *to = '\0';
}

char *
etb_node_name (EtbNode *node)
{
  char *name = atspi_accessible_get_name (node, NULL);

  if (name == NULL)
    return g_strdup ("");
  etb_fold_blanks (name);
  drop_mnemonic (name);
  return name;
}

char *
etb_node_read (EtbNode *node)
{
  AtspiText *text = atspi_accessible_get_text_iface (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)text;
  int count;
  char *content;

  if (text == NULL)
    return g_strdup ("");
  /* GTK 4.8 answers nothing to "until the end". */
  count = atspi_text_get_character_count (text, NULL);
  content = count > 0 ? atspi_text_get_text (text, 0, count, NULL) : NULL;
  return content != NULL ? content : g_strdup ("");
}

gboolean
etb_node_is_field (EtbNode *node)
{
  AtspiEditableText *text = atspi_accessible_get_editable_text_iface (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)text;

  return text != NULL;
}

gboolean
etb_node_fill (EtbNode *node, const char *text)
{
  AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)editable;

  return editable != NULL && atspi_editable_text_set_text_contents (editable, text, NULL);
}

gboolean
etb_node_click (EtbNode *node)
{
  AtspiAction *action = atspi_accessible_get_action_iface (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)action;

  return action != NULL && atspi_action_do_action (action, 0, NULL);
}

gboolean
etb_name_matches (const char *name, const char *wanted)
{
  return *wanted == '=' ? g_str_equal (name, wanted + 1) : strstr (name, wanted) != NULL;
}

static gboolean
walk (EtbNode *node, guint depth, EtbVisitor visit, gpointer data)
{
  int count;

  atspi_accessible_clear_cache (node);
  if (depth > 0 && !etb_node_has_state (node, ATSPI_STATE_VISIBLE))
    return FALSE;
  if (visit (node, depth, data))
    return TRUE;

  count = atspi_accessible_get_child_count (node, NULL);
  for (int i = 0; i < count; i++)
    {
      g_autoptr (EtbNode) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL && walk (child, depth + 1, visit, data))
        return TRUE;
    }
  return FALSE;
}

gboolean
etb_tree_walk (EtbVisitor visit, gpointer data)
{
  g_autoptr (EtbNode) desktop = atspi_get_desktop (0);
  int count;

  atspi_accessible_clear_cache (desktop);
  count = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < count; i++)
    {
      g_autoptr (EtbNode) program = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (program != NULL && walk (program, 0, visit, data))
        return TRUE;
    }
  return FALSE;
}

static void
sight_free (gpointer data)
{
  EtbSight *sight = data;

  g_object_unref (sight->node);
  g_free (sight->name);
  g_free (sight);
}

static gboolean
note (EtbNode *node, guint depth, gpointer data)
{
  EtbSight *sight = g_new0 (EtbSight, 1);

  sight->node = g_object_ref (node);
  sight->role = atspi_accessible_get_role (node, NULL);
  sight->name = etb_node_name (node);
  sight->depth = depth;
  g_ptr_array_add (data, sight);
  return FALSE;
}

GPtrArray *
etb_tree_look (EtbNode *node)
{
  GPtrArray *sights = g_ptr_array_new_with_free_func (sight_free);

  if (node != NULL)
    walk (node, 0, note, sights);
  else
    etb_tree_walk (note, sights);
  return sights;
}

static guint
index_of (GPtrArray *sights, const EtbSight *sight)
{
  guint position = 0;

  g_assert_true (g_ptr_array_find (sights, sight, &position));
  return position;
}

const EtbSight *
etb_tree_find (GPtrArray *sights, const EtbSight *within, const EtbSight *after, AtspiRole role,
               const char *wanted)
{
  const EtbSight *before = after != NULL ? after : within;

  for (guint i = before != NULL ? index_of (sights, before) + 1 : 0; i < sights->len; i++)
    {
      const EtbSight *sight = sights->pdata[i];

      if (within != NULL && sight->depth <= within->depth)
        return NULL;
      if ((role == ATSPI_ROLE_INVALID || sight->role == role)
          && etb_name_matches (sight->name, wanted))
        return sight;
    }
  return NULL;
}

const EtbSight *
etb_tree_find_last (GPtrArray *sights, AtspiRole role, const char *wanted)
{
  const EtbSight *found = NULL;
  const EtbSight *next = NULL;

  while ((next = etb_tree_find (sights, NULL, found, role, wanted)) != NULL)
    found = next;
  return found;
}

static gboolean
describe (EtbNode *node, guint depth, gpointer data)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = etb_node_name (node);
  g_autofree char *text = etb_node_read (node);

  g_string_append_printf (data, "%*s%s “%s”", (int)depth * 2, "", role != NULL ? role : "?", name);
  if (*text != '\0' && !g_str_equal (text, name))
    g_string_append_printf (data, " = %s", text);
  if (etb_node_has_state (node, ATSPI_STATE_CHECKED))
    g_string_append (data, " [checked]");
  if (etb_node_has_state (node, ATSPI_STATE_INVALID))
    g_string_append (data, " [invalid]");
  if (etb_node_has_state (node, ATSPI_STATE_FOCUSABLE))
    g_string_append (data,
                     etb_node_has_state (node, ATSPI_STATE_FOCUSED) ? " [FOCUS]" : " [focusable]");
  g_string_append_c (data, '\n');
  return FALSE;
}

typedef struct
{
  int width;
  GString *out;
} Cuts;

static gboolean
note_cut (EtbNode *node, guint depth, gpointer data)
{
  Cuts *cuts = data;
  AtspiComponent *component = atspi_accessible_get_component_iface (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)component;
  g_autofree AtspiRect *place
      = component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL)
                          : NULL;

  if (place != NULL && place->width > 0 && place->x + place->width > cuts->width)
    {
      g_autofree char *name = etb_node_name (node);

      g_string_append_printf (cuts->out, "%d + %d > %d “%s”\n", place->x, place->width, cuts->width,
                              name);
    }
  return FALSE;
}

char *
etb_tree_list_cut (int width)
{
  Cuts cuts = { width, g_string_new (NULL) };

  etb_tree_walk (note_cut, &cuts);
  return g_string_free (cuts.out, FALSE);
}

char *
etb_tree_dump (void)
{
  GString *out = g_string_new (NULL);

  etb_tree_walk (describe, out);
  return g_string_free (out, FALSE);
}
