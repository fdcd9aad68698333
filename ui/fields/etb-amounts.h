/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-bar.h"
#include "etb-dossier.h"

G_BEGIN_DECLS

/* Amounts of a dossier to be set side by side, as they are now. Nothing is summed or rounded: every
 * figure is an answer. */

typedef struct
{
  char *label;
  char *text; /* the amount, with what it is (its status) */
  double amount;
  EtbBarFill fill;
} EtbAmount;

typedef struct
{
  char *title;
  GPtrArray *amounts; /* (element-type EtbAmount) */
  double most;        /* the largest, the ceiling included; over 0 when there are amounts */
  double ceiling;     /* 0: none */
  char *ceiling_text; /* or NULL */
} EtbAmounts;

/* The answers among @items that the call holds under one ceiling. Returns: (transfer full)
 * (nullable): NULL when there are not two of them */
EtbAmounts *etb_amounts_under_ceiling (EtbDossier *dossier, GPtrArray *items);

/* The lines of @repeat, each with its amount and the last choice made of it: who pays, and how sure
 * it is. Returns: (transfer full) (nullable): NULL when its lines hold no amount */
EtbAmounts *etb_amounts_of_lines (EtbDossier *dossier, const EtbItem *repeat);

/* All of it in sentences, for who listens. Returns: (transfer full) */
char *etb_amounts_describe (const EtbAmounts *self);

void etb_amounts_free (EtbAmounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAmounts, etb_amounts_free)

G_END_DECLS
