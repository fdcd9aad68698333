/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page and every dialog, as a screen reader meets them: whatever can be focused has a name,
 * and the focus begins on the page's heading. With ETB_NARROW, a number of pixels, all windows are
 * that wide as well, and nothing goes past their edge. */

#include <stdlib.h>

#include "etb-fixture.h"
#include "etb-keyring.h"
#include "etb-screen.h"
#include "etb-tree.h"
#include "etb-walker.h"

#define BUTTON   ATSPI_ROLE_PUSH_BUTTON
#define PASSWORD "un mot de passe assez long"

#define FT  "ft-association-rurale"
#define FNT "fnt-commune-qpv-occitanie"

static void
wait_room (EtbDriver *driver, const char *page, int width)
{
  g_autoptr (EtbScreen) screen = etb_screen_new ();
  const gint64 since = g_get_monotonic_time ();
  g_autofree char *cut = NULL;

  etb_screen_arrange (screen, width, 2 * width);
  while (*(cut = etb_tree_list_cut (width)) != '\0' && etb_driver_is_patient (driver, since))
    g_clear_pointer (&cut, g_free);
  if (*cut != '\0')
    etb_driver_fail (driver, "%s: no room for all:\n%s", page, cut);
}

static void
lint (EtbDriver *driver, const char *page)
{
  const char *narrow = g_getenv ("ETB_NARROW");

  etb_driver_lint (driver, page);
  if (narrow != NULL)
    wait_room (driver, page, atoi (narrow));
}

static gboolean
has_focus (EtbDriver *driver, const char *heading)
{
  g_autofree char *whole = g_strconcat ("=", heading, NULL);
  etb_fold_blanks (whole);
  g_autoptr (EtbNode) node = etb_driver_wait (driver, ATSPI_ROLE_HEADING, whole);

  return etb_node_has_state (node, ATSPI_STATE_FOCUSED);
}

/* A page that is shown: its heading has the focus, and what follows has names. */
static void
look_at (EtbDriver *driver, const char *heading)
{
  gint64 since = g_get_monotonic_time ();

  while (!has_focus (driver, heading))
    if (!etb_driver_is_patient (driver, since))
      etb_driver_fail (driver, "the page “%s” came without the focus", heading);
  lint (driver, heading);
}

static void
from_the_home_to_the_tasks (void)
{
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);

  look_at (driver, "Mes dossiers");
  etb_driver_click (driver, BUTTON, "=Nouveau dossier");
  look_at (driver, "Quel appel ?");
  etb_driver_click (driver, BUTTON, "candidater");
  look_at (driver, "Ce dossier est-il pour vous ?");
  etb_driver_fill (driver, "Somme demandée pour l’année 1", "beaucoup");
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_focus (driver, "réponses de cette page sont à compléter ou à corriger");
  lint (driver, "eligibility, with problems");
  etb_driver_click (driver, BUTTON, "Continuer quand même");
  look_at (driver, "On ne peut pas encore dire si vous pouvez candidater");
  etb_driver_click (driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  lint (driver, "tasks");
  etb_driver_click (driver, BUTTON, "=Voir toutes les conditions");
  look_at (driver, "On ne peut pas encore dire si vous pouvez candidater");
  etb_driver_quit (driver);
}

/* From the first page to the review, all that applies to a complete dossier of one track. */
static void
every_question_page (gconstpointer data)
{
  const char *sample = data;
  const char *track = g_str_equal (sample, FT) ? "FT" : "FNT";
  g_autofree char *file = etb_fixture_dossier (track, sample, track, FALSE);
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);
  g_autoptr (EtbWalker) walker = etb_walker_new (driver, ETB_FIXTURE_CALL, sample, track);
  EtbDossier *mirror = etb_walker_get_mirror (walker);
  EtbStop stop;

  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  lint (driver, "tasks of a dossier");
  etb_driver_open_row (driver, "Comparer avec une autre édition");
  look_at (driver, "Comparer avec une autre édition");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  g_assert_true (etb_parcours_first (mirror, &stop));
  etb_driver_open_row (driver, stop.task->label);
  while (stop.page != NULL)
    {
      look_at (driver, stop.page->label);
      etb_driver_click (driver, BUTTON, "=Continuer");
      g_assert_true (etb_parcours_next (mirror, &stop));
    }
  look_at (driver, "Relisez vos réponses");
  etb_driver_click (driver, BUTTON, "=Aller à la signature");
  look_at (driver, "Signer le paquet");
  etb_driver_wait_text (driver, "Pièces justificatives qui manquent");
  etb_driver_quit (driver);
}

static void
signing_and_verifying (void)
{
  g_autofree char *file = etb_fixture_dossier ("Pour-signer", FT, "FT", TRUE);
  g_autofree char *identity = etb_fixture_identity ("Hélène Marsaud", PASSWORD);
  g_autofree char *package = etb_fixture_package (file, identity, PASSWORD);
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);

  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_click (driver, BUTTON, "=Relire et signer");
  look_at (driver, "Relisez vos réponses");
  etb_driver_click (driver, BUTTON, "=Aller à la signature");
  look_at (driver, "Signer le paquet");
  etb_driver_click (driver, BUTTON, "=Créer une identité ici");
  etb_driver_wait_text (driver, "Le même mot de passe");
  lint (driver, "making of an identity");
  etb_driver_click (driver, BUTTON, "=Préparer le paquet signé");
  etb_driver_wait_text (driver, "cochez cette case");
  lint (driver, "signature, with problems");

  etb_driver_click (driver, BUTTON, "=Revenir aux tâches");
  etb_driver_click (driver, BUTTON, "=Voir ce qu’il reste à faire pour le dépôt");
  look_at (driver, "Ce qu’il reste à faire");
  etb_driver_click (driver, BUTTON, "=Vérifier le paquet signé");
  look_at (driver, "Vérifier un paquet signé");
  etb_driver_wait_text (driver, "Hélène Marsaud");
  lint (driver, "report of a package");
  etb_driver_click (driver, BUTTON, "=Signer aussi ce paquet…");
  etb_driver_wait_text (driver, "Qui l’a déjà signé");
  look_at (driver, "Signer aussi ce paquet");
  etb_driver_click (driver, BUTTON, "=Signer le paquet");
  etb_driver_wait_text (driver, "Lisez le dossier que contient ce paquet");
  lint (driver, "one more signature, with problems");
  g_assert_true (g_file_test (package, G_FILE_TEST_IS_REGULAR));

  etb_driver_key (driver, "<Alt>Home");
  look_at (driver, "Mes dossiers");
  etb_driver_wait_text (driver, "La Grange des Possibles");
  lint (driver, "home with dossiers");
  etb_driver_quit (driver);
}

static void
identities_and_authorities (void)
{
  g_autoptr (EtbDriver) driver = NULL;

  etb_keyring_fill (PASSWORD);
  driver = etb_driver_start (NULL, NULL);
  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_open_menu (driver, "Identités et autorités");
  look_at (driver, "Identités et autorités");
  etb_driver_wait_text (driver, "Préfecture d’Exemple");
  etb_driver_click (driver, BUTTON, "=Lire qui est titulaire de « mairie.p12 »");
  etb_driver_wait_text (driver, "Il sert une fois");
  lint (driver, "password of an identity");
  etb_driver_key (driver, "Escape");
  etb_driver_click (driver, BUTTON, "=Retirer « ancien.p12 »");
  etb_driver_wait_text (driver, "a été retiré");
  lint (driver, "identity removed");
  etb_driver_click (driver, BUTTON, "=Remettre");
  etb_driver_wait_text (driver, "fait partie de vos identités");
  etb_driver_click (driver, BUTTON, "=Créer une identité ici");
  etb_driver_wait_text (driver, "Le même mot de passe");
  lint (driver, "making of an identity");
  etb_driver_key (driver, "<Alt>Left");
  look_at (driver, "Mes dossiers");
  etb_driver_quit (driver);
}

/* By the keyboard; what is chosen has its effect while the dialog is there. */
static void
preferences (void)
{
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);

  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_open_menu (driver, "Préférences");
  etb_driver_wait_text (driver, "Contraste élevé");
  lint (driver, "preferences");
  etb_driver_key (driver, "Escape");
  etb_driver_wait_no_text (driver, "Contraste élevé");

  etb_driver_key (driver, "<Control>comma");
  etb_driver_tab_to (driver, ATSPI_ROLE_SPIN_BUTTON, "Taille du texte");
  etb_driver_key (driver, "Page_Up");
  etb_driver_wait_text (driver, "150 %");
  etb_driver_key (driver, "Page_Down");
  etb_driver_wait_text (driver, "100 %");
  etb_driver_fill (driver, "Prénom et nom", "Camille Martin");
  g_autoptr (GPtrArray) names = etb_driver_tab_round (driver, "preferences");
  g_assert_true (g_ptr_array_find_with_equal_func (names, "Autre", g_str_equal, NULL));
  etb_driver_tab_to (driver, ATSPI_ROLE_LIST_ITEM, "Identités et autorités");
  etb_driver_key (driver, "Return");
  look_at (driver, "Identités et autorités");

  /* Who helps is still known to the dialog that comes after. */
  etb_driver_key (driver, "<Control>comma");
  g_autofree char *name = etb_driver_read (driver, "Prénom et nom");
  g_assert_cmpstr (name, ==, "Camille Martin");
  etb_driver_fill (driver, "Prénom et nom", "");
  etb_driver_key (driver, "Escape");
  etb_driver_wait_no_text (driver, "Contraste élevé");
  etb_driver_quit (driver);
}

static void
every_dialog (void)
{
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);

  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_open_menu (driver, "Voir à une autre date");
  etb_driver_wait_text (driver, "Par exemple 15/10/2019");
  lint (driver, "other date");
  etb_driver_fill (driver, "=Date", "15/10/2019");
  etb_driver_click (driver, BUTTON, "=Voir");
  etb_driver_wait_text (driver, "15 octobre 2019");
  lint (driver, "banner of another date");

  etb_driver_open_menu (driver, "Raccourcis clavier");
  etb_driver_wait_text (driver, "Alt");
  lint (driver, "shortcuts");
  etb_driver_key (driver, "Escape");

  etb_driver_open_menu (driver, "À propos d’Établi");
  /* Not looked at more closely: libadwaita 1.2 names little of its own window. */
  etb_driver_wait_text (driver, "Les auteurs d’Établi");
  etb_driver_key (driver, "Escape");
  etb_driver_quit (driver);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/accessible/home-to-tasks", from_the_home_to_the_tasks);
  g_test_add_func ("/e2e/accessible/dialogs", every_dialog);
  g_test_add_func ("/e2e/accessible/preferences", preferences);
  g_test_add_func ("/e2e/accessible/identities", identities_and_authorities);
  g_test_add_func ("/e2e/accessible/sign-and-verify", signing_and_verifying);
  g_test_add_data_func ("/e2e/accessible/pages-FT", FT, every_question_page);
  g_test_add_data_func ("/e2e/accessible/pages-FNT", FNT, every_question_page);

  return g_test_run ();
}
