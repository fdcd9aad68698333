/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what the fuzzers of calls and of expressions begin with: the definition of the tests, the
 * broken ones made from it, the table of expressions; and the definitions given.
 * Usage: make-call-seeds FOLDER STAMP VALID.xml DEFINITION.xml... */

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "broken-calls.h"
#include "expression-cases.h"

static void
write_seed (const char *folder, const char *target, const char *name, const char *text)
{
  g_autofree char *of_target = g_build_filename (folder, target, NULL);
  g_autofree char *file = g_build_filename (of_target, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (of_target, 0755), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
write_definitions (const char *folder, char **files)
{
  for (; *files != NULL; files++)
    {
      g_autofree char *name = g_path_get_basename (*files);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (*files, &text, NULL, NULL));
      write_seed (folder, "fuzz-call", name, text);
    }
}

static void
write_broken (const char *folder, const char *valid_file)
{
  g_autofree char *valid = NULL;

  g_assert_true (g_file_get_contents (valid_file, &valid, NULL, NULL));
  for (const BrokenCall *broken = broken_calls; broken->name != NULL; broken++)
    {
      g_autofree char *text = broken_call_write (broken, valid);

      write_seed (folder, "fuzz-call", broken->name, text);
    }
}

/* The dossier of the table is called "d", that of a call "dossier". */
static void
write_expressions (const char *folder)
{
  for (const ExpressionCase *row = expression_cases; row->expression != NULL; row++)
    {
      g_autoptr (GString) text = g_string_new (row->expression);
      g_autofree char *name = g_strdup_printf ("%03d", (int)(row - expression_cases));

      g_string_replace (text, "/d/", "/dossier/", 0);
      write_seed (folder, "fuzz-expression", name, text->str);
    }
}

int
main (int argc, char **argv)
{
  if (argc < 4)
    {
      fprintf (stderr, "Usage: make-call-seeds FOLDER STAMP VALID.xml DEFINITION.xml...\n");
      return 2;
    }
  write_broken (argv[1], argv[3]);
  write_definitions (argv[1], argv + 3);
  write_expressions (argv[1]);
  return g_file_set_contents (argv[2], "", 0, NULL) ? 0 : 1;
}
