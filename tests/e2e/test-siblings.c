/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls that the program has never heard of, from the first page to a package that verifies: a file
 * put in the person's folder of calls is all it takes. */

#include <glib/gstdio.h>

#include "etb-driver.h"
#include "etb-fixture.h"
#include "etb-library.h"
#include "etb-walker.h"

#define BUTTON ATSPI_ROLE_PUSH_BUTTON
#define RADIO  ATSPI_ROLE_RADIO_BUTTON

typedef struct
{
  const char *call;
  const char *track;
  const char *at; /* a day on which a dossier can be filed */
} Sibling;

static const Sibling siblings[] = {
  { "exemple-aide-regionale", "AIDE", "2027-03-01" },
  { "exemple-formation-a-plusieurs", "GROUPEMENT", "2027-03-01" },
  { "exemple-lieu-productif", "INVESTISSEMENT", "2027-06-01" },
};

static void
install (const char *call)
{
  g_autofree char *name = g_strconcat (call, ".xml", NULL);
  g_autofree char *from
      = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples", name, NULL);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "etabli", "calls", NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize)length, NULL));
}

/* Debian puts it in a folder of the machine's architecture. Returns: (transfer full) (nullable) */
static char *
find_faketime (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/usr/lib", 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *library
          = g_build_filename ("/usr/lib", name, "faketime", "libfaketimeMT.so.1", NULL);

      if (g_file_test (library, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&library);
    }
  return NULL;
}

/* The clock of the programs that are started from now on; NULL: the true one. */
static void
set_clock (const char *day)
{
  g_autofree char *clock = day != NULL ? g_strdup_printf ("@%s 10:00:00", day) : NULL;
  g_autofree char *library = find_faketime ();

  if (day == NULL)
    {
      g_unsetenv ("LD_PRELOAD");
      return;
    }
  g_setenv ("FAKETIME", clock, TRUE);
  g_setenv ("FAKETIME_DONT_FAKE_MONOTONIC", "1", TRUE);
  g_setenv ("LD_PRELOAD", library, TRUE);
}

static void
begin (EtbDriver *driver, EtbWalker *walker, const char *track)
{
  EtbCall *call = etb_dossier_get_call (etb_walker_get_mirror (walker));
  g_autofree char *edition
      = g_strdup_printf ("=%s — %s", etb_call_get_title (call), etb_call_get_edition (call));
  g_autofree char *label = g_strdup_printf ("=%s", etb_call_find_track (call, track)->label);

  etb_fold_blanks (edition);
  etb_fold_blanks (label);
  etb_driver_wait_page (driver, "Mes dossiers");
  etb_driver_click (driver, BUTTON, "=Nouveau dossier");
  etb_driver_wait_page (driver, "Quel appel ?");
  etb_driver_click (driver, RADIO, edition);
  etb_driver_click (driver, RADIO, label);
  etb_driver_click (driver, BUTTON, "candidater");
  /* There is a dossier from the second call on. */
  if (g_strcmp0 (track, siblings[0].track) != 0)
    {
      etb_driver_wait_page (driver, "Commencer avec un autre dossier ?");
      etb_driver_lint (driver, "another dossier to begin with");
      etb_driver_click (driver, BUTTON, "=Continuer");
    }
  etb_walker_fill_page (walker, etb_call_get_eligibility (call));
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_click (driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

static void
goes_from_the_first_page_to_a_package (gconstpointer data)
{
  const Sibling *sibling = data;
  g_autofree char *sample = g_build_filename ("siblings", sibling->call, NULL);
  EtbDriver *driver;
  EtbWalker *walker;
  g_autofree char *library = find_faketime ();
  EtbStop stop;

  if (library == NULL || g_getenv ("ETB_SANITIZE") != NULL)
    {
      g_test_skip ("libfaketime is not there, or not together with the sanitizers");
      return;
    }
  install (sibling->call);
  set_clock (sibling->at);
  driver = etb_driver_start (NULL, NULL);
  set_clock (NULL);
  walker = etb_walker_new (driver, sibling->call, sample, sibling->track);
  begin (driver, walker, sibling->track);
  g_assert_true (etb_parcours_first (etb_walker_get_mirror (walker), &stop));
  etb_driver_open_row (driver, stop.task->label);
  etb_walker_go (walker, &stop, NULL);
  etb_driver_wait_page (driver, "Relisez vos réponses");
  g_autofree char *package = etb_walker_sign (walker);
  etb_driver_quit (driver);
  set_clock (sibling->at);
  g_assert_true (
      etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "verify", package, NULL }));
  set_clock (NULL);
  etb_walker_free (walker);
  etb_driver_free (driver);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (siblings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/e2e/siblings/%s", siblings[i].call);

      g_test_add_data_func (path, &siblings[i], goes_from_the_first_page_to_a_package);
    }
  return g_test_run ();
}
