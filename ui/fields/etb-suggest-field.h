/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"

G_BEGIN_DECLS

/* A question answered by typing a few letters and taking one of the suggestions: the base of
 * communes and long lists.
 *
 * By keyboard: Down goes from the entry into the suggestions, Enter takes one, Escape closes them.
 * Enter in the entry takes the only suggestion. What is typed exactly as one suggestion is that
 * one. Any other text is kept as typed, and is for the rules to judge. */

#define ETB_TYPE_SUGGEST_FIELD (etb_suggest_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtbSuggestField, etb_suggest_field, ETB, SUGGEST_FIELD, EtbField)

typedef struct
{
  char *value;  /* what is stored */
  char *name;   /* what one would type in full */
  char *label;  /* what the entry shows once it is taken */
  char *detail; /* under the label in the list, or NULL */
} EtbSuggestion;

EtbSuggestion *etb_suggestion_new (const char *value, const char *name, const char *label,
                                   const char *detail);
void etb_suggestion_free (EtbSuggestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSuggestion, etb_suggestion_free)

struct _EtbSuggestFieldClass
{
  EtbFieldClass parent_class;

  /* What fits @typed, the best first. (transfer full) (element-type EtbSuggestion) */
  GPtrArray *(*suggest) (EtbSuggestField *self, const char *typed);

  /* The label of a stored value. (transfer full) (nullable): NULL when it is not one */
  char *(*describe) (EtbSuggestField *self, const char *value);
};

/* Both texts without accents, capitals and marks, for comparing what people type. (transfer full)
 */
char *etb_suggest_fold (const char *text);

G_END_DECLS
