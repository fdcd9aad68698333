/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of faults: what it says in each state, what is copied, and where the focus goes. */

#include "etb-fault-list.h"

#include "etb-call.h"
#include "etb-notice.h"
#include "page-fixture.h"

#define FILE_NAME "/maison/mes appels/appel.xml"

static const char *const none[] = { NULL };
static const char *const one[] = { FILE_NAME ": ligne 12, colonne 3", NULL };
static const char *const two[] = { FILE_NAME ":5 : ici", "un autre mot", NULL };

typedef struct
{
  GtkWidget *window;
  EtbFaultList *list;
  guint copied;
} Panel;

static void
on_copied (Panel *panel)
{
  panel->copied++;
}

static void
panel_set_up (Panel *panel, gconstpointer data)
{
  panel->list = g_object_new (ETB_TYPE_FAULT_LIST, NULL);
  panel->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (panel->window), GTK_WIDGET (panel->list));
  gtk_window_present (GTK_WINDOW (panel->window));
  g_signal_connect_swapped (panel->list, "copied", G_CALLBACK (on_copied), panel);
}

static void
panel_tear_down (Panel *panel, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (panel->window));
}

static void
show (Panel *panel, const char *const *messages, EtbCallError code, gboolean has_pages)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  for (guint i = 0; messages[i] != NULL; i++)
    g_ptr_array_add (faults, g_error_new_literal (ETB_CALL_ERROR, code, messages[i]));
  etb_fault_list_show (panel->list, faults, FILE_NAME, has_pages);
  page_fixture_spin ();
}

static void
the_state_is_said (Panel *panel, gconstpointer data)
{
  static const struct
  {
    const char *const *messages;
    EtbCallError code;
    gboolean has_pages;
    const char *state;
  } cases[] = {
    { none, 0, TRUE, "No fault" },
    { one, ETB_CALL_ERROR_MEANING, TRUE, "1 fault. The pages shown are those from before it" },
    { two, ETB_CALL_ERROR_MEANING, TRUE, "2 faults. The pages shown are those from before them" },
    { one, ETB_CALL_ERROR_XML, FALSE, "1 fault. The pages come once it is mended" },
    { two, ETB_CALL_ERROR_SCHEMA, FALSE, "2 faults. The pages come once they are mended" },
    { one, ETB_CALL_ERROR_READ, TRUE, "The file cannot be read. The pages shown" },
    { one, ETB_CALL_ERROR_READ, FALSE, "The file cannot be read. The pages come" },
    { none, 0, TRUE, "No fault" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      show (panel, cases[i].messages, cases[i].code, cases[i].has_pages);
      g_assert_nonnull (page_fixture_find (panel->window, ETB_TYPE_NOTICE, cases[i].state));
      g_assert_cmpuint (page_fixture_count (panel->window, GTK_TYPE_LIST_BOX_ROW, NULL), ==,
                        g_strv_length ((char **)cases[i].messages));
    }
}

static gboolean
has_text (gpointer data)
{
  return *(char **)data != NULL;
}

static void
on_text_read (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

/* The folder goes with what is copied: it is sent to somebody. */
static void
what_is_copied_is_whole (Panel *panel, gconstpointer data)
{
  g_autofree char *text = NULL;

  show (panel, one, ETB_CALL_ERROR_MEANING, TRUE);
  g_assert_nonnull (
      page_fixture_find (panel->window, GTK_TYPE_LABEL, "appel.xml: ligne 12, colonne 3"));
  g_assert_null (page_fixture_find (panel->window, GTK_TYPE_LABEL, "/maison"));
  page_fixture_click (page_fixture_find (panel->window, GTK_TYPE_BUTTON, NULL));
  g_assert_cmpuint (panel->copied, ==, 1);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (panel->window), NULL, on_text_read,
                                 &text);
  page_fixture_wait (has_text, &text);
  g_assert_cmpstr (text, ==, one[0]);
}

/* GTK complains when what has the focus is taken away. */
static void
the_focus_stays_in_the_panel (Panel *panel, gconstpointer data)
{
  show (panel, two, ETB_CALL_ERROR_MEANING, TRUE);
  g_assert_true (gtk_widget_grab_focus (page_fixture_find (panel->window, GTK_TYPE_BUTTON, NULL)));
  show (panel, none, 0, TRUE);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (panel->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (panel->list)));
}

static void
add (const char *path, void (*test) (Panel *, gconstpointer))
{
  g_test_add (path, Panel, NULL, panel_set_up, test, panel_tear_down);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  add ("/fault-list/the-state-is-said", the_state_is_said);
  add ("/fault-list/what-is-copied-is-whole", what_is_copied_is_whole);
  add ("/fault-list/the-focus-stays-in-the-panel", the_focus_stays_in_the_panel);

  return g_test_run ();
}
