/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier to throw away: what it keeps from one definition to the next, and that nothing of it is
 * left. */

#include "etb-scratch.h"

#include <sys/stat.h>

#define NAME "/dossier/porteur/nom"

/* An example with @old replaced by @new, both NULL for the example itself. */
static EtbCall *
make_call (const char *old, const char *new)
{
  g_autofree char *file = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                            "exemple-lieu-productif.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GString) words = g_string_new (text);
  if (old != NULL)
    g_assert_cmpuint (g_string_replace (words, old, new, 0), >, 0);
  g_autoptr (GBytes) bytes = g_bytes_new (words->str, words->len);
  EtbCall *call = etb_call_new_from_bytes (bytes, "essai.xml", &error);
  g_assert_no_error (error);
  return call;
}

static EtbDossier *
open_dossier (EtbScratch *scratch, EtbCall *call, const char *track)
{
  g_autoptr (GError) error = NULL;
  EtbDossier *dossier = etb_scratch_open (scratch, call, track, &error);

  g_assert_no_error (error);
  return dossier;
}

static void
close_dossier (EtbDossier *dossier)
{
  g_autoptr (GError) error = NULL;

  etb_dossier_close (dossier, &error);
  g_assert_no_error (error);
  g_object_unref (dossier);
}

static void
assert_name (EtbDossier *dossier, const char *wanted)
{
  g_autofree char *name = etb_dossier_get_answer (dossier, NAME);
  g_assert_cmpstr (name, ==, wanted);
}

static void
answers_go_from_one_definition_to_the_next (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbScratch) scratch = etb_scratch_new (&error);
  g_assert_no_error (error);
  g_autoptr (EtbCall) first = make_call (NULL, NULL);
  g_autoptr (EtbCall) next = make_call ("Début de l’incubation", "Quand l’incubation commence");

  EtbDossier *dossier = open_dossier (scratch, first, "INVESTISSEMENT");
  etb_dossier_set_answer (dossier, NAME, "Atelier du Clain", &error);
  g_assert_no_error (error);
  close_dossier (dossier);

  dossier = open_dossier (scratch, next, "INVESTISSEMENT");
  g_assert_cmpstr (etb_call_get_digest (etb_dossier_get_call (dossier)), ==,
                   etb_call_get_digest (next));
  assert_name (dossier, "Atelier du Clain");
  close_dossier (dossier);

  dossier = open_dossier (scratch, next, "INCUBATION");
  g_assert_cmpstr (etb_dossier_get_track (dossier), ==, "INCUBATION");
  assert_name (dossier, "Atelier du Clain");
  close_dossier (dossier);
}

static void
nobody_else_reads_it_and_nothing_is_left (void)
{
  g_autoptr (GError) error = NULL;
  EtbScratch *scratch = etb_scratch_new (&error);
  g_assert_no_error (error);
  g_autoptr (EtbCall) call = make_call (NULL, NULL);
  g_autofree char *folder = g_strdup (etb_scratch_get_folder (scratch));
  struct stat info;

  close_dossier (open_dossier (scratch, call, "INCUBATION"));
  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  g_object_unref (scratch);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
no_room_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_scratch_new (&error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR);
}

/* In a process of its own: the folder of temporary files is read once. */
static void
no_room_is_said (void)
{
  if (g_test_subprocess ())
    {
      no_room_is_an_error ();
      return;
    }
  g_assert_true (g_setenv ("TMPDIR", "/nulle/part", TRUE));
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scratch/answers-go-from-one-definition-to-the-next",
                   answers_go_from_one_definition_to_the_next);
  g_test_add_func ("/scratch/nobody-else-reads-it-and-nothing-is-left",
                   nobody_else_reads_it_and_nothing_is_left);
  g_test_add_func ("/scratch/no-room-is-said", no_room_is_said);

  return g_test_run ();
}
