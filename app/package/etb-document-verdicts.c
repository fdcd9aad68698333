/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the verdict of each criterion that applies, with what it read and where it comes from.
 * Callers: etb-document.c. */

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

/* A rule that holds one number under another, as calls write it: "50000 >= /dossier/demande/an1".
 */
#define CEILING_FORM                                              \
  "(?J)^\\s*(?:"                                                  \
  "(?<most>[0-9]+(?:\\.[0-9]+)?)\\s*>=\\s*(?<path>/[a-z0-9/-]+)|" \
  "(?<path>/[a-z0-9/-]+)\\s*<=\\s*(?<most>[0-9]+(?:\\.[0-9]+)?)"  \
  ")\\s*$"

/* Writes the ceiling that @term sets; nothing for any other term. */
static gboolean
build_term (EtbDocumentBuilder *self, xmlNodePtr parent, const char *term)
{
  g_autoptr (GRegex) form = g_regex_new (CEILING_FORM, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *most = NULL;
  g_autofree char *path = NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  const EtbBind *bind;
  xmlNodePtr node;

  if (!g_regex_match (form, term, 0, &match))
    return FALSE;
  most = g_match_info_fetch_named (match, "most");
  path = g_match_info_fetch_named (match, "path");
  bind = etb_call_find_bind (self->call, path);
  if (bind == NULL || !etb_value_type_is_number (bind->type))
    return FALSE;
  value = etb_value_normalise (bind->type, most, NULL);
  if (value == NULL)
    return FALSE;

  text = etb_document_describe (self, path, value);
  node = etb_document_add (self, parent, "ceiling", NULL);
  etb_document_set (node, "path", path);
  etb_document_add (self, node, "value", value);
  etb_document_add (self, node, "text", text);
  return TRUE;
}

/* Says in plain numbers what a rule holds an answer to, when all of its terms must hold. */
static void
build_ceiling (EtbDocumentBuilder *self, xmlNodePtr parent, const char *test)
{
  g_auto (GStrv) terms = NULL;

  if (strchr (test, '(') != NULL || strstr (test, " or ") != NULL)
    return;

  terms = g_strsplit (test, " and ", -1);
  for (guint i = 0; terms[i] != NULL; i++)
    if (build_term (self, parent, terms[i]))
      return;
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
  build_ceiling (self, node, criterion->test);
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
