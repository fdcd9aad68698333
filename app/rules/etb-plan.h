/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-expression.h"
#include "etb-faults.h"
#include "etb-functions.h"

G_BEGIN_DECLS

/* What is worked out once from a call: its elements, its compiled expressions, and in which order
 * to evaluate those that depend on each other. Private to app/rules; never changed once made. */

/* Index of no element. */
#define ETB_NO_ELEMENT G_MAXUINT

/* One path of an expression. */
/* Operations of a whole pass, and of trying each expression once; the shipped calls take about a
 * twentieth of it, and a hostile one is stopped after two seconds or so. */
#define ETB_PLAN_MAX_OPERATIONS 4000000

typedef struct
{
  const EtbExpressionPath *path;
  GArray *elements; /* (element-type guint) those its pattern names, in document order */
  xmlXPathCompExprPtr
      compiled; /* selects its nodes from the bound node; NULL: all nodes of @elements */
} EtbRulePath;

/* One compiled expression. */
typedef struct
{
  EtbExpression *expression;
  xmlXPathCompExprPtr compiled;
  GPtrArray *paths; /* (element-type EtbRulePath) */
  int constant;     /* the value of "true()" and "false()"; -1: to be evaluated */
} EtbRule;

/* One element of the empty dossier. */
typedef struct
{
  char *path;
  char *label;      /* for people: never NULL */
  xmlNodePtr model; /* in the call's empty dossier */
  const char *name;
  guint parent;      /* ETB_NO_ELEMENT for the root */
  guint first_child; /* ETB_NO_ELEMENT for a leaf */
  guint next;        /* next sibling, or ETB_NO_ELEMENT */
  guint line;        /* the line of a repeat it is in or is, or ETB_NO_ELEMENT */
  gboolean leaf;
  gboolean in_table;
  const EtbItem *repeat; /* of a line: its repeat, else NULL */
  EtbValueType type;
  const EtbBind *bind; /* or NULL */
  const EtbList *list; /* of its codes, or NULL */
  EtbRule *relevant;   /* this and those below: NULL when the bind has none */
  EtbRule *required;
  EtbRule *readonly;
  EtbRule *constraint;
  EtbRule *calculate;
} EtbElement;

typedef enum
{
  ETB_STEP_RELEVANT,
  ETB_STEP_CALCULATE,
} EtbStepKind;

/* One thing to evaluate for all nodes of one element. */
typedef struct
{
  EtbStepKind kind;
  guint element;
} EtbStep;

/* Rules of a criterion (first: when, second: test) or of a piece (first: relevant, second:
 * required); NULL when the call has none. */
typedef struct
{
  EtbRule *first;
  EtbRule *second;
  char *words;            /* of a criterion: both, for people */
  GPtrArray *comparisons; /* of a criterion: see etb-change.h */
} EtbRulePair;

typedef struct
{
  EtbCall *call;
  GArray *elements;    /* EtbElement, in document order */
  GHashTable *by_path; /* path → index + 1 */
  GArray *steps;       /* EtbStep, in the order of evaluation */
  GPtrArray *criteria; /* (element-type EtbRulePair) as in the call */
  GPtrArray *pieces;   /* (element-type EtbRulePair) as in the call */
  GHashTable *regexes; /* pattern → GRegex: grows as they are met, as the next */
  GHashTable *lists;   /* name of a list → xmlDoc */
  gboolean reads_now;  /* some expression calls now() */
  guint64 budget;      /* comparisons of paths left while making it */
  gulong operations;   /* left, while making it, to try expressions on an empty dossier */
} EtbPlan;

/* @call: may be a draft. Adds to @faults an ETB_RULES_ERROR for each expression that is wrong.
 * Returns: (transfer full) (nullable): NULL when there are any */
EtbPlan *etb_plan_new (EtbCall *call, EtbFaults *faults);
void etb_plan_free (EtbPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPlan, etb_plan_free)

EtbElement *etb_plan_element (EtbPlan *self, guint index);

/* Index of the element at @path, or ETB_NO_ELEMENT. */
guint etb_plan_find (EtbPlan *self, const char *path);

/* Where an expression is written, for messages. */
typedef struct
{
  long line;
  const char *attribute; /* "relevant" */
  const char *owner;     /* whose it is, for people */
} EtbPlace;

/* --- etb-rule.c --- */

/* Reads, checks, compiles and tries @text, bound to element @bound or, for ETB_NO_ELEMENT, to the
 * root.
 * @is_condition: its value is wanted as true or false. Returns: (transfer full): NULL with an error
 */
EtbRule *etb_rule_new (EtbPlan *plan, const char *text, guint bound, gboolean is_condition,
                       GError **error);
void etb_rule_free (EtbRule *self);

/* Whether it calls the function @name. */
gboolean etb_rule_calls (const EtbRule *self, const char *name);

/* --- etb-check.c: what XPath accepts and people do not mean --- */

gboolean etb_check_rule (EtbPlan *plan, EtbRule *rule, guint bound, gboolean is_condition,
                         GError **error);

/* --- etb-order.c --- */

/* Fills the steps of @plan; adds an ETB_RULES_ERROR to @faults for each circle of answers that
 * depend on each other. */
void etb_order_find (EtbPlan *plan, EtbFaults *faults);

G_END_DECLS
