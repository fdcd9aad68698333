/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview of a definition, as its author has it beside the editor: the file is broken, mended,
 * replaced, taken away, and the window follows without losing what was typed. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "etb-driver.h"
#include "etb-fixture.h"

#define BUTTON  ATSPI_ROLE_PUSH_BUTTON
#define SURFACE "Quelle est la surface du lieu, en mètres carrés"
#define NEW     "Combien de mètres carrés le lieu a-t-il"

typedef struct
{
  char *file;    /* the definition */
  char *text;    /* its words at first */
  char *scratch; /* where the program puts its temporary files */
} Draft;

static void
draft_set_up (Draft *draft, gconstpointer data)
{
  g_autofree char *example = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                               "exemple-aide-regionale.xml", NULL);

  g_assert_true (g_file_get_contents (example, &draft->text, NULL, NULL));
  draft->file = g_build_filename (g_get_home_dir (), "mon-appel.xml", NULL);
  draft->scratch = g_build_filename (g_get_home_dir (), "tmp", NULL);
  g_assert_true (g_file_set_contents (draft->file, draft->text, -1, NULL));
  g_assert_cmpint (g_mkdir_with_parents (draft->scratch, 0700), ==, 0);
  g_assert_true (g_setenv ("TMPDIR", draft->scratch, TRUE));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* Nothing of the preview stays: neither among the temporary files nor where home looks. */
static void
draft_tear_down (Draft *draft, gconstpointer data)
{
  g_autofree char *dossiers = g_build_filename (g_get_user_data_dir (), "etabli", "dossiers", NULL);

  g_assert_cmpuint (count_files (draft->scratch), ==, 0);
  g_assert_cmpuint (count_files (dossiers), ==, 0);
  g_unlink (draft->file);
  g_free (draft->file);
  g_free (draft->text);
  g_free (draft->scratch);
}

/* Returns: (transfer full): the definition with @old, which is there, replaced */
static char *
edit (Draft *draft, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (draft->text, old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (new, parts);
}

/* As some editors save, the very file; others put a new one in its place. */
static void
write_in_place (const char *file, const char *text)
{
  FILE *stream = fopen (file, "w");

  g_assert_nonnull (stream);
  g_assert_cmpint (fputs (text, stream), >=, 0);
  g_assert_cmpint (fclose (stream), ==, 0);
}

static void
replace_by_rename (const char *file, const char *text)
{
  g_autofree char *other = g_strconcat (file, "~", NULL);

  write_in_place (other, text);
  g_assert_cmpint (g_rename (other, file), ==, 0);
}

static guint
line_of (const char *text, const char *passage)
{
  const char *end = strstr (text, passage);
  guint line = 1;

  g_assert_nonnull (end);
  for (; text < end; text++)
    line += *text == '\n';
  return line;
}

static EtbDriver *
open_preview (Draft *draft)
{
  EtbDriver *driver = etb_driver_start ("--preview", draft->file, NULL);

  etb_driver_wait_page (driver, "Quel appel ?");
  etb_driver_wait_text (driver, "Ceci est l’aperçu d’un appel en cours d’écriture");
  etb_driver_wait_text (driver, "Aucun défaut");
  return driver;
}

static void
open_questions (EtbDriver *driver)
{
  etb_driver_click (driver, BUTTON, "candidater");
  etb_driver_wait_page (driver, "Cette aide est-elle pour vous ?");
}

static void
assert_surface (EtbDriver *driver, const char *label)
{
  g_autofree char *typed = etb_driver_read (driver, label);
  g_assert_cmpstr (typed, ==, "150");
}

static void
the_pages_follow_the_file (Draft *draft, gconstpointer data)
{
  g_autofree char *broken = edit (draft, "etb:total", "etb:totol");
  g_autofree char *mended = edit (draft, SURFACE, NEW);
  g_autofree char *where
      = g_strdup_printf ("mon-appel.xml: ligne %u,", line_of (broken, "etb:totol"));
  g_autoptr (EtbDriver) driver = open_preview (draft);

  open_questions (driver);
  etb_driver_fill (driver, SURFACE, "150");

  /* The former page stays, with what was typed, beside what is wrong. */
  write_in_place (draft->file, broken);
  etb_driver_wait_text (driver, where);
  etb_driver_wait_text (driver, "1 défaut.");
  g_autoptr (EtbNode) message = etb_driver_wait (driver, ATSPI_ROLE_LIST_ITEM, "etb:totol");
  etb_driver_lint (driver, "faults");
  assert_surface (driver, SURFACE);
  etb_driver_click (driver, BUTTON, "Copier ce message : mon-appel.xml");
  etb_driver_wait_text (driver, "Message copié");

  write_in_place (draft->file, mended);
  etb_driver_wait_text (driver, "Aucun défaut");
  etb_driver_wait_field (driver, NEW);
  g_assert_false (etb_driver_shows (driver, SURFACE));
  assert_surface (driver, NEW);

  replace_by_rename (draft->file, draft->text);
  etb_driver_wait_field (driver, SURFACE);
  assert_surface (driver, SURFACE);
  etb_driver_quit (driver);
}

static void
a_file_that_goes_away_is_waited_for (Draft *draft, gconstpointer data)
{
  g_autofree char *mended = edit (draft, SURFACE, NEW);
  g_autoptr (EtbDriver) driver = open_preview (draft);

  open_questions (driver);
  etb_driver_fill (driver, SURFACE, "150");
  g_assert_cmpint (g_unlink (draft->file), ==, 0);
  etb_driver_wait_text (driver, "Le fichier ne peut pas être lu.");
  assert_surface (driver, SURFACE);
  write_in_place (draft->file, mended);
  etb_driver_wait_field (driver, NEW);
  assert_surface (driver, NEW);
  etb_driver_quit (driver);
}

/* Begun before there is a file, as one may do. */
static void
nothing_is_shown_of_a_file_that_never_was (Draft *draft, gconstpointer data)
{
  g_assert_cmpint (g_unlink (draft->file), ==, 0);
  g_autoptr (EtbDriver) driver = etb_driver_start ("--preview", draft->file, NULL);

  etb_driver_wait_page (driver, "Rien à montrer pour l’instant");
  etb_driver_wait_text (driver, "Le fichier ne peut pas être lu.");
  write_in_place (draft->file, draft->text);
  etb_driver_wait_page (driver, "Quel appel ?");
  etb_driver_quit (driver);
}

/* The page where the author is comes back, unless it is there no more. */
static void
the_page_is_found_again (Draft *draft, gconstpointer data)
{
  g_autofree char *renamed = edit (draft, "<label>Le lieu</label>", "<label>L’endroit</label>");
  g_autofree char *gone = edit (draft, "<page id=\"adresse\">", "<page id=\"endroit\">");
  g_autoptr (EtbDriver) driver = open_preview (draft);

  open_questions (driver);
  etb_driver_fill (driver, SURFACE, "150");
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_click (driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_open_row (driver, "Le lieu");
  etb_driver_wait_text (driver, "Étape 2 sur 6 : Le lieu");

  write_in_place (draft->file, renamed);
  etb_driver_wait_text (driver, "Étape 2 sur 6 : L’endroit");
  write_in_place (draft->file, gone);
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_quit (driver);
}

/* All of it from the keyboard: a message is heard and copied, the file is read again by hand. The
 * file is a link here: what it leads to changes unseen. */
static void
the_keyboard_is_enough (Draft *draft, gconstpointer data)
{
  g_autofree char *target = g_strconcat (draft->file, ".cible", NULL);
  g_autofree char *broken = edit (draft, "etb:total", "etb:totol");

  g_assert_cmpint (g_rename (draft->file, target), ==, 0);
  g_assert_true (etb_fixture_run ((const char *[]){ "ln", "-s", target, draft->file, NULL }));
  g_autoptr (EtbDriver) driver = open_preview (draft);

  write_in_place (target, broken);
  etb_driver_key (driver, "<Control>r");
  etb_driver_wait_text (driver, "etb:totol");
  etb_driver_tab_to (driver, ATSPI_ROLE_LIST_ITEM, "etb:totol");
  etb_driver_tab_to (driver, BUTTON, "Copier ce message");
  etb_driver_key (driver, "space");
  etb_driver_wait_text (driver, "Message copié");
  g_autoptr (GPtrArray) names = etb_driver_tab_round (driver, "preview");
  g_assert_cmpuint (names->len, >, 4);

  write_in_place (target, draft->text);
  etb_driver_key (driver, "<Control>r");
  etb_driver_wait_text (driver, "Aucun défaut");
  etb_driver_quit (driver);
  g_unlink (target);
}

/* The program that runs already shows it, whatever folder the name was given in. */
static void
a_running_program_shows_it (Draft *draft, gconstpointer data)
{
  const char *command = "cd && exec \"$ETB_PROGRAM\" --preview mon-appel.xml";
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);

  etb_driver_wait_page (driver, "Mes dossiers");
  g_assert_true (etb_fixture_run ((const char *[]){ "sh", "-c", command, NULL }));
  etb_driver_wait_text (driver, "Ceci est l’aperçu d’un appel en cours d’écriture");
  etb_driver_wait_text (driver, "Aucun défaut");
  etb_driver_quit (driver);
}

/* A preview is no way to a package. */
static void
nothing_is_signed (Draft *draft, gconstpointer data)
{
  g_autoptr (EtbDriver) driver = open_preview (draft);

  open_questions (driver);
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_click (driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_click (driver, BUTTON, "=Relire et signer");
  etb_driver_wait_page (driver, "Relisez vos réponses");
  g_autoptr (EtbNode) sign = etb_driver_wait (driver, BUTTON, "=Aller à la signature");
  g_assert_false (etb_node_has_state (sign, ATSPI_STATE_SENSITIVE));
  etb_driver_wait_text (driver, "rien ne se signe");
  etb_driver_quit (driver);
}

static void
add (const char *path, void (*test) (Draft *, gconstpointer))
{
  g_test_add (path, Draft, NULL, draft_set_up, test, draft_tear_down);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  add ("/e2e/preview/the-pages-follow-the-file", the_pages_follow_the_file);
  add ("/e2e/preview/a-file-that-goes-away-is-waited-for", a_file_that_goes_away_is_waited_for);
  add ("/e2e/preview/nothing-is-shown-of-a-file-that-never-was",
       nothing_is_shown_of_a_file_that_never_was);
  add ("/e2e/preview/the-page-is-found-again", the_page_is_found_again);
  add ("/e2e/preview/the-keyboard-is-enough", the_keyboard_is_enough);
  add ("/e2e/preview/a-running-program-shows-it", a_running_program_shows_it);
  add ("/e2e/preview/nothing-is-signed", nothing_is_signed);

  return g_test_run ();
}
