/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Suggestions in a popover that does not take the focus by itself; see the header.
 * Callers: EtbSuggestField, EtbPlaceView. */

#include "etb-suggest-entry.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"

#define MAX_LIST_HEIGHT 280
/* What the frame of the list takes of the width of the entry. */
#define FRAME_WIDTH 20

struct _EtbSuggestEntry
{
  GtkBox parent_instance;

  EtbSuggestFunc suggest;
  gpointer data;
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *list;
  GSignalGroup *scroll;   /* of what the entry scrolls with, while there was something to propose */
  GPtrArray *suggestions; /* (element-type EtbSuggestion) one a row of the list */
  gboolean filling;       /* the entry is being written by the program */
};

enum
{
  TYPED,
  TAKEN,
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbSuggestEntry, etb_suggest_entry, GTK_TYPE_BOX)

/* A detail of at most so many characters stands beside the label, a longer one under it. */
#define MAX_BESIDE 8

EtbSuggestion *
etb_suggestion_new (const char *value, const char *name, const char *label, const char *detail)
{
  EtbSuggestion *self = g_new0 (EtbSuggestion, 1);

  self->value = g_strdup (value);
  self->name = g_strdup (name);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);

  return self;
}

void
etb_suggestion_free (EtbSuggestion *self)
{
  g_free (self->value);
  g_free (self->name);
  g_free (self->label);
  g_free (self->detail);
  g_clear_pointer (&self->place, etb_found_place_free);
  g_free (self);
}

char *
etb_suggest_fold (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  char *p = ascii;

  for (char *q = ascii; *q != '\0'; q++)
    if (g_ascii_isalnum (*q))
      *p++ = g_ascii_tolower (*q);
  *p = '\0';

  return g_steal_pointer (&ascii);
}

const EtbSuggestion *
etb_suggestion_find_spelt (GPtrArray *suggestions, const char *typed)
{
  g_autofree char *folded = etb_suggest_fold (typed);
  const EtbSuggestion *found = NULL;

  if (*folded == '\0')
    return NULL;
  for (guint i = 0; i < suggestions->len; i++)
    {
      const EtbSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      g_autofree char *name = etb_suggest_fold (suggestion->name);
      g_autofree char *label = etb_suggest_fold (suggestion->label);

      if (g_str_equal (label, folded))
        return suggestion;
      if (!g_str_equal (name, folded))
        continue;
      if (found != NULL)
        return NULL;
      found = suggestion;
    }
  return found;
}

const EtbSuggestion *
etb_suggestion_find_meant (GPtrArray *suggestions, const char *typed)
{
  return suggestions->len == 1 ? g_ptr_array_index (suggestions, 0)
                               : etb_suggestion_find_spelt (suggestions, typed);
}

static void
close_list (EtbSuggestEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
etb_suggest_entry_set_text (EtbSuggestEntry *self, const char *text)
{
  g_return_if_fail (ETB_IS_SUGGEST_ENTRY (self));

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->filling = FALSE;
  close_list (self);
}

/* @suggestion may go with the list that is made next: it is used before anything else is asked. */
static void
take (EtbSuggestEntry *self, const EtbSuggestion *suggestion)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_ref (self->suggestions);

  etb_suggest_entry_set_text (self, suggestion->label);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  g_signal_emit (self, signals[TAKEN], 0, suggestion);
}

static GtkWidget *
make_row (const EtbSuggestion *suggestion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  gboolean brief
      = suggestion->detail != NULL && g_utf8_strlen (suggestion->detail, -1) <= MAX_BESIDE;
  GtkWidget *box
      = gtk_box_new (brief ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, brief ? 12 : 0);
  GtkWidget *label = etb_words_new (suggestion->label, NULL);
  g_autofree char *name = NULL;

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (suggestion->detail != NULL)
    gtk_box_append (GTK_BOX (box), etb_words_new (suggestion->detail, "etb-quiet"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  name = suggestion->detail != NULL
             ? g_strdup_printf ("%s, %s", suggestion->label, suggestion->detail)
             : g_strdup (suggestion->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
fill_list (EtbSuggestEntry *self)
{
  GtkWidget *row;

  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  self->suggestions = self->suggest (etb_suggest_entry_get_text (self), self->data);

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < self->suggestions->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         make_row (g_ptr_array_index (self->suggestions, i)));
}

/* Scrolled away by the person, not by the list, which the page follows when it takes the focus. */
static void
on_scrolled (EtbSuggestEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->popover))
    close_list (self);
}

/* As wide as the entry, and as high as its lines are at that width: asked for its height alone, the
 * toolkit answers as if no line had to wrap. */
static void
size_list (EtbSuggestEntry *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW);
  const int width = gtk_widget_get_width (self->entry);
  int height;

  gtk_widget_measure (self->list, GTK_ORIENTATION_VERTICAL, MAX (width - FRAME_WIDTH, 0), NULL,
                      &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN (height, MAX_LIST_HEIGHT));
  gtk_widget_set_size_request (self->popover, width, -1);
}

/* A list belongs under its entry: it goes with the focus, which whoever fills the entry by an
 * assistive technology may not have brought here, and when the entry is scrolled away. */
static void
open_list (EtbSuggestEntry *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *scroll = scroller != NULL
                              ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))
                              : NULL;

  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  g_signal_group_set_target (self->scroll, scroll);
  size_list (self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

gboolean
etb_suggest_entry_propose (EtbSuggestEntry *self)
{
  g_return_val_if_fail (ETB_IS_SUGGEST_ENTRY (self), FALSE);

  fill_list (self);
  if (self->suggestions->len == 0 || !gtk_widget_get_mapped (self->entry))
    {
      close_list (self);
      return FALSE;
    }
  open_list (self);
  return TRUE;
}

static void
on_entry_changed (EtbSuggestEntry *self)
{
  if (self->filling)
    return;
  g_signal_emit (self, signals[TYPED], 0);
  if (*etb_suggest_entry_get_text (self) != '\0')
    etb_suggest_entry_propose (self);
  else
    close_list (self);
}

static void
on_entry_activate (EtbSuggestEntry *self)
{
  const EtbSuggestion *meant
      = gtk_widget_get_visible (self->popover)
            ? etb_suggestion_find_meant (self->suggestions, etb_suggest_entry_get_text (self))
            : NULL;

  if (meant != NULL)
    {
      take (self, meant);
      return;
    }
  /* What is said of the text is under it, where the list was. */
  close_list (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
on_entry_icon_press (EtbSuggestEntry *self)
{
  if (gtk_widget_get_visible (self->popover))
    close_list (self);
  else
    etb_suggest_entry_propose (self);
}

static gboolean
on_entry_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
                      GdkModifierType state, gpointer user_data)
{
  EtbSuggestEntry *self = ETB_SUGGEST_ENTRY (user_data);
  gboolean open = gtk_widget_get_visible (self->popover);

  if (keyval == GDK_KEY_Escape && open)
    {
      close_list (self);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  if (!open)
    etb_suggest_entry_propose (self);
  if (gtk_widget_get_visible (self->popover))
    gtk_widget_grab_focus (gtk_widget_get_first_child (self->list));

  return GDK_EVENT_STOP;
}

static gboolean
on_list_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
                     GdkModifierType state, gpointer user_data)
{
  EtbSuggestEntry *self = ETB_SUGGEST_ENTRY (user_data);
  GtkWidget *first = gtk_widget_get_first_child (self->list);
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if (keyval != GDK_KEY_Escape && !(up && first != NULL && gtk_widget_has_focus (first)))
    return GDK_EVENT_PROPAGATE;

  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  if (keyval == GDK_KEY_Escape)
    close_list (self);

  return GDK_EVENT_STOP;
}

static void
on_list_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  EtbSuggestEntry *self = ETB_SUGGEST_ENTRY (user_data);
  guint position = (guint)gtk_list_box_row_get_index (row);

  take (self, g_ptr_array_index (self->suggestions, position));
}

static void
on_box_focus_leave (GtkEventControllerFocus *controller, gpointer user_data)
{
  close_list (ETB_SUGGEST_ENTRY (user_data));
}

static void
on_popover_visible (GtkWidget *popover, GParamSpec *pspec, gpointer user_data)
{
  EtbSuggestEntry *self = ETB_SUGGEST_ENTRY (user_data);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED,
                               gtk_widget_get_visible (popover), -1);
}

static void
build_popover (EtbSuggestEntry *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_list_row_activated), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_list_key_pressed), self);
  gtk_widget_add_controller (self->list, keys);

  gtk_widget_set_focusable (scroller, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);

  self->popover = gtk_popover_new ();
  etb_popover_suit_display (self->popover);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "etb-suggestions");
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  g_signal_connect (self->popover, "notify::visible", G_CALLBACK (on_popover_visible), self);
}

static void
build_entry (EtbSuggestEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 40);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _ ("Show the suggestions"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
      GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activate), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (on_entry_icon_press), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key_pressed), self);
}

static void
etb_suggest_entry_dispose (GObject *object)
{
  g_clear_object (&ETB_SUGGEST_ENTRY (object)->scroll);
  g_clear_pointer (&ETB_SUGGEST_ENTRY (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (etb_suggest_entry_parent_class)->dispose (object);
}

static void
etb_suggest_entry_finalize (GObject *object)
{
  g_clear_pointer (&ETB_SUGGEST_ENTRY (object)->suggestions, g_ptr_array_unref);
  G_OBJECT_CLASS (etb_suggest_entry_parent_class)->finalize (object);
}

static void
etb_suggest_entry_class_init (EtbSuggestEntryClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_suggest_entry_dispose;
  G_OBJECT_CLASS (class)->finalize = etb_suggest_entry_finalize;
  signals[TYPED]
      = g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_POINTER);
  signals[ENTERED]
      = g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_suggest_entry_init (EtbSuggestEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->scroll = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scroll, "value-changed", G_CALLBACK (on_scrolled), self);
  build_entry (self);
  gtk_box_append (GTK_BOX (self), self->entry);
  build_popover (self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (focus, "leave", G_CALLBACK (on_box_focus_leave), self);
}

GtkWidget *
etb_suggest_entry_new (EtbSuggestFunc suggest, gpointer data)
{
  EtbSuggestEntry *self;

  g_return_val_if_fail (suggest != NULL, NULL);

  self = g_object_new (ETB_TYPE_SUGGEST_ENTRY, NULL);
  self->suggest = suggest;
  self->data = data;
  return GTK_WIDGET (self);
}

GtkEntry *
etb_suggest_entry_get_entry (EtbSuggestEntry *self)
{
  g_return_val_if_fail (ETB_IS_SUGGEST_ENTRY (self), NULL);

  return GTK_ENTRY (self->entry);
}

const char *
etb_suggest_entry_get_text (EtbSuggestEntry *self)
{
  g_return_val_if_fail (ETB_IS_SUGGEST_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
etb_suggest_entry_set_editable (EtbSuggestEntry *self, gboolean editable)
{
  g_return_if_fail (ETB_IS_SUGGEST_ENTRY (self));

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  !editable, -1);
  gtk_entry_set_icon_sensitive (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, editable);
}
