/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-evaluation.h"
#include "etb-plan.h"
#include "etb-rules.h"

G_BEGIN_DECLS

/* What the passes of an evaluation write to and read from. Private to app/rules. */

/* No record: end of a list. */
#define ETB_NO_RECORD G_MAXUINT

/* One element of the answers. Its xmlNode points back to it with _private. */
typedef struct
{
  EtbNodeState state;
  xmlNodePtr node; /* NULL once its line was taken away */
  guint element;   /* in the plan */
  guint end;       /* index after the last record inside */
  guint next;      /* next record of the same element, or ETB_NO_RECORD */
  guint position;  /* of a line among its sisters, from 1; else 0 */
} EtbNodeRecord;

struct _EtbEvaluation
{
  gatomicrefcount references;
  EtbRules *rules; /* owns the strings that are const here */
  char *today;
  char *now; /* NULL: no expression reads it */
  EtbInstance *instance;
  GArray *records;     /* EtbNodeRecord, in document order */
  guint *first;        /* per element of the plan: its first record, or ETB_NO_RECORD */
  GHashTable *repeats; /* path → EtbNodeState */
  GStringChunk *messages;
  GPtrArray *verdicts;
  GPtrArray *missing;
  GPtrArray *invalid;
  GPtrArray *pieces;
};

EtbEvaluation *etb_evaluation_new (EtbRules *rules, EtbPlan *plan, EtbInstance *instance,
                                   const EtbFacts *facts);

EtbVerdict *etb_verdict_new (const EtbCriterion *criterion);

/* One evaluation under way. */
typedef struct
{
  EtbPlan *plan;
  EtbEvaluation *out;
  xmlXPathContextPtr xpath;
  EtbScope scope;
  gulong operations; /* left for the whole pass */
  gboolean *hidden;  /* per element: a line whose own relevance is false */
} EtbRun;

/* Three values: what an expression says when it could not be evaluated is "unknown". */
typedef enum
{
  ETB_TRUTH_FALSE,
  ETB_TRUTH_TRUE,
  ETB_TRUTH_UNKNOWN,
} EtbTruth;

/* --- etb-run.c --- */

/* The whole of etb_rules_evaluate(). Returns: (transfer full) */
EtbEvaluation *etb_run (EtbRules *rules, EtbPlan *plan, EtbInstance *instance,
                        const EtbFacts *facts);

/* @node: the bound node, or NULL for the root. Returns: (transfer full) (nullable): NULL when it
 * stopped on an error or took too long */
xmlXPathObjectPtr etb_run_evaluate (EtbRun *self, xmlXPathCompExprPtr compiled, xmlNodePtr node);

/* Plain truth of the expression over what is there. */
EtbTruth etb_run_condition (EtbRun *self, const EtbRule *rule, xmlNodePtr node);

/* The same, but unknown when it needs an answer that is empty or cannot be read as its type. */
EtbTruth etb_run_judge (EtbRun *self, const EtbRule *rule, xmlNodePtr node);

EtbNodeRecord *etb_run_record (EtbRun *self, guint index);
EtbNodeRecord *etb_run_record_of (EtbRun *self, xmlNodePtr node);
gboolean etb_run_is_repeat_relevant (EtbRun *self, guint line);

/* "Membre 2, SIRET". Returns: (transfer full) */
char *etb_run_label_of (EtbRun *self, EtbNodeRecord *record);

/* Position path of a record's node. Returns: (transfer full) */
char *etb_run_path_of (EtbRun *self, EtbNodeRecord *record);

/* --- etb-reads.c --- */

/* A piece of which @rule needs the dates and of which one is not known. Returns: (nullable) */
const EtbPiece *etb_run_needs_dates (EtbRun *self, const EtbRule *rule);

/* Whether an answer that @rule needs is empty or unreadable, or a date of a piece not known. */
gboolean etb_run_needs_answer (EtbRun *self, const EtbRule *rule, xmlNodePtr node);

/* Adds to @reads (element-type EtbRead) the answers that @rule, bound to the root, looks at. */
void etb_run_add_reads (EtbRun *self, const EtbRule *rule, GPtrArray *reads);

/* --- etb-problems.c, etb-verdicts.c --- */

void etb_run_check_answers (EtbRun *self);
void etb_run_judge_criteria (EtbRun *self);
void etb_run_judge_pieces (EtbRun *self);

G_END_DECLS
