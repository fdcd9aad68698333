/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands undo, redo and history.
 * Invariant: one step at a time, the last one first, as in the window.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-dossier-history.h"

static int
travel (int argc, char **argv, gboolean again)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (EtbStep) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER",
                      again ? _ ("Does again what was undone last.")
                            : _ ("Undoes the last thing that was done, also in the window."), 1, 1))
    return ETB_EXIT_USAGE;
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  if (again ? !etb_dossier_redo (dossier, &step, &error)
            : !etb_dossier_undo (dossier, &step, &error))
    return etb_cli_refuse (ETB_EXIT_NO, "%s: %s", argv[1], error->message);
  words = etb_dossier_describe_step (dossier, step);
  if (!etb_dossier_close (dossier, &error))
    return etb_cli_fail (error);
  etb_cli_say ("%s", words);
  return ETB_EXIT_YES;
}

int
etb_cli_undo (int argc, char **argv)
{
  return travel (argc, argv, FALSE);
}

int
etb_cli_redo (int argc, char **argv)
{
  return travel (argc, argv, TRUE);
}

static void
say_step (EtbDossier *dossier, const EtbStep *step, gboolean undone)
{
  g_autofree char *words = etb_dossier_describe_step (dossier, step);

  if (undone)
    etb_cli_say (_ ("%s  %s (undone)"), step->at, words);
  else
    etb_cli_say ("%s  %s", step->at, words);
}

int
etb_cli_history (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *steps;
  guint n_done = 0;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER",
                      _ ("Lists what was done and can be undone, the oldest first."), 1, 1))
    return ETB_EXIT_USAGE;
  dossier = etb_dossier_open (argv[1], &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  steps = etb_dossier_get_steps (dossier, &n_done);
  for (guint i = 0; i < steps->len; i++)
    say_step (dossier, g_ptr_array_index (steps, i), i >= n_done);
  return steps->len > 0 ? ETB_EXIT_YES : ETB_EXIT_NO;
}
