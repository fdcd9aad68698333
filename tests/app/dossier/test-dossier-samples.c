/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample dossiers, made as a person would: new, filled, pieces attached, closed, opened again.
 */

#include <string.h>

#include "dossier-fixture.h"
#include "etb-library.h"
#include "etb-progress.h"

typedef struct
{
  const char *folder;
  const char *call;
  const char *track;
} Sample;

static const Sample samples[] = {
  { "ft-association-rurale", "fabriques-de-territoire-2019-07", "FT" },
  { "fnt-commune-qpv-occitanie", "fabriques-de-territoire-2019-07", "FNT" },
};

/* Files are named by their piece: "P-STAT__statuts.pdf". */
static guint
attach_all (EtbDossier *dossier, const char *folder)
{
  g_autofree char *pieces = g_build_filename (folder, "pieces", NULL);
  g_autoptr (GDir) dir = g_dir_open (pieces, 0, NULL);
  guint count = 0;

  for (const char *name; (name = g_dir_read_name (dir)); count++)
    {
      g_autofree char *path = g_build_filename (pieces, name, NULL);
      g_autofree char *piece = g_strndup (name, (gsize)(strstr (name, "__") - name));
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (EtbAttachment) attachment = NULL;
      GError *error = NULL;

      attachment = etb_dossier_attach (dossier, piece, file, &error);
      g_assert_no_error (error);
    }
  return count;
}

static void
assert_complete (EtbDossier *dossier, guint files)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2019, 10, 1, 8, 0, 0);
  EtbEvaluation *evaluation;
  GPtrArray *problems;

  etb_dossier_set_at (dossier, at);
  evaluation = etb_dossier_get_evaluation (dossier);
  problems = etb_evaluation_get_missing (evaluation);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("missing: %s", ((EtbProblem *)g_ptr_array_index (problems, i))->path);
  problems = etb_evaluation_get_invalid (evaluation);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("invalid: %s", ((EtbProblem *)g_ptr_array_index (problems, i))->path);
  g_assert_true (etb_evaluation_is_complete (evaluation));
  g_assert_cmpuint (etb_progress_percent (dossier), ==, 100);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, files);
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "..", "samples", sample->folder, NULL);
  g_autofree char *answers = g_build_filename (folder, "answers.xml", NULL);
  GError *error = NULL;
  g_autoptr (EtbCall) call = etb_library_find_call (sample->call, &error);
  EtbDossier *dossier;
  guint files;

  g_assert_no_error (error);
  dossier = etb_dossier_create (fixture->file, call, sample->track, &error);
  g_assert_no_error (error);
  g_assert_true (etb_dossier_fill (dossier, answers, &error));
  g_assert_no_error (error);
  files = attach_all (dossier, folder);
  assert_complete (dossier, files);
  dossier = fixture_reopen (dossier);
  assert_complete (dossier, files);
  g_object_unref (dossier);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strconcat ("/samples/", samples[i].folder, NULL);

      g_test_add (name, Fixture, &samples[i], fixture_set_up, test_sample, fixture_tear_down);
    }
  return g_test_run ();
}
