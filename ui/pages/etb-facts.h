/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-verification.h"

G_BEGIN_DECLS

/* A verification put in words: separate facts, each with its own state. No fact sums up the others.
 */

typedef enum
{
  ETB_FACT_GOOD,
  ETB_FACT_BAD,
  ETB_FACT_OPEN, /* not checked, or cannot be told */
} EtbFactState;

typedef struct
{
  const char *id; /* stable word: "container", "mathematics"... */
  EtbFactState state;
  char *title;
  char *word; /* the state in a word or two */
  char *text; /* what it means */
} EtbFact;

void etb_fact_free (EtbFact *self);

/* Of the file: "container", "coverage". Returns: (transfer full) (element-type EtbFact) */
GPtrArray *etb_facts_of_file (const EtbVerification *verification);

/* Of one signature: "mathematics", "properties", "chain", "revocation", "time".
 * Returns: (transfer full) (element-type EtbFact) */
GPtrArray *etb_facts_of_signature (const EtbSignatureReport *signature);

/* Of the dossier inside: "dossier", "journal", "eligible", "complete". Returns: (transfer full)
 * (element-type EtbFact): empty when there is none */
GPtrArray *etb_facts_of_dossier (const EtbVerification *verification);

G_END_DECLS
