/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the answers of a dossier change: one at a time, or by whole lines of a repeat. */

#include "etb-dossier-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-content.h"
#include "etb-instant.h"

/* Where a call sets no limit. */
#define MAX_LINES 100

const char *
etb_dossier_line_identity (xmlNodePtr line)
{
  xmlAttrPtr id = xmlHasProp (line, BAD_CAST "id");

  return id && id->children ? (const char *)id->children->content : NULL;
}

/* ---- Values -----------------------------------------------------------------------------------
 */

/* Text that XML can hold: what came along with a paste (form feeds, escapes) becomes a space. */
static char *
clean (const char *typed)
{
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  GString *text = g_string_new (NULL);

  for (const char *c = valid; *c; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\r')
        {
          if (c[1] != '\n')
            g_string_append_c (text, '\n');
        }
      else if ((character < 0x20 && character != '\t' && character != '\n') || character == 0x7f
               || character == 0xfffe || character == 0xffff)
        g_string_append_c (text, ' ');
      else
        g_string_append_unichar (text, character);
    }
  return g_string_free (text, FALSE);
}

/* Codes in the order of the list, each once; codes that are not of the list last, as they came. */
static char *
order_choices (const EtbList *list, const char *value)
{
  g_auto (GStrv) codes = g_strsplit (value, " ", -1);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();

  for (guint i = 0; i < list->items->len; i++)
    {
      EtbListItem *item = g_ptr_array_index (list->items, i);

      if (g_strv_contains ((const char *const *)codes, item->value))
        g_ptr_array_add (ordered, item->value);
    }
  for (char **code = codes; *code; code++)
    if (**code && !g_ptr_array_find_with_equal_func (ordered, *code, g_str_equal, NULL))
      g_ptr_array_add (ordered, *code);
  g_ptr_array_add (ordered, NULL);
  return g_strjoinv (" ", (char **)ordered->pdata);
}

static gboolean
check_track (EtbCall *call, const char *path, const char *value, GError **error)
{
  if (g_strcmp0 (path, etb_call_get_roles (call)->track) != 0 || etb_call_find_track (call, value))
    return TRUE;
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
               _ ("The call “%s” has no track “%s”. Choose one of its tracks."),
                  etb_call_get_title (call), value);
  return FALSE;
}

char *
etb_dossier_normalise (EtbCall *call, const char *path, const char *typed, GError **error)
{
  g_autofree char *text = clean (typed);
  const EtbBind *bind = etb_call_find_bind (call, path);
  EtbValueType type = bind ? bind->type : ETB_VALUE_TEXT;
  g_autofree char *value = NULL;

  if (strlen (text) > ETB_CONTENT_MAX_VALUE)
    {
      g_autofree char *label = etb_call_label_for (call, path);

      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
                   _ ("The text for “%s” is too long to be kept. Shorten it, or attach it as a "
                      "file."),
                      label ? label : path);
      return NULL;
    }
  value = etb_value_normalise (type, text, NULL);
  if (!value)
    value = g_steal_pointer (&text);
  if (!check_track (call, path, value, error))
    return NULL;
  if (type == ETB_VALUE_CHOICES && bind->list && etb_call_find_list (call, bind->list))
    return order_choices (etb_call_find_list (call, bind->list), value);
  return g_steal_pointer (&value);
}

/* ---- One answer -------------------------------------------------------------------------------
 */

static gboolean
check_not_calculated (EtbDossier *self, const char *path, GError **error)
{
  const EtbBind *bind = etb_call_find_bind (self->call, path);
  g_autofree char *label = NULL;

  if (!bind || !bind->calculate)
    return TRUE;
  label = etb_call_label_for (self->call, path);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
               _ ("“%s” is calculated from other answers. Change those."), label ? label : path);
  return FALSE;
}

/* The node to be answered and the canonical text for what was @typed; NULL with an error when it
 * may not be. @value: (out) (transfer full) */
static xmlNodePtr
find_answer (EtbDossier *self, const char *path, const char *typed, char **value, GError **error)
{
  xmlNodePtr node = etb_instance_find (self->instance, path);
  g_autofree char *spoken = NULL;
  g_autofree char *held = node ? etb_instance_get (self->instance, path) : NULL;

  if (!held)
    {
      etb_dossier_set_path_error (self, path, error);
      return NULL;
    }
  spoken = etb_instance_path_of (self->instance, node);
  if (!check_not_calculated (self, spoken, error)
      || !etb_dossier_check_author (self, spoken, error))
    return NULL;
  *value = etb_dossier_normalise (self->call, spoken, typed, error);
  return *value ? node : NULL;
}

static gboolean
holds (EtbDossier *self, const char *path, const char *value)
{
  g_autofree char *held = etb_instance_get (self->instance, path);

  return g_strcmp0 (held, value) == 0;
}

gboolean
etb_dossier_set_answer (EtbDossier *self, const char *path, const char *typed, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  xmlNodePtr node;
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (typed != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  node = find_answer (self, path, typed, &value, error);
  if (!node)
    return FALSE;
  if (holds (self, path, value))
    return TRUE;

  key = etb_instance_key_of (self->instance, node);
  step = etb_dossier_continue_answer (self, key, value);
  if (!step)
    {
      step = etb_dossier_new_step (self, ETB_STEP_ANSWER, key);
      etb_dossier_step_answer (self, step, key, value);
    }
  etb_dossier_perform (self, step);
  return TRUE;
}

gboolean
etb_dossier_step_typed (EtbDossier *self, EtbStep *step, const char *path, const char *typed,
                        GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  xmlNodePtr node = find_answer (self, path, typed, &value, error);

  if (!node)
    return FALSE;
  key = etb_instance_key_of (self->instance, node);
  if (!holds (self, path, value))
    etb_dossier_step_answer (self, step, key, value);
  return TRUE;
}

static gboolean
set_together (EtbDossier *self, EtbStepKind kind, const char *subject, const char *const *paths,
              const char *const *typed, GError **error)
{
  g_autoptr (EtbStep) step = NULL;

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  step = etb_dossier_new_step (self, kind, subject);
  for (guint i = 0; paths[i]; i++)
    if (!etb_dossier_step_typed (self, step, paths[i], typed[i], error))
      return FALSE;
  if (step->items->len > 0)
    etb_dossier_perform (self, g_steal_pointer (&step));
  return TRUE;
}

gboolean
etb_dossier_paste (EtbDossier *self, const char *subject, const char *const *paths,
                   const char *const *typed, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (subject != NULL, FALSE);
  g_return_val_if_fail (paths != NULL, FALSE);
  g_return_val_if_fail (typed != NULL, FALSE);

  return set_together (self, ETB_STEP_PASTED, subject, paths, typed, error);
}

gboolean
etb_dossier_choose (EtbDossier *self, const char *const *paths, const char *const *typed,
                    GError **error)
{
  g_autofree char *key = NULL;
  xmlNodePtr node;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (paths != NULL && paths[0] != NULL, FALSE);
  g_return_val_if_fail (typed != NULL, FALSE);

  node = etb_instance_find (self->instance, paths[0]);
  if (!node)
    {
      etb_dossier_set_path_error (self, paths[0], error);
      return FALSE;
    }
  key = etb_instance_key_of (self->instance, node);
  return set_together (self, ETB_STEP_CHOSEN, key, paths, typed, error);
}

char *
etb_dossier_get_answer (EtbDossier *self, const char *path)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return etb_instance_get (self->instance, path);
}

gboolean
etb_dossier_get_origin (EtbDossier *self, const char *path, char **author, GDateTime **at)
{
  g_autofree char *key = NULL;
  EtbOrigin *origin;
  xmlNodePtr node;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  node = etb_instance_find (self->instance, path);
  if (!node)
    return FALSE;
  key = etb_instance_key_of (self->instance, node);
  origin = g_hash_table_lookup (self->origins, key);
  if (!origin)
    return FALSE;
  if (author)
    *author = g_strdup (origin->author);
  if (at)
    *at = g_date_time_new_from_iso8601 (origin->at, NULL);
  return TRUE;
}

/* ---- Lines ------------------------------------------------------------------------------------
 */

/* The key of a line that is to come: its identity is made by the instance. Returns: (transfer full)
 * (nullable) */
static char *
make_key (EtbDossier *self, const char *repeat_path)
{
  xmlNodePtr line = etb_instance_add_line (self->instance, repeat_path, NULL);
  char *key = line ? etb_instance_key_of (self->instance, line) : NULL;

  if (key)
    etb_instance_remove_line (self->instance, key);
  return key;
}

char *
etb_dossier_add_line (EtbDossier *self, const char *repeat_path, GError **error)
{
  const EtbItem *repeat;
  g_autofree char *key = NULL;
  EtbStep *step;
  guint maximum;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (repeat_path != NULL, NULL);

  if (!etb_dossier_check_writable (self, error))
    return NULL;
  repeat = etb_call_find_repeat (self->call, repeat_path);
  if (!repeat || !g_str_equal (repeat->path, repeat_path))
    {
      etb_dossier_set_path_error (self, repeat_path, error);
      return NULL;
    }
  if (!etb_dossier_check_author (self, repeat_path, error))
    return NULL;
  maximum = repeat->maximum > 0 ? repeat->maximum : MAX_LINES;
  key = etb_instance_count_lines (self->instance, repeat_path) < maximum
            ? make_key (self, repeat_path)
            : NULL;
  if (!key)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES,
                   _ ("“%s” holds at most %u lines. Remove one first."), repeat->label, maximum);
      return NULL;
    }
  step = etb_dossier_new_step (self, ETB_STEP_LINE_ADDED, key);
  etb_dossier_step_add_line (step, key);
  etb_dossier_perform (self, step);
  return etb_instance_path_of (self->instance, etb_instance_find (self->instance, key));
}

gboolean
etb_dossier_remove_line (EtbDossier *self, const char *line_path, GError **error)
{
  const EtbItem *repeat;
  xmlNodePtr line;
  g_autofree char *key = NULL;
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (line_path != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  repeat = etb_call_find_repeat (self->call, line_path);
  line = repeat ? etb_instance_find (self->instance, line_path) : NULL;
  if (!line || !etb_dossier_line_identity (line))
    {
      etb_dossier_set_path_error (self, line_path, error);
      return FALSE;
    }
  if (!etb_dossier_check_author (self, repeat->path, error))
    return FALSE;
  if (etb_instance_count_lines (self->instance, repeat->path) <= repeat->minimum)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES,
                   _ ("“%s” holds at least %u lines. Empty this one instead."), repeat->label,
                      repeat->minimum);
      return FALSE;
    }
  key = etb_instance_key_of (self->instance, line);
  step = etb_dossier_new_step (self, ETB_STEP_LINE_REMOVED, key);
  etb_dossier_step_remove_line (self, step, key);
  etb_dossier_perform (self, step);
  return TRUE;
}

/* ---- Where the person was ---------------------------------------------------------------------
 */

void
etb_dossier_set_place (EtbDossier *self, const char *place)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));
  g_return_if_fail (place != NULL && strlen (place) < ETB_CONTENT_MAX_KEY);

  if (g_str_equal (place, self->place))
    return;
  g_free (self->place);
  self->place = g_strdup (place);
  if (etb_dossier_check_writable (self, NULL))
    etb_store_push (self->store, etb_change_new (ETB_CHANGE_PLACE, NULL, place, NULL, NULL));
}

char *
etb_dossier_get_place (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return g_strdup (self->place);
}
