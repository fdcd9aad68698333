/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a definition: read, all its faults said, and, when there is none, an empty dossier
 * of it judged. */

#include "etb-faults.h"
#include "etb-rules.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
judge_empty_dossier (EtbRules *rules)
{
  g_autoptr (EtbInstance) instance = etb_instance_new (etb_rules_get_call (rules));
  const EtbFacts facts = { .today = "2019-10-01" };
  g_autoptr (EtbEvaluation) evaluation = etb_rules_evaluate (rules, instance, &facts);

  g_assert_cmpstr (etb_evaluation_get_today (evaluation), ==, "2019-10-01");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbRules) rules = NULL;
  g_autoptr (GPtrArray) errors = etb_rules_check_bytes (bytes, "appel.xml", &rules);
  g_autoptr (EtbCall) call = etb_call_new_from_bytes (bytes, "appel.xml", &error);

  /* read whole or not at all, and never refused without a word */
  g_assert_true ((rules != NULL) == (errors->len == 0));
  g_assert_true ((call != NULL) == (error == NULL));
  g_assert_true (call != NULL || errors->len > 0);
  g_assert_cmpuint (errors->len, <=, ETB_FAULTS_MAX);
  for (guint i = 0; i < errors->len; i++)
    {
      const char *message = ((GError *)g_ptr_array_index (errors, i))->message;

      g_assert_true (g_str_has_prefix (message, "appel.xml:"));
      g_assert_true (g_utf8_validate (message, -1, NULL));
    }
  if (rules != NULL)
    judge_empty_dossier (rules);
  return 0;
}
