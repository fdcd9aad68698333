/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call of another form is a data file, in the window too. Each example is put into the folder of
 * a person's own calls, and a dossier of it goes from the choice of the call to a signed package,
 * typed and clicked. */

#include <gio/gio.h>

#include "etb-fixture.h"
#include "etb-walker.h"

#define BUTTON ATSPI_ROLE_PUSH_BUTTON
#define TASKS  "Ce qu’il y a à faire"

typedef struct
{
  const char *call;
  const char *track;
  /* Answers that hold on the day of the sample and must hold today: path, value. */
  const char *dates[5];
} Sibling;

static const Sibling siblings[] = {
  { "exemple-aide-regionale", "AIDE", { NULL } },
  { "exemple-formation-a-plusieurs", "GROUPEMENT", { NULL } },
  { "exemple-lieu-productif",
    "INVESTISSEMENT",
    { "/dossier/incubation/debut", "2024-10-01", "/dossier/incubation/fin", "2025-04-30", NULL } },
};

static void
install_call (const char *id)
{
  g_autofree char *base = g_strconcat (id, ".xml", NULL);
  g_autofree char *example
      = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples", base, NULL);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "etabli", "calls", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (etb_fixture_run ((const char *[]){ "cp", example, folder, NULL }));
}

static EtbWalker *
make_walker (EtbDriver *driver, const Sibling *sibling)
{
  g_autofree char *sample = g_build_filename ("siblings", sibling->call, NULL);
  EtbWalker *walker = etb_walker_new (driver, sibling->call, sample, sibling->track);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; sibling->dates[i] != NULL; i += 2)
    {
      etb_dossier_set_answer (etb_walker_get_mirror (walker), sibling->dates[i],
                              sibling->dates[i + 1], &error);
      g_assert_no_error (error);
    }
  return walker;
}

static void
choose (EtbDriver *driver, const char *label)
{
  g_autofree char *name = g_strconcat ("=", label, NULL);

  etb_fold_blanks (name);
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, name);
}

static void
begin (EtbDriver *driver, EtbWalker *walker, const Sibling *sibling)
{
  EtbCall *call = etb_dossier_get_call (etb_walker_get_mirror (walker));
  g_autofree char *edition
      = g_strdup_printf ("%s — %s", etb_call_get_title (call), etb_call_get_edition (call));

  etb_driver_click (driver, BUTTON, "=Nouveau dossier");
  etb_driver_wait_page (driver, "Quel appel ?");
  choose (driver, edition);
  choose (driver, etb_call_find_track (call, sibling->track)->label);
  etb_driver_click (driver, BUTTON, "candidater");
  etb_walker_fill_page (walker, etb_call_get_eligibility (call));
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Vous pouvez candidater");
  etb_driver_click (driver, BUTTON, "=Préparer le dossier");
  etb_driver_wait_page (driver, TASKS);
}

static void
fill (EtbDriver *driver, EtbWalker *walker)
{
  EtbStop stop;

  g_assert_true (etb_parcours_first (etb_walker_get_mirror (walker), &stop));
  etb_driver_open_row (driver, stop.task->label);
  etb_walker_go (walker, &stop, NULL);
  etb_driver_wait_page (driver, "Relisez vos réponses");
}

static void
from_the_choice_to_a_signed_package (gconstpointer data)
{
  const Sibling *sibling = data;

  install_call (sibling->call);
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);
  g_autoptr (EtbWalker) walker = make_walker (driver, sibling);

  begin (driver, walker, sibling);
  fill (driver, walker);
  g_autofree char *package = etb_walker_sign (walker);
  etb_driver_quit (driver);
  g_assert_true (
      etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "verify", package, NULL }));
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (siblings); i++)
    {
      g_autofree char *path = g_strconcat ("/e2e/siblings/", siblings[i].call, NULL);
      g_test_add_data_func (path, &siblings[i], from_the_choice_to_a_signed_package);
    }
  return g_test_run ();
}
