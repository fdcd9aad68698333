/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Functions on numbers. Those on money count in whole cents, which a double holds exactly up to
 * 2^53: 0.1 + 0.2 is 0.3 here. A blank is never zero, except in sums, which leave it out. */

#include "etb-functions-private.h"

#include <math.h>

/* Cents that a double still tells apart. */
#define MAX_CENTS (G_GINT64_CONSTANT (1) << 53)

static gboolean
number_to_cents (double number, gint64 *cents)
{
  if (!isfinite (number) || fabs (number) * 100 >= (double)MAX_CENTS)
    return FALSE;
  *cents = llround (number * 100);
  return TRUE;
}

static gboolean
text_to_cents (const char *text, gint64 *cents)
{
  return etb_value_parse_cents (text, cents)
         || number_to_cents (xmlXPathCastStringToNumber (BAD_CAST text), cents);
}

static gboolean
pop_cents (xmlXPathParserContextPtr ctxt, gint64 *cents)
{
  g_autoptr (xmlXPathObject) object = valuePop (ctxt);
  g_autofree char *copy = NULL;

  if (object == NULL)
    return FALSE;
  switch (object->type)
    {
    case XPATH_NODESET:
      return object->nodesetval != NULL && object->nodesetval->nodeNr > 0
             && text_to_cents (etb_node_text (object->nodesetval->nodeTab[0], &copy), cents);
    case XPATH_STRING:
      return text_to_cents ((const char *)object->stringval, cents);
    default:
      return number_to_cents (xmlXPathCastToNumber (object), cents);
    }
}

/* etb:total(nodes): their sum; blanks are left out, anything else that is no number makes it NaN.
 */
void
etb_function_total (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autoptr (xmlXPathObject) object = NULL;
  gint64 sum = 0;

  CHECK_ARITY (1);
  object = valuePop (ctxt);
  if (object == NULL || object->type != XPATH_NODESET)
    XP_ERROR (XPATH_INVALID_TYPE);
  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    {
      g_autofree char *copy = NULL;
      const char *text = etb_node_text (object->nodesetval->nodeTab[i], &copy);
      gint64 cents;

      if (etb_text_is_blank (text))
        continue;
      if (!text_to_cents (text, &cents) || __builtin_add_overflow (sum, cents, &sum))
        {
          xmlXPathReturnNumber (ctxt, NAN);
          return;
        }
    }
  xmlXPathReturnNumber (ctxt, (double)sum / 100);
}

/* etb:difference(a, b): a - b; NaN when either is no number. */
void
etb_function_difference (xmlXPathParserContextPtr ctxt, int nargs)
{
  gint64 a, b;
  gboolean has_b;

  CHECK_ARITY (2);
  has_b = pop_cents (ctxt, &b);
  if (!pop_cents (ctxt, &a) || !has_b)
    xmlXPathReturnNumber (ctxt, NAN);
  else
    xmlXPathReturnNumber (ctxt, (double)(a - b) / 100);
}

/* etb:share(a, b): what percentage a is of b, to two decimals, half away from zero; NaN when b is
 * 0. */
void
etb_function_share (xmlXPathParserContextPtr ctxt, int nargs)
{
  gint64 a, b;
  gboolean has_b;

  CHECK_ARITY (2);
  has_b = pop_cents (ctxt, &b);
  if (!pop_cents (ctxt, &a) || !has_b || b == 0)
    xmlXPathReturnNumber (ctxt, NAN);
  else
    xmlXPathReturnNumber (ctxt, (double)(roundl (a * 10000.0L / b) / 100));
}

void
etb_function_abs (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (1);
  xmlXPathReturnNumber (ctxt, fabs (xmlXPathPopNumber (ctxt)));
}

/* int(a): without its decimals, towards zero. */
void
etb_function_int (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (1);
  xmlXPathReturnNumber (ctxt, trunc (xmlXPathPopNumber (ctxt)));
}

typedef struct
{
  gboolean largest;
  gboolean found;
  double best; /* NaN once anything was no number */
} Extreme;

static void
compare (Extreme *self, double value)
{
  if (!self->found || isnan (value) || (self->largest ? value > self->best : value < self->best))
    self->best = self->found && isnan (self->best) ? self->best : value;
  self->found = TRUE;
}

static void
compare_object (Extreme *self, xmlXPathObjectPtr object)
{
  if (object->type != XPATH_NODESET)
    {
      compare (self, xmlXPathCastToNumber (object));
      return;
    }
  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    {
      g_autofree char *copy = NULL;
      const char *text = etb_node_text (object->nodesetval->nodeTab[i], &copy);

      if (!etb_text_is_blank (text))
        compare (self, xmlXPathCastStringToNumber (BAD_CAST text));
    }
}

/* Over all arguments; blanks among nodes are left out; NaN when nothing is left. */
static void
return_extreme (xmlXPathParserContextPtr ctxt, int nargs, gboolean largest)
{
  Extreme extreme = { largest, FALSE, NAN };

  for (int i = 0; i < nargs; i++)
    {
      g_autoptr (xmlXPathObject) object = valuePop (ctxt);

      if (object != NULL)
        compare_object (&extreme, object);
    }
  xmlXPathReturnNumber (ctxt, extreme.best);
}

void
etb_function_max (xmlXPathParserContextPtr ctxt, int nargs)
{
  return_extreme (ctxt, nargs, TRUE);
}

void
etb_function_min (xmlXPathParserContextPtr ctxt, int nargs)
{
  return_extreme (ctxt, nargs, FALSE);
}
