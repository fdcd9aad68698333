/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-found-place.h"

G_BEGIN_DECLS

/* An entry that proposes what fits as one types, in a list under it.
 *
 * By keyboard: Down goes from the entry into the suggestions, Enter takes one, Escape closes them.
 * Enter in the entry takes the only suggestion, or the one that is spelt in full.
 *
 * Signals
 *   typed ()                          somebody changed the text
 *   taken (EtbSuggestion suggestion)  somebody took one: the entry shows its label
 *   entered ()                        Enter, with nothing to take */

#define ETB_TYPE_SUGGEST_ENTRY (etb_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (EtbSuggestEntry, etb_suggest_entry, ETB, SUGGEST_ENTRY, GtkBox)

typedef struct
{
  char *value;          /* what is stored */
  char *name;           /* what one would type in full */
  char *label;          /* what the entry shows once it is taken */
  char *detail;         /* under the label in the list, or NULL */
  EtbFoundPlace *place; /* the place that it names, or NULL */
} EtbSuggestion;

EtbSuggestion *etb_suggestion_new (const char *value, const char *name, const char *label,
                                   const char *detail);
void etb_suggestion_free (EtbSuggestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSuggestion, etb_suggestion_free)

/* The text without accents, capitals and marks, for comparing what people type. (transfer full) */
char *etb_suggest_fold (const char *text);

/* The one of @suggestions that @typed spells in full; NULL when none does, or several do: never a
 * guess. (transfer none) (nullable) */
const EtbSuggestion *etb_suggestion_find_spelt (GPtrArray *suggestions, const char *typed);

/* What Enter takes: the only suggestion, or the one that is spelt in full. */
const EtbSuggestion *etb_suggestion_find_meant (GPtrArray *suggestions, const char *typed);

/* What fits @typed, the best first: asked at each key, on the main loop.
 * Returns: (transfer full) (element-type EtbSuggestion) */
typedef GPtrArray *(*EtbSuggestFunc) (const char *typed, gpointer data);

/* @data: of @suggest; must live as long as the entry */
GtkWidget *etb_suggest_entry_new (EtbSuggestFunc suggest, gpointer data);

/* (transfer none) */
GtkEntry *etb_suggest_entry_get_entry (EtbSuggestEntry *self);

const char *etb_suggest_entry_get_text (EtbSuggestEntry *self);

/* No signal is emitted, and nothing is proposed. */
void etb_suggest_entry_set_text (EtbSuggestEntry *self, const char *text);

/* Proposes what fits the text. FALSE when nothing does. */
gboolean etb_suggest_entry_propose (EtbSuggestEntry *self);

void etb_suggest_entry_set_editable (EtbSuggestEntry *self, gboolean editable);

G_END_DECLS
