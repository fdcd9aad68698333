/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One act of a person, with what it changed, so that it can be undone and done again.
 * Reference-counted, immutable once it was handed over. */

typedef enum
{
  ETB_STEP_ANSWER,     /* subject: key of the answer */
  ETB_STEP_LINE_ADDED, /* subject: key of the line */
  ETB_STEP_LINE_REMOVED,
  ETB_STEP_ATTACHED, /* subject: code of the piece */
  ETB_STEP_DETACHED,
  ETB_STEP_DATED,    /* subject: code of the piece; the day written on a document */
  ETB_STEP_FILLED,   /* subject: name of the file of answers */
  ETB_STEP_RESTORED, /* subject: the day of the safety copy */
  ETB_STEP_MERGED,   /* subject: name of the other copy */
  ETB_STEP_REUSED,   /* subject: name of the other dossier */
  ETB_STEP_PASTED,   /* subject: label of the table */
  ETB_STEP_CHOSEN,   /* subject: key of the answer that was chosen; what follows from it comes along
                      */
  ETB_STEP_LOCATED,  /* subject: what was found of a place, and from what */
} EtbStepKind;

typedef enum
{
  ETB_STEP_ITEM_ANSWER,
  ETB_STEP_ITEM_LINE,
  ETB_STEP_ITEM_ATTACHMENT,
  ETB_STEP_ITEM_DOCUMENT_DATE,
} EtbStepItemKind;

/* One side of a change. */
typedef struct
{
  char *value;  /* NULL: there was none; "" for a line or a file that was there */
  char *author; /* of that value; "" when not known */
  char *at;     /* UTC */
  char *review; /* "", "accepted", "refused" */
} EtbStepSide;

typedef struct
{
  EtbStepItemKind kind;
  char *key; /* of the answer or line; identity of the attached file */
  EtbStepSide before;
  EtbStepSide after;
  char *next; /* of a line: key of the line after it; "" for the last */
} EtbStepItem;

typedef struct
{
  gint64 number; /* grows with time; 0 until it is known */
  EtbStepKind kind;
  char *subject;
  char *author;
  char *at; /* UTC */
  gboolean undone;
  GPtrArray *items; /* (element-type EtbStepItem), in the order in which they were done */
} EtbStep;

EtbStep *etb_step_new (EtbStepKind kind, const char *subject, const char *author, const char *at);
EtbStep *etb_step_ref (EtbStep *self);
void etb_step_unref (EtbStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbStep, etb_step_unref)

/* Adds an item whose sides are all empty. Returns: (transfer none) */
EtbStepItem *etb_step_add (EtbStep *self, EtbStepItemKind kind, const char *key);

/* Copies each text; @value may be NULL, the others are "" then. */
void etb_step_side_set (EtbStepSide *self, const char *value, const char *author, const char *at,
                        const char *review);

void etb_step_item_free (EtbStepItem *self);

/* The words that a file holds for a kind, and back: FALSE when there is no such kind. */
const char *etb_step_kind_to_text (EtbStepKind kind);
gboolean etb_step_kind_from_text (const char *text, EtbStepKind *kind);
const char *etb_step_item_kind_to_text (EtbStepItemKind kind);
gboolean etb_step_item_kind_from_text (const char *text, EtbStepItemKind *kind);

G_END_DECLS
