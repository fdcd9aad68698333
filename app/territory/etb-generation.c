/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the two sets of priority neighbourhoods, told apart by their codes, and whether a file
 * holds all of one. See the header.
 * Callers: etb-layer, etb-area-store, etb-locator, the page of the territory. */

#include "etb-generation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-instant.h"

#define CODE_LENGTH 8

const EtbGeneration etb_generations[ETB_GENERATIONS] = {
  { "2015", "QP", 1296, 1514, "2015-01-01", "2023-12-31" },
  { "2024", "QN", 1362, 1584, "2024-01-01", NULL },
};

const EtbGeneration *
etb_generation_of_code (const char *code)
{
  if (strlen (code) != CODE_LENGTH)
    return NULL;
  for (gsize i = 2; i < CODE_LENGTH; i++)
    if (!g_ascii_isdigit (code[i]) && !g_ascii_isupper (code[i]))
      return NULL;
  for (gsize i = 0; i < ETB_GENERATIONS; i++)
    if (g_str_has_prefix (code, etb_generations[i].prefix))
      return etb_generations + i;
  return NULL;
}

const EtbGeneration *
etb_generation_in_force (const char *iso_date)
{
  g_return_val_if_fail (iso_date != NULL, etb_generations);

  for (gsize i = ETB_GENERATIONS; i-- > 0;)
    if (g_strcmp0 (iso_date, etb_generations[i].since) >= 0)
      return etb_generations + i;
  return etb_generations;
}

EtbCoverage
etb_generation_get_coverage (const EtbGeneration *self, guint count, guint overseas)
{
  if (count == 0)
    return ETB_COVERAGE_NONE;
  if (count >= self->whole)
    return ETB_COVERAGE_WHOLE;
  return count - overseas >= self->metropolis ? ETB_COVERAGE_METROPOLIS : ETB_COVERAGE_PART;
}

gboolean
etb_code_is_overseas (const char *code)
{
  /* A QPV has three characters for its département, "QP082003" as well as "QN08201M". */
  if (g_str_has_prefix (code, "QP") || g_str_has_prefix (code, "QN"))
    code += 2;
  return g_str_has_prefix (code, "97") || g_str_has_prefix (code, "98");
}

char *
etb_generation_describe_period (const EtbGeneration *self)
{
  g_autofree char *since = etb_instant_describe_date (self->since);
  g_autofree char *until = self->until != NULL ? etb_instant_describe_date (self->until) : NULL;

  return until != NULL ? g_strdup_printf (_ ("In force from %s to %s"), since, until)
                       : g_strdup_printf (_ ("In force since %s"), since);
}
