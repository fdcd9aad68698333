/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The real etabli-cli, killed at any instant of what it does to a dossier: what it said was done is
 * there, what it did not say is there whole or not at all, and the file is sound.
 *
 * A new command is one line of the table below, and its two functions. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "torture-dossier.h"

#define ROUNDS 45
#define FILES  5 /* that a dossier takes */
#define BYTES  (6 * 1024 * 1024)

typedef struct
{
  char *folder;
  char *file;
  char *piece;
  char *call; /* text of the little call */
} Bench;

typedef struct
{
  const char *name;
  /* Adds the words of the command. */
  void (*command) (Bench *bench, guint turn, GPtrArray *words);
  /* What it is to change; NULL: what it changes in a copy of the dossier, left alone. */
  void (*aim) (Seen *seen, guint turn);
  gboolean atomic;
  /* For what does not end in the same file: whether all is well; NULL: the dossier is @before, or
     what was aimed at. */
  void (*check) (Bench *bench, const Seen *before, guint turn, gboolean acknowledged);
} Act;

static void
add (GPtrArray *words, const char *word)
{
  g_ptr_array_add (words, g_strdup (word));
}

static char *
write_file (Bench *bench, const char *name, const char *text)
{
  char *path = g_build_filename (bench->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* ---- Commands ---------------------------------------------------------------------------------
 */

static void
command_new (Bench *bench, guint turn, GPtrArray *words)
{
  g_autofree char *call = write_file (bench, "appel.xml", bench->call);

  add (words, "new");
  add (words, bench->file);
  add (words, "--call");
  add (words, call);
  add (words, "--track");
  add (words, "A");
}

static void
aim_new (Seen *seen, guint turn)
{
  seen->exists = seen->partners = 1;
}

static void
command_set (Bench *bench, guint turn, GPtrArray *words)
{
  g_autofree char *name = g_strdup_printf ("%u", turn);
  g_autofree char *filling = g_strnfill (20000, 'x');
  g_autofree char *text = g_strdup_printf ("%u %s", turn, filling);

  add (words, "set");
  add (words, bench->file);
  add (words, TORTURE_NAME);
  add (words, name);
  add (words, TORTURE_TEXT);
  add (words, text);
}

static void
aim_set (Seen *seen, guint turn)
{
  seen->name = seen->text = turn;
}

static void
command_fill (Bench *bench, guint turn, GPtrArray *words)
{
  g_autoptr (GString) answers = g_string_new ("<dossier><volet>A</volet>");
  g_autofree char *file = NULL;

  g_string_append_printf (answers,
                          "<porteur><nom>%u</nom></porteur><projet><presentation>%u"
                          "</presentation></projet>",
                          turn, turn);
  for (guint i = 0; i < turn % 3 + 1; i++)
    g_string_append_printf (answers, "<partenaire><nom>%u</nom></partenaire>", turn);
  g_string_append (answers, "</dossier>");
  file = write_file (bench, "reponses.xml", answers->str);
  add (words, "fill");
  add (words, bench->file);
  add (words, file);
}

static void
aim_fill (Seen *seen, guint turn)
{
  seen->name = seen->text = turn;
  seen->partners = turn % 3 + 1;
}

static void
command_attach (Bench *bench, guint turn, GPtrArray *words)
{
  Seen seen;

  torture_look (bench->file, &seen);
  add (words, "attach");
  add (words, bench->file);
  add (words, seen.files < 3 ? "P-STAT" : "P-PLUS");
  add (words, bench->piece);
}

static void
aim_attach (Seen *seen, guint turn)
{
  seen->files++;
}

static void
command_move (Bench *bench, guint turn, GPtrArray *words)
{
  g_autoptr (GString) edition = g_string_new (bench->call);
  g_autofree char *id = g_strdup_printf ("id=\"petit-appel-%u\"", turn);
  g_autofree char *file = NULL;

  g_assert_cmpuint (g_string_replace (edition, "id=\"petit-appel\"", id, 1), ==, 1);
  file = write_file (bench, "edition.xml", edition->str);
  add (words, "calls");
  add (words, "move");
  add (words, bench->file);
  add (words, file);
}

static void
aim_move (Seen *seen, guint turn)
{
  seen->edition = turn;
}

static void
command_undo (Bench *bench, guint turn, GPtrArray *words)
{
  add (words, "undo");
  add (words, bench->file);
}

static char *
beside (Bench *bench, const char *name)
{
  return g_build_filename (bench->folder, name, NULL);
}

static void
copy (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

/* Runs a command that nothing disturbs. Returns: its exit status */
static int
run_in_peace (Bench *bench, GPtrArray *words)
{
  int status;
  GError *error = NULL;

  g_ptr_array_insert (words, 0, g_strdup (g_getenv ("ETB_TEST_CLI")));
  g_ptr_array_add (words, NULL);
  g_spawn_sync (bench->folder, (char **)words->pdata, NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  return status;
}

/* The other copy: the same dossier, with another name. */
static void
command_merge (Bench *bench, guint turn, GPtrArray *words)
{
  g_autofree char *theirs = beside (bench, "autre.etabli");
  g_autofree char *together = beside (bench, "ensemble.etabli");
  g_autofree char *name = g_strdup_printf ("%u", turn);
  g_autoptr (GPtrArray) change = g_ptr_array_new_with_free_func (g_free);

  copy (bench->file, theirs);
  add (change, "set");
  add (change, theirs);
  add (change, TORTURE_NAME);
  add (change, name);
  g_assert_cmpint (run_in_peace (bench, change), ==, 0);
  add (words, "merge");
  add (words, bench->file);
  add (words, theirs);
  add (words, "-o");
  add (words, together);
  add (words, "--prefer");
  add (words, "theirs");
}

/* Both copies are as they were; what they make is not there, or whole. */
static void
check_merge (Bench *bench, const Seen *before, guint turn, gboolean acknowledged)
{
  g_autofree char *theirs = beside (bench, "autre.etabli");
  g_autofree char *together = beside (bench, "ensemble.etabli");
  Seen changed = *before;
  Seen found;

  changed.name = turn;
  torture_look (bench->file, &found);
  torture_compare (before, before, &found, TRUE, FALSE);
  torture_look (theirs, &found);
  torture_compare (&changed, &changed, &found, TRUE, FALSE);
  torture_look (together, &found);
  if (acknowledged || found.exists)
    torture_compare (&changed, &changed, &found, TRUE, FALSE);
}

static void
command_hand_over (Bench *bench, guint turn, GPtrArray *words)
{
  g_autofree char *target = beside (bench, "remis.etabli");

  add (words, "hand-over");
  add (words, bench->file);
  add (words, target);
}

/* The copy is not there, and the dossier is untouched; or the copy is whole, and what is left of
 * the dossier is of no use any more. The dossier is then brought back for the next round. */
static void
check_hand_over (Bench *bench, const Seen *before, guint turn, gboolean acknowledged)
{
  g_autofree char *target = beside (bench, "remis.etabli");
  gboolean handed = g_file_test (target, G_FILE_TEST_EXISTS);
  Seen found;

  g_assert_true (handed || !acknowledged);
  g_assert_false (acknowledged && g_file_test (bench->file, G_FILE_TEST_EXISTS));
  torture_look (handed ? target : bench->file, &found);
  torture_compare (before, before, &found, TRUE, FALSE);
  if (handed)
    g_assert_cmpint (g_rename (target, bench->file), ==, 0);
}

/* The first one is for when there is no dossier; the last one leaves nothing to undo. */
static const Act acts[] = {
  { "new", command_new, aim_new, TRUE },
  { "set", command_set, aim_set, FALSE },
  { "fill", command_fill, aim_fill, TRUE },
  { "attach", command_attach, aim_attach, TRUE },
  { "undo", command_undo, NULL, TRUE },
  { "merge", command_merge, NULL, TRUE, check_merge },
  { "hand-over", command_hand_over, NULL, TRUE, check_hand_over },
  { "move", command_move, aim_move, TRUE },
};

/* ---- Rounds -----------------------------------------------------------------------------------
 */

static GPid
start (Bench *bench, const Act *act, guint turn)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  GPid pid;

  add (words, g_getenv ("ETB_TEST_CLI"));
  act->command (bench, turn, words);
  g_ptr_array_add (words, NULL);
  g_spawn_async (bench->folder, (char **)words->pdata, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

/* A commit is short beside the start of a program: half the time, waits for one to begin. */
static void
wait_for_the_moment (Bench *bench, gint64 duration)
{
  g_autofree char *journal = g_strconcat (bench->file, "-journal", NULL);
  gint64 began = g_get_monotonic_time ();

  if (g_test_rand_bit ())
    {
      g_usleep ((gulong)((double)duration * g_test_rand_double_range (0.2, 1.2)));
      return;
    }
  while (!g_file_test (journal, G_FILE_TEST_EXISTS) && g_get_monotonic_time () - began < duration)
    g_usleep (50);
  g_usleep ((gulong)((double)duration * g_test_rand_double_range (0, 0.5)));
}

/* Returns: whether it had ended, and said that all went well */
static gboolean
kill_and_wait (GPid pid)
{
  int status;

  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFEXITED (status) && WEXITSTATUS (status) != 0)
    g_error ("etabli-cli refused: exit status %d", WEXITSTATUS (status));
  return WIFEXITED (status);
}

/* How long it takes when it is left alone, in microseconds. */
static gint64
measure (Bench *bench, const Act *act, guint turn)
{
  gint64 began = g_get_monotonic_time ();
  int status;

  g_assert_cmpint (waitpid (start (bench, act, turn), &status, 0), >, 0);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  return g_get_monotonic_time () - began;
}

/* Copies that a move keeps, whole or under a name that is none, and what else was left. */
static void
clear_folder (Bench *bench)
{
  g_autoptr (GDir) dir = g_dir_open (bench->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (bench->folder, name, NULL);

      if (g_str_equal (path, bench->file) || g_str_equal (path, bench->piece))
        continue;
      if (g_str_has_suffix (name, ".etabli"))
        {
          Seen seen;

          torture_look (path, &seen);
          g_assert_cmpuint (seen.exists, ==, 1);
        }
      g_unlink (path);
    }
}

static void
measure_all (Bench *bench, gint64 *durations)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      Seen before;

      torture_look (bench->file, &before);
      durations[i] = measure (bench, &acts[i], (guint)i + 1);
      if (acts[i].check)
        acts[i].check (bench, &before, (guint)i + 1, TRUE);
    }
}

/* Now and then a new dossier; when the last one could not be made, one is made in peace. */
static const Act *
choose_act (Bench *bench, guint turn)
{
  Seen seen;

  torture_look (bench->file, &seen);
  if (seen.files == FILES || turn % 10 == 0)
    {
      g_unlink (bench->file);
      return &acts[0];
    }
  if (!seen.exists)
    measure (bench, &acts[0], turn);
  return &acts[g_test_rand_int_range (1, G_N_ELEMENTS (acts))];
}

/* FALSE when there is nothing to do. */
static gboolean
aim (Bench *bench, const Act *act, guint turn, Seen *aimed)
{
  g_autofree char *twin = beside (bench, "jumeau.etabli");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean done;

  if (act->aim)
    act->aim (aimed, turn);
  if (act->aim || act->check)
    return TRUE;
  copy (bench->file, twin);
  act->command (bench, turn, words);
  g_free (words->pdata[1]);
  words->pdata[1] = g_strdup (twin);
  done = run_in_peace (bench, words) == 0;
  torture_look (twin, aimed);
  g_unlink (twin);
  return done;
}

static void
run_round (Bench *bench, guint turn, const gint64 *durations)
{
  const Act *act = choose_act (bench, turn);
  Seen before, aimed, after;
  gboolean acknowledged;
  GPid pid;

  torture_look (bench->file, &before);
  aimed = before;
  if (!aim (bench, act, turn, &aimed))
    return;
  pid = start (bench, act, turn);
  wait_for_the_moment (bench, durations[act - acts]);
  acknowledged = kill_and_wait (pid);
  if (act->check)
    {
      g_test_message ("%u: %s: %s", turn, act->name, acknowledged ? "done" : "not said");
      act->check (bench, &before, turn, acknowledged);
      clear_folder (bench);
      return;
    }
  torture_look (bench->file, &after);
  g_test_message ("%u: %s: %s", turn, act->name,
                  acknowledged                                 ? "done"
                  : memcmp (&after, &aimed, sizeof after) == 0 ? "there, not said"
                                                               : "not there");
  torture_compare (&before, &aimed, &after, act->atomic, acknowledged);
  clear_folder (bench);
}

static void
test_killed_at_any_instant (void)
{
  guint rounds = torture_rounds ("ETB_TORTURE_CLI_ROUNDS", ROUNDS);
  gint64 durations[G_N_ELEMENTS (acts)];
  g_autofree char *call = g_build_filename (g_getenv ("ETB_TEST_LITTLE"), "appel.xml", NULL);
  g_autofree char *bytes = g_malloc (BYTES);
  Bench bench = { .folder = g_dir_make_tmp ("etabli-torture-XXXXXX", NULL) };

  /* What the program keeps of a person is theirs, not of whoever runs this. */
  g_setenv ("XDG_DATA_HOME", bench.folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", bench.folder, TRUE);
  bench.file = g_build_filename (bench.folder, "essai.etabli", NULL);
  bench.piece = g_build_filename (bench.folder, "piece.pdf", NULL);
  for (gsize i = 0; i < BYTES; i++)
    bytes[i] = (char)(i * 7 + i / 251);
  memcpy (bytes, "%PDF-1.4\n", 9);
  g_assert_true (g_file_set_contents (bench.piece, bytes, BYTES, NULL));
  g_assert_true (g_file_get_contents (call, &bench.call, NULL, NULL));
  measure_all (&bench, durations);
  clear_folder (&bench);
  for (guint turn = 100; turn < 100 + rounds; turn++)
    run_round (&bench, turn, durations);

  {
    const char *const remove[] = { "rm", "-r", bench.folder, NULL };

    g_assert_true (g_spawn_sync (NULL, (char **)remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                                 NULL, NULL, NULL));
  }
  g_free (bench.folder);
  g_free (bench.file);
  g_free (bench.piece);
  g_free (bench.call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/torture/cli-killed-at-any-instant", test_killed_at_any_instant);
  return g_test_run ();
}
