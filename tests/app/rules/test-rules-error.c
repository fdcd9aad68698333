/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call with one wrong expression has no rules, and the message says where and what to do. */

#include "rules-fixture.h"

#include <string.h>

#define INSTANCE "<a/><b/><c/><date/><g><x/></g><t><l><m/><k/></l></t>"
#define ITEMS                                                                      \
  "<question ref='/dossier/a'><label>Question A</label></question>"                \
  "<question ref='/dossier/b'><label>Question B</label></question>"                \
  "<question ref='/dossier/c'><label>Question C</label></question>"                \
  "<repeat ref='/dossier/t/l'><label>Lignes</label><line-label>Ligne</line-label>" \
  "<question ref='/dossier/t/l/m'><label>Montant</label></question></repeat>"
#define PIECES "<piece code='P-STAT' kinds='pdf' max-size='10' source='S'><label>S</label></piece>"

static char *
refusal (const char *binds)
{
  Fixture fixture = { INSTANCE, binds, ITEMS, NULL, PIECES };
  g_autoptr (EtbCall) call = fixture_call (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbRules) rules = etb_rules_new (call, &error);

  g_assert_true ((rules == NULL) == (error != NULL));
  if (error == NULL)
    return NULL;
  g_assert_error (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION);
  return g_strdup (error->message);
}

static void
test_wrong_expressions (void)
{
  static const struct
  {
    const char *binds;
    const char *says[4]; /* nothing: accepted */
  } cases[] = {
    { "<bind ref='/dossier/a' relevant=\"/dossier/b = 'oui'\"/>", { NULL } },
    { "<bind ref='/dossier/a' relevant='etb:totla(/dossier/b) &gt; 1'/>",
      { "line 1", "“relevant” of “Question A”", "Did you mean “etb:total”?",
        "The expression is: etb:totla(/dossier/b) > 1" } },
    { "<bind ref='/dossier/a' calculate='/dossier/d'/>", { "“calculate”", "“d”" } },
    { "<bind ref='/dossier/a' constraint='. &gt; (1'/>", { "“constraint”", "to close the “(”" } },
    { "<bind ref='/dossier/a' required='/dossier/b'/>", { "“required”", "always true" } },
    { "<bind ref='/dossier/a' relevant='/dossier/g = 1'/>", { "this is a group", "count" } },
    { "<bind ref='/dossier/a' readonly='count(/dossier/g) = 1'/>", { NULL } },
    { "<bind ref='/dossier/a' calculate='etb:total(5)'/>", { "cannot be evaluated" } },
    { "<bind ref='/dossier/a' calculate='last()'/>", { "cannot be evaluated" } },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-provided('P-STAX')\"/>",
      { "no piece of this code" } },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-provided('P-STAT')\"/>", { NULL } },
    { "<bind ref='/dossier/a' constraint=\"etb:listed-in(., 'nature')\"/>",
      { "no list of this name" } },
    { "<bind ref='/dossier/date' type='date' constraint='. &gt; 1'/>", { "etb:days-between" } },
    { "<bind ref='/dossier/t/l/m' constraint='../k != 2'/>", { NULL } },
    { "<bind ref='/dossier/t/l/m' constraint='/dossier/t/l/k = 2'/>", { "inside a repeat" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = refusal (cases[i].binds);

      g_test_message ("%s: %s", cases[i].binds, message);
      g_assert_true ((message == NULL) == (cases[i].says[0] == NULL));
      for (guint j = 0; j < 4 && cases[i].says[j] != NULL; j++)
        g_assert_nonnull (strstr (message, cases[i].says[j]));
    }
}

static void
test_circles_are_named_by_their_questions (void)
{
  static const struct
  {
    const char *binds;
    const char *says; /* NULL: no circle */
  } cases[] = {
    { "<bind ref='/dossier/a' calculate='/dossier/b'/><bind ref='/dossier/b' "
      "calculate='/dossier/c'/>",
      NULL },
    { "<bind ref='/dossier/a' calculate='. + 1'/>", "“Question A” (/dossier/a, calculate)." },
    { "<bind ref='/dossier/a' relevant='. = 1'/>", "“Question A” (/dossier/a, relevant)." },
    { "<bind ref='/dossier/a' calculate='/dossier/b'/><bind ref='/dossier/b' "
      "calculate='/dossier/a'/>",
      "“Question A” (/dossier/a, calculate) → “Question B” (/dossier/b, calculate)." },
    { "<bind ref='/dossier/a' relevant='/dossier/b = 1'/><bind ref='/dossier/b' "
      "calculate='/dossier/a'/>",
      "“Question A” (/dossier/a, relevant) → “Question B” (/dossier/b, calculate)." },
    { "<bind ref='/dossier/g' relevant='/dossier/g/x = 1'/>", "(/dossier/g, relevant)" },
    { "<bind ref='/dossier/g/x' relevant='/dossier/a = 1'/><bind ref='/dossier/a' "
      "calculate='etb:total(/dossier/*/x)'/>",
      "(/dossier/g/x, relevant)" },
    { "<bind ref='/dossier/t/l/m' calculate='100 div count(/dossier/t/l)'/>", NULL },
    { "<bind ref='/dossier/t/l/m' calculate='../preceding-sibling::l/m'/>",
      "(/dossier/t/l/m, calculate)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = refusal (cases[i].binds);

      g_test_message ("%s: %s", cases[i].binds, message);
      g_assert_true ((message == NULL) == (cases[i].says == NULL));
      g_assert_true (
          message == NULL
          || (strstr (message, "in a circle") != NULL && strstr (message, cases[i].says) != NULL));
    }
}

/* What only waits for a circle is not in it. */
static void
test_circle_leaves_out_who_waits_for_it (void)
{
  g_autofree char *message = refusal ("<bind ref='/dossier/a' calculate='/dossier/b'/>"
                                      "<bind ref='/dossier/b' calculate='/dossier/c'/>"
                                      "<bind ref='/dossier/c' calculate='/dossier/b'/>");

  g_assert_nonnull (message);
  g_assert_null (strstr (message, "Question A"));
  g_assert_nonnull (strstr (message, "Question B"));
  g_assert_nonnull (strstr (message, "Question C"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules-error/wrong-expressions", test_wrong_expressions);
  g_test_add_func ("/rules-error/circles-are-named-by-their-questions",
                   test_circles_are_named_by_their_questions);
  g_test_add_func ("/rules-error/circle-leaves-out-who-waits-for-it",
                   test_circle_leaves_out_who_waits_for_it);
  return g_test_run ();
}
