/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undoing in the window: what was typed yesterday is undone today, by key and from the page that
 * lists what was done; the program was killed in between. */

#include "etb-driver.h"
#include "etb-fixture.h"

#define NAME    "nom complet de la structure"
#define BEFORE  "Association La Grange des Possibles"
#define AFTER   "Les Possibles"
#define HISTORY "Ce qui a été fait"
#define TASKS   "Ce qu’il y a à faire"

static void
open_identity (EtbDriver *driver)
{
  etb_driver_open_row (driver, "Structure qui dépose");
  etb_driver_wait_page (driver, "Votre structure");
  etb_driver_click (driver, ATSPI_ROLE_PUSH_BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Sa forme juridique exacte");
  etb_driver_click (driver, ATSPI_ROLE_PUSH_BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Nom et numéros");
}

static void
assert_field (EtbDriver *driver, const char *expected)
{
  gint64 since = g_get_monotonic_time ();
  g_autofree char *found = NULL;

  do
    {
      g_free (found);
      found = etb_driver_read (driver, NAME);
    }
  while (!g_str_equal (found, expected) && etb_driver_is_patient (driver, since));
  if (!g_str_equal (found, expected))
    etb_driver_fail (driver, "“%s” instead of “%s”", found, expected);
}

/* The close button of a toast is libadwaita's, and has no name. There is one toast at a time: no
 * next one comes when it is gone. */
static void
wait_for_toast_to_go (EtbDriver *driver)
{
  gint64 since = g_get_monotonic_time ();

  while (etb_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "GtkImage")
         && etb_driver_is_patient (driver, since))
    ;
}

static void
typing_is_undone_after_a_crash (void)
{
  g_autofree char *file = etb_fixture_dossier ("ft", "ft-association-rurale", "FT", FALSE);
  EtbDriver *driver = etb_driver_start (file, NULL);

  etb_driver_wait_page (driver, TASKS);
  open_identity (driver);
  etb_driver_fill (driver, NAME, AFTER);
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, TASKS);
  etb_driver_wait_text (driver, "Enregistré à");
  g_usleep (2 * G_USEC_PER_SEC);
  etb_driver_kill (driver);
  etb_driver_free (driver);

  driver = etb_driver_start (file, NULL);
  etb_driver_wait_page (driver, TASKS);
  open_identity (driver);
  assert_field (driver, AFTER);
  etb_driver_key (driver, "<Control>z");
  assert_field (driver, BEFORE);
  etb_driver_key (driver, "<Control><Shift>z");
  assert_field (driver, AFTER);
  etb_driver_open_menu (driver, "Annuler");
  assert_field (driver, BEFORE);

  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, TASKS);
  etb_driver_open_row (driver, HISTORY);
  etb_driver_wait_page (driver, HISTORY);
  wait_for_toast_to_go (driver);
  etb_driver_lint (driver, "history");
  etb_driver_wait_text (driver, "Annulé, peut être rétabli");
  etb_driver_click (driver, ATSPI_ROLE_PUSH_BUTTON, "=Rétablir");
  etb_driver_wait_no_text (driver, "Annulé, peut être rétabli");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, TASKS);
  open_identity (driver);
  assert_field (driver, AFTER);
  etb_driver_quit (driver);
  etb_driver_free (driver);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/undo/typing-is-undone-after-a-crash", typing_is_undone_after_a_crash);

  return g_test_run ();
}
