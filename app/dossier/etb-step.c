/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One act of a person; see the header.
 *
 * Callers: etb-dossier makes them, etb-history keeps them, etb-change writes them, etb-content
 * reads them back. */

#include "etb-step.h"

typedef struct
{
  EtbStep step;
  gint references;
} Counted;

static const char *const kinds[] = {
  [ETB_STEP_ANSWER] = "answer",
  [ETB_STEP_LINE_ADDED] = "line-added",
  [ETB_STEP_LINE_REMOVED] = "line-removed",
  [ETB_STEP_ATTACHED] = "attached",
  [ETB_STEP_DETACHED] = "detached",
  [ETB_STEP_DATED] = "dated",
  [ETB_STEP_FILLED] = "filled",
  [ETB_STEP_RESTORED] = "restored",
  [ETB_STEP_MERGED] = "merged",
  [ETB_STEP_REUSED] = "reused",
  [ETB_STEP_PASTED] = "pasted",
  [ETB_STEP_CHOSEN] = "chosen",
  [ETB_STEP_LOCATED] = "located",
};

static const char *const item_kinds[] = {
  [ETB_STEP_ITEM_ANSWER] = "answer",
  [ETB_STEP_ITEM_LINE] = "line",
  [ETB_STEP_ITEM_ATTACHMENT] = "attachment",
  [ETB_STEP_ITEM_DOCUMENT_DATE] = "document-date",
};

static void
clear_side (EtbStepSide *self)
{
  g_free (self->value);
  g_free (self->author);
  g_free (self->at);
  g_free (self->review);
}

void
etb_step_item_free (EtbStepItem *self)
{
  g_free (self->key);
  clear_side (&self->before);
  clear_side (&self->after);
  g_free (self->next);
  g_free (self);
}

EtbStep *
etb_step_new (EtbStepKind kind, const char *subject, const char *author, const char *at)
{
  Counted *self = g_new0 (Counted, 1);

  self->references = 1;
  self->step.kind = kind;
  self->step.subject = g_strdup (subject);
  self->step.author = g_strdup (author);
  self->step.at = g_strdup (at);
  self->step.items = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_step_item_free);
  return &self->step;
}

EtbStep *
etb_step_ref (EtbStep *self)
{
  g_atomic_int_inc (&((Counted *)self)->references);
  return self;
}

void
etb_step_unref (EtbStep *self)
{
  if (!g_atomic_int_dec_and_test (&((Counted *)self)->references))
    return;
  g_free (self->subject);
  g_free (self->author);
  g_free (self->at);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
etb_step_side_set (EtbStepSide *self, const char *value, const char *author, const char *at,
                   const char *review)
{
  clear_side (self);
  self->value = g_strdup (value);
  self->author = g_strdup (value ? author : "");
  self->at = g_strdup (value ? at : "");
  self->review = g_strdup (value ? review : "");
}

EtbStepItem *
etb_step_add (EtbStep *self, EtbStepItemKind kind, const char *key)
{
  EtbStepItem *item = g_new0 (EtbStepItem, 1);

  item->kind = kind;
  item->key = g_strdup (key);
  item->next = g_strdup ("");
  etb_step_side_set (&item->before, NULL, NULL, NULL, NULL);
  etb_step_side_set (&item->after, NULL, NULL, NULL, NULL);
  g_ptr_array_add (self->items, item);
  return item;
}

static gboolean
find_text (const char *const *texts, gsize count, const char *text, gsize *place)
{
  for (gsize i = 0; i < count; i++)
    if (g_str_equal (texts[i], text))
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

const char *
etb_step_kind_to_text (EtbStepKind kind)
{
  return kinds[kind];
}

gboolean
etb_step_kind_from_text (const char *text, EtbStepKind *kind)
{
  gsize place;

  if (!find_text (kinds, G_N_ELEMENTS (kinds), text, &place))
    return FALSE;
  *kind = (EtbStepKind)place;
  return TRUE;
}

const char *
etb_step_item_kind_to_text (EtbStepItemKind kind)
{
  return item_kinds[kind];
}

gboolean
etb_step_item_kind_from_text (const char *text, EtbStepItemKind *kind)
{
  gsize place;

  if (!find_text (item_kinds, G_N_ELEMENTS (item_kinds), text, &place))
    return FALSE;
  *kind = (EtbStepItemKind)place;
  return TRUE;
}
