/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: see the header. Made by main(). */

#include "etb-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "etb-about.h"
#include "etb-appearance.h"
#include "etb-deadline-notices.h"
#include "etb-guide-window.h"
#include "etb-preview-window.h"
#include "etb-session-memory.h"
#include "etb-spelling.h"
#include "etb-window.h"

struct _EtbApplication
{
  AdwApplication parent_instance;

  EtbTerritory *territory;
  EtbPreferences *preferences;
  EtbAppearance *appearance;
  EtbDeadlineNotices *notices;
  guint terminate_source;
};

G_DEFINE_FINAL_TYPE (EtbApplication, etb_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *keys[3];
} EtbShortcut;

/* No digit and no bracket: on a French keyboard they ask for Shift or AltGr. */
static const EtbShortcut shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.new", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.verify", { "<Control>e" } },
  { "win.search", { "<Control>f" } },
  { "win.back", { "<Alt>Left" } },
  { "win.home", { "<Alt>Home" } },
  { "win.reload", { "<Control>r" } },
  { "win.shortcuts", { "<Control>question" } },
  { "win.preferences", { "<Control>comma" } },
  { "app.guide", { "F1" } },
};

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autolist (GtkWindow) windows = NULL;

  /* Closing lets each window put what is being typed on disk first. The one used last goes last:
   * the next start goes on with it. */
  windows = g_list_reverse (g_list_copy_deep (gtk_application_get_windows (data),
                                              (GCopyFunc)(void (*) (void))g_object_ref, NULL));
  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
  g_application_quit (G_APPLICATION (data));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (data);

  gtk_window_present (GTK_WINDOW (etb_about_new (parent)));
}

/* One guide for all windows: it stays where one was reading. */
static void
on_guide (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (data);

  for (; windows != NULL; windows = windows->next)
    if (ETB_IS_GUIDE_WINDOW (windows->data))
      {
        gtk_window_present (windows->data);
        return;
      }
  GtkWidget *guide = etb_guide_window_new ();
  gtk_window_set_application (GTK_WINDOW (guide), data);
  gtk_window_present (GTK_WINDOW (guide));
}

static gboolean
on_terminate (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

/* The window used last, previews and dialogs aside. Returns: (nullable) */
static EtbWindow *
find_window (EtbApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (; windows != NULL; windows = windows->next)
    if (ETB_IS_WINDOW (windows->data))
      return ETB_WINDOW (windows->data);
  return NULL;
}

static EtbWindow *
ensure_window (EtbApplication *self)
{
  EtbWindow *window = find_window (self);

  return window != NULL ? window : etb_window_new (self);
}

/* One window a definition. */
static void
preview (EtbApplication *self, const char *file)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (; windows != NULL; windows = windows->next)
    if (ETB_IS_PREVIEW_WINDOW (windows->data)
        && g_str_equal (etb_preview_window_get_file (windows->data), file))
      {
        gtk_window_present (windows->data);
        return;
      }
  gtk_window_present (GTK_WINDOW (etb_preview_window_new (self, file)));
}

/* Where it is open already; else in the window at hand if that shows no dossier, unless it is to be
 * @apart; else in a new one. */
static void
open_file (EtbApplication *self, const char *file, gboolean apart)
{
  EtbWindow *window = ensure_window (self);

  if (etb_window_is_open_here (window, file))
    return;
  if (apart || etb_window_has_dossier (window))
    window = etb_window_new (self);
  etb_window_open_file (window, file);
  gtk_window_present (GTK_WINDOW (window));
}

/* From a notification, which may be older than the windows there are. */
static void
on_open_dossier (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_file (ETB_APPLICATION (data), g_variant_get_string (parameter, NULL), FALSE);
}

/* Answers go to a French administration, whatever the language of the session. */
static void
offer_spelling (EtbApplication *self)
{
  g_autoptr (EtbSpelling) spelling = etb_spelling_new ("fr");

  g_object_bind_property (self->preferences, "check-spelling", spelling, "active",
                          G_BINDING_SYNC_CREATE);
  etb_spelling_offer (GTK_APPLICATION (self), spelling);
}

static void
etb_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = on_quit },
    { .name = "about", .activate = on_about },
    { .name = "guide", .activate = on_guide },
    { .name = "open-dossier", .activate = on_open_dossier, .parameter_type = "s" },
  };
  EtbApplication *self = ETB_APPLICATION (application);

  G_APPLICATION_CLASS (etb_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           shortcuts[i].keys);
  self->preferences = etb_preferences_new ();
  self->appearance = etb_appearance_new (self->preferences, gdk_display_get_default ());
  offer_spelling (self);
  self->notices = etb_deadline_notices_new (application, self->preferences);
  self->terminate_source = g_unix_signal_add (SIGTERM, on_terminate, self);
}

/* The first window without a file goes on where the last one was. */
static void
etb_application_activate (GApplication *application)
{
  EtbApplication *self = ETB_APPLICATION (application);
  g_autoptr (EtbSessionMemory) memory = NULL;

  /* Before there is a window: it says anew what is open, and a dossier that ends the program is not
   * opened twice. */
  if (find_window (self) == NULL && etb_preferences_get_reopen_dossier (self->preferences))
    memory = etb_session_memory_load ();
  EtbWindow *window = ensure_window (self);
  gtk_window_present (GTK_WINDOW (window));
  if (memory != NULL && memory->dossier != NULL)
    etb_window_reopen (window, memory->dossier);
}

/* Whether all of them are packages or folders, more than one: they are shown as a list. */
static gboolean
are_packages (GFile **files, int n_files)
{
  gboolean all = n_files > 1;

  for (int i = 0; all && i < n_files; i++)
    {
      g_autofree char *name = g_file_get_basename (files[i]);

      all = g_str_has_suffix (name, ".asice")
            || g_file_query_file_type (files[i], G_FILE_QUERY_INFO_NONE, NULL)
                   == G_FILE_TYPE_DIRECTORY;
    }
  return all;
}

static void
open_together (EtbApplication *self, GFile **files, int n_files)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  EtbWindow *window = ensure_window (self);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  if (etb_window_has_dossier (window))
    window = etb_window_new (self);
  etb_window_open_files (window, G_LIST_MODEL (list));
  gtk_window_present (GTK_WINDOW (window));
}

static void
etb_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  if (are_packages (files, n_files))
    {
      open_together (ETB_APPLICATION (application), files, n_files);
      return;
    }
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      /* The window at hand takes the first file; others get one each. */
      if (path != NULL)
        open_file (ETB_APPLICATION (application), path, i > 0);
    }
}

static void
open_arguments (GApplication *application, GApplicationCommandLine *line, int argc, char **argv)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 1; i < argc; i++)
    g_ptr_array_add (files, g_application_command_line_create_file_for_arg (line, argv[i]));
  g_application_open (application, (GFile **)files->pdata, (int)files->len, "");
}

/* Names are of the folder where the command was given, which may be another program's. */
static int
etb_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  const char *definition = NULL;
  int argc;
  g_auto (GStrv) argv = g_application_command_line_get_arguments (line, &argc);

  if (g_variant_dict_lookup (options, "preview", "^&ay", &definition))
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, definition);
      g_autofree char *path = g_file_get_path (file);

      if (path == NULL)
        {
          g_application_command_line_printerr (line, _("“%s” is no file of this computer.\n"),
                                                        definition);
          return 2;
        }
      preview (ETB_APPLICATION (application), path);
    }
  if (argc > 1)
    open_arguments (application, line, argc, argv);
  else if (definition == NULL)
    g_application_activate (application);
  return 0;
}

static void
etb_application_finalize (GObject *object)
{
  EtbApplication *self = ETB_APPLICATION (object);

  if (self->terminate_source != 0)
    g_source_remove (self->terminate_source);
  g_clear_object (&self->notices);
  g_clear_object (&self->appearance);
  g_clear_object (&self->preferences);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_application_parent_class)->finalize (object);
}

static void
etb_application_class_init (EtbApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = etb_application_finalize;
  application_class->startup = etb_application_startup;
  application_class->activate = etb_application_activate;
  application_class->open = etb_application_open;
  application_class->command_line = etb_application_command_line;
}

static void
etb_application_init (EtbApplication *self)
{
}

EtbApplication *
etb_application_new (void)
{
  EtbApplication *self
      = g_object_new (ETB_TYPE_APPLICATION, "application-id", "fr.etabli.Etabli", "flags",
                      G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                      "resource-base-path", "/fr/etabli/Etabli", NULL);

  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _("Opens dossiers (.etabli) and packages (.asice), or the home page."));
  g_application_add_main_option (
      G_APPLICATION (self), "preview", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
      _("Shows a definition that is being written as an applicant will see it, with its faults"),
         _("CALL.xml"));
  return self;
}

EtbTerritory *
etb_application_get_territory (EtbApplication *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (ETB_IS_APPLICATION (self), NULL);

  if (self->territory == NULL)
    self->territory = etb_territory_new (&error);
  if (error != NULL)
    g_message ("%s", error->message);
  return self->territory;
}

EtbPreferences *
etb_application_get_preferences (EtbApplication *self)
{
  g_return_val_if_fail (ETB_IS_APPLICATION (self), NULL);
  return self->preferences;
}
