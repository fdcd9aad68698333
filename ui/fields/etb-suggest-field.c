/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry with suggestions in a popover that does not take the focus by itself.
 *
 * Invariant: `chosen` is the stored value of what the entry shows, or NULL when the text was typed
 * and not taken from the suggestions.
 *
 * Subclasses give the suggestions: EtbCommuneField, EtbListField. */

#include "etb-suggest-field.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"

typedef struct
{
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *list;
  GPtrArray *suggestions; /* (element-type EtbSuggestion) one a row of the list */
  char *chosen;
  gboolean filling; /* the entry is being written by the program */
} EtbSuggestFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (EtbSuggestField, etb_suggest_field, ETB_TYPE_FIELD)

#define GET_PRIVATE(self) ((EtbSuggestFieldPrivate *)etb_suggest_field_get_instance_private (self))

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

static const char *
get_text (EtbSuggestField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (GET_PRIVATE (self)->entry));
}

static void
set_text (EtbSuggestField *self, const char *text)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);

  priv->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (priv->entry), -1);
  priv->filling = FALSE;
}

static void
close_list (EtbSuggestField *self)
{
  gtk_popover_popdown (GTK_POPOVER (GET_PRIVATE (self)->popover));
}

static void
take (EtbSuggestField *self, const EtbSuggestion *suggestion)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);

  g_free (priv->chosen);
  priv->chosen = g_strdup (suggestion->value);
  set_text (self, suggestion->label);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (priv->entry));
  close_list (self);
  etb_field_touch (ETB_FIELD (self), TRUE);
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
fill_list (EtbSuggestField *self)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  GtkWidget *row;

  g_clear_pointer (&priv->suggestions, g_ptr_array_unref);
  /* Once something is taken its label would match nothing but itself: the others are offered. */
  priv->suggestions = ETB_SUGGEST_FIELD_GET_CLASS (self)->suggest (
      self, priv->chosen != NULL ? "" : get_text (self));

  while ((row = gtk_widget_get_first_child (priv->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (priv->list), row);
  for (guint i = 0; i < priv->suggestions->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (priv->list),
                         make_row (g_ptr_array_index (priv->suggestions, i)));
}

static void
open_list (EtbSuggestField *self)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);

  fill_list (self);
  if (priv->suggestions->len == 0 || !gtk_widget_get_mapped (priv->entry))
    {
      close_list (self);
      return;
    }

  gtk_widget_set_size_request (priv->popover, gtk_widget_get_width (priv->entry), -1);
  gtk_popover_popup (GTK_POPOVER (priv->popover));
}

/* The one suggestion that @typed spells in full: never a guess. */
static char *
resolve (EtbSuggestField *self, const char *typed)
{
  g_autoptr (GPtrArray) suggestions = NULL;
  g_autofree char *folded = etb_suggest_fold (typed);
  const EtbSuggestion *found = NULL;

  if (*folded == '\0')
    return NULL;

  suggestions = ETB_SUGGEST_FIELD_GET_CLASS (self)->suggest (self, typed);
  for (guint i = 0; i < suggestions->len; i++)
    {
      const EtbSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      g_autofree char *name = etb_suggest_fold (suggestion->name);
      g_autofree char *label = etb_suggest_fold (suggestion->label);

      if (g_str_equal (label, folded))
        return g_strdup (suggestion->value);
      if (!g_str_equal (name, folded))
        continue;
      if (found != NULL)
        return NULL;
      found = suggestion;
    }

  return found != NULL ? g_strdup (found->value) : NULL;
}

static void
on_entry_changed (GtkEditable *editable, gpointer user_data)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (user_data);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);

  if (priv->filling)
    return;

  g_clear_pointer (&priv->chosen, g_free);
  etb_field_touch (ETB_FIELD (self), FALSE);
  if (*get_text (self) != '\0')
    open_list (self);
  else
    close_list (self);
}

static void
on_entry_activate (GtkEntry *entry, gpointer user_data)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (user_data);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);

  if (gtk_widget_get_visible (priv->popover) && priv->suggestions->len == 1)
    take (self, g_ptr_array_index (priv->suggestions, 0));
  else
    etb_field_commit (ETB_FIELD (self));
}

static void
on_entry_icon_press (GtkEntry *entry, GtkEntryIconPosition position, gpointer user_data)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (user_data);

  if (gtk_widget_get_visible (GET_PRIVATE (self)->popover))
    close_list (self);
  else
    open_list (self);
}

static gboolean
on_entry_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
                      GdkModifierType state, gpointer user_data)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (user_data);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  gboolean open = gtk_widget_get_visible (priv->popover);

  if (keyval == GDK_KEY_Escape && open)
    {
      close_list (self);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  if (!open)
    open_list (self);
  if (gtk_widget_get_visible (priv->popover))
    gtk_widget_grab_focus (gtk_widget_get_first_child (priv->list));

  return GDK_EVENT_STOP;
}

static gboolean
on_list_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
                     GdkModifierType state, gpointer user_data)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (user_data);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  GtkWidget *first = gtk_widget_get_first_child (priv->list);
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if (keyval != GDK_KEY_Escape && !(up && first != NULL && gtk_widget_has_focus (first)))
    return GDK_EVENT_PROPAGATE;

  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (priv->entry));
  if (keyval == GDK_KEY_Escape)
    close_list (self);

  return GDK_EVENT_STOP;
}

static void
on_list_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (user_data);
  guint position = (guint)gtk_list_box_row_get_index (row);

  take (self, g_ptr_array_index (GET_PRIVATE (self)->suggestions, position));
}

static void
on_box_focus_leave (GtkEventControllerFocus *controller, gpointer user_data)
{
  close_list (ETB_SUGGEST_FIELD (user_data));
}

static void
on_popover_visible (GtkWidget *popover, GParamSpec *pspec, gpointer user_data)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (ETB_SUGGEST_FIELD (user_data));

  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_STATE_EXPANDED,
                               gtk_widget_get_visible (popover), -1);
}

static void
build_popover (EtbSuggestField *self)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  priv->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (priv->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect (priv->list, "row-activated", G_CALLBACK (on_list_row_activated), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_list_key_pressed), self);
  gtk_widget_add_controller (priv->list, keys);

  gtk_widget_set_focusable (scroller, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), priv->list);

  priv->popover = gtk_popover_new ();
  etb_popover_suit_display (priv->popover);
  gtk_popover_set_autohide (GTK_POPOVER (priv->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (priv->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (priv->popover), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (priv->popover, "menu");
  gtk_widget_add_css_class (priv->popover, "etb-suggestions");
  gtk_popover_set_child (GTK_POPOVER (priv->popover), scroller);
  g_signal_connect (priv->popover, "notify::visible", G_CALLBACK (on_popover_visible), self);
}

static void
etb_suggest_field_build (EtbField *field)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (field);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  priv->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (priv->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (priv->entry), 40);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (priv->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (priv->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _ ("Show the suggestions"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
      GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (priv->entry, keys);
  gtk_box_append (GTK_BOX (box), priv->entry);
  gtk_widget_add_controller (box, focus);

  build_popover (self);
  gtk_widget_set_parent (priv->popover, box);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  etb_field_set_editor (field, box, priv->entry);
  etb_field_frame_set_counter (
      etb_field_get_frame (field),
      _ ("Type a few letters, then choose in the list with the Down key or the mouse."), FALSE);

  g_signal_connect (priv->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect (priv->entry, "activate", G_CALLBACK (on_entry_activate), self);
  g_signal_connect (priv->entry, "icon-press", G_CALLBACK (on_entry_icon_press), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key_pressed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_box_focus_leave), self);
}

static void
etb_suggest_field_show_value (EtbField *field, const char *stored)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (field);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  g_autofree char *label = ETB_SUGGEST_FIELD_GET_CLASS (self)->describe (self, stored);

  g_free (priv->chosen);
  priv->chosen = label != NULL ? g_strdup (stored) : NULL;
  set_text (self, label != NULL ? label : stored);
}

static char *
etb_suggest_field_get_typed (EtbField *field)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (field);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  char *value;

  if (priv->chosen != NULL)
    return g_strdup (priv->chosen);

  value = resolve (self, get_text (self));

  return value != NULL ? value : g_strdup (get_text (self));
}

static void
etb_suggest_field_set_editable (EtbField *field, gboolean editable)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (ETB_SUGGEST_FIELD (field));

  gtk_editable_set_editable (GTK_EDITABLE (priv->entry), editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  !editable, -1);
  gtk_entry_set_icon_sensitive (GTK_ENTRY (priv->entry), GTK_ENTRY_ICON_SECONDARY, editable);
}

static void
etb_suggest_field_dispose (GObject *object)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (ETB_SUGGEST_FIELD (object));

  g_clear_pointer (&priv->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (etb_suggest_field_parent_class)->dispose (object);
}

static void
etb_suggest_field_finalize (GObject *object)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (ETB_SUGGEST_FIELD (object));

  g_clear_pointer (&priv->suggestions, g_ptr_array_unref);
  g_free (priv->chosen);

  G_OBJECT_CLASS (etb_suggest_field_parent_class)->finalize (object);
}

static void
etb_suggest_field_class_init (EtbSuggestFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  object_class->dispose = etb_suggest_field_dispose;
  object_class->finalize = etb_suggest_field_finalize;
  field_class->build = etb_suggest_field_build;
  field_class->show_value = etb_suggest_field_show_value;
  field_class->get_typed = etb_suggest_field_get_typed;
  field_class->set_editable = etb_suggest_field_set_editable;
}

static void
etb_suggest_field_init (EtbSuggestField *self)
{
}
