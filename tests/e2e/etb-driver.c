/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The driver of the end-to-end tests: see the header. One program at a time on the test's own bus;
 * the child dies with the test, so that a failed assertion never leaves it holding the output. */

#include "etb-driver.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include <X11/Xlib.h>
#include <X11/keysym.h>

struct _EtbDriver
{
  GSubprocess *process;
};

#define PATIENCE_MS 15000
#define STEP_MS     25

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

static void
turn_once (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (STEP_MS * 1000);
}

static gboolean
has_state (EtbNode *node, AtspiStateType state)
{
  AtspiStateSet *states = atspi_accessible_get_state_set (node);
  g_autoptr (GObject) owner G_GNUC_UNUSED = (GObject *)states;
  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
is_visible (EtbNode *node)
{
  return has_state (node, ATSPI_STATE_VISIBLE);
}

static char *
name_of (EtbNode *node)
{
  char *name = atspi_accessible_get_name (node, NULL);
  return name != NULL ? name : g_strdup ("");
}

static char *
text_of (EtbNode *node)
{
  AtspiText *text = atspi_accessible_get_text_iface (node);
  g_autoptr (GObject) text_owner G_GNUC_UNUSED = (GObject *)text;
  if (text == NULL)
    return g_strdup ("");
  int count = atspi_text_get_character_count (text, NULL);
  char *content = count > 0 ? atspi_text_get_text (text, 0, count, NULL) : NULL;
  return content != NULL ? content : g_strdup ("");
}

typedef gboolean (*Visitor) (EtbNode *node, guint depth, gpointer data);

/* Depth first, without what is hidden; TRUE from the visitor stops. */
static gboolean
walk (EtbNode *node, guint depth, Visitor visit, gpointer data)
{
  atspi_accessible_clear_cache (node);
  if (depth > 0 && !is_visible (node))
    return FALSE;
  if (visit (node, depth, data))
    return TRUE;

  int count = atspi_accessible_get_child_count (node, NULL);
  for (int i = 0; i < count; i++)
    {
      g_autoptr (EtbNode) child = atspi_accessible_get_child_at_index (node, i, NULL);
      if (child != NULL && walk (child, depth + 1, visit, data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
walk_programs (Visitor visit, gpointer data)
{
  g_autoptr (EtbNode) desktop = atspi_get_desktop (0);

  atspi_accessible_clear_cache (desktop);
  int count = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < count; i++)
    {
      g_autoptr (EtbNode) program = atspi_accessible_get_child_at_index (desktop, i, NULL);
      if (program != NULL && walk (program, 0, visit, data))
        return TRUE;
    }
  return FALSE;
}

/* What one looks for; found: (transfer full). */
typedef struct
{
  AtspiRole role;
  gboolean editable;
  const char *name;
  EtbNode *found;
} Wanted;

static gboolean
matches (EtbNode *node, guint depth, gpointer data)
{
  Wanted *wanted = data;

  if (wanted->role != ATSPI_ROLE_INVALID && atspi_accessible_get_role (node, NULL) != wanted->role)
    return FALSE;
  g_autofree char *name = name_of (node);
  if (strstr (name, wanted->name) == NULL)
    return FALSE;
  if (wanted->editable)
    {
      AtspiEditableText *text = atspi_accessible_get_editable_text_iface (node);
      g_autoptr (GObject) text_owner G_GNUC_UNUSED = (GObject *)text;
      if (text == NULL)
        return FALSE;
    }
  wanted->found = g_object_ref (node);
  return TRUE;
}

static gboolean
shows (EtbNode *node, guint depth, gpointer data)
{
  const char *wanted = data;
  g_autofree char *name = name_of (node);

  if (strstr (name, wanted) != NULL)
    return TRUE;
  g_autofree char *text = text_of (node);
  return strstr (text, wanted) != NULL;
}

static gboolean
describe (EtbNode *node, guint depth, gpointer data)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = name_of (node);
  g_autofree char *text = text_of (node);

  g_string_append_printf (data, "%*s%s “%s”", (int)depth * 2, "", role != NULL ? role : "?", name);
  if (*text != '\0' && g_strcmp0 (text, name) != 0)
    g_string_append_printf (data, " = %s", text);
  if (has_state (node, ATSPI_STATE_FOCUSABLE))
    g_string_append (data, has_state (node, ATSPI_STATE_FOCUSED) ? " [FOCUS]" : " [focusable]");
  g_string_append_c (data, '\n');
  return FALSE;
}

char *
etb_driver_dump (EtbDriver *self)
{
  GString *out = g_string_new (NULL);
  walk_programs (describe, out);
  return g_string_free (out, FALSE);
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
fail (EtbDriver *self, const char *what)
{
  g_autofree char *dump = etb_driver_dump (self);
  const char *folder = g_getenv ("ETB_PICTURES");
  g_autofree char *picture
      = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), "failure.png", NULL);
  const char *argv[] = { "import", "-window", "root", picture, NULL };

  run_quietly (argv);
  g_printerr ("%s\npicture: %s\n%s\n", what, picture, dump);
  g_error ("%s", what);
}

static void
check_alive (EtbDriver *self)
{
  if (self->process != NULL && g_subprocess_get_identifier (self->process) == NULL)
    {
      gboolean signaled = g_subprocess_get_if_signaled (self->process);
      g_error ("the program ended by itself: %s %d", signaled ? "signal" : "status",
               signaled ? g_subprocess_get_term_sig (self->process)
                        : g_subprocess_get_exit_status (self->process));
    }
}

/* Returns: (transfer full) (nullable): NULL once patience is over */
static EtbNode *
wait_for (EtbDriver *self, AtspiRole role, gboolean editable, const char *name)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_MS * G_GINT64_CONSTANT (1000);
  do
    {
      Wanted wanted = { role, editable, name, NULL };
      walk_programs (matches, &wanted);
      if (wanted.found != NULL)
        return wanted.found;
      check_alive (self);
      turn_once ();
    }
  while (g_get_monotonic_time () < end);

  g_autofree char *role_name = atspi_role_get_name (role);
  g_autofree char *what
      = g_strdup_printf ("not found: %s “%s”", editable ? "field" : role_name, name);
  fail (self, what);
  return NULL;
}

EtbNode *
etb_driver_wait (EtbDriver *self, AtspiRole role, const char *name)
{
  return wait_for (self, role, FALSE, name);
}

gboolean
etb_driver_has (EtbDriver *self, AtspiRole role, const char *name)
{
  Wanted wanted = { role, FALSE, name, NULL };
  walk_programs (matches, &wanted);
  g_autoptr (EtbNode) found = wanted.found;
  return found != NULL;
}

static void
wait_text (EtbDriver *self, const char *text, gboolean wanted)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_MS * G_GINT64_CONSTANT (1000);
  do
    {
      if (walk_programs (shows, (gpointer)text) == wanted)
        return;
      check_alive (self);
      turn_once ();
    }
  while (g_get_monotonic_time () < end);

  g_autofree char *what
      = g_strdup_printf (wanted ? "nothing shows “%s”" : "still shown: “%s”", text);
  fail (self, what);
}

void
etb_driver_wait_text (EtbDriver *self, const char *text)
{
  wait_text (self, text, TRUE);
}

void
etb_driver_wait_no_text (EtbDriver *self, const char *text)
{
  wait_text (self, text, FALSE);
}

void
etb_driver_click (EtbDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (EtbNode) node = etb_driver_wait (self, role, name);
  AtspiAction *action = atspi_accessible_get_action_iface (node);
  g_autoptr (GObject) action_owner G_GNUC_UNUSED = (GObject *)action;

  if (action == NULL || !atspi_action_do_action (action, 0, NULL))
    {
      g_autofree char *what = g_strdup_printf ("cannot be clicked: “%s”", name);
      fail (self, what);
    }
}

void
etb_driver_fill (EtbDriver *self, const char *name, const char *text)
{
  g_autoptr (EtbNode) field = wait_for (self, ATSPI_ROLE_INVALID, TRUE, name);
  AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (field);
  g_autoptr (GObject) editable_owner G_GNUC_UNUSED = (GObject *)editable;

  g_assert_true (atspi_editable_text_set_text_contents (editable, text, NULL));
}

char *
etb_driver_read (EtbDriver *self, const char *name)
{
  g_autoptr (EtbNode) field = wait_for (self, ATSPI_ROLE_INVALID, TRUE, name);
  return text_of (field);
}

/* Modifiers go down and up by key code: the registry knows no other way to hold one. */
static void
hold (guint keysym, gboolean down)
{
  Display *display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  KeyCode code = XKeysymToKeycode (display, keysym);
  XCloseDisplay (display);
  g_assert_true (
      atspi_generate_keyboard_event (code, NULL, down ? ATSPI_KEY_PRESS : ATSPI_KEY_RELEASE, NULL));
}

void
etb_driver_key (EtbDriver *self, const char *key)
{
  guint held[3];
  guint count = 0;

  for (; *key == '<' && count < G_N_ELEMENTS (held); key = strchr (key, '>') + 1)
    {
      if (g_str_has_prefix (key, "<Control>"))
        held[count++] = XK_Control_L;
      else if (g_str_has_prefix (key, "<Alt>"))
        held[count++] = XK_Alt_L;
      else
        held[count++] = XK_Shift_L;
    }
  for (guint i = 0; i < count; i++)
    hold (held[i], TRUE);
  g_assert_true (
      atspi_generate_keyboard_event ((glong)XStringToKeysym (key), NULL, ATSPI_KEY_SYM, NULL));
  for (guint i = count; i > 0; i--)
    hold (held[i - 1], FALSE);
  turn_once ();
}

void
etb_driver_type (EtbDriver *self, const char *text)
{
  g_assert_true (atspi_generate_keyboard_event (0, text, ATSPI_KEY_STRING, NULL));
  turn_once ();
}

/* A focused window only says where the keyboard is on the whole: the last one found is the
 * innermost. */
static gboolean
has_focus (EtbNode *node, guint depth, gpointer data)
{
  EtbNode **found = data;

  if (has_state (node, ATSPI_STATE_FOCUSED))
    g_set_object (found, node);
  return FALSE;
}

static EtbNode *
find_focused (void)
{
  EtbNode *found = NULL;
  walk_programs (has_focus, &found);
  return found;
}

char *
etb_driver_focused (EtbDriver *self)
{
  g_autoptr (EtbNode) node = find_focused ();
  return node != NULL ? name_of (node) : g_strdup ("");
}

void
etb_driver_tab_to (EtbDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (GString) seen = g_string_new (NULL);

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (EtbNode) node = find_focused ();
      g_autofree char *focused_name = node != NULL ? name_of (node) : g_strdup ("");
      if (node != NULL && strstr (focused_name, name) != NULL
          && (role == ATSPI_ROLE_INVALID || atspi_accessible_get_role (node, NULL) == role))
        return;
      g_string_append_printf (seen, "  %s\n", focused_name);
      etb_driver_key (self, "Tab");
    }
  g_autofree char *what
      = g_strdup_printf ("Tab never reaches “%s”; it went over:\n%s", name, seen->str);
  fail (self, what);
}

typedef struct
{
  const char *page;
  GString *faults;
} Lint;

static gboolean
is_container (AtspiRole role)
{
  switch (role)
    {
    case ATSPI_ROLE_FRAME:
    case ATSPI_ROLE_WINDOW:
    case ATSPI_ROLE_APPLICATION:
    case ATSPI_ROLE_PANEL:
    case ATSPI_ROLE_FILLER:
    case ATSPI_ROLE_SCROLL_PANE:
    case ATSPI_ROLE_VIEWPORT:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
lint_node (EtbNode *node, guint depth, gpointer data)
{
  Lint *lint = data;

  if (!has_state (node, ATSPI_STATE_FOCUSABLE)
      || is_container (atspi_accessible_get_role (node, NULL)))
    return FALSE;
  g_autofree char *name = name_of (node);
  if (*name == '\0' || g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw")
      || g_str_has_prefix (name, "Etb"))
    {
      g_autofree char *role_name = atspi_accessible_get_role_name (node, NULL);
      g_string_append_printf (lint->faults, "  %s: %s named “%s”\n", lint->page, role_name, name);
    }
  return FALSE;
}

void
etb_driver_lint (EtbDriver *self, const char *page)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  Lint lint = { page, faults };

  walk_programs (lint_node, &lint);
  if (faults->len > 0)
    fail (self, faults->str);
}

void
etb_driver_picture (EtbDriver *self, const char *name)
{
  const char *folder = g_getenv ("ETB_PICTURES");
  if (folder == NULL)
    return;

  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, name);
  const char *argv[] = { "import", "-window", "root", file, NULL };
  turn_once ();
  run_quietly (argv);
}

EtbDriver *
etb_driver_start (const char *first_argument, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  EtbDriver *self = g_new0 (EtbDriver, 1);
  va_list arguments;

  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  atspi_init ();

  g_ptr_array_add (argv, (gpointer)g_getenv ("ETB_PROGRAM"));
  va_start (arguments, first_argument);
  for (const char *argument = first_argument; argument != NULL;
       argument = va_arg (arguments, char *))
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-criticals", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);

  g_autoptr (EtbNode) window = etb_driver_wait (self, ATSPI_ROLE_FRAME, "");
  return self;
}

static void
wait_gone (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_MS * G_GINT64_CONSTANT (1000);
  int left;

  do
    {
      g_autoptr (EtbNode) desktop = atspi_get_desktop (0);
      atspi_accessible_clear_cache (desktop);
      left = atspi_accessible_get_child_count (desktop, NULL);
      turn_once ();
    }
  while (left > 0 && g_get_monotonic_time () < end);
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
etb_driver_quit (EtbDriver *self)
{
  g_autoptr (GError) error = NULL;

  etb_driver_key (self, "<Control>q");
  g_assert_true (g_subprocess_wait_check (self->process, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&self->process);
  wait_gone ();
}

void
etb_driver_free (EtbDriver *self)
{
  if (self->process != NULL)
    etb_driver_kill (self);
  g_free (self);
}
