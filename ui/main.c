/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window program. Language first, then the application; nothing else. */

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "etb-application.h"

static int
run (int argc, char **argv)
{
  g_autoptr (EtbApplication) application = etb_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}

int
main (int argc, char **argv)
{
  const char *catalogues = g_getenv ("ETABLI_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues != NULL ? catalogues : ETB_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  const int status = run (argc, argv);
  /* A thread whose work nobody waits for any more may still be reading: the libraries under it must
   * not be taken down. */
  fflush (NULL);
  quick_exit (status);
}
