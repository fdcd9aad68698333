/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands set and get.
 * Invariant: set writes all it was given, or nothing.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-dossier-assistance.h"

static gboolean
refuse (GError **error, const char *why, const char *path)
{
  /* Translators: the path of an answer, then what is wrong with it. */
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE, _ ("%s: %s"), path, why);
  return FALSE;
}

static gboolean
is_in_list (const EtbList *list, const char *code)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const EtbListItem *item = g_ptr_array_index (list->items, i);

      if (g_str_equal (item->value, code))
        return TRUE;
    }

  return FALSE;
}

/* Codes are looked up here: a value's form says nothing of them. */
static gboolean
check_codes (EtbCall *call, const EtbBind *bind, const char *path, const char *codes,
             GError **error)
{
  const EtbList *list = bind->list != NULL ? etb_call_find_list (call, bind->list) : NULL;
  g_auto (GStrv) each = g_strsplit (codes, " ", -1);

  for (guint i = 0; list != NULL && each[i] != NULL; i++)
    if (*each[i] != '\0' && !is_in_list (list, each[i]))
      {
        g_autofree char *text
            = g_strdup_printf (_ ("“%s” is none of the choices of this question"), each[i]);

        return refuse (error, text, path);
      }

  return TRUE;
}

/* Whether @value may be the answer at @path; the message names both. */
static gboolean
check_answer (EtbDossier *dossier, const char *path, const char *value, GError **error)
{
  EtbCall *call = etb_dossier_get_call (dossier);
  const EtbBind *bind = etb_call_find_bind (call, path);
  const EtbValueType type = bind != NULL ? bind->type : ETB_VALUE_TEXT;
  g_autofree char *present = etb_dossier_get_answer (dossier, path);
  g_autofree char *canonical = NULL;
  g_autoptr (GError) value_error = NULL;

  if (present == NULL)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                   _ ("%s: this dossier has no such answer"), path);
      return FALSE;
    }
  if (bind != NULL && bind->calculate != NULL)
    return refuse (error, _ ("this answer is calculated from others"), path);
  if (!etb_dossier_check_author (dossier, path, error))
    return FALSE;

  canonical = etb_value_normalise (type, value, &value_error);
  if (canonical == NULL)
    return refuse (error, value_error->message, path);
  if (bind != NULL && bind->max_length > 0
      && g_utf8_strlen (canonical, -1) > (glong)bind->max_length)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("the text is longer than %u characters"), bind->max_length);

      return refuse (error, text, path);
    }
  if (bind != NULL && (type == ETB_VALUE_CHOICE || type == ETB_VALUE_CHOICES))
    return check_codes (call, bind, path, canonical, error);
  return TRUE;
}

static gboolean
set_all (EtbDossier *dossier, char **pairs, GError **error)
{
  for (gsize i = 0; pairs[i] != NULL; i += 2)
    if (!check_answer (dossier, pairs[i], pairs[i + 1], error))
      return FALSE;
  for (gsize i = 0; pairs[i] != NULL; i += 2)
    if (!etb_dossier_set_answer (dossier, pairs[i], pairs[i + 1], error))
      return FALSE;

  return TRUE;
}

int
etb_cli_set (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (
          &argc, &argv, NULL, "DOSSIER PATH VALUE [PATH VALUE…]",
          _ ("Gives answers. A value that is not of its question’s type is refused, and "
                         "then nothing is written. Write “--” before a value that begins with a "
                         "dash."),
             3, G_MAXINT))
    return ETB_EXIT_USAGE;
  if ((argc - 2) % 2 != 0)
    return etb_cli_refuse (ETB_EXIT_USAGE, _ ("The path “%s” has no value after it"),
                                              argv[argc - 1]);

  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL || !set_all (dossier, argv + 2, &error)
      || !etb_dossier_close (dossier, &error))
    return etb_cli_fail (error);
  return ETB_EXIT_YES;
}

/* The answer as the rules see it when it is calculated, as it is stored otherwise. Returns:
 * (transfer full) (nullable) */
static char *
read_answer (EtbDossier *dossier, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (etb_dossier_get_call (dossier), path);

  if (bind != NULL && bind->calculate != NULL)
    return etb_instance_get (etb_evaluation_get_instance (etb_dossier_get_evaluation (dossier)),
                             path);
  return etb_dossier_get_answer (dossier, path);
}

/* Every answer that the dossier can hold. Returns: (transfer full) (element-type utf8) */
static GPtrArray *
list_paths (EtbDossier *dossier)
{
  EtbInstance *instance = etb_dossier_get_instance (dossier);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (instance);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < leaves->len; i++)
    g_ptr_array_add (paths, etb_instance_path_of (instance, g_ptr_array_index (leaves, i)));
  return paths;
}

/* One value a line: line breaks inside a value are written \n, and a backslash \\. */
static char *
make_line (const char *value)
{
  GString *line = g_string_new (value);

  g_string_replace (line, "\\", "\\\\", 0);
  g_string_replace (line, "\n", "\\n", 0);
  g_string_replace (line, "\r", "\\r", 0);
  return g_string_free (line, FALSE);
}

static void
say_values (GPtrArray *paths, GPtrArray *values, gboolean with_paths, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      const char *value = g_ptr_array_index (values, i);
      g_autofree char *line = make_line (value);

      if (json)
        etb_cli_json_string (builder, path, value);
      else if (with_paths)
        etb_cli_say ("%s\t%s", path, line);
      else
        etb_cli_say ("%s", line);
    }
  json_builder_end_object (builder);
  if (json)
    etb_cli_say_json (builder);
}

int
etb_cli_get (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
  };
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean all;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER [PATH…]",
                      _ ("Prints answers, one a line; without a path, all of them with theirs."), 1,
                         G_MAXINT))
    return ETB_EXIT_USAGE;

  dossier = etb_cli_open (argv[1], NULL, &error);
  if (dossier == NULL)
    return etb_cli_fail (error);

  all = argc == 2;
  paths = all ? list_paths (dossier) : g_ptr_array_new_with_free_func (g_free);
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (paths, g_strdup (argv[i]));
  for (guint i = 0; i < paths->len; i++)
    {
      char *value = read_answer (dossier, g_ptr_array_index (paths, i));

      if (value == NULL)
        return etb_cli_refuse (ETB_EXIT_NO, _ ("%s: this dossier has no such answer"),
                                               (const char *)g_ptr_array_index (paths, i));
      g_ptr_array_add (values, value);
    }

  say_values (paths, values, all, json);
  return ETB_EXIT_YES;
}
