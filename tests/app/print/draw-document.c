/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: draw-document DOSSIER.xml OUT.pdf: the paper of any document, for paper-equals-data.py. */

#include <libintl.h>
#include <libxml/parser.h>
#include <locale.h>

#include "etb-print.h"

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  xmlDocPtr document;
  gsize length = 0;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ETABLI_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc != 3 || !g_file_get_contents (argv[1], &text, &length, &error))
    g_error ("draw-document DOSSIER.xml OUT.pdf: %s", error != NULL ? error->message : "two files");

  document = xmlReadMemory (text, (int)length, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, (gssize)length);
  pdf = etb_print_document (document, digest, &error);
  g_assert_no_error (error);
  g_file_set_contents (argv[2], g_bytes_get_data (pdf, NULL), (gssize)g_bytes_get_size (pdf),
                       &error);
  g_assert_no_error (error);
  xmlFreeDoc (document);
  return 0;
}
