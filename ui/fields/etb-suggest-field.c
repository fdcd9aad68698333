/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed or taken as an answer; see the header.
 *
 * Invariant: `chosen` is the stored value of what the entry shows, or NULL when the text was typed
 * and not taken from the suggestions.
 *
 * Subclasses give the suggestions: EtbAddressField, EtbCommuneField, EtbListField. */

#include "etb-suggest-field.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  EtbSuggestEntry *editor;
  char *chosen;
} EtbSuggestFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (EtbSuggestField, etb_suggest_field, ETB_TYPE_FIELD)

#define GET_PRIVATE(self) ((EtbSuggestFieldPrivate *)etb_suggest_field_get_instance_private (self))

/* Once something is taken its label would match nothing but itself: the others are offered. */
static GPtrArray *
suggest (const char *typed, gpointer data)
{
  EtbSuggestField *self = data;

  return ETB_SUGGEST_FIELD_GET_CLASS (self)->suggest (
      self, GET_PRIVATE (self)->chosen != NULL ? "" : typed);
}

static void
on_taken (EtbSuggestField *self, const EtbSuggestion *suggestion)
{
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  EtbSuggestFieldClass *klass = ETB_SUGGEST_FIELD_GET_CLASS (self);

  g_free (priv->chosen);
  priv->chosen = g_strdup (suggestion->value);
  if (klass->taken != NULL)
    klass->taken (self, suggestion);
  etb_field_touch (ETB_FIELD (self), TRUE);
}

static void
on_typed (EtbSuggestField *self)
{
  g_clear_pointer (&GET_PRIVATE (self)->chosen, g_free);
  etb_field_touch (ETB_FIELD (self), FALSE);
}

/* The stored value of the one suggestion that @typed spells in full: never a guess. */
static char *
resolve (EtbSuggestField *self, const char *typed)
{
  g_autoptr (GPtrArray) suggestions = NULL;
  const EtbSuggestion *spelt;

  if (*typed == '\0')
    return NULL;
  suggestions = ETB_SUGGEST_FIELD_GET_CLASS (self)->suggest (self, typed);
  spelt = etb_suggestion_find_spelt (suggestions, typed);
  return spelt != NULL ? g_strdup (spelt->value) : NULL;
}

static void
etb_suggest_field_build (EtbField *field)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (field);
  GtkWidget *editor = etb_suggest_entry_new (suggest, self);

  GET_PRIVATE (self)->editor = ETB_SUGGEST_ENTRY (editor);
  gtk_widget_set_halign (editor, GTK_ALIGN_START);
  etb_field_set_editor (field, editor,
                        GTK_WIDGET (etb_suggest_entry_get_entry (ETB_SUGGEST_ENTRY (editor))));
  etb_field_frame_set_counter (
      etb_field_get_frame (field),
      _ ("Type a few letters, then choose in the list with the Down key or the mouse."), FALSE);
  g_signal_connect_swapped (editor, "typed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (editor, "taken", G_CALLBACK (on_taken), self);
  g_signal_connect_swapped (editor, "entered", G_CALLBACK (etb_field_commit), self);
}

static void
etb_suggest_field_show_value (EtbField *field, const char *stored)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (field);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  g_autofree char *label = ETB_SUGGEST_FIELD_GET_CLASS (self)->describe (self, stored);

  g_free (priv->chosen);
  priv->chosen = label != NULL ? g_strdup (stored) : NULL;
  etb_suggest_entry_set_text (priv->editor, label != NULL ? label : stored);
}

static char *
etb_suggest_field_get_typed (EtbField *field)
{
  EtbSuggestField *self = ETB_SUGGEST_FIELD (field);
  EtbSuggestFieldPrivate *priv = GET_PRIVATE (self);
  const char *text = etb_suggest_entry_get_text (priv->editor);
  char *value;

  if (priv->chosen != NULL)
    return g_strdup (priv->chosen);

  value = resolve (self, text);

  return value != NULL ? value : g_strdup (text);
}

static void
etb_suggest_field_set_editable (EtbField *field, gboolean editable)
{
  etb_suggest_entry_set_editable (GET_PRIVATE (ETB_SUGGEST_FIELD (field))->editor, editable);
}

static void
etb_suggest_field_finalize (GObject *object)
{
  g_free (GET_PRIVATE (ETB_SUGGEST_FIELD (object))->chosen);

  G_OBJECT_CLASS (etb_suggest_field_parent_class)->finalize (object);
}

static void
etb_suggest_field_class_init (EtbSuggestFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = etb_suggest_field_finalize;
  field_class->build = etb_suggest_field_build;
  field_class->show_value = etb_suggest_field_show_value;
  field_class->get_typed = etb_suggest_field_get_typed;
  field_class->set_editable = etb_suggest_field_set_editable;
}

static void
etb_suggest_field_init (EtbSuggestField *self)
{
}
