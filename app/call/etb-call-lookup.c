/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking things up in a call, by id or by path, in tables that the reader filled: one hash look-up
 * a question. Part of EtbCall. */

#include "etb-call-private.h"

#include <string.h>

#include "etb-path-private.h"

const EtbTrack *
etb_call_find_track (EtbCall *self, const char *id)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->track_by_id, id);
}

const EtbPiece *
etb_call_find_piece (EtbCall *self, const char *code)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return g_hash_table_lookup (self->piece_by_code, code);
}

const EtbList *
etb_call_find_list (EtbCall *self, const char *id)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->list_by_id, id);
}

static gpointer
lookup_path (GHashTable *table, const char *path)
{
  g_autofree char *plain = NULL;

  /* Most paths have no brackets. */
  if (strchr (path, '[') == NULL)
    return g_hash_table_lookup (table, path);

  plain = etb_path_plain (path);
  return plain != NULL ? g_hash_table_lookup (table, plain) : NULL;
}

xmlNodePtr
etb_call_find_element (EtbCall *self, const char *path)
{
  g_assert (ETB_IS_CALL (self));
  g_assert (path != NULL);

  return lookup_path (self->element_by_path, path);
}

const EtbItem *
etb_call_find_item (EtbCall *self, const char *path)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return lookup_path (self->item_by_path, path);
}

const EtbBind *
etb_call_find_bind (EtbCall *self, const char *path)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return lookup_path (self->bind_by_path, path);
}

const EtbItem *
etb_call_find_repeat (EtbCall *self, const char *path)
{
  g_autofree char *plain = NULL;
  char *slash;

  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  plain = etb_path_plain (path);
  while (plain != NULL && (slash = strrchr (plain, '/')) != NULL)
    {
      const EtbItem *repeat = g_hash_table_lookup (self->repeat_by_path, plain);

      if (repeat != NULL)
        return repeat;
      *slash = '\0';
    }

  return NULL;
}

/* Position written in @path for a line, 0 when there is none. */
static guint
line_position (const char *path)
{
  EtbPathStep step;
  guint position = 0;

  while (etb_path_next (&path, &step))
    if (step.position != 0)
      position = step.position;

  return position;
}

gboolean
etb_call_is_of_applicant (EtbCall *self, const char *path)
{
  char **groups;

  g_return_val_if_fail (ETB_IS_CALL (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  groups = self->roles.applicant;
  for (gsize i = 0; groups != NULL && groups[i] != NULL; i++)
    {
      const gsize length = strlen (groups[i]);

      if (strncmp (path, groups[i], length) == 0 && path[length] == '/')
        return TRUE;
    }
  return FALSE;
}

char *
etb_call_label_for (EtbCall *self, const char *path)
{
  const EtbItem *repeat;
  const char *label;
  guint position;

  g_return_val_if_fail (ETB_IS_CALL (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  label = lookup_path (self->label_by_path, path);
  position = line_position (path);
  repeat = position != 0 ? etb_call_find_repeat (self, path) : NULL;
  if (repeat == NULL || label == NULL)
    return g_strdup (label);

  /* Two lines have the same questions: say which line. */
  if (lookup_path (self->repeat_by_path, path) != NULL)
    return g_strdup_printf ("%s %u", repeat->line_label, position);
  return g_strdup_printf ("%s %u, %s", repeat->line_label, position, label);
}

const char *
etb_call_label_of_choice (EtbCall *self, const char *path, const char *code)
{
  const EtbBind *bind;
  const EtbList *list;

  g_return_val_if_fail (ETB_IS_CALL (self), code);
  g_return_val_if_fail (path != NULL, code);
  g_return_val_if_fail (code != NULL, code);

  bind = etb_call_find_bind (self, path);
  if (bind == NULL || bind->list == NULL)
    return code;

  list = etb_call_find_list (self, bind->list);
  for (guint i = 0; list != NULL && i < list->items->len; i++)
    {
      const EtbListItem *item = g_ptr_array_index (list->items, i);

      if (g_str_equal (item->value, code))
        return item->label;
    }

  return code;
}

char *
etb_item_path_in_line (const EtbItem *self, const EtbItem *repeat, guint line)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (repeat != NULL, NULL);
  g_return_val_if_fail (g_str_has_prefix (self->path, repeat->path), NULL);

  return g_strdup_printf ("%s[%u]%s", repeat->path, line, self->path + strlen (repeat->path));
}
