/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: how commands talk to people and scripts: see the header. */

#include "etb-cli-talk.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

#include "etb-instant.h"
#include "etb-value.h"

void
etb_cli_begin (void)
{
  const char *folder = g_getenv ("ETABLI_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* Figures in files and in --json are written by functions that do not look at the locale. */
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : ETB_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
etb_cli_say (const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

static void
complain (const char *text)
{
  fputs ("etabli-cli: ", stderr);
  fputs (text, stderr);
  fputc ('\n', stderr);
}

int
etb_cli_refuse (EtbExit status, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  complain (text);
  return (int)status;
}

int
etb_cli_need_option (const char *option)
{
  return etb_cli_refuse (ETB_EXIT_USAGE, _ ("The option %s is needed"), option);
}

int
etb_cli_fail_plainly (const GError *error)
{
  complain (error->message);
  if (error->domain == ETB_INSTANT_ERROR || error->domain == G_OPTION_ERROR)
    return ETB_EXIT_USAGE;
  return error->domain == ETB_VALUE_ERROR ? ETB_EXIT_NO : ETB_EXIT_FILE;
}

/* GOption leaves "--" where what follows begins with a dash. */
static void
drop_separator (int *argc, char **argv)
{
  for (int i = 1; i < *argc; i++)
    if (g_str_equal (argv[i], "--"))
      {
        for (int j = i; j < *argc; j++)
          argv[j] = argv[j + 1];
        (*argc)--;
        return;
      }
}

gboolean
etb_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *usage,
               const char *summary, int least, int most)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autofree char *program = g_strdup_printf ("etabli-cli %s", (*argv)[0]);
  g_autoptr (GError) error = NULL;
  const char *command = (*argv)[0];
  int count;

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      etb_cli_refuse (ETB_EXIT_USAGE, _ ("%s. See “etabli-cli %s --help”."), error->message,
                                         command);
      return FALSE;
    }

  drop_separator (argc, *argv);
  count = *argc - 1;
  if (count < least || count > most)
    {
      etb_cli_refuse (ETB_EXIT_USAGE, _ ("Usage: etabli-cli %s %s"), command, usage);
      return FALSE;
    }
  return TRUE;
}

void
etb_cli_say_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
etb_cli_json_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
etb_cli_json_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
etb_cli_json_strings (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}
