/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints the milliseconds that a definition of 2 000 questions takes to be read and checked, then
 * those of one full pass over a dossier of it that is filled: medians. A tenth of the questions are
 * calculated, a fifth apply or not, a fifth have a constraint. Usage: bench-questions */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "etb-rules.h"

#define QUESTIONS 2000
#define LOADS     7
#define PASSES    51

static void
add_bind (GString *binds, guint i)
{
  g_string_append_printf (binds, "<bind ref='/dossier/q%u' type='amount' required='true()'", i);
  if (i > 0 && i % 10 == 0)
    g_string_append_printf (binds, " calculate='/dossier/q%u + /dossier/q%u'", i - 1, i - 2);
  if (i > 0 && i % 5 == 1)
    g_string_append_printf (binds, " relevant='/dossier/q%u >= 1'", i - 1);
  if (i % 5 == 2)
    g_string_append (binds, " constraint='100000 >= .'");
  g_string_append (binds, "/>");
}

static GBytes *
make_definition (void)
{
  g_autoptr (GString) model = g_string_new (NULL);
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) questions = g_string_new (NULL);
  char *text;

  for (guint i = 0; i < QUESTIONS; i++)
    {
      g_string_append_printf (model, "<q%u/>", i);
      add_bind (binds, i);
      if (i > 0 && i % 40 == 0)
        g_string_append_printf (questions, "</page><page id='p%u'><label>P</label>", i);
      g_string_append_printf (
          questions, "<question ref='/dossier/q%u'><label>Question %u</label></question>", i, i);
    }
  text = g_strdup_printf (
      "<call xmlns='urn:etabli:call:1' id='grand' lang='fr' published='2019-07-17'>"
      "<title>T</title><edition>E</edition><publisher>P</publisher><summary>S</summary>"
      "<sources><source id='S' strength='article'><title>A</title></source></sources>"
      "<tracks><track id='U' source='S'><label>U</label><summary>S</summary>"
      "<audience>T</audience><amount>10</amount></track></tracks>"
      "<calendar><permanence track='U' source='S'/></calendar><roles track='/dossier/volet'/>"
      "<lists><list id='l'><item value='a'><label>A</label></item></list></lists>"
      "<model><instance><dossier xmlns=''><volet/>%s</dossier></instance>%s</model><criteria>"
      "<criterion id='c' effect='blocking' source='S' test='/dossier/q1 + /dossier/q2 >= 1'>"
      "<label>C</label><met>m</met><not-met>n</not-met><unknown>u</unknown></criterion>"
      "</criteria><eligibility><label>E</label>"
      "<question ref='/dossier/q0'><label>Question 0</label></question></eligibility>"
      "<parcours><task id='t' kind='fill'><label>T</label><page id='p'><label>P</label>%s</page>"
      "</task></parcours><pieces></pieces></call>",
      model->str, binds->str, questions->str);
  return g_bytes_new_take (text, strlen (text));
}

static int
compare (const void *a, const void *b)
{
  const gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
  return (left > right) - (left < right);
}

static EtbRules *
load (GBytes *definition)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_call_new_from_bytes (definition, "grand.xml", &error);
  EtbRules *rules;

  g_assert_no_error (error);
  rules = etb_rules_new (call, &error);
  g_assert_no_error (error);
  return rules;
}

static EtbInstance *
fill (EtbRules *rules)
{
  EtbInstance *instance = etb_instance_new (etb_rules_get_call (rules));

  for (guint i = 0; i < QUESTIONS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/dossier/q%u", i);
      g_autofree char *value = g_strdup_printf ("%u.00", i + 1);

      g_assert_true (etb_instance_set (instance, path, value));
    }
  return instance;
}

int
main (int argc, char **argv)
{
  const EtbFacts facts = { .today = "2019-12-01" };
  g_autoptr (GBytes) definition = make_definition ();
  g_autoptr (EtbRules) rules = load (definition);
  EtbInstance *instance = fill (rules);
  gint64 loads[LOADS], passes[PASSES];

  for (guint i = 0; i < LOADS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (EtbRules) again = load (definition);

      loads[i] = g_get_monotonic_time () - start;
    }
  for (guint i = 0; i < PASSES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (EtbEvaluation) evaluation = etb_rules_evaluate (rules, instance, &facts);

      passes[i] = g_get_monotonic_time () - start;
      g_assert_cmpuint (etb_evaluation_get_invalid (evaluation)->len, ==, 0);
    }
  etb_instance_free (instance);
  qsort (loads, LOADS, sizeof loads[0], compare);
  qsort (passes, PASSES, sizeof passes[0], compare);
  printf ("%.3f %.3f\n", (double)loads[LOADS / 2] / 1000.0, (double)passes[PASSES / 2] / 1000.0);
  return 0;
}
