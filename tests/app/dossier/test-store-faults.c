/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails at each single call in turn, under each thing that one does to a dossier: the
 * file holds the old or the new state, the new one when it was said to be saved; what failed was
 * said; and once the disk is well again, what waited gets saved.
 *
 * The operations are in fault-operations.c. */

#include <glib/gstdio.h>
#include <string.h>

#include "dossier-state.h"
#include "fault-operations.h"

#define PIECE_SIZE (20 * 1024)
/* Power cuts tried at each call, and right after what was said to be saved: what the disk kept is
   drawn anew. */
#define CUTS       2
#define CUTS_AFTER 10

/* ---- The scene --------------------------------------------------------------------------------
 */

static EtbCall *
make_next_call (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) edition = NULL;
  g_autoptr (GBytes) bytes = NULL;
  EtbCall *call;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  edition = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edition, "essai-2019", "essai-2020", 0), ==, 1);
  bytes = g_bytes_new (edition->str, edition->len);
  call = etb_call_new_from_bytes (bytes, "appel.xml", NULL);
  g_assert_nonnull (call);
  return call;
}

static void
make_base (Scene *scene)
{
  Fixture fixture = { scene->folder, scene->base };
  g_autoptr (EtbDossier) dossier = fixture_create (&fixture);
  g_autofree char *line = etb_dossier_add_line (dossier, "/dossier/consortium/membre", NULL);
  g_autoptr (GFile) piece = g_file_new_for_path (scene->piece);
  g_autoptr (EtbAttachment) attachment = NULL;

  fixture_set (dossier, "/dossier/porteur/nom", "La Grange");
  fixture_set (dossier, "/dossier/consortium/membre[1]/nom", "Les Amis");
  attachment = etb_dossier_attach (dossier, "P-LIBRE", piece, NULL);
  g_assert_nonnull (attachment);
  g_assert_true (etb_dossier_close (dossier, NULL));
}

static const char answers[]
    = "<dossier><volet>FT</volet><porteur><nom>Une autre</nom></porteur><consortium>"
      "<membre><nom>Un</nom></membre><membre><nom>Deux</nom></membre></consortium>"
      "<demande>70000</demande></dossier>";

static void
scene_set_up (Scene *scene, gconstpointer data)
{
  g_autofree guint8 *bytes = g_malloc (PIECE_SIZE);
  Fixture fixture;

  for (gsize i = 0; i < PIECE_SIZE; i++)
    bytes[i] = (guint8)(i * 7 + i / 251);
  fixture_set_up (&fixture, NULL);
  scene->folder = fixture.folder;
  g_free (fixture.file);
  scene->base = g_build_filename (scene->folder, "base", NULL);
  scene->old = g_build_filename (scene->folder, "base-1", NULL);
  scene->piece = fixture_write (&fixture, "piece.bin", bytes, PIECE_SIZE);
  scene->answers = fixture_write (&fixture, "answers.xml", answers, strlen (answers));
  scene->call = fixture_call ();
  scene->next_call = make_next_call ();
  make_base (scene);
  fixture_create_version_1 (scene->old);
  scene->disk = fault_vfs_new ();
}

static void
scene_tear_down (Scene *scene, gconstpointer data)
{
  fault_vfs_free (scene->disk);
  fixture_remove_folder (scene->folder);
  g_free (scene->folder);
  g_free (scene->base);
  g_free (scene->old);
  g_free (scene->piece);
  g_free (scene->answers);
  g_object_unref (scene->call);
  g_object_unref (scene->next_call);
}

static void
on_save_failed (EtbDossier *dossier, GError *error, Scene *scene)
{
  g_assert_nonnull (error);
  scene->failures_heard++;
}

/* A folder of its own, so that nothing of another run is there. */
static void
begin (Scene *scene, const Operation *operation)
{
  const char *from = operation->from == FROM_VERSION_1 ? scene->old : scene->base;
  g_autofree char *folder = g_build_filename (scene->folder, "run", NULL);
  GError *error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  scene->file = g_build_filename (folder, "essai.etabli", NULL);
  scene->failures_heard = 0;
  if (operation->from != FROM_NOTHING)
    {
      g_autoptr (GFile) source = g_file_new_for_path (from);
      g_autoptr (GFile) target = g_file_new_for_path (scene->file);

      g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  fault_vfs_use (scene->disk);
  if (operation->from != FROM_OPEN)
    return;
  scene->dossier = etb_dossier_open (scene->file, &error);
  g_assert_no_error (error);
  g_signal_connect (scene->dossier, "save-failed", G_CALLBACK (on_save_failed), scene);
}

/* As when the program ends. */
static void
leave (Scene *scene)
{
  if (scene->dossier)
    g_assert_finalize_object (g_steal_pointer (&scene->dossier));
  fault_vfs_leave (scene->disk);
}

static void
end (Scene *scene)
{
  g_autofree char *folder = g_path_get_dirname (scene->file);

  fixture_remove_folder (folder);
  g_clear_pointer (&scene->file, g_free);
}

/* ---- Old or new -------------------------------------------------------------------------------
 */

typedef struct
{
  const Operation *operation;
  char *before;
  char *after;
  guint calls; /* that change the disk, when nothing fails */
} Reference;

/* A copy that an interrupted move left is the whole dossier as it was, or has no name yet. */
static void
check_copies (Scene *scene, const Reference *reference, gboolean may_be_there)
{
  g_autofree char *folder = g_path_get_dirname (scene->file);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *state = NULL;

      if (g_str_equal (path, scene->file) || g_str_has_suffix (name, "-journal"))
        continue;
      g_assert_true (may_be_there);
      if (!g_str_has_suffix (name, ".etabli"))
        continue;
      state = dossier_state (path);
      g_assert_cmpstr (state, ==, reference->before);
    }
}

static void
check_state (Scene *scene, const Reference *reference, gboolean saved)
{
  g_autofree char *state = dossier_state (scene->file);

  if (saved || !g_str_equal (state, reference->before))
    g_assert_cmpstr (state, ==, reference->after);
}

static void
reference_make (Reference *self, Scene *scene, const Operation *operation)
{
  GError *error = NULL;

  self->operation = operation;
  begin (scene, operation);
  self->before = dossier_state (scene->file);
  fault_vfs_arm (scene->disk, FAULT_NONE, 0);
  operation->run (scene, &error);
  g_assert_no_error (error);
  self->calls = fault_vfs_count (scene->disk);
  leave (scene);
  self->after = dossier_state (scene->file);
  g_assert_cmpstr (self->after, !=, self->before);
  g_assert_cmpuint (self->calls, >, 5);
  end (scene);
}

static void
reference_clear (Reference *self)
{
  g_free (self->before);
  g_free (self->after);
}

/* ---- One fault --------------------------------------------------------------------------------
 */

/* Runs the operation with that fault. Returns: whether it said that it was saved; if not, it said
 * why. */
static gboolean
run_with_fault (Scene *scene, const Reference *reference, FaultKind kind, guint at)
{
  g_autofree char *stem = g_strndup (scene->file, strlen (scene->file) - strlen (".etabli"));
  g_autoptr (GError) error = NULL;
  gboolean saved;

  fault_vfs_arm (scene->disk, kind, at);
  saved = reference->operation->run (scene, &error);
  g_assert_true (saved == (error == NULL));
  if (saved)
    return TRUE;
  g_assert_true (fault_vfs_came (scene->disk));
  g_assert_cmpint (error->domain, ==, ETB_DOSSIER_ERROR);
  /* The dossier, or its copy. */
  g_assert_nonnull (strstr (error->message, stem));
  if (reference->operation->kept)
    g_assert_cmpuint (scene->failures_heard, >, 0);
  return FALSE;
}

/* The program ends while the disk still fails, or the machine stops. */
static void
check_end_under_fault (Scene *scene, const Reference *reference, FaultKind kind, guint at,
                       GRand *random)
{
  gboolean saved;

  begin (scene, reference->operation);
  saved = run_with_fault (scene, reference, kind, at);
  if (kind == FAULT_CUT)
    fault_vfs_stop (scene->disk);
  leave (scene);
  if (kind == FAULT_CUT)
    fault_vfs_lose_power (scene->disk, random);
  fault_vfs_lift (scene->disk);
  check_state (scene, reference, saved);
  check_copies (scene, reference, TRUE);
  end (scene);
}

/* The disk is well again: what was kept is saved, what was not can be done again. */
static void
check_recovery (Scene *scene, const Reference *reference, FaultKind kind, guint at)
{
  const Operation *operation = reference->operation;
  GError *error = NULL;
  gboolean saved;

  begin (scene, operation);
  saved = run_with_fault (scene, reference, kind, at);
  fault_vfs_lift (scene->disk);
  if (!saved && operation->kept)
    etb_dossier_flush (scene->dossier, &error);
  else if (!saved)
    {
      if (operation->from == FROM_CLOSED)
        check_copies (scene, reference, FALSE);
      operation->run (scene, &error);
    }
  g_assert_no_error (error);
  leave (scene);
  check_state (scene, reference, TRUE);
  end (scene);
}

static void
test_operation (Scene *scene, gconstpointer data)
{
  static const FaultKind passing[] = { FAULT_ONCE, FAULT_FULL, FAULT_IO };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  Reference reference;

  reference_make (&reference, scene, data);
  g_test_message ("%u calls", reference.calls);
  for (guint at = 1; at <= reference.calls + 1; at++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
        {
          check_end_under_fault (scene, &reference, passing[i], at, random);
          check_recovery (scene, &reference, passing[i], at);
        }
      check_end_under_fault (scene, &reference, FAULT_TORN, at, random);
      for (int cut = 0; cut < (at > reference.calls ? CUTS_AFTER : CUTS); cut++)
        check_end_under_fault (scene, &reference, FAULT_CUT, at, random);
    }
  reference_clear (&reference);
}

/* Nobody asks: the window only listens. */
static void
test_what_failed_is_said_then_saved_by_itself (Scene *scene, gconstpointer data)
{
  const Operation *operation = data;
  g_autofree char *state = NULL;
  Heard saved = { 0 };

  begin (scene, operation);
  fixture_listen (scene->dossier, "saved", &saved);
  fault_vfs_arm (scene->disk, FAULT_FULL, 1);
  fixture_set (scene->dossier, "/dossier/porteur/nom", "Malgré tout");
  while (scene->failures_heard == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (saved.count, ==, 0);
  fault_vfs_lift (scene->disk);
  while (saved.count == 0)
    g_main_context_iteration (NULL, TRUE);
  fault_vfs_stop (scene->disk);
  leave (scene);
  fault_vfs_lift (scene->disk);
  state = dossier_state (scene->file);
  g_assert_nonnull (strstr (state, "Malgré tout"));
  end (scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/faults/said-then-saved-by-itself", Scene, &operations[1], scene_set_up,
              test_what_failed_is_said_then_saved_by_itself, scene_tear_down);
  for (gsize i = 0; i < n_operations; i++)
    {
      g_autofree char *path = g_strconcat ("/store/faults/", operations[i].name, NULL);

      g_test_add (path, Scene, &operations[i], scene_set_up, test_operation, scene_tear_down);
    }
  return g_test_run ();
}
