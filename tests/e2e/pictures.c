/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of the pages of the program, in French: not a test, but what a person looks at to see
 * whether they are well. Dossiers are made of the samples; each scene opens one at a place, does a
 * little, and is pictured once the screen is at rest. Fails when something is wider than the
 * window. Usage: pictures OUTPUT_DIR WIDTHxHEIGHT [--all], in a session (see tests/session.sh). */

#include <glib/gstdio.h>
#include <stdio.h>

#include "etb-dossier-assistance.h"
#include "etb-dossier.h"
#include "etb-driver.h"
#include "etb-keyring.h"
#include "etb-library.h"
#include "etb-parcours.h"
#include "etb-screen.h"
#include "etb-tree.h"

#define CALL   "fabriques-de-territoire-2019-07"
#define BUTTON ATSPI_ROLE_PUSH_BUTTON
#define TASKS  "Ce qu’il y a à faire"

/* What every scene needs at hand. */
typedef struct
{
  EtbScreen *screen;
  EtbDriver *driver; /* while a scene runs */
  char *output;
  int width, height;
  gboolean all;
  char *folder;   /* of the dossiers */
  char *package;  /* signed */
  char *tampered; /* the same with one answer changed */
  char *draft;    /* definition that is being written */
  int n_cut;      /* pictures in which something has no room */
} Studio;

typedef void (*Act) (Studio *studio);

typedef struct
{
  const char *name;    /* of the picture */
  const char *dossier; /* opened with the program; NULL: none; "draft": a preview */
  const char *place;   /* where it opens; NULL: at the tasks */
  const char *heading; /* waited for; NULL: that of the place */
  Act act;             /* before the picture, or NULL */
  gboolean main_screen;
} Scene;

static char *
dossier_file (Studio *studio, const char *name)
{
  g_autofree char *base = g_strconcat (name, ".etabli", NULL);
  return g_build_filename (studio->folder, base, NULL);
}

/* ---- Dossiers and packages -------------------------------------------------------------------
 */

static void
attach_all (EtbDossier *dossier, const char *sample)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (sample, "pieces", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (name, "__", 2);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, parts[0], file, &error);
      g_assert_no_error (error);
    }
}

/* Takes out what somebody halfway has not answered yet. */
static void
halve (EtbDossier *dossier)
{
  const char *const begun[]
      = { "/dossier/volet",      "/dossier/candidature", "/dossier/eligibilite",
          "/dossier/porteur",    "/dossier/aide",        "/dossier/collectivite",
          "/dossier/consortium", "/dossier/lieu",        "/dossier/demande" };
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (etb_dossier_get_instance (dossier));

  for (guint i = leaves->len; i > 0; i--)
    {
      g_autofree char *path
          = etb_instance_path_of (etb_dossier_get_instance (dossier), leaves->pdata[i - 1]);
      gboolean kept = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (begun); j++)
        kept = kept || g_str_has_prefix (path, begun[j]);
      if (!kept || g_str_equal (path, "/dossier/lieu/accessibilite"))
        etb_dossier_set_answer (dossier, path, "", NULL);
    }
}

static EtbAttachment *
find_attachment (EtbDossier *dossier, const char *piece)
{
  GPtrArray *attachments = etb_dossier_get_attachments (dossier);

  for (guint i = 0; i < attachments->len; i++)
    if (g_str_equal (((EtbAttachment *)attachments->pdata[i])->piece, piece))
      return attachments->pdata[i];
  g_assert_not_reached ();
}

/* A notice that is too old, a letter twice, and once more under another piece. */
static void
spoil (EtbDossier *dossier, const char *sample)
{
  g_autofree char *letter = g_build_filename (sample, "pieces", "P-LET__commune.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (letter);
  g_autoptr (EtbAttachment) again = etb_dossier_attach (dossier, "P-LET", file, NULL);
  g_autoptr (EtbAttachment) elsewhere = etb_dossier_attach (dossier, "P-STAT", file, NULL);
  const char *notice = find_attachment (dossier, "P-SIR")->id;

  g_assert_true (again != NULL && elsewhere != NULL);
  g_assert_true (etb_dossier_set_document_date (dossier, notice, "30/06/2019", NULL));
}

/* Somebody typed two answers; "helped": they still help, with one section; "read": they left. */
static void
help (EtbDossier *dossier, gboolean ended)
{
  const char *const sections[] = { "porteur", NULL };
  const EtbAssistanceTerms terms
      = { "Camille Martin", "Mairie d’Exemple", "agent", sections, ended ? 31 : 0 };

  g_assert_true (etb_dossier_begin_assistance (dossier, &terms, NULL));
  g_assert_true (etb_dossier_set_answer (dossier, "/dossier/porteur/nom", "La Grange", NULL));
  g_assert_true (etb_dossier_set_answer (dossier, "/dossier/porteur/sigle", "LG", NULL));
  if (!ended)
    return;
  g_assert_true (etb_dossier_end_assistance (dossier, NULL));
  g_assert_true (etb_dossier_accept_answer (dossier, "/dossier/porteur/sigle", NULL));
}

static void
make_dossier (Studio *studio, const char *name, const char *sample, const char *track)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_library_find_call (CALL, &error);
  g_assert_no_error (error);
  g_autofree char *file = dossier_file (studio, name);
  g_autoptr (EtbDossier) dossier = etb_dossier_create (file, call, track, &error);
  g_assert_no_error (error);
  if (sample == NULL)
    return;

  g_autofree char *folder = g_build_filename (g_getenv ("ETB_SAMPLES"), sample, NULL);
  g_autofree char *answers = g_build_filename (folder, "answers.xml", NULL);
  etb_dossier_fill (dossier, answers, &error);
  g_assert_no_error (error);
  if (g_str_equal (name, "half"))
    halve (dossier);
  else
    attach_all (dossier, folder);
  if (g_str_equal (name, "faults"))
    spoil (dossier, folder);
  if (g_str_equal (name, "helped") || g_str_equal (name, "read"))
    help (dossier, g_str_equal (name, "read"));
  etb_dossier_close (dossier, &error);
  g_assert_no_error (error);
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* The name of the place is longer by one letter, and the archive is in order all the same. */
static void
tamper (Studio *studio)
{
  g_autofree char *inside = g_build_filename (studio->folder, "..", "inside", NULL);
  g_autofree char *document = g_build_filename (inside, "dossier.xml", NULL);
  g_autofree char *contents = NULL;

  g_mkdir (inside, 0700);
  run ((const char *[]){ "unzip", "-qq", studio->package, "dossier.xml", "-d", inside, NULL });
  g_assert_true (g_file_get_contents (document, &contents, NULL, NULL));
  g_auto (GStrv) parts = g_strsplit (contents, "Grange", -1);
  g_autofree char *changed = g_strjoinv ("Ferme", parts);
  g_assert_true (g_file_set_contents (document, changed, -1, NULL));
  run ((const char *[]){ "cp", studio->package, studio->tampered, NULL });
  run ((const char *[]){ "zip", "-qq", "-j", "-0", "-X", studio->tampered, document, NULL });
}

static void
make_packages (Studio *studio)
{
  const char *cli = g_getenv ("ETB_CLI");
  const char *home = g_get_home_dir ();
  g_autofree char *password = g_build_filename (home, "password", NULL);
  g_autofree char *identity = g_build_filename (home, "identite.p12", NULL);
  g_autofree char *dossier = dossier_file (studio, "ft");

  studio->package = g_build_filename (home, "La Grange des Possibles.asice", NULL);
  studio->tampered = g_build_filename (home, "Paquet changé.asice", NULL);
  g_assert_true (g_file_set_contents (password, "un mot de passe assez long", -1, NULL));
  g_chmod (password, 0600);
  run ((const char *[]){ cli, "identity", "create", "Camille Exemple", "-o", identity,
                         "--password-file", password, NULL });
  run ((const char *[]){ cli, "export", dossier, "-o", studio->package, "--identity", identity,
                         "--password-file", password, NULL });
  tamper (studio);
}

/* ---- What is done before a picture -----------------------------------------------------------
 */

static void
ask_window (Studio *studio, const char *object, const char *action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_sync (bus, "fr.etabli.Etabli", object, "org.gtk.Actions", "Activate",
                                     g_variant_new ("(sava{sv})", action, NULL, NULL), NULL,
                                     G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
go_on (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "=Continuer");
  etb_driver_wait_text (studio->driver, "à compléter ou à corriger");
}

/* The last of them is read. */
static void
see_dossiers (Studio *studio)
{
  etb_driver_wait_text (studio->driver, "Commune de Moissac");
  etb_driver_wait_no_text (studio->driver, "Lecture de vos dossiers");
}

static void
choose_call (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "=Nouveau dossier");
  etb_driver_wait_page (studio->driver, "Quel appel ?");
}

static void
choose_fnt (Studio *studio)
{
  choose_call (studio);
  etb_driver_click (studio->driver, ATSPI_ROLE_RADIO_BUTTON, "=Fabrique numérique de territoire");
  etb_driver_wait_text (studio->driver, "Ce volet est fermé");
}

static void
reuse (Studio *studio)
{
  choose_call (studio);
  etb_driver_click (studio->driver, BUTTON, "candidater");
  etb_driver_wait_page (studio->driver, "Commencer avec un autre dossier\u202f?");
}

static void
begin (Studio *studio)
{
  reuse (studio);
  etb_driver_click (studio->driver, BUTTON, "=Continuer");
  etb_driver_wait_text (studio->driver, "Avant de commencer");
}

static void
see_conditions (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "toutes les conditions");
  etb_driver_wait (studio->driver, BUTTON, "Revenir aux tâches");
}

static void
see_what_is_left (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "reste à faire pour le dépôt");
  etb_driver_wait_page (studio->driver, "Ce qu’il reste à faire");
  etb_driver_wait_text (studio->driver, "dossier.pdf");
}

/* Its first task open, and on to its first answer. */
static void
see_texts (Studio *studio)
{
  see_what_is_left (studio);
  etb_driver_tab_to (studio->driver, ATSPI_ROLE_INVALID, "Volet et sélection (");
  etb_driver_key (studio->driver, "space");
  etb_driver_wait_text (studio->driver, "Fabrique de territoire");
  etb_driver_tab_to (studio->driver, BUTTON, "Quelle sélection visez-vous");
  etb_driver_key (studio->driver, "space");
  etb_driver_wait_focus (studio->driver, "Copié");
}

static void
see_receipt (Studio *studio)
{
  see_what_is_left (studio);
  etb_driver_tab_to (studio->driver, BUTTON, "Noter le dépôt");
  etb_driver_key (studio->driver, "space");
  etb_driver_wait_text (studio->driver, "Écrivez le jour du dépôt");
}

static void
ask_date (Studio *studio)
{
  ask_window (studio, "/fr/etabli/Etabli/window/1", "other-date");
  etb_driver_wait_text (studio->driver, "Par exemple 15/10/2019");
}

static void
see_date (Studio *studio)
{
  ask_date (studio);
  etb_driver_fill (studio->driver, "Date", "15/10/2019");
  etb_driver_click (studio->driver, BUTTON, "=Voir");
  etb_driver_wait_text (studio->driver, "15 octobre 2019");
}

static void
see_shortcuts (Studio *studio)
{
  etb_driver_key (studio->driver, "<Control>question");
  etb_driver_wait_text (studio->driver, "Mes dossiers");
}

static void
see_preferences (Studio *studio)
{
  etb_driver_key (studio->driver, "<Control>comma");
  etb_driver_wait_text (studio->driver, "Contraste élevé");
}

static void
see_preferences_end (Studio *studio)
{
  see_preferences (studio);
  etb_driver_tab_to (studio->driver, ATSPI_ROLE_LIST_ITEM, "Autre");
}

/* As large and as strong as it gets. */
static void
see_preferences_strong (Studio *studio)
{
  see_preferences (studio);
  etb_driver_tab_to (studio->driver, ATSPI_ROLE_SPIN_BUTTON, "Taille du texte");
  for (int i = 0; i < 2; i++)
    etb_driver_key (studio->driver, "Page_Up");
  etb_driver_tab_to (studio->driver, ATSPI_ROLE_LIST_ITEM, "Contraste élevé");
  etb_driver_key (studio->driver, "Return");
}

/* In the preview of a definition, at the task list. */
static void
try_draft (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "candidater");
  etb_driver_wait_text (studio->driver, "Avant de commencer");
  etb_driver_click (studio->driver, BUTTON, "=Continuer");
  etb_driver_click (studio->driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (studio->driver, TASKS);
}

/* Where one would sign, were it no preview. */
static void
review_draft (Studio *studio)
{
  try_draft (studio);
  etb_driver_click (studio->driver, BUTTON, "=Relire et signer");
  etb_driver_wait_page (studio->driver, "Relisez vos réponses");
}

/* The task list after a slip of the pen. */
static void
try_faulty_draft (Studio *studio)
{
  g_autofree char *text = NULL;

  try_draft (studio);
  g_assert_true (g_file_get_contents (studio->draft, &text, NULL, NULL));
  g_auto (GStrv) parts = g_strsplit (text, "etb:total", 2);
  g_autofree char *faulty = g_strjoinv ("etb:totol", parts);
  g_assert_true (g_file_set_contents (studio->draft, faulty, -1, NULL));
  etb_driver_wait_text (studio->driver, "etb:totol");
}

static void
see_about (Studio *studio)
{
  ask_window (studio, "/fr/etabli/Etabli", "about");
  etb_driver_wait_text (studio->driver, "0.1.0");
}

static void
see_notice (Studio *studio)
{
  etb_driver_tab_to (studio->driver, ATSPI_ROLE_TEXT, "Date inscrite sur");
}

/* ---- Scenes ----------------------------------------------------------------------------------
 */

static void
start (Studio *studio, const char *file, const char *heading)
{
  studio->driver = etb_driver_start (file, NULL);
  etb_screen_arrange (studio->screen, studio->width, studio->height);
  if (heading != NULL)
    etb_driver_wait_page (studio->driver, heading);
}

/* The preview of a fresh copy of an example. */
static void
start_preview (Studio *studio)
{
  g_autofree char *example = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                               "exemple-aide-regionale.xml", NULL);

  run ((const char *[]){ "cp", example, studio->draft, NULL });
  studio->driver = etb_driver_start ("--preview", studio->draft, NULL);
  etb_screen_arrange (studio->screen, studio->width, studio->height);
  etb_driver_wait_page (studio->driver, "Quel appel ?");
}

static void
finish (Studio *studio, const char *name)
{
  g_autofree char *base = g_strconcat (name, ".png", NULL);
  g_autofree char *file = g_build_filename (studio->output, base, NULL);
  g_autofree char *cut = NULL;

  etb_screen_wait_rest (studio->screen);
  etb_screen_arrange (studio->screen, studio->width, studio->height);
  etb_screen_wait_rest (studio->screen);
  etb_screen_save (studio->screen, studio->width, studio->height, file);
  cut = etb_tree_list_cut (studio->width);
  if (*cut != '\0')
    g_printerr ("%s has no room for all:\n%s", name, cut);
  studio->n_cut += *cut != '\0';
  etb_driver_kill (studio->driver);
  g_clear_pointer (&studio->driver, etb_driver_free);
}

/* Notes where the dossier is to open. Returns: (transfer full): the heading of that place */
static char *
set_place (const char *file, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  EtbStop stop;
  char *heading = NULL;

  if (etb_parcours_from_place (dossier, place, &stop) && stop.page != NULL)
    heading = g_strdup (stop.page->label);
  etb_dossier_set_place (dossier, place);
  etb_dossier_close (dossier, &error);
  g_assert_no_error (error);
  return heading;
}

static void
picture (Studio *studio, const Scene *scene)
{
  g_autofree char *file = NULL;
  g_autofree char *heading = NULL;

  if (scene->dossier != NULL && g_str_equal (scene->dossier, "package"))
    file = g_strdup (studio->package);
  else if (scene->dossier != NULL && g_str_equal (scene->dossier, "tampered"))
    file = g_strdup (studio->tampered);
  else if (scene->dossier != NULL && !g_str_equal (scene->dossier, "draft"))
    {
      file = dossier_file (studio, scene->dossier);
      heading = set_place (file, scene->place != NULL ? scene->place : "/tasks");
    }
  if (g_strcmp0 (scene->dossier, "draft") == 0)
    start_preview (studio);
  else
    start (studio, file, scene->heading != NULL ? scene->heading : heading);
  if (scene->act != NULL)
    scene->act (studio);
  finish (studio, scene->name);
}

static void
see_history (Studio *studio)
{
  etb_driver_open_row (studio->driver, "Ce qui a été fait");
  etb_driver_wait_page (studio->driver, "Ce qui a été fait");
  etb_driver_key (studio->driver, "<Control>z");
  etb_driver_wait_text (studio->driver, "Annulé");
}

/* A copy of the dossier on show, beside which both were worked on. Returns: (transfer full) */
static char *
make_copy (Studio *studio)
{
  const char *cli = g_getenv ("ETB_CLI");
  g_autofree char *file = dossier_file (studio, "half");
  char *copy = g_build_filename (g_get_home_dir (), "copie de la clé.etabli", NULL);

  run ((const char *[]){ "cp", file, copy, NULL });
  run ((const char *[]){ cli, "set", copy, "/dossier/porteur/nom", "La Grange", "/dossier/lieu/nom",
                         "La Grande Grange des Possibles", "/dossier/porteur/contact/courriel",
                         "bonjour@grange.example", NULL });
  return copy;
}

static void
see_merge (Studio *studio)
{
  g_autofree char *copy = make_copy (studio);

  etb_driver_open_row (studio->driver, "Réunir avec une autre copie");
  etb_driver_click (studio->driver, BUTTON, "=Choisir l’autre copie…");
  etb_driver_choose_file (studio->driver, "Ouvrir", copy);
  etb_driver_wait_text (studio->driver, "Rien à décider");
}

static void
see_identities (Studio *studio)
{
  ask_window (studio, "/fr/etabli/Etabli/window/1", "identities");
  etb_driver_wait_page (studio->driver, "Identités et autorités");
}

static void
see_large (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "Écrire dans une grande fenêtre");
  etb_driver_wait (studio->driver, BUTTON, "=Terminer");
}

/* A thousand euros too few in the line of the State. */
static void
see_rules (Studio *studio)
{
  etb_driver_fill (studio->driver, "État (ministères, agences, services déconcentrés), Année 1",
                   "49000");
  etb_driver_key (studio->driver, "Return");
  etb_driver_wait_text (studio->driver, "ne sont pas égaux");
  etb_driver_key (studio->driver, "Tab");
}

static void
see_guide (Studio *studio)
{
  etb_driver_key (studio->driver, "F1");
  etb_driver_wait_text (studio->driver, "Commencer un dossier");
}

static void
see_removed (Studio *studio)
{
  see_identities (studio);
  etb_driver_click (studio->driver, BUTTON, "=Retirer « ancien.p12 »");
  etb_driver_wait (studio->driver, BUTTON, "=Remettre");
}

static void
see_cosign (Studio *studio)
{
  etb_driver_click (studio->driver, BUTTON, "=Signer aussi ce paquet…");
  etb_driver_wait_text (studio->driver, "Qui l’a déjà signé");
}

static void
see_password (Studio *studio)
{
  see_identities (studio);
  etb_driver_click (studio->driver, BUTTON, "Lire qui est titulaire");
  etb_driver_wait_text (studio->driver, "Il sert une fois");
}

static void
see_journal (Studio *studio)
{
  etb_driver_open_row (studio->driver, "Journal");
  etb_driver_wait_page (studio->driver, "Journal");
  etb_driver_wait_text (studio->driver, "Dossier créé");
}

static void
open_territory (Studio *studio)
{
  etb_driver_open_row (studio->driver, "Quartiers prioritaires");
  etb_driver_wait_page (studio->driver, "Quartiers prioritaires");
}

/* With the contours that stand beside the checkout, when they are there. */
static void
see_place (Studio *studio)
{
  const char *geo = g_getenv ("ETB_TEST_GEO");
  g_autofree char *contours
      = geo != NULL ? g_build_filename (geo, "qpv2015/qp2015_occitanie.geojson.gz", NULL) : NULL;

  if (contours != NULL && g_file_test (contours, G_FILE_TEST_EXISTS))
    run ((const char *[]){ g_getenv ("ETB_CLI"), "territory", "import", contours, NULL });
  open_territory (studio);
  etb_driver_click (studio->driver, ATSPI_ROLE_RADIO_BUTTON, "Voir les QPV 2015");
  etb_driver_fill (studio->driver, "Adresse, commune ou coordonnées", "43.5785, 1.4035");
  etb_driver_click (studio->driver, BUTTON, "=Chercher");
  etb_driver_wait_text (studio->driver, "QPV 2015");
}

/* The same taken into the dossier, and read again there. */
static void
take_place (Studio *studio)
{
  see_place (studio);
  etb_driver_click (studio->driver, BUTTON, "Reporter QP");
  etb_driver_wait_text (studio->driver, "est maintenant dans le dossier");
}

/* Seen from a day on which something is pressing. */
static void
see_dates (Studio *studio)
{
  see_date (studio);
  etb_driver_open_row (studio->driver, "Dates");
  etb_driver_wait_page (studio->driver, "Dates");
}

static void
see_end (Studio *studio)
{
  etb_driver_key (studio->driver, "<Control>End");
}

/* Opens the parts below the report, one after another, and comes to the last one. */
static void
see_contents (Studio *studio)
{
  etb_driver_wait_text (studio->driver, "Lire le dossier");
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *focused = etb_driver_focused (studio->driver);

      if (strstr (focused, "Volet et sélection") != NULL)
        break;
      etb_driver_key (studio->driver, "Tab");
    }
  etb_driver_key (studio->driver, "space");
  etb_driver_wait_text (studio->driver, "Quelle sélection visez-vous ?");
}

static void
see_verified_end (Studio *studio)
{
  etb_driver_wait_text (studio->driver, "Reprendre ce dossier");
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *focused = etb_driver_focused (studio->driver);

      if (strstr (focused, "Reprendre ce dossier") != NULL)
        return;
      etb_driver_key (studio->driver, "Tab");
    }
}

static void
see_help (Studio *studio)
{
  etb_driver_open_row (studio->driver, "Se faire aider");
  etb_driver_wait_page (studio->driver, "Se faire aider");
}

static void
see_consent (Studio *studio)
{
  see_help (studio);
  etb_driver_fill (studio->driver, "Prénom et nom", "Camille Martin");
  etb_driver_click (studio->driver, ATSPI_ROLE_RADIO_BUTTON, "=Bénévole");
  etb_driver_click (studio->driver, BUTTON, "=Commencer l’aide");
  etb_driver_wait_text (studio->driver, "Lisez le texte au porteur");
}

static const Scene scenes[] = {
  { "02-call-ft", NULL, NULL, "Mes dossiers", choose_call, TRUE },
  { "03-call-fnt", NULL, NULL, "Mes dossiers", choose_fnt },
  { "04-eligibility", NULL, NULL, "Mes dossiers", begin },
  { "04-reuse", NULL, NULL, "Mes dossiers", reuse },
  { "05-verdict", "ft", NULL, TASKS, see_conditions, TRUE },
  { "05-verdict-half", "half", NULL, TASKS, see_conditions },
  { "06-home", NULL, NULL, "Mes dossiers", see_dossiers, TRUE },
  { "07-tasks-empty", "empty", NULL, TASKS, NULL },
  { "08-tasks-half", "half", NULL, TASKS, NULL, TRUE },
  { "09-tasks-full", "ft", NULL, TASKS, NULL },
  { "10-track", "ft", "volet/volet" },
  { "11-name-siret", "ft", "porteur/identite", NULL, NULL, TRUE },
  { "12-name-errors", "empty", "porteur/identite", NULL, go_on, TRUE },
  { "13-address-commune", "ft", "porteur/adresse" },
  { "14-contact", "ft", "porteur/contact" },
  { "15-bank", "ft", "porteur/banque" },
  { "16-yes-no", "ft", "consortium/consortium" },
  { "17-repeat", "ft", "partenaires/partenaires", NULL, NULL, TRUE },
  { "18-repeat-letters", "ft", "partenaires/soutiens" },
  { "19-place", "ft", "lieu/etat" },
  { "20-situation", "fnt", "lieu/situation" },
  { "21-premises", "ft", "lieu/locaux" },
  { "22-long-text", "ft", "territoire/besoin" },
  { "22-long-text-large", "ft", "territoire/besoin", NULL, see_large },
  { "23-role", "ft", "roles/role-ressource" },
  { "24-choices", "fnt", "numerique/activites" },
  { "25-amounts", "ft", "modele/montants" },
  { "25-funders", "ft", "modele/cofinancements", NULL, see_end },
  { "26-note", "ft", "budget/budget-mode-emploi" },
  { "27-budget", "ft", "budget/charges", NULL, NULL, TRUE },
  { "28-budget-income", "ft", "budget/produits" },
  { "29-investment", "fnt", "investissement/depenses" },
  { "30-investment-plan", "fnt", "investissement/plan-financement" },
  { "31-pieces", "ft", "pieces/pieces", NULL, NULL, TRUE },
  { "32-pieces-half", "half", "pieces/pieces" },
  { "32-pieces-faults", "faults", "pieces/pieces", NULL, see_notice },
  { "33-attestations", "ft", "attestations/attestations" },
  { "34-review", "ft", "/review", "Relisez vos réponses", NULL, TRUE },
  { "35-review-half", "half", "/review", "Relisez vos réponses" },
  { "35-review-faults", "faults", "/review", "Relisez vos réponses" },
  { "36-sign", "ft", "/sign", "Signer le paquet", NULL, TRUE },
  { "37-sign-not-ready", "half", "/sign" },
  { "37-sign-faults", "faults", "/sign" },
  { "38-done", "ft", NULL, TASKS, see_what_is_left, TRUE },
  { "38-done-texts", "ft", NULL, TASKS, see_texts },
  { "38-done-receipt", "ft", NULL, TASKS, see_receipt },
  { "39-verify", "package", NULL, "Vérifier un paquet signé", NULL, TRUE },
  { "39-verify-contents", "package", NULL, "Vérifier un paquet signé", see_contents },
  { "39-verify-end", "package", NULL, "Vérifier un paquet signé", see_verified_end },
  { "40-verify-tampered", "tampered", NULL, "Vérifier un paquet signé" },
  { "41-date-dialog", "fnt", NULL, TASKS, ask_date },
  { "42-date-banner", "fnt", NULL, TASKS, see_date },
  { "42-dates", "half", NULL, TASKS, see_dates },
  { "43-shortcuts", NULL, NULL, "Mes dossiers", see_shortcuts },
  { "43-guide", NULL, NULL, "Mes dossiers", see_guide },
  { "43-preferences", NULL, NULL, "Mes dossiers", see_preferences, TRUE },
  { "43-preferences-end", NULL, NULL, "Mes dossiers", see_preferences_end },
  { "43-preferences-strong", NULL, NULL, "Mes dossiers", see_preferences_strong },
  { "44-about", NULL, NULL, "Mes dossiers", see_about },
  { "45-history", "half", NULL, TASKS, see_history },
  { "46-help", "half", NULL, TASKS, see_help },
  { "47-help-consent", "half", NULL, TASKS, see_consent },
  { "48-helping", "helped", "porteur/identite" },
  { "49-helping-elsewhere", "helped", "lieu/etat" },
  { "50-read-back", "read", "/read-back", "Relisez ce qui a été saisi pour vous", NULL, TRUE },
  { "51-sign-not-read-back", "read", "/sign", "Signer le paquet" },
  { "45-journal", "half", NULL, TASKS, see_journal },
  { "45-tasks-end", "half", NULL, TASKS, see_end },
  { "46-preview", "draft", NULL, NULL, review_draft },
  { "46-preview-faults", "draft", NULL, NULL, try_faulty_draft, TRUE },
  { "47-merge", "half", NULL, TASKS, see_merge },
  { "52-territory-empty", "fnt", NULL, TASKS, open_territory },
  { "53-territory", "fnt", NULL, TASKS, see_place, TRUE },
  { "54-territory-taken", "fnt", NULL, TASKS, take_place },
  { "61-identities", NULL, NULL, "Mes dossiers", see_identities, TRUE },
  { "64-cosign", "package", NULL, "Vérifier un paquet signé", see_cosign },
  { "62-identity-password", NULL, NULL, "Mes dossiers", see_password },
  { "63-identity-removed", NULL, NULL, "Mes dossiers", see_removed },
  /* Last: the dossier is wrong from then on. */
  { "28-budget-rules", "ft", "budget/produits", NULL, see_rules },
};

static gboolean
is_wanted (Studio *studio, const Scene *scene)
{
  const char *only = g_getenv ("ETB_PICTURES_ONLY");

  /* Twice large would be four times as large. */
  if (scene->act == see_preferences_strong && g_getenv ("ETB_SESSION_TEXT") != NULL)
    return FALSE;
  if (only != NULL)
    return g_pattern_match_simple (only, scene->name);
  return studio->all || scene->main_screen;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Studio studio = { 0 };

  etb_driver_init (&argc, &argv);
  if (argc < 3 || sscanf (argv[2], "%dx%d", &studio.width, &studio.height) != 2)
    {
      g_printerr ("Usage: pictures OUTPUT_DIR WIDTHxHEIGHT [--all]\n");
      return 2;
    }
  studio.output = argv[1];
  studio.all = argc > 3 && g_str_equal (argv[3], "--all");
  g_mkdir_with_parents (studio.output, 0755);
  studio.draft = g_build_filename (g_get_home_dir (), "mon-appel.xml", NULL);
  studio.screen = etb_screen_new ();
  studio.folder = etb_library_folder (&error);
  g_assert_no_error (error);

  start (&studio, NULL, "Mes dossiers");
  finish (&studio, "01-home-empty");

  make_dossier (&studio, "empty", NULL, "FT");
  make_dossier (&studio, "fnt", "fnt-commune-qpv-occitanie", "FNT");
  make_dossier (&studio, "half", "ft-association-rurale", "FT");
  make_dossier (&studio, "faults", "ft-association-rurale", "FT");
  make_dossier (&studio, "ft", "ft-association-rurale", "FT");
  make_dossier (&studio, "helped", "ft-association-rurale", "FT");
  make_dossier (&studio, "read", "ft-association-rurale", "FT");
  make_packages (&studio);
  etb_keyring_fill ("un mot de passe assez long");
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (is_wanted (&studio, &scenes[i]))
      picture (&studio, &scenes[i]);

  etb_screen_free (studio.screen);
  g_free (studio.folder);
  g_free (studio.package);
  g_free (studio.tampered);
  g_free (studio.draft);
  return studio.n_cut > 0;
}
