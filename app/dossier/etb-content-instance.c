/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the rows of a file to its call and an instance of it; see the header.
 *
 * Callers: etb-dossier-open, etb-dossier-fill, etb-library, etb-migration, etb-store-read. */

#include "etb-content-instance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_damaged (const char *file, const char *where, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED,
               _ ("The dossier “%s” is damaged (%s). Open a copy of it made earlier; nothing was "
                  "changed in this one."),
                  file, where);
}

EtbCall *
etb_content_to_call (EtbContent *self, const char *file, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtbCall) call = etb_call_new_from_bytes (self->call, file, &local);

  if (!call)
    {
      set_damaged (file, local->message, error);
      return NULL;
    }
  if (!g_str_equal (etb_call_get_digest (call), self->call_sha256))
    {
      set_damaged (file, "call", error);
      return NULL;
    }
  return g_steal_pointer (&call);
}

static void
foreach_repeat_of_page (const EtbPage *page, EtbRepeatFunc func, gpointer user_data)
{
  for (guint i = 0; page && i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);

      if (item->kind == ETB_ITEM_REPEAT)
        func (item, user_data);
    }
}

void
etb_content_foreach_repeat (EtbCall *call, EtbRepeatFunc func, gpointer user_data)
{
  GPtrArray *tasks = etb_call_get_tasks (call);

  foreach_repeat_of_page (etb_call_get_eligibility (call), func, user_data);
  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      for (guint j = 0; j < task->pages->len; j++)
        foreach_repeat_of_page (g_ptr_array_index (task->pages, j), func, user_data);
    }
}

static void
remove_lines (const EtbItem *repeat, gpointer user_data)
{
  g_autofree char *first = g_strconcat (repeat->path, "[1]", NULL);

  while (etb_instance_remove_line (user_data, first))
    ;
}

EtbInstance *
etb_content_new_instance (EtbCall *call)
{
  EtbInstance *instance = etb_instance_new (call);

  etb_content_foreach_repeat (call, remove_lines, instance);
  return instance;
}

void
etb_content_add_line (EtbInstance *instance, const char *key)
{
  const char *bracket = strrchr (key, '[');
  g_autofree char *repeat = NULL;
  g_autofree char *id = NULL;

  /* "/dossier/consortium/membre[@id='k3f9']" */
  if (!bracket || !g_str_has_prefix (bracket, "[@id='") || !g_str_has_suffix (bracket, "']")
      || strlen (bracket) < strlen ("[@id='']"))
    return;
  repeat = g_strndup (key, (gsize)(bracket - key));
  id = g_strndup (bracket + strlen ("[@id='"), strlen (bracket) - strlen ("[@id='']"));
  etb_instance_add_line (instance, repeat, id);
}

EtbInstance *
etb_content_to_instance (EtbContent *self, EtbCall *call, EtbAnswerFunc func, gpointer user_data)
{
  EtbInstance *instance = etb_content_new_instance (call);

  for (guint i = 0; i < self->lines->len; i++)
    etb_content_add_line (instance, ((EtbStoredLine *)g_ptr_array_index (self->lines, i))->key);
  for (guint i = 0; i < self->answers->len; i++)
    {
      EtbStoredAnswer *answer = g_ptr_array_index (self->answers, i);

      if (etb_instance_set (instance, answer->key, answer->value) && func)
        func (answer, user_data);
    }
  return instance;
}
