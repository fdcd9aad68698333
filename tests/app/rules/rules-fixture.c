/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "rules-fixture.h"

#include <string.h>

#define HEAD                                                                                  \
  "<call xmlns='urn:etabli:call:1' id='essai-2019' lang='fr' published='2019-07-17'>"         \
  "<title>Essai</title><edition>2019</edition><publisher>Nous</publisher>"                    \
  "<summary>Un essai.</summary>"                                                              \
  "<sources><source id='S' strength='article'><title>Article</title></source></sources>"      \
  "<tracks><track id='FT' source='S'><label>FT</label><summary>S</summary>"                   \
  "<audience>Tous</audience><amount>10</amount></track></tracks>"                             \
  "<calendar><permanence track='FT' source='S'/></calendar>"                                  \
  "<roles track='/dossier/volet'/>"                                                           \
  "<lists><list id='natures'><item value='association'><label>Association</label></item>"     \
  "<item value='scic'><label>SCIC</label></item><item value='commune'><label>Commune</label>" \
  "</item></list></lists>"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

char *
fixture_text (const Fixture *fixture)
{
  return g_strdup_printf (
      HEAD "<model><instance><dossier xmlns=''><volet/>%s</dossier></instance>%s</model>"
           "<criteria>%s</criteria>"
           "<eligibility><label>Puis-je ?</label><lead>Une.</lead>"
           "<question ref='/dossier/volet'><label>Volet</label></question></eligibility>"
           "<parcours><task id='t' kind='fill'><label>Tâche</label><page id='p'><label>Page</label>"
           "<note><label></label><hint>Note.</hint></note>%s</page></task></parcours>"
           "<pieces>%s</pieces></call>",
      or_empty (fixture->instance), or_empty (fixture->binds), or_empty (fixture->criteria),
      or_empty (fixture->items), or_empty (fixture->pieces));
}

EtbCall *
fixture_call (const Fixture *fixture)
{
  g_autofree char *text = fixture_text (fixture);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  EtbCall *call = etb_call_new_from_bytes (bytes, "essai.xml", &error);

  g_assert_no_error (error);
  return call;
}

EtbRules *
fixture_rules (const Fixture *fixture)
{
  g_autoptr (EtbCall) call = fixture_call (fixture);
  g_autoptr (GError) error = NULL;
  EtbRules *rules = etb_rules_new (call, &error);

  g_assert_no_error (error);
  return rules;
}

EtbInstance *
fixture_instance (EtbRules *rules, ...)
{
  EtbInstance *instance = etb_instance_new (etb_rules_get_call (rules));
  const char *path;
  va_list args;

  va_start (args, rules);
  while ((path = va_arg (args, const char *)) != NULL)
    if (*path == '+')
      g_assert_nonnull (etb_instance_add_line (instance, path + 1, NULL));
    else
      g_assert_true (etb_instance_set (instance, path, va_arg (args, const char *)));
  va_end (args);
  return instance;
}

EtbEvaluation *
fixture_evaluate (EtbRules *rules, EtbInstance *instance, const char *provided)
{
  g_autoptr (GArray) files = etb_provided_new ();
  const EtbFacts facts = { .today = "2019-10-01", .provided = files };

  if (provided != NULL)
    etb_provided_add (files, provided, NULL);
  return etb_rules_evaluate (rules, instance, &facts);
}

char *
fixture_value (EtbEvaluation *evaluation, const char *path)
{
  return etb_instance_get (etb_evaluation_get_instance (evaluation), path);
}

const char *
fixture_verdict (EtbEvaluation *evaluation, const char *id)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (g_str_equal (verdict->criterion->id, id))
        return etb_verdict_value_to_name (verdict->value);
    }
  return "";
}

const EtbProblem *
fixture_problem (GPtrArray *problems, const char *path)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->path, path))
        return problem;
    }
  return NULL;
}
