/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The driver of the end-to-end tests: see the header. One program at a time on the test's own bus;
 * the child dies with the test, so that a failed assertion never leaves it holding the output.
 * Keys, focus and lint are in etb-driver-keys.c. */

#include "etb-driver.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "etb-driver-private.h"

#define PATIENCE_MS 20000
#define STEP_MS     20
/* Between two presses of a key that may not have been heard. */
#define RETURN_STEPS 25

static void
die_with_parent (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* libatspi warns while a program is still registering; that is no fault of anybody's. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
  return g_strcmp0 (domain, "dbind") != 0;
}

void
etb_driver_turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (STEP_MS * 1000);
}

static void
run_quietly (const char *const *argv)
{
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  if (process != NULL)
    g_subprocess_wait (process, NULL, NULL);
}

static void
take_picture (const char *file)
{
  const char *argv[] = { "import", "-window", "root", file, NULL };

  run_quietly (argv);
}

/* After a failure: TEST.png and TEST.txt in ETB_PICTURES. */
static void
keep_evidence (void)
{
  const char *folder = g_getenv ("ETB_PICTURES");
  g_autofree char *path = g_strdelimit (g_strdup (g_test_get_path ()), "/", '-');
  g_autofree char *stem = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (),
                                            *path == '-' ? path + 1 : path, NULL);
  g_autofree char *picture = g_strconcat (stem, ".png", NULL);
  g_autofree char *words = g_strconcat (stem, ".txt", NULL);
  g_autofree char *dump = etb_tree_dump ();

  take_picture (picture);
  g_file_set_contents (words, dump, -1, NULL);
  g_printerr ("picture: %s\ntree: %s\n", picture, words);
}

void
etb_driver_fail (EtbDriver *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (self->process != NULL && g_subprocess_get_identifier (self->process) != NULL)
    keep_evidence ();
  g_error ("%s", what);
}

gboolean
etb_driver_is_patient (EtbDriver *self, gint64 since)
{
  if (self->process != NULL && g_subprocess_get_identifier (self->process) == NULL)
    {
      gboolean signaled = g_subprocess_get_if_signaled (self->process);

      etb_driver_fail (self, "the program ended by itself: %s %d", signaled ? "signal" : "status",
                       signaled ? g_subprocess_get_term_sig (self->process)
                                : g_subprocess_get_exit_status (self->process));
    }
  etb_driver_turn ();
  return g_get_monotonic_time () - since < PATIENCE_MS * G_GINT64_CONSTANT (1000);
}

/* What one looks for; found: (transfer full). */
typedef struct
{
  AtspiRole role;
  gboolean field;
  const char *name;
  EtbNode *found;
} Wanted;

static gboolean
matches (EtbNode *node, guint depth, gpointer data)
{
  Wanted *wanted = data;

  if (wanted->role != ATSPI_ROLE_INVALID && atspi_accessible_get_role (node, NULL) != wanted->role)
    return FALSE;
  g_autofree char *name = etb_node_name (node);
  if (!etb_name_matches (name, wanted->name) || (wanted->field && !etb_node_is_field (node)))
    return FALSE;
  wanted->found = g_object_ref (node);
  return TRUE;
}

static EtbNode *
wait_for (EtbDriver *self, AtspiRole role, gboolean field, const char *name)
{
  gint64 since = g_get_monotonic_time ();
  Wanted wanted = { role, field, name, NULL };

  do
    {
      etb_tree_walk (matches, &wanted);
      if (wanted.found != NULL)
        return wanted.found;
    }
  while (etb_driver_is_patient (self, since));

  g_autofree char *role_name = atspi_role_get_name (role);
  etb_driver_fail (self, "not found: %s “%s”", field ? "field" : role_name, name);
}

EtbNode *
etb_driver_wait (EtbDriver *self, AtspiRole role, const char *name)
{
  return wait_for (self, role, FALSE, name);
}

EtbNode *
etb_driver_wait_field (EtbDriver *self, const char *name)
{
  return wait_for (self, ATSPI_ROLE_INVALID, TRUE, name);
}

gboolean
etb_driver_has (EtbDriver *self, AtspiRole role, const char *name)
{
  Wanted wanted = { role, FALSE, name, NULL };

  etb_tree_walk (matches, &wanted);
  g_autoptr (EtbNode) found = wanted.found;
  return found != NULL;
}

static gboolean
shows (EtbNode *node, guint depth, gpointer data)
{
  const char *wanted = data;
  g_autofree char *name = etb_node_name (node);

  if (strstr (name, wanted) != NULL)
    return TRUE;
  g_autofree char *text = etb_node_read (node);
  etb_fold_blanks (text);
  return strstr (text, wanted) != NULL;
}

gboolean
etb_driver_shows (EtbDriver *self, const char *text)
{
  return etb_tree_walk (shows, (gpointer)text);
}

void
etb_driver_wait_text (EtbDriver *self, const char *text)
{
  gint64 since = g_get_monotonic_time ();

  while (!etb_driver_shows (self, text))
    if (!etb_driver_is_patient (self, since))
      etb_driver_fail (self, "nothing shows “%s”", text);
}

void
etb_driver_wait_no_text (EtbDriver *self, const char *text)
{
  gint64 since = g_get_monotonic_time ();

  while (etb_driver_shows (self, text))
    if (!etb_driver_is_patient (self, since))
      etb_driver_fail (self, "still shown: “%s”", text);
}

void
etb_driver_wait_page (EtbDriver *self, const char *heading)
{
  g_autofree char *whole = g_strconcat ("=", heading, NULL);
  etb_fold_blanks (whole);
  g_autoptr (EtbNode) node = etb_driver_wait (self, ATSPI_ROLE_HEADING, whole);
}

void
etb_driver_click (EtbDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (EtbNode) node = etb_driver_wait (self, role, name);

  if (!etb_node_click (node))
    etb_driver_fail (self, "cannot be clicked: “%s”", name);
}

void
etb_driver_click_last (EtbDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (EtbNode) first = etb_driver_wait (self, role, name);
  g_autoptr (GPtrArray) sights = etb_tree_look (NULL);
  const EtbSight *last = etb_tree_find_last (sights, role, name);

  if (last == NULL || !etb_node_click (last->node))
    etb_driver_fail (self, "cannot be clicked: “%s”", name);
}

void
etb_driver_fill (EtbDriver *self, const char *name, const char *text)
{
  g_autoptr (EtbNode) field = etb_driver_wait_field (self, name);

  if (!etb_node_fill (field, text))
    etb_driver_fail (self, "cannot be filled: “%s”", name);
}

char *
etb_driver_read (EtbDriver *self, const char *name)
{
  g_autoptr (EtbNode) field = etb_driver_wait_field (self, name);

  return etb_node_read (field);
}

/* Returns: (transfer full) (nullable) */
static EtbNode *
get_program (void)
{
  g_autoptr (EtbNode) desktop = atspi_get_desktop (0);
  EtbNode *program;

  atspi_accessible_clear_cache (desktop);
  program = atspi_accessible_get_child_at_index (desktop, 0, NULL);
  if (program != NULL)
    atspi_accessible_clear_cache (program);
  return program;
}

static int
count_windows (void)
{
  g_autoptr (EtbNode) program = get_program ();

  return program != NULL ? atspi_accessible_get_child_count (program, NULL) : 0;
}

/* Returns: (transfer full) (nullable): NULL is everything, for etb_tree_look() */
static EtbNode *
get_window (int number)
{
  g_autoptr (EtbNode) program = get_program ();

  return program != NULL ? atspi_accessible_get_child_at_index (program, number, NULL) : NULL;
}

static void
wait_windows (EtbDriver *self, int count)
{
  gint64 since = g_get_monotonic_time ();

  while (count_windows () != count)
    if (!etb_driver_is_patient (self, since))
      etb_driver_fail (self, "%d windows instead of %d", count_windows (), count);
}

static gboolean
holds_focus (GPtrArray *sights)
{
  for (guint i = 0; i < sights->len; i++)
    if (etb_node_has_state (((const EtbSight *)g_ptr_array_index (sights, i))->node,
                            ATSPI_STATE_FOCUSED))
      return TRUE;
  return FALSE;
}

/* A compositor gives a window the keyboard a little after it is there. */
static void
wait_keyboard (EtbDriver *self, int number)
{
  gint64 since = g_get_monotonic_time ();
  gboolean has = FALSE;

  while (!has)
    {
      g_autoptr (EtbNode) window = get_window (number);
      g_autoptr (GPtrArray) sights = etb_tree_look (window);

      has = holds_focus (sights);
      if (!has && !etb_driver_is_patient (self, since))
        etb_driver_fail (self, "window %d does not get the keyboard", number);
    }
}

/* The name is typed in the line that <Control>l brings. Nobody looks into the dialog while it goes
 * away: GTK 4.8 answers then with parts of it that have no name on the bus any more. */
void
etb_driver_choose_file (EtbDriver *self, const char *accept, const char *file)
{
  g_autofree char *button = g_strconcat ("=", accept, NULL);
  gint64 since = g_get_monotonic_time ();
  gboolean chosen = FALSE;

  wait_windows (self, 2);
  wait_keyboard (self, 1);
  etb_driver_key (self, "<Control>l");
  while (!chosen)
    {
      g_autoptr (EtbNode) dialog = get_window (1);
      g_autoptr (GPtrArray) sights = etb_tree_look (dialog);
      const EtbSight *ok = etb_tree_find_last (sights, ATSPI_ROLE_PUSH_BUTTON, button);
      const EtbSight *sight = NULL;

      while (ok != NULL && !chosen
             && (sight = etb_tree_find (sights, NULL, sight, ATSPI_ROLE_TEXT, "")) != NULL)
        chosen = etb_node_has_state (sight->node, ATSPI_STATE_FOCUSED)
                 && etb_node_fill (sight->node, file) && etb_node_click (ok->node);
      if (!chosen && !etb_driver_is_patient (self, since))
        etb_driver_fail (self, "the dialog does not take “%s”", file);
    }
  wait_windows (self, 1);
}

void
etb_driver_type_file (EtbDriver *self, const char *file)
{
  gint64 since = g_get_monotonic_time ();

  wait_windows (self, 2);
  wait_keyboard (self, 1);
  etb_driver_key (self, "<Control>l");
  etb_driver_key (self, "<Control>a");
  etb_driver_type (self, file);
  /* The dialog reads the folder while one types, and forgets a Return meanwhile. */
  while (count_windows () == 2)
    {
      etb_driver_key (self, "Return");
      for (int i = 0; i < RETURN_STEPS && count_windows () == 2; i++)
        if (!etb_driver_is_patient (self, since))
          etb_driver_fail (self, "the dialog does not take “%s”", file);
    }
}

void
etb_driver_picture (EtbDriver *self, const char *name)
{
  const char *folder = g_getenv ("ETB_PICTURES");

  if (folder == NULL)
    return;
  g_autofree char *base = g_strconcat (name, ".png", NULL);
  g_autofree char *file = g_build_filename (folder, base, NULL);
  etb_driver_turn ();
  take_picture (file);
}

void
etb_driver_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  setvbuf (stdout, NULL, _IOLBF, 0);
  /* g_test_init() leaves the locale alone, and keys and words here are French. */
  setlocale (LC_ALL, "");
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  atspi_init ();
}

/* @argv: without its end. */
static EtbDriver *
spawn (GPtrArray *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  EtbDriver *self = g_new0 (EtbDriver, 1);

  self->keyboard = etb_keyboard_new ();
  etb_driver_follow_focus (self);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-criticals", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);

  g_autoptr (EtbNode) window = etb_driver_wait (self, ATSPI_ROLE_FRAME, "");
  return self;
}

/* What the program left for its next start. */
static void
forget_session (void)
{
  g_autofree char *file = g_build_filename (g_get_user_state_dir (), "etabli", "session.ini", NULL);

  g_unlink (file);
}

EtbDriver *
etb_driver_start (const char *first_argument, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  g_ptr_array_add (argv, (gpointer)g_getenv ("ETB_PROGRAM"));
  va_start (arguments, first_argument);
  for (const char *argument = first_argument; argument != NULL;
       argument = va_arg (arguments, char *))
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (arguments);
  forget_session ();
  return spawn (argv);
}

EtbDriver *
etb_driver_start_again (const char *file)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer)g_getenv ("ETB_PROGRAM"));
  if (file != NULL)
    g_ptr_array_add (argv, (gpointer)file);
  return spawn (argv);
}

/* The bus forgets a program a little after its end. */
static void
wait_gone (void)
{
  gint64 since = g_get_monotonic_time ();
  int left;

  do
    {
      g_autoptr (EtbNode) desktop = atspi_get_desktop (0);
      atspi_accessible_clear_cache (desktop);
      left = atspi_accessible_get_child_count (desktop, NULL);
      etb_driver_turn ();
    }
  while (left > 0 && g_get_monotonic_time () - since < PATIENCE_MS * G_GINT64_CONSTANT (1000));
}

void
etb_driver_kill (EtbDriver *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  wait_gone ();
}

void
etb_driver_wait_end (EtbDriver *self)
{
  g_autoptr (GError) error = NULL;
  gint64 since = g_get_monotonic_time ();

  while (g_subprocess_get_identifier (self->process) != NULL)
    {
      etb_driver_turn ();
      if (g_get_monotonic_time () - since > PATIENCE_MS * G_GINT64_CONSTANT (1000))
        etb_driver_fail (self, "the program does not end");
    }
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
  wait_gone ();
}

void
etb_driver_quit (EtbDriver *self)
{
  etb_driver_key (self, "<Control>q");
  etb_driver_wait_end (self);
}

void
etb_driver_free (EtbDriver *self)
{
  if (self->process != NULL)
    etb_driver_kill (self);
  etb_driver_forget_focus (self);
  etb_keyboard_free (self->keyboard);
  g_free (self);
}
