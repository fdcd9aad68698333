/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole chain in the window, in French, as somebody goes through it on a first day: an empty
 * home, a call, a wrong number, a budget, a file, the plug pulled, everything found again, the rest
 * of the dossier, a signature, a package that others can read. */

#include "etb-fixture.h"
#include "etb-walker.h"

#define BUTTON ATSPI_ROLE_PUSH_BUTTON

/* One digit of the last five is wrong. */
#define WRONG_SIRET "999 990 013 00017"

static void
open_task (EtbDriver *driver, const char *label)
{
  g_autoptr (EtbNode) task = etb_driver_wait (driver, ATSPI_ROLE_LIST_ITEM, label);

  (void)task;
  etb_driver_open_row (driver, label);
}

/* From a question page, by the button of the header bar. */
static void
back_to_tasks (EtbDriver *driver)
{
  etb_driver_click (driver, BUTTON, "=Retour");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

static void
choose_a_call (EtbDriver *driver)
{
  etb_driver_wait_text (driver, "Il n’y a pas encore de dossier sur cet ordinateur.");
  etb_driver_click (driver, BUTTON, "=Nouveau dossier");
  etb_driver_wait_page (driver, "Quel appel ?");

  /* The track of the article that never closes, and the one that did. */
  etb_driver_wait_text (driver, "Ce volet est ouvert en permanence");
  etb_driver_wait_text (driver, "Prochaine annonce des lauréats");
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, "=Fabrique numérique de territoire");
  etb_driver_wait_text (driver, "Ce volet est fermé");
  etb_driver_wait_text (driver, "quand même préparer le dossier");
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, "=Fabrique de territoire");
  etb_driver_wait_text (driver, "Ce volet est ouvert en permanence");
  etb_driver_click (driver, BUTTON, "candidater");
}

static void
answer_eligibility (EtbDriver *driver, EtbWalker *walker)
{
  EtbCall *call = etb_dossier_get_call (etb_walker_get_mirror (walker));

  etb_walker_fill_page (walker, etb_call_get_eligibility (call));
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_click (driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

/* Whether @message stands after @field and before the next field: beside it. */
static gboolean
is_beside (GPtrArray *sights, const EtbSight *field, const char *message)
{
  const EtbSight *next = etb_tree_find (sights, NULL, field, ATSPI_ROLE_TEXT, "");
  const EtbSight *said = etb_tree_find (sights, NULL, field, ATSPI_ROLE_LABEL, message);
  guint next_index = sights->len;
  guint said_index = sights->len;

  if (said == NULL)
    return FALSE;
  g_ptr_array_find (sights, said, &said_index);
  if (next != NULL)
    g_ptr_array_find (sights, next, &next_index);
  return said_index < next_index;
}

static void
type_a_wrong_siret (EtbDriver *driver, EtbWalker *walker)
{
  const char *message = "Ce SIRET ne peut pas exister";
  const char *siret = "/dossier/porteur/siret";
  EtbStop stop;

  open_task (driver, "Structure qui dépose");
  etb_walker_find_stop (walker, "porteur/forme", &stop);
  etb_walker_go (walker, &stop, "porteur/identite");
  etb_walker_fill_page (walker, stop.page);
  etb_driver_fill (driver, "SIRET", WRONG_SIRET);
  /* Nothing complains before one goes on. */
  g_assert_false (etb_driver_shows (driver, message));
  etb_driver_click (driver, BUTTON, "=Continuer");

  /* Said at the top, where the focus is, and beside the field, which keeps what was typed. */
  g_autoptr (EtbNode) link = etb_driver_wait (driver, ATSPI_ROLE_LINK, message);
  etb_driver_wait_focus (driver, "réponse de cette page est à compléter ou à corriger");
  g_autoptr (GPtrArray) sights = etb_tree_look (NULL);
  const EtbSight *field = etb_tree_find (sights, NULL, NULL, ATSPI_ROLE_TEXT, "SIRET");
  g_assert_nonnull (field);
  g_assert_true (etb_node_has_state (field->node, ATSPI_STATE_INVALID));
  g_assert_true (is_beside (sights, field, message));
  g_autofree char *kept = etb_node_read (field->node);
  etb_fold_blanks (kept);
  g_assert_cmpstr (kept, ==, WRONG_SIRET);

  g_autofree char *right = etb_walker_typed (walker, siret);
  etb_driver_fill (driver, "SIRET", right);
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_walker_find_stop (walker, "porteur/adresse", &stop);
  etb_driver_wait_page (driver, stop.page->label);
}

/* The total of a group is said as its cells are typed. */
static void
type_a_budget (EtbDriver *driver, EtbWalker *walker)
{
  EtbCall *call = etb_dossier_get_call (etb_walker_get_mirror (walker));
  g_autofree char *total = etb_call_label_for (call, "/dossier/totaux/c60/an1");
  g_autofree char *first = etb_call_label_for (call, "/dossier/budget/charges/c60/c602/an1");
  g_autofree char *second = etb_call_label_for (call, "/dossier/budget/charges/c60/c606/an1");
  g_autofree char *wanted = g_strdup_printf ("%s : 8 200,50", total);
  EtbStop stop;

  etb_fold_blanks (wanted);
  etb_fold_blanks (first);
  etb_fold_blanks (second);
  back_to_tasks (driver);
  open_task (driver, "Budget sur trois ans");
  etb_walker_find_stop (walker, "budget/budget-mode-emploi", &stop);
  etb_walker_go (walker, &stop, "budget/charges");
  etb_driver_wait_page (driver, stop.page->label);
  etb_driver_fill (driver, first, "3 000,50");
  etb_driver_fill (driver, second, "5200");
  etb_driver_wait_text (driver, wanted);
  etb_walker_fill_page (walker, stop.page);
}

static void
join_a_file (EtbDriver *driver, EtbWalker *walker)
{
  EtbCall *call = etb_dossier_get_call (etb_walker_get_mirror (walker));
  g_autoptr (GPtrArray) files = etb_walker_files (walker, "P-STAT");

  back_to_tasks (driver);
  open_task (driver, "Pièces");
  etb_driver_wait_page (driver, "Les pièces à joindre");
  etb_walker_attach (walker, etb_call_find_piece (call, "P-STAT"), files->pdata[0]);
}

/* Everything is where it was. The dossier opens on the page one had before one's eyes. */
static void
find_everything_again (EtbDriver *driver, EtbWalker *walker)
{
  const char *const pages[] = { "porteur/forme", "porteur/forme-juridique", "porteur/identite" };
  EtbStop stop;

  etb_driver_wait_page (driver, "Mes dossiers");
  open_task (driver, "La Grange des Possibles");
  etb_driver_wait_page (driver, "Les pièces à joindre");
  g_autoptr (EtbNode) row = etb_driver_wait (driver, ATSPI_ROLE_LIST_ITEM, "P-STAT__");

  back_to_tasks (driver);
  open_task (driver, "Structure qui dépose");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      etb_walker_find_stop (walker, pages[i], &stop);
      etb_walker_check_page (walker, stop.page);
      etb_driver_click (driver, BUTTON, "=Continuer");
    }
  back_to_tasks (driver);
  open_task (driver, "Budget sur trois ans");
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_walker_find_stop (walker, "budget/charges", &stop);
  etb_walker_check_page (walker, stop.page);
}

static void
fill_the_rest (EtbDriver *driver, EtbWalker *walker)
{
  EtbStop stop;

  back_to_tasks (driver);
  open_task (driver, "Volet et sélection");
  g_assert_true (etb_parcours_first (etb_walker_get_mirror (walker), &stop));
  etb_walker_go (walker, &stop, NULL);
}

static void
read_it_again (EtbDriver *driver, EtbWalker *walker)
{
  EtbStop stop;

  etb_driver_wait_page (driver, "Relisez vos réponses");
  etb_driver_wait_text (driver, "999 990 013 00016");
  etb_driver_wait_text (driver, "Auzances (23)");
  etb_driver_wait_text (driver, "P-STAT__");

  etb_driver_click (driver, BUTTON, "Modifier : Quel est le numéro SIRET");
  etb_walker_find_stop (walker, "porteur/identite", &stop);
  etb_driver_wait_page (driver, stop.page->label);
  etb_driver_wait_focus (driver, "SIRET");
  etb_walker_check_page (walker, stop.page);
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Relisez vos réponses");
}

/* It says what is to be done, and never that the dossier is on its way. */
static void
read_what_is_left (EtbDriver *driver)
{
  etb_driver_wait_text (driver, "Rien n’a été envoyé");
  etb_driver_wait_text (driver, "Faites le dépôt vous-même");
  g_assert_false (etb_driver_shows (driver, "déposé"));
}

/* Only the receipt of the office makes it deposited: on this page, and among the dossiers. */
static void
note_the_receipt (EtbDriver *driver)
{
  etb_driver_fill (driver, "Jour du dépôt", "15/10/2019");
  etb_driver_fill (driver, "Heure de Paris", "14h32");
  etb_driver_click (driver, BUTTON, "=Noter le dépôt");
  etb_driver_wait_text (driver, "Écrivez sur une ligne le numéro");
  etb_driver_fill (driver, "Numéro de l’accusé de réception", "AR 2019-123");
  etb_driver_click (driver, BUTTON, "=Noter le dépôt");
  etb_driver_wait_text (driver, "Déposé, comme vous l’avez noté");
  etb_driver_key (driver, "<Alt>Home");
  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_wait_text (driver, "Déposé");
}

static void
from_an_empty_home_to_a_signed_package (void)
{
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);
  g_autoptr (EtbWalker) walker
      = etb_walker_new (driver, ETB_FIXTURE_CALL, "ft-association-rurale", "FT");

  choose_a_call (driver);
  answer_eligibility (driver, walker);
  type_a_wrong_siret (driver, walker);
  type_a_budget (driver, walker);
  join_a_file (driver, walker);

  etb_driver_kill (driver);
  g_clear_pointer (&driver, etb_driver_free);
  driver = etb_driver_start (NULL, NULL);
  etb_walker_set_driver (walker, driver);

  find_everything_again (driver, walker);
  fill_the_rest (driver, walker);
  read_it_again (driver, walker);
  g_autofree char *package = etb_walker_sign (walker);
  read_what_is_left (driver);
  note_the_receipt (driver);
  etb_driver_quit (driver);

  g_assert_true (g_file_test (package, G_FILE_TEST_IS_REGULAR));
  g_assert_true (
      etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "verify", package, NULL }));
  etb_fixture_run ((const char *[]){ "unzip", "-tqq", package, NULL });
  etb_fixture_run ((const char *[]){ "bsdtar", "tf", package, NULL });
}

/* ---- With help in person ----------------------------------------------------------------------
 */

static void
begin_help (EtbDriver *driver)
{
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_open_row (driver, "Se faire aider");
  etb_driver_wait_page (driver, "Se faire aider");
  etb_driver_lint (driver, "beginning of help");
  etb_driver_picture (driver, "aide-commencer");
  etb_driver_fill (driver, "Prénom et nom", "Camille Martin");
  etb_driver_fill (driver, "Organisation", "Mairie d’Exemple");
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, "=Agent ou agente publique");
  etb_driver_click (driver, BUTTON, "=Commencer l’aide");
  etb_driver_wait_text (driver, "Lisez le texte au porteur");
  etb_driver_click (driver, ATSPI_ROLE_CHECK_BOX, "Le porteur a entendu ce texte");
  etb_driver_click (driver, BUTTON, "=Commencer l’aide");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_wait_text (driver, "Camille Martin (Mairie d’Exemple) vous aide");
}

/* The name has a letter too few. The help is ended while it is still being typed. */
static void
type_as_helper (EtbDriver *driver, EtbWalker *walker)
{
  const char *const pages[] = { "porteur/forme", "porteur/forme-juridique", "porteur/identite" };
  EtbStop stop;

  open_task (driver, "Structure qui dépose");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      etb_walker_find_stop (walker, pages[i], &stop);
      etb_driver_wait_page (driver, stop.page->label);
      if (i + 1 < G_N_ELEMENTS (pages))
        etb_driver_click (driver, BUTTON, "=Continuer");
    }
  etb_driver_wait_text (driver, "vous aide : ce qui est saisi porte son nom");
  etb_driver_picture (driver, "aide-bandeau");
  etb_driver_fill (driver, "sigle", "GDP");
  etb_driver_fill (driver, "nom complet", "La Grange des Posibles");
  etb_driver_click (driver, BUTTON, "=Terminer l’aide");
  etb_driver_wait_page (driver, "Relisez ce qui a été saisi pour vous");
}

static void
read_back (EtbDriver *driver, EtbWalker *walker)
{
  EtbStop stop;

  etb_walker_find_stop (walker, "porteur/identite", &stop);
  etb_driver_wait_text (driver, "0 réponse relue sur 2");
  etb_driver_wait_text (driver, "La Grange des Posibles");
  etb_driver_lint (driver, "reading back");
  etb_driver_picture (driver, "aide-relire");
  etb_driver_click (driver, BUTTON, "C’est bien cela : La structure a-t-elle un sigle");
  etb_driver_wait_text (driver, "1 réponse relue sur 2");

  /* Until the wrong one is corrected, nobody signs. */
  etb_driver_click (driver, BUTTON, "Corriger : Quel est le nom complet");
  etb_driver_wait_page (driver, stop.page->label);
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Relisez ce qui a été saisi pour vous");
  etb_driver_wait_text (driver, "À corriger");
  etb_driver_click (driver, BUTTON, "=Revenir aux tâches");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_wait_text (driver, "1 réponse saisie pour vous est à relire");
  etb_driver_click (driver, BUTTON, "=Relire et signer");
  etb_driver_wait_page (driver, "Relisez vos réponses");
  etb_driver_wait_text (driver, "Saisi par Camille Martin (Mairie d’Exemple), à corriger");
  etb_driver_picture (driver, "aide-relecture");
  etb_driver_click (driver, BUTTON, "=Aller à la signature");
  etb_driver_wait_page (driver, "Signer le paquet");
  etb_driver_wait_text (driver, "1 réponse saisie par la personne qui aide reste à relire");
  etb_driver_click_last (driver, BUTTON, "=Relire");
  etb_driver_wait_page (driver, "Relisez ce qui a été saisi pour vous");

  etb_driver_click (driver, BUTTON, "Corriger : Quel est le nom complet");
  etb_driver_wait_page (driver, stop.page->label);
  etb_driver_fill (driver, "nom complet", "La Grange des Possibles");
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Relisez ce qui a été saisi pour vous");
  etb_driver_wait_text (driver, "Tout est relu");
  etb_driver_click (driver, BUTTON, "=Relire et signer");
  etb_driver_wait_page (driver, "Relisez vos réponses");
}

static void
helped_read_back_and_signed (void)
{
  g_autofree char *file = etb_fixture_dossier ("Avec-aide", "ft-association-rurale", "FT", TRUE);
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);
  g_autoptr (EtbWalker) walker
      = etb_walker_new (driver, ETB_FIXTURE_CALL, "ft-association-rurale", "FT");

  begin_help (driver);
  type_as_helper (driver, walker);
  read_back (driver, walker);
  g_autofree char *package = etb_walker_sign (walker);
  etb_driver_quit (driver);
  g_assert_true (
      etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "verify", package, NULL }));
  g_assert_true (
      etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "assist", "list", file, NULL }));
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/chain", from_an_empty_home_to_a_signed_package);
  g_test_add_func ("/e2e/chain/helped", helped_read_back_and_signed);

  return g_test_run ();
}
