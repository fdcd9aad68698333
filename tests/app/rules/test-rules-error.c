/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call with one wrong expression has no rules, and the message, known here to the letter, says
 * where and what to do. */

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

#define CIRCLE \
  "line 1: these answers depend on each other in a circle, so none can be worked out first: "

static char *
refusal (const char *binds, const char *criteria)
{
  Fixture fixture = { INSTANCE, binds, ITEMS, criteria, PIECES };
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
    const char *criteria;
    const char *says; /* the whole message; NULL: accepted */
  } cases[] = {
    { "<bind ref='/dossier/a' relevant=\"/dossier/b = 'oui'\"/>", NULL, NULL },
    { "<bind ref='/dossier/a' readonly='count(/dossier/g) = 1'/>", NULL, NULL },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-provided('P-STAT')\"/>", NULL, NULL },
    { "<bind ref='/dossier/t/l/m' constraint=\"../k != ''\"/>", NULL, NULL },
    { "<bind ref='/dossier/t/l/m' constraint='../k != 2'/>", NULL,
      "line 1, attribute “constraint” of “Montant”: column 1, “../k”: an empty answer differs from "
      "everything; write not(a = b), or a != '' to ask whether it is filled in. The expression is: "
      "../k != 2" },
    { "<bind ref='/dossier/a' relevant='/dossier/t/l/m = 2'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “/dossier/t/l/m”: from outside its "
      "repeat this names all lines; write it inside count, count-non-empty, etb:total, min, max or "
      "join, like count(/…/line[a = 'x']) > 0. The expression is: /dossier/t/l/m = 2" },
    { "<bind ref='/dossier/a' relevant='/dossier/t/l/m != 2'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “/dossier/t/l/m”: over several "
      "lines “!=” means “one of them differs”; write not(a = b). The expression is: /dossier/t/l/m "
      "!= 2" },
    { "<bind ref='/dossier/a' calculate='sum(/dossier/t/l/m)'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 5, “/dossier/t/l/m”: from outside its "
      "repeat this names all lines; write it inside count, count-non-empty, etb:total, min, max or "
      "join, like count(/…/line[a = 'x']) > 0. The expression is: sum(/dossier/t/l/m)" },
    { "<bind ref='/dossier/a' relevant='etb:totla(/dossier/b) &gt; 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “etb:totla”: there is no such "
      "function. Did you mean “etb:total”? The expression is: etb:totla(/dossier/b) > 1" },
    { "<bind ref='/dossier/a' calculate='/dossier/d'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 10, “d”: the dossier has no element "
      "“/dossier/d”. Did you mean “a”? The expression is: /dossier/d" },
    { "<bind ref='/dossier/a' constraint='. &gt; (1'/>", NULL,
      "line 1, attribute “constraint” of “Question A”: column 7, at the end: a “)” is expected, to "
      "close the “(” of column 5; add it or check what stands before. The expression is: . > (1" },
    { "<bind ref='/dossier/a' required='/dossier/b'/>", NULL,
      "line 1, attribute “required” of “Question A”: column 1, “/dossier/b”: an answer alone is "
      "always true, even empty; compare it: a = 'oui', a != ''. The expression is: /dossier/b" },
    { "<bind ref='/dossier/a' relevant='/dossier/g = 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “/dossier/g”: this is a group, not "
      "an answer; name an answer in it, or use count(…). The expression is: /dossier/g = 1" },
    { "<bind ref='/dossier/a' calculate='etb:total(5)'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: it cannot be evaluated: a function or an "
      "operator is given what it does not take. The expression is: etb:total(5)" },
    { "<bind ref='/dossier/a' calculate='last()'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: it cannot be evaluated: a function or an "
      "operator is given what it does not take. The expression is: last()" },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-provided('P-STAX')\"/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “P-STAX”: the call has no piece of "
      "this code. The expression is: etb:piece-provided('P-STAX')" },
    { "<bind ref='/dossier/a' constraint=\"etb:listed-in(., 'nature')\"/>", NULL,
      "line 1, attribute “constraint” of “Question A”: column 1, “nature”: the call has no list of "
      "this name. The expression is: etb:listed-in(., 'nature')" },
    { "<bind ref='/dossier/date' type='date' constraint='. &gt; 1'/>", NULL,
      "line 1, attribute “constraint” of “/dossier/date”: column 1, “.”: dates do not compare nor "
      "count as numbers; write etb:days-between(a, b) or decimal-date-time(a). The expression is: "
      ". > 1" },
    { "<bind ref='/dossier/t/l/m' constraint='/dossier/t/l/k = 2'/>", NULL,
      "line 1, attribute “constraint” of “Montant”: column 1, “/dossier/t/l/k”: inside a repeat "
      "this names all lines, not this one; write a path from here, like ../name. The expression "
      "is: /dossier/t/l/k = 2" },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-valid-at('P-STAT', /dossier/b)\"/>", NULL,
      NULL },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-valid-at('P-STAX', /dossier/b)\"/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “P-STAX”: the call has no piece of "
      "this code. The expression is: etb:piece-valid-at('P-STAX', /dossier/b)" },
    { "<bind ref='/dossier/a' relevant=\"etb:piece-valid-at(/dossier/c, today())\"/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “etb:piece-valid-at”: write the "
      "code "
      "of the piece itself: etb:piece-valid-at('CODE', date). The expression is: "
      "etb:piece-valid-at(/dossier/c, today())" },
    { "<bind ref='/dossier/a' calculate=\"once('x')\"/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “once”: write the default value "
      "into the empty dossier, as the text of the element. The expression is: once('x')" },
    { "<bind ref='/dossier/a' relevant='today() &gt; 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “today”: dates do not compare nor "
      "count as numbers; write etb:days-between(a, b) or decimal-date-time(a). The expression is: "
      "today() > 1" },
    { "<bind ref='/dossier/a' relevant='1 &lt; etb:add-months(today(), 3)'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 5, “etb:add-months”: dates do not "
      "compare nor count as numbers; write etb:days-between(a, b) or decimal-date-time(a). The "
      "expression is: 1 < etb:add-months(today(), 3)" },
    { "<bind ref='/dossier/a' calculate='number(now()) + 1'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 8, “now”: dates do not compare nor "
      "count as numbers; write etb:days-between(a, b) or decimal-date-time(a). The expression is: "
      "number(now()) + 1" },
    { "<bind ref='/dossier/a' relevant=\"id('a') = 1\"/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “id”: it is not part of the "
      "language; compare answers: a = b. The expression is: id('a') = 1" },
    { "<bind ref='/dossier/a' relevant=\"lang('fr')\"/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “lang”: it is not part of the "
      "language; compare answers: a = b. The expression is: lang('fr')" },
    { "<bind ref='/dossier/a' calculate=\"document('a.xml')\"/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “document”: there is no such "
      "function; the list is in the guide to the call format. The expression is: "
      "document('a.xml')" },
    { "<bind ref='/dossier/a' relevant='$b = 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “$”: the language has no variables; "
      "name an answer by its path. The expression is: $b = 1" },
    { "<bind ref='/dossier/a' relevant='/dossier/@b = 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 10, “@”: attributes are not answers; "
      "name an element. The expression is: /dossier/@b = 1" },
    { "<bind ref='/dossier/a' relevant='/dossier/x:b = 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 10, “x:b”: elements of the dossier "
      "have no prefix; remove it, or add “(” for a function. The expression is: /dossier/x:b = 1" },
    { "<bind ref='/dossier/a' relevant='/dossier/b = = 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 14, “=”: an answer, a value or a "
      "function is expected here. The expression is: /dossier/b = = 1" },
    { "<bind ref='/dossier/a' relevant=\"/dossier/b = 'oui\"/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 14, “'oui”: this text has no closing "
      "quote; add it. The expression is: /dossier/b = 'oui" },
    { "<bind ref='/dossier/a' relevant='/dossier/b == 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 13, “=”: an answer, a value or a "
      "function is expected here. The expression is: /dossier/b == 1" },
    { "<bind ref='/dossier/a' relevant='/dossier/b &amp;&amp; 1'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 12, “&”: this sign has no meaning in "
      "an expression; remove it. The expression is: /dossier/b && 1" },
    { "<bind ref='/dossier/a' calculate='ancestor::dossier'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “ancestor”: this axis is not part "
      "of the language; use “..”, “/”, “//”, preceding-sibling:: or following-sibling::. The "
      "expression is: ancestor::dossier" },
    { "<bind ref='/dossier/a' calculate='if(/dossier/b = 1, 2)'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “if”: it takes 3 arguments, not 2. "
      "The expression is: if(/dossier/b = 1, 2)" },
    { "<bind ref='/dossier/a' calculate='etb:days-between(/dossier/date)'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “etb:days-between”: it takes 2 "
      "arguments, not 1. The expression is: etb:days-between(/dossier/date)" },
    { "<bind ref='/dossier/a' relevant='/dossier/date &gt; today()'/><bind ref='/dossier/date' "
      "type='date'/>",
      NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “/dossier/date”: dates do not "
      "compare nor count as numbers; write etb:days-between(a, b) or decimal-date-time(a). The "
      "expression is: /dossier/date > today()" },
    { "<bind ref='/dossier/a' calculate='/dossier/date + 1'/><bind ref='/dossier/date' "
      "type='date'/>",
      NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “/dossier/date”: dates do not "
      "compare nor count as numbers; write etb:days-between(a, b) or decimal-date-time(a). The "
      "expression is: /dossier/date + 1" },
    { "<bind ref='/dossier/a' calculate='/dossier/c + 1'/><bind ref='/dossier/c' type='siret'/>",
      NULL,
      "line 1, attribute “calculate” of “Question A”: column 1, “/dossier/c”: this is a code, not "
      "a number; compare it as text, or use the functions etb:valid-… The expression is: "
      "/dossier/c + 1" },
    { "<bind ref='/dossier/a' relevant='/dossier/b = oui'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 14, “oui”: the dossier has no element "
      "“/dossier/a/oui”; check the path. The expression is: /dossier/b = oui" },
    { "<bind ref='/dossier/a' calculate='/dossier/b % 2'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 12, “%”: this sign has no meaning in "
      "an expression; remove it. The expression is: /dossier/b % 2" },
    { "<bind ref='/dossier/a' calculate='sum(/dossier/t/l/zz)'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 18, “zz”: the dossier has no element "
      "“/dossier/t/l/zz”; check the path. The expression is: sum(/dossier/t/l/zz)" },
    { "<bind ref='/dossier/a' relevant='[1]'/>", NULL,
      "line 1, attribute “relevant” of “Question A”: column 1, “[”: an answer, a value or a "
      "function is expected here. The expression is: [1]" },
    { "<bind ref='/dossier/a' calculate='//a//m'/>", NULL,
      "line 1, attribute “calculate” of “Question A”: column 4, “//”: “//” may be used once in a "
      "path; name the steps between. The expression is: //a//m" },
    { "",
      "<criterion id='c' effect='warning' source='S' test=\"/dossier/bb = 1\"><label>Critère "
      "C</label><met>M</met><not-met>N</not-met><unknown>U</unknown></criterion>",
      "line 1, attribute “test” of “c”: column 10, “bb”: the dossier has no element “/dossier/bb”. "
      "Did you mean “b”? The expression is: /dossier/bb = 1" },
    { "",
      "<criterion id='c' effect='warning' source='S' when=\"/dossier/a = 1 or /dossier/b\" "
      "test='/dossier/a = 1'><label>Critère "
      "C</label><met>M</met><not-met>N</not-met><unknown>U</unknown></criterion>",
      "line 1, attribute “when” of “c”: column 19, “/dossier/b”: an answer alone is always true, "
      "even empty; compare it: a = 'oui', a != ''. The expression is: /dossier/a = 1 or "
      "/dossier/b" },
    { "",
      "<criterion id='c' effect='warning' source='S' test=\"Count(/dossier/t/l) &gt; "
      "1\"><label>Critère "
      "C</label><met>M</met><not-met>N</not-met><unknown>U</unknown></criterion>",
      "line 1, attribute “test” of “c”: column 1, “Count”: there is no such function. Did you mean "
      "“count”? The expression is: Count(/dossier/t/l) > 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = refusal (cases[i].binds, cases[i].criteria);

      g_test_message ("%s: %s", cases[i].binds, message);
      g_assert_cmpstr (message, ==, cases[i].says);
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
    { "<bind ref='/dossier/a' calculate='. + 1'/>",
      "“Question A” (/dossier/a, calculate, line 1). Remove one of these readings." },
    { "<bind ref='/dossier/a' relevant='. = 1'/>",
      "“Question A” (/dossier/a, relevant, line 1). Remove one of these readings." },
    { "<bind ref='/dossier/a' calculate='/dossier/b'/><bind ref='/dossier/b' "
      "calculate='/dossier/a'/>",
      "“Question A” (/dossier/a, calculate, line 1) → “Question B” (/dossier/b, calculate, line "
      "1). Remove one of "
      "these readings." },
    { "<bind ref='/dossier/a' relevant='/dossier/b = 1'/><bind ref='/dossier/b' "
      "calculate='/dossier/a'/>",
      "“Question A” (/dossier/a, relevant, line 1) → “Question B” (/dossier/b, calculate, line 1). "
      "Remove one of "
      "these readings." },
    { "<bind ref='/dossier/g' relevant='/dossier/g/x = 1'/>",
      "“/dossier/g” (/dossier/g, relevant, line 1). Remove one of these readings." },
    { "<bind ref='/dossier/g/x' relevant='/dossier/a = 1'/><bind ref='/dossier/a' "
      "calculate='etb:total(/dossier/*/x)'/>",
      "“Question A” (/dossier/a, calculate, line 1) → “/dossier/g/x” (/dossier/g/x, relevant, line "
      "1). Remove one "
      "of these readings." },
    { "<bind ref='/dossier/t/l/m' calculate='100 div count(/dossier/t/l)'/>", NULL },
    { "<bind ref='/dossier/t/l/m' calculate='../preceding-sibling::l/m'/>",
      "“Montant” (/dossier/t/l/m, calculate, line 1). Remove one of these readings." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = refusal (cases[i].binds, NULL);

      g_test_message ("%s: %s", cases[i].binds, message);
      if (cases[i].says == NULL)
        g_assert_null (message);
      else
        {
          g_autofree char *whole = g_strconcat (CIRCLE, cases[i].says, NULL);

          g_assert_cmpstr (message, ==, whole);
        }
    }
}

/* What only waits for a circle is not in it. */
static void
test_circle_leaves_out_who_waits_for_it (void)
{
  g_autofree char *message = refusal ("<bind ref='/dossier/a' calculate='/dossier/b'/>"
                                      "<bind ref='/dossier/b' calculate='/dossier/c'/>"
                                      "<bind ref='/dossier/c' calculate='/dossier/b'/>",
                                      NULL);

  g_assert_nonnull (message);
  g_assert_null (strstr (message, "Question A"));
  g_assert_nonnull (strstr (message, "Question B"));
  g_assert_nonnull (strstr (message, "Question C"));
}

/* One call with faults of all kinds: those of its form hide the rest, no other does. */
static void
test_all_faults_are_said_at_once (void)
{
  static const char *const says[] = {
    "essai.xml:2: “/dossier/zz” leads to no element of the instance: “/dossier” holds volet, a, b, "
    "c, date, g, t",
    "essai.xml: line 3, attribute “relevant” of “Question A”: column 10, “bb”: the dossier has no "
    "element “/dossier/bb”. Did you mean “b”? The expression is: /dossier/bb = 1",
    "essai.xml: line 3, attribute “required” of “Question A”: column 1, “once”: ",
    "essai.xml: line 4: these answers depend on each other in a circle, so none can be worked out "
    "first: “Question B” (/dossier/b, calculate, line 4). Remove one of these readings.",
    "essai.xml: line 5: these answers depend on each other in a circle, so none can be worked out "
    "first: “Question C” (/dossier/c, calculate, line 5). Remove one of these readings.",
    "essai.xml: line 6, attribute “constraint” of “Montant”: column 1, “$”: ",
    "essai.xml:7: there is no source “R”: write one of S",
  };
  Fixture fixture
      = { INSTANCE,
          "\n<bind ref='/dossier/zz' relevant='= ='/>"
          "\n<bind ref='/dossier/a' relevant='/dossier/bb = 1' required='once(1) = 1'/>"
          "\n<bind ref='/dossier/b' calculate='. + 1'/>"
          "\n<bind ref='/dossier/c' calculate='. + /dossier/b'/>"
          "\n<bind ref='/dossier/t/l/*' constraint='$x = 1'/>",
          ITEMS,
          "\n<criterion id='c' effect='warning' source='R' test='1 = 1'><label>C</label>"
          "<met>M</met><not-met>N</not-met><unknown>U</unknown></criterion>",
          PIECES };
  g_autofree char *text = fixture_text (&fixture);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (EtbRules) rules = NULL;
  g_autoptr (GPtrArray) errors = etb_rules_check_bytes (bytes, "essai.xml", &rules);

  g_assert_null (rules);
  for (guint i = 0; i < errors->len; i++)
    {
      const GError *error = g_ptr_array_index (errors, i);

      g_test_message ("%s", error->message);
      g_assert_cmpuint (i, <, G_N_ELEMENTS (says));
      g_assert_true (g_str_has_prefix (error->message, says[i]));
    }
  g_assert_cmpuint (errors->len, ==, G_N_ELEMENTS (says));
}

/* None takes too long alone; together, they would take the program away for minutes. */
static void
test_all_together_take_too_long (void)
{
  g_autoptr (GString) criteria = g_string_new (NULL);
  g_autofree char *one = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_string_append_printf (
          criteria,
          "<criterion id='c%u' effect='information' source='S' test='count(//*[count(//*[count(//*["
          "count(//*) &gt; 9]) &gt; 9]) &gt; 9]) &gt; 9'><label>C</label><met>m</met>"
          "<not-met>n</not-met><unknown>u</unknown></criterion>",
          i);
      if (i == 0)
        one = refusal (NULL, criteria->str);
    }
  all = refusal (NULL, criteria->str);
  g_assert_null (one);
  g_assert_nonnull (all);
  g_assert_nonnull (strstr (all, "with the expressions before it"));
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
  g_test_add_func ("/rules-error/all-faults-are-said-at-once", test_all_faults_are_said_at_once);
  g_test_add_func ("/rules-error/all-together-take-too-long", test_all_together_take_too_long);
  return g_test_run ();
}
