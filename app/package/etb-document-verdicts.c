/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the verdict of each criterion that applies, with what it read and where it comes from.
 * Callers: etb-document.c. */

#include "etb-ceiling.h"
#include "etb-document-private.h"

static void
build_source (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbSource *source)
{
  xmlNodePtr node = etb_document_add (self, parent, "source", NULL);

  etb_document_set (node, "id", source->id);
  if (source->address != NULL)
    etb_document_set (node, "address", source->address);
  etb_document_add (self, node, "title", source->title);
  if (source->quote != NULL)
    etb_document_add (self, node, "quote", source->quote);
}

/* Says in plain numbers what a rule holds an answer to. */
static void
build_ceiling (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbCriterion *criterion)
{
  g_autofree char *path = NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  xmlNodePtr node;

  if (!etb_ceiling_of (self->call, criterion, &path, &value))
    return;
  text = etb_document_describe (self, path, value);
  node = etb_document_add (self, parent, "ceiling", NULL);
  etb_document_set (node, "path", path);
  etb_document_add (self, node, "value", value);
  etb_document_add (self, node, "text", text);
}

static void
build_verdict (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbVerdict *verdict)
{
  const EtbCriterion *criterion = verdict->criterion;
  const EtbStrength strength
      = criterion->source != NULL ? criterion->source->strength : ETB_STRENGTH_ASSUMPTION;
  xmlNodePtr node = etb_document_add (self, parent, "verdict", NULL);

  etb_document_set (node, "criterion", criterion->id);
  etb_document_set (node, "value", etb_verdict_value_to_name (verdict->value));
  etb_document_set (node, "effect", etb_effect_to_name (criterion->effect));
  etb_document_set (node, "strength", etb_strength_to_name (strength));
  etb_document_add (self, node, "label", criterion->label);
  etb_document_add (self, node, "text", verdict->text);
  if (criterion->source != NULL)
    build_source (self, node, criterion->source);

  for (guint i = 0; i < verdict->reads->len; i++)
    {
      const EtbRead *read = g_ptr_array_index (verdict->reads, i);
      g_autofree char *text = etb_document_describe (self, read->path, read->value);
      xmlNodePtr child = etb_document_add (self, node, "read", NULL);

      etb_document_set (child, "path", read->path);
      etb_document_add (self, child, "label", read->label);
      etb_document_add (self, child, "value", read->value);
      etb_document_add (self, child, "text", text);
    }
  build_ceiling (self, node, criterion);
}

void
etb_document_build_verdicts (EtbDocumentBuilder *self, xmlNodePtr root)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (self->evaluation);
  xmlNodePtr node = etb_document_add (self, root, "verdicts", NULL);

  etb_document_set (node, "eligible",
                    etb_verdict_value_to_answer (etb_evaluation_get_eligible (self->evaluation)));
  etb_document_set (node, "today", etb_evaluation_get_today (self->evaluation));
  etb_document_set (node, "ready",
                    etb_evaluation_is_complete (self->evaluation) ? "true" : "false");
  for (guint i = 0; i < verdicts->len; i++)
    build_verdict (self, node, g_ptr_array_index (verdicts, i));
}
