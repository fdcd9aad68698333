/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program by keyboard alone: nothing here touches a widget but through keys. The whole way is
 * walked, from an empty home to a signed package, and parts of it more closely. Wherever one lands,
 * Tab comes back round: no page is a trap. */

#include <string.h>

#include "etb-driver.h"
#include "etb-fixture.h"
#include "etb-walker.h"

#define PASSWORD "un mot de passe assez long"

static void
assert_no_trap (EtbDriver *driver, const char *page)
{
  /* From the heading, which is read when the page comes and is no stop of the way round. */
  etb_driver_key (driver, "Tab");
  g_autoptr (GPtrArray) names = etb_driver_tab_round (driver, page);
  g_assert_cmpuint (names->len, >, 2);
}

static void
press (EtbDriver *driver, const char *button)
{
  etb_driver_tab_to (driver, ATSPI_ROLE_PUSH_BUTTON, button);
  etb_driver_key (driver, "Return");
}

static void
choose (EtbDriver *driver, const char *option)
{
  etb_driver_tab_to (driver, ATSPI_ROLE_RADIO_BUTTON, option);
  etb_driver_key (driver, "space");
}

static void
type_in (EtbDriver *driver, const char *field, const char *text)
{
  etb_driver_tab_to (driver, ATSPI_ROLE_INVALID, field);
  etb_driver_type (driver, text);
}

static void
begin_a_dossier (EtbDriver *driver)
{
  etb_driver_key (driver, "<Control>n");
  etb_driver_wait_page (driver, "Quel appel ?");
  assert_no_trap (driver, "call");
  press (driver, "candidater");

  etb_driver_wait_page (driver, "Ce dossier est-il pour vous ?");
  /* The page tells where one is before anything else. */
  etb_driver_wait_focus (driver, "Ce dossier est-il pour vous");
  type_in (driver, "nature de la structure", "Associ");
  etb_driver_key (driver, "Down");
  etb_driver_key (driver, "Return");
  choose (driver, "=Oui");
  choose (driver, "Hors d’un grand centre urbain");
  type_in (driver, "année 1", "45000");
  type_in (driver, "année 2", "45000");
  type_in (driver, "année 3", "40000");
  press (driver, "=Continuer");
  etb_driver_wait_page (driver, "Vous pouvez candidater");
  press (driver, "Préparer le dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

/* From the tasks to a question, home, and back. */
static void
look_around (EtbDriver *driver)
{
  assert_no_trap (driver, "tasks");
  etb_driver_open_row (driver, "Structure qui dépose");
  etb_driver_wait_page (driver, "Votre structure");
  assert_no_trap (driver, "question");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_open_row (driver, "Dossier-FT");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

/* A cell is typed, Return goes to the one below, and the total follows. */
static void
change_the_budget (EtbDriver *driver)
{
  const char *first = "Achats de matières et de fournitures, Année 1";

  etb_driver_open_row (driver, "Budget sur trois ans");
  etb_driver_wait_page (driver, "Avant de commencer");
  press (driver, "=Continuer");
  etb_driver_wait_page (driver, "Les charges");
  etb_driver_tab_to (driver, ATSPI_ROLE_TEXT, first);
  etb_driver_type (driver, "3100,50");
  etb_driver_key (driver, "Return");
  etb_driver_wait_text (driver, "Total 60, Année 1 : 8 300,50");
  g_autofree char *below = etb_driver_focused (driver);
  g_assert_nonnull (strstr (below, "Année 1"));
  g_assert_null (strstr (below, first));
  etb_driver_key (driver, "Up");
  etb_driver_wait_focus (driver, first);
  etb_driver_key (driver, "<Control>a");
  etb_driver_type (driver, "3000");
  etb_driver_key (driver, "Down");
  etb_driver_wait_text (driver, "Total 60, Année 1 : 8 200");
  etb_driver_key (driver, "<Shift>Tab");
  etb_driver_wait_focus (driver, "Année 3");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

/* Returns: (transfer full): where the package was to be written */
static char *
sign (EtbDriver *driver)
{
  char *package;

  etb_driver_wait_page (driver, "Relisez vos réponses");
  /* A long page: its button is reached by its letter, as its label shows. */
  etb_driver_key (driver, "<Alt>a");
  etb_driver_wait_page (driver, "Signer le paquet");
  assert_no_trap (driver, "sign");
  press (driver, "Créer une identité ici");
  type_in (driver, "=Mot de passe", PASSWORD);
  type_in (driver, "Le même mot de passe", PASSWORD);
  press (driver, "Créer l’identité");
  etb_driver_wait_no_text (driver, "Le même mot de passe");
  etb_driver_tab_to (driver, ATSPI_ROLE_CHECK_BOX, "J’ai relu mes réponses");
  etb_driver_key (driver, "space");
  package = etb_driver_read (driver, "Fichier à");
  press (driver, "Préparer le paquet signé");
  etb_driver_wait_page (driver, "Ce qu’il reste à faire");
  assert_no_trap (driver, "done");
  return package;
}

static void
assert_valid (const char *package)
{
  const char *argv[] = { g_getenv ("ETB_CLI"), "verify", package, NULL };

  g_assert_true (etb_fixture_run (argv));
}

static void
a_complete_dossier_is_signed (void)
{
  g_autofree char *dossier = etb_fixture_dossier ("complet", "ft-association-rurale", "FT", TRUE);
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);

  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_open_row (driver, "La Grange des Possibles");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  change_the_budget (driver);
  press (driver, "Relire et signer");
  g_autofree char *package = sign (driver);
  etb_driver_quit (driver);
  assert_valid (package);
}

static void
from_an_empty_home_to_a_signed_package (void)
{
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);
  g_autoptr (EtbWalker) walker
      = etb_walker_new (driver, ETB_FIXTURE_CALL, "ft-association-rurale", "FT");
  EtbStop stop;

  etb_walker_use (walker, ETB_HAND_KEYS);
  etb_driver_wait_page (driver, "Mes dossiers");
  begin_a_dossier (driver);
  look_around (driver);
  etb_driver_open_row (driver, "Volet et sélection");
  g_assert_true (etb_parcours_first (etb_walker_get_mirror (walker), &stop));
  etb_walker_go (walker, &stop, NULL);
  g_autofree char *package = sign (driver);
  etb_driver_quit (driver);
  assert_valid (package);
}

/* From the beginning of help to the review, what was typed read back. */
static void
help_is_given_and_read_back (void)
{
  g_autofree char *file = etb_fixture_dossier ("aide", "ft-association-rurale", "FT", TRUE);
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);

  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_open_row (driver, "Se faire aider");
  etb_driver_wait_page (driver, "Se faire aider");
  assert_no_trap (driver, "beginning of help");
  type_in (driver, "Prénom et nom", "Camille Martin");
  choose (driver, "=Bénévole");
  etb_driver_tab_to (driver, ATSPI_ROLE_CHECK_BOX, "Le porteur a entendu ce texte");
  etb_driver_key (driver, "space");
  press (driver, "=Commencer l’aide");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");

  etb_driver_open_row (driver, "Structure qui dépose");
  etb_driver_wait_page (driver, "Votre structure");
  press (driver, "=Continuer");
  press (driver, "=Continuer");
  etb_driver_wait_page (driver, "Nom et numéros");
  etb_driver_tab_to (driver, ATSPI_ROLE_INVALID, "sigle");
  etb_driver_key (driver, "<Control>a");
  etb_driver_type (driver, "GDP");
  press (driver, "=Terminer l’aide");
  etb_driver_wait_page (driver, "Relisez ce qui a été saisi pour vous");
  assert_no_trap (driver, "reading back");
  press (driver, "C’est bien cela");
  etb_driver_wait_text (driver, "Tout est relu");
  etb_driver_wait_focus (driver, "Relire et signer");
  etb_driver_key (driver, "Return");
  etb_driver_wait_page (driver, "Relisez vos réponses");
  etb_driver_quit (driver);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/keyboard/from-an-empty-home-to-a-signed-package",
                   from_an_empty_home_to_a_signed_package);
  g_test_add_func ("/e2e/keyboard/a-complete-dossier-is-signed", a_complete_dossier_is_signed);
  g_test_add_func ("/e2e/keyboard/help-is-given-and-read-back", help_is_given_and_read_back);

  return g_test_run ();
}
