/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field-private.h"
#include "etb-suggest-entry.h"

G_BEGIN_DECLS

/* A question answered by typing a few letters and taking one of the suggestions (EtbSuggestEntry):
 * the base of communes, addresses and long lists. What is typed exactly as one suggestion is that
 * one. Any other text is kept as typed, and is for the rules to judge. */

#define ETB_TYPE_SUGGEST_FIELD (etb_suggest_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtbSuggestField, etb_suggest_field, ETB, SUGGEST_FIELD, EtbField)

struct _EtbSuggestFieldClass
{
  EtbFieldClass parent_class;

  /* What fits @typed, the best first. (transfer full) (element-type EtbSuggestion) */
  GPtrArray *(*suggest) (EtbSuggestField *self, const char *typed);

  /* The label of a stored value. (transfer full) (nullable): NULL when it is not one */
  char *(*describe) (EtbSuggestField *self, const char *value);

  /* For what more than this answer follows from @suggestion: answers with all of it, as one act.
   * NULL: nothing does. */
  void (*taken) (EtbSuggestField *self, const EtbSuggestion *suggestion);
};

G_END_DECLS
