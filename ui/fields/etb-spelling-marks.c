/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks under words: see the header. After a change the whole text is looked at again, a paragraph
 * at a time and a few milliseconds in a row: words that were judged once cost nothing more. A
 * paragraph's marks are only touched when they differ. Attached by fields of long texts. */

#include "etb-spelling-marks.h"

#include <glib/gi18n-lib.h>

#include "etb-spelling.h"

/* Of the main loop at a time, in microseconds. */
#define SLICE 4000

struct _EtbSpellingMarks
{
  GObject parent_instance;

  GtkTextView *view;     /* owns this */
  GtkTextBuffer *buffer; /* its own: nobody sets another */
  EtbSpelling *spelling; /* NULL outside a window that has one */
  guint source;          /* the look, or 0 */
  int line;              /* that it has come to */
  GCancellable *asking;  /* for suggestions, or NULL */
  GMenu *menu;
  char *word; /* that the menu is about, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbSpellingMarks, etb_spelling_marks, G_TYPE_OBJECT)

/* ---- Marking ----------------------------------------------------------------------------------
 */

static GtkTextTag *
get_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), ETB_SPELLING_TAG);

  return tag != NULL ? tag
                     : gtk_text_buffer_create_tag (buffer, ETB_SPELLING_TAG, "underline",
                                                   PANGO_UNDERLINE_ERROR, NULL);
}

/* Whether somebody is still typing the word that ends at @end. */
static gboolean
is_being_typed (EtbSpellingMarks *self, const GtkTextIter *end)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor,
                                    gtk_text_buffer_get_insert (self->buffer));
  return gtk_widget_has_focus (GTK_WIDGET (self->view)) && gtk_text_iter_equal (&cursor, end);
}

/* What is between words, or right, may have come into a word that was marked. */
static void
clear (EtbSpellingMarks *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextTag *tag = get_tag (self->buffer);
  GtkTextIter toggle = *start;

  if (gtk_text_iter_has_tag (start, tag)
      || (gtk_text_iter_forward_to_tag_toggle (&toggle, tag)
          && gtk_text_iter_compare (&toggle, end) < 0))
    gtk_text_buffer_remove_tag (self->buffer, tag, start, end);
}

static void
mark_word (EtbSpellingMarks *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextTag *tag = get_tag (self->buffer);
  GtkTextIter mark_end = *start;

  if (!gtk_text_iter_starts_tag (start, tag)
      || !gtk_text_iter_forward_to_tag_toggle (&mark_end, tag)
      || gtk_text_iter_compare (&mark_end, end) < 0)
    gtk_text_buffer_apply_tag (self->buffer, tag, start, end);
}

static void
mark_line (EtbSpellingMarks *self, int line)
{
  GtkTextIter start, end, done, word_start, word_end;
  g_autofree char *text = NULL;
  const char *word, *word_stop;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line);
  end = done = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
  for (word = text; etb_spelling_next_word (&word, &word_stop); word = word_stop)
    {
      gboolean right = self->spelling == NULL
                       || etb_spelling_is_right (self->spelling, word, (gsize)(word_stop - word));

      gtk_text_buffer_get_iter_at_line_index (self->buffer, &word_start, line, (int)(word - text));
      gtk_text_buffer_get_iter_at_line_index (self->buffer, &word_end, line,
                                              (int)(word_stop - text));
      if (right || is_being_typed (self, &word_end))
        continue;
      clear (self, &done, &word_start);
      mark_word (self, &word_start, &word_end);
      done = word_end;
    }
  gtk_text_iter_forward_line (&end); /* with the break, which may have come into a marked word */
  clear (self, &done, &end);
}

static gboolean
look (gpointer data)
{
  EtbSpellingMarks *self = data;
  const gint64 until = g_get_monotonic_time () + SLICE;

  while (self->line < gtk_text_buffer_get_line_count (self->buffer))
    {
      mark_line (self, self->line++);
      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* At leisure: what was typed is shown first. */
static void
look_again (EtbSpellingMarks *self)
{
  self->line = 0;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, look, self, NULL);
}

static void
on_rooted (EtbSpellingMarks *self)
{
  EtbSpelling *spelling = etb_spelling_of (GTK_WIDGET (self->view));

  if (spelling == self->spelling)
    return;
  if (self->spelling != NULL)
    g_signal_handlers_disconnect_by_data (self->spelling, self);
  g_set_object (&self->spelling, spelling);
  if (spelling != NULL)
    g_signal_connect_object (spelling, "changed", G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  look_again (self);
}

/* ---- The menu of a word -----------------------------------------------------------------------
 */

/* The marked word at the cursor. */
static gboolean
find_marked (EtbSpellingMarks *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextTag *tag = get_tag (self->buffer);

  gtk_text_buffer_get_iter_at_mark (self->buffer, start, gtk_text_buffer_get_insert (self->buffer));
  *end = *start;
  if (!gtk_text_iter_has_tag (start, tag) && !gtk_text_iter_ends_tag (start, tag))
    return FALSE;
  if (!gtk_text_iter_starts_tag (start, tag))
    gtk_text_iter_backward_to_tag_toggle (start, tag);
  if (!gtk_text_iter_ends_tag (end, tag))
    gtk_text_iter_forward_to_tag_toggle (end, tag);
  return TRUE;
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* @suggestions: (nullable) */
static void
fill_menu (EtbSpellingMarks *self, GStrv suggestions)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autofree char *add = g_strdup_printf (_ ("Add “%s” to my words"), self->word);
  g_autofree char *ignore = g_strdup_printf (_ ("Ignore “%s”"), self->word);

  g_menu_remove_all (self->menu);
  for (guint i = 0; suggestions != NULL && suggestions[i] != NULL; i++)
    add_item (section, suggestions[i], "spelling.correct", suggestions[i]);
  add_item (own, add, "spelling.add", self->word);
  add_item (own, ignore, "spelling.ignore", self->word);
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (section));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (own));
}

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbSpellingMarks) self = data;
  g_auto (GStrv) suggestions = etb_spelling_suggest_finish (ETB_SPELLING (source), result, NULL);

  if (suggestions == NULL || self->view == NULL || self->word == NULL)
    return;
  g_clear_object (&self->asking);
  fill_menu (self, suggestions);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "menu.popup", NULL);
}

/* Whether the menu at the cursor waits for what may have been meant. */
static gboolean
ask_about_word (EtbSpellingMarks *self)
{
  GtkTextIter start, end;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->word, g_free);
  g_menu_remove_all (self->menu);
  if (self->spelling == NULL || !gtk_text_view_get_editable (self->view)
      || gtk_text_buffer_get_has_selection (self->buffer) || !find_marked (self, &start, &end))
    return FALSE;
  self->word = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  self->asking = g_cancellable_new ();
  etb_spelling_suggest_async (self->spelling, self->word, self->asking, on_suggested,
                              g_object_ref (self));
  return TRUE;
}

static void
on_secondary_pressed (GtkGestureClick *gesture, int presses, double x, double y,
                      EtbSpellingMarks *self)
{
  GtkTextIter at;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, &at, buffer_x, buffer_y);
  if (gtk_text_buffer_get_has_selection (self->buffer)
      || !gtk_text_iter_has_tag (&at, get_tag (self->buffer)))
    {
      g_menu_remove_all (self->menu);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_buffer_place_cursor (self->buffer, &at);
  if (ask_about_word (self))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                EtbSpellingMarks *self)
{
  return (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
         && ask_about_word (self);
}

static void
on_correct (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbSpellingMarks *self = data;
  GtkTextIter start, end;
  g_autofree char *word = NULL;

  if (self->word == NULL || !find_marked (self, &start, &end))
    return;
  word = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  if (!g_str_equal (word, self->word))
    return;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
on_add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbSpellingMarks *self = data;

  if (self->spelling != NULL)
    etb_spelling_add (self->spelling, g_variant_get_string (parameter, NULL));
}

static void
on_ignore (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtbSpellingMarks *self = data;

  if (self->spelling != NULL)
    etb_spelling_ignore (self->spelling, g_variant_get_string (parameter, NULL));
}

/* ---- The object -------------------------------------------------------------------------------
 */

static void
add_menu (EtbSpellingMarks *self)
{
  static const GActionEntry actions[] = {
    { "correct", on_correct, "s", NULL, NULL, { 0 } },
    { "add", on_add, "s", NULL, NULL, { 0 } },
    { "ignore", on_ignore, "s", NULL, NULL, { 0 } },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (group));
  gtk_text_view_set_extra_menu (self->view, G_MENU_MODEL (self->menu));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/* The view goes, and lets go of this. */
static void
detach (gpointer data)
{
  EtbSpellingMarks *self = data;

  g_cancellable_cancel (self->asking);
  g_clear_handle_id (&self->source, g_source_remove);
  self->view = NULL;
  g_object_unref (self);
}

static void
etb_spelling_marks_finalize (GObject *object)
{
  EtbSpellingMarks *self = ETB_SPELLING_MARKS (object);

  g_clear_object (&self->asking);
  g_clear_object (&self->spelling);
  g_clear_object (&self->buffer);
  g_clear_object (&self->menu);
  g_free (self->word);
  G_OBJECT_CLASS (etb_spelling_marks_parent_class)->finalize (object);
}

static void
etb_spelling_marks_class_init (EtbSpellingMarksClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_spelling_marks_finalize;
}

static void
etb_spelling_marks_init (EtbSpellingMarks *self)
{
  self->menu = g_menu_new ();
}

void
etb_spelling_marks_attach (GtkTextView *view)
{
  EtbSpellingMarks *self;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  self = g_object_new (ETB_TYPE_SPELLING_MARKS, NULL);
  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  g_object_set_data_full (G_OBJECT (view), ETB_SPELLING_TAG, self, detach);
  add_menu (self);
  g_signal_connect_object (view, "notify::root", G_CALLBACK (on_rooted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::has-focus", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  on_rooted (self);
}
