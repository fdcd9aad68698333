/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An author at work: the pages follow the file that is being written, its faults stand beside them,
 * and what was typed to try it stays. */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-driver.h"
#include "etb-fixture.h"

#define BUTTON  ATSPI_ROLE_PUSH_BUTTON
#define TASKS   "Ce qu’il y a à faire"
#define NO_MORE "Aucun défaut"

static char *
read_example (void)
{
  g_autofree char *file = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                            "exemple-aide-regionale.xml", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  return text;
}

/* Written whole under another name and put in its place, as careful editors do; or over it. */
static void
save (const char *file, const char *text, gboolean in_place)
{
  if (in_place)
    {
      FILE *stream = g_fopen (file, "w");

      g_assert_cmpuint (fwrite (text, 1, strlen (text), stream), ==, strlen (text));
      g_assert_cmpint (fclose (stream), ==, 0);
    }
  else
    g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static char *
replace (const char *text, const char *from, const char *to)
{
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  return g_string_free (changed, FALSE);
}

static void
open_first_page (EtbDriver *driver)
{
  etb_driver_wait_page (driver, TASKS);
  etb_driver_open_row (driver, "Structure qui dépose");
  etb_driver_wait_page (driver, "Votre structure");
}

static void
pages_follow_the_file (void)
{
  g_autofree char *right = read_example ();
  g_autofree char *broken = replace (right, "type=\"amount\" required", "type=\"argent\" required");
  g_autofree char *renamed
      = replace (right, "<label>Quel est son nom ?</label>", "<label>Son nom aux statuts</label>");
  g_autofree char *file = g_build_filename (g_get_home_dir (), "mon-appel.xml", NULL);
  EtbDriver *driver;

  save (file, right, TRUE);
  driver = etb_driver_start ("--preview", file, NULL);
  etb_driver_wait_text (driver, NO_MORE);
  etb_driver_lint (driver, "preview");
  open_first_page (driver);
  etb_driver_fill (driver, "Quel est son nom", "Atelier du Canal");

  save (file, broken, TRUE);
  etb_driver_wait_text (driver, "1 défaut");
  etb_driver_wait_text (driver, "argent");
  etb_driver_lint (driver, "preview with a fault");
  etb_driver_picture (driver, "preview-fault");
  g_assert_true (etb_driver_has (driver, BUTTON, "=Copier ce message"));
  g_autofree char *still = etb_driver_read (driver, "Quel est son nom");
  g_assert_cmpstr (still, ==, "Atelier du Canal");

  save (file, renamed, FALSE);
  etb_driver_wait_text (driver, NO_MORE);
  etb_driver_wait_page (driver, "Votre structure");
  g_autofree char *kept = etb_driver_read (driver, "Son nom aux statuts");
  g_assert_cmpstr (kept, ==, "Atelier du Canal");

  g_assert_cmpint (g_remove (file), ==, 0);
  etb_driver_wait_text (driver, "1 défaut");
  save (file, right, FALSE);
  etb_driver_wait_text (driver, NO_MORE);
  g_assert_true (etb_driver_has (driver, ATSPI_ROLE_TEXT, "Quel est son nom"));
  etb_driver_quit (driver);
  etb_driver_free (driver);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/preview/pages-follow-the-file", pages_follow_the_file);

  return g_test_run ();
}
