/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard of the driver: keys, where the focus is, and what can be focused. */

#include <string.h>

#include <X11/Xlib.h>
#include <X11/keysym.h>

#include "etb-driver-private.h"

/* More stops of the Tab key than any page has. */
#define MAX_STOPS   400
#define FOCUS_EVENT "object:state-changed:focused"
/* A focus that moves is there before. */
#define MOVE_MS 300

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
    etb_keyboard_hold (self->keyboard, held[i], TRUE);
  etb_keyboard_press (self->keyboard, (guint)XStringToKeysym (key));
  for (guint i = count; i > 0; i--)
    etb_keyboard_hold (self->keyboard, held[i - 1], FALSE);
  etb_driver_turn ();
}

void
etb_driver_type (EtbDriver *self, const char *text)
{
  etb_keyboard_type (self->keyboard, text);
  etb_driver_turn ();
}

/* A focused window only says where the keyboard is on the whole: the last one found is the
 * innermost. */
static gboolean
has_focus (EtbNode *node, guint depth, gpointer data)
{
  EtbNode **found = data;

  if (etb_node_has_state (node, ATSPI_STATE_FOCUSED))
    g_set_object (found, node);
  return FALSE;
}

static EtbNode *
find_focused (void)
{
  EtbNode *found = NULL;

  etb_tree_walk (has_focus, &found);
  return found;
}

char *
etb_driver_focused (EtbDriver *self)
{
  g_autoptr (EtbNode) node = find_focused ();

  return node != NULL ? etb_node_name (node) : g_strdup ("");
}

void
etb_driver_wait_focus (EtbDriver *self, const char *name)
{
  gint64 since = g_get_monotonic_time ();
  g_autofree char *wanted = g_strdup (name);

  etb_fold_blanks (wanted);
  for (;;)
    {
      g_autofree char *focused = etb_driver_focused (self);

      if (etb_name_matches (focused, wanted))
        return;
      if (!etb_driver_is_patient (self, since))
        etb_driver_fail (self, "the focus is on “%s”, not on “%s”", focused, wanted);
    }
}

void
etb_driver_tab_to (EtbDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (GString) seen = g_string_new (NULL);

  for (int i = 0; i < MAX_STOPS; i++)
    {
      g_autoptr (EtbNode) node = find_focused ();
      g_autofree char *focused = node != NULL ? etb_node_name (node) : g_strdup ("");

      if (node != NULL && etb_name_matches (focused, name)
          && (role == ATSPI_ROLE_INVALID || atspi_accessible_get_role (node, NULL) == role))
        return;
      g_string_append_printf (seen, "  %s\n", focused);
      etb_driver_key (self, "Tab");
    }
  etb_driver_fail (self, "Tab never reaches “%s”; it went over:\n%s", name, seen->str);
}

/* Another option of the same question. */
static gboolean
is_option_beside (EtbNode *node, EtbNode *option)
{
  g_autoptr (EtbNode) parent = NULL, other = NULL;

  if (atspi_accessible_get_role (node, NULL) != ATSPI_ROLE_RADIO_BUTTON)
    return FALSE;
  parent = atspi_accessible_get_parent (node, NULL);
  other = atspi_accessible_get_parent (option, NULL);
  return parent == other;
}

static void
on_focus (AtspiEvent *event, gpointer data)
{
  EtbDriver *self = data;

  self->focus_moves += event->detail1 != 0 ? 1 : 0;
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

void
etb_driver_follow_focus (EtbDriver *self)
{
  g_autoptr (GError) error = NULL;

  self->focus_listener = atspi_event_listener_new (on_focus, self, NULL);
  atspi_event_listener_register (self->focus_listener, FOCUS_EVENT, &error);
  g_assert_no_error (error);
}

void
etb_driver_forget_focus (EtbDriver *self)
{
  atspi_event_listener_deregister (self->focus_listener, FOCUS_EVENT, NULL);
  g_clear_object (&self->focus_listener);
}

/* Presses the key and lets the focus arrive, if it moves at all. */
static void
move_focus (EtbDriver *self, const char *key)
{
  const guint moves = self->focus_moves;
  const gint64 end = g_get_monotonic_time () + MOVE_MS * 1000;

  etb_driver_key (self, key);
  while (self->focus_moves == moves && g_get_monotonic_time () < end)
    etb_driver_turn ();
}

/* The options of a question are below one another or in a line. */
static const char *
find_way (EtbNode *node, EtbNode **before)
{
  g_autoptr (EtbNode) focused = NULL;
  const char *way = "Tab";

  if (atspi_accessible_get_role (node, NULL) != ATSPI_ROLE_RADIO_BUTTON)
    return way;
  focused = find_focused ();
  if (focused != NULL && is_option_beside (focused, node))
    way = focused == *before ? "Right" : "Down";
  g_set_object (before, focused);
  return way;
}

void
etb_driver_tab_to_node (EtbDriver *self, EtbNode *node)
{
  g_autofree char *name = etb_node_name (node);
  g_autoptr (EtbNode) before = NULL;

  for (int i = 0; i < MAX_STOPS; i++)
    {
      atspi_accessible_clear_cache (node);
      if (etb_node_has_state (node, ATSPI_STATE_FOCUSED))
        return;
      move_focus (self, find_way (node, &before));
    }
  etb_driver_fail (self, "no key leads to “%s”", name);
}

void
etb_driver_open_row (EtbDriver *self, const char *name)
{
  g_autoptr (EtbNode) row = etb_driver_wait (self, ATSPI_ROLE_LIST_ITEM, name);
  g_autofree char *last = NULL;

  (void)row;
  for (int i = 0; i < MAX_STOPS; i++)
    {
      g_autoptr (EtbNode) node = find_focused ();
      g_autofree char *focused = node != NULL ? etb_node_name (node) : g_strdup ("");
      gboolean in_list
          = node != NULL && atspi_accessible_get_role (node, NULL) == ATSPI_ROLE_LIST_ITEM;

      if (in_list && etb_name_matches (focused, name))
        {
          etb_driver_key (self, "Return");
          return;
        }
      /* Down stays where it is at the end of a list: this was not the right one. */
      if (in_list && g_strcmp0 (last, focused) != 0)
        etb_driver_key (self, "Down");
      else
        etb_driver_key (self, "Tab");
      g_free (last);
      last = g_steal_pointer (&focused);
    }
  etb_driver_fail (self, "no key leads to the row “%s”", name);
}

void
etb_driver_open_menu (EtbDriver *self, const char *item)
{
  etb_driver_key (self, "F10");
  g_autoptr (EtbNode) node = etb_driver_wait (self, ATSPI_ROLE_MENU_ITEM, item);

  (void)node;
  for (int i = 0; i < MAX_STOPS; i++)
    {
      g_autofree char *focused = etb_driver_focused (self);

      if (etb_name_matches (focused, item))
        {
          etb_driver_key (self, "Return");
          return;
        }
      etb_driver_key (self, "Down");
    }
  etb_driver_fail (self, "no key leads to “%s” in the menu", item);
}

GPtrArray *
etb_driver_tab_round (EtbDriver *self, const char *page)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EtbNode) start = find_focused ();

  for (int i = 0; start != NULL && i < MAX_STOPS; i++)
    {
      etb_driver_key (self, "Tab");
      g_autoptr (EtbNode) node = find_focused ();
      if (node == NULL)
        etb_driver_fail (self, "%s: Tab leads nowhere", page);
      g_ptr_array_add (names, etb_node_name (node));
      if (node == start)
        return g_steal_pointer (&names);
    }
  g_ptr_array_add (names, NULL);
  g_autofree char *way = g_strjoinv ("\n  ", (char **)names->pdata);
  etb_driver_fail (self, "%s: Tab does not come back:\n  %s", page, way);
}

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
is_type_name (const char *name)
{
  return g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw")
         || g_str_has_prefix (name, "Etb");
}

static gboolean
lint_node (EtbNode *node, guint depth, gpointer data)
{
  if (!etb_node_has_state (node, ATSPI_STATE_FOCUSABLE)
      || is_container (atspi_accessible_get_role (node, NULL)))
    return FALSE;

  g_autofree char *name = etb_node_name (node);
  if (*name == '\0' || is_type_name (name))
    {
      g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
      g_string_append_printf (data, "  %s named “%s”\n", role, name);
    }
  return FALSE;
}

void
etb_driver_lint (EtbDriver *self, const char *page)
{
  g_autoptr (GString) faults = g_string_new (NULL);

  etb_tree_walk (lint_node, faults);
  if (faults->len > 0)
    etb_driver_fail (self, "%s: what can be focused has no name:\n%s", page, faults->str);
}
