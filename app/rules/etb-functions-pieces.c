/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Functions on the pieces joined to the dossier: whether they are there, and still of use on a day.
 * The date of a file is the one written on it, which a person gives. */

#include "etb-functions-private.h"

#include <string.h>

typedef gboolean (*FileFunc) (const EtbProvided *file, gpointer data);

/* How many files of @code there are, and of these, into @right, how many @func says yes of. */
static guint
count_files (const EtbScope *scope, const char *code, FileFunc func, gpointer data, guint *right)
{
  guint count = 0;

  *right = 0;
  for (guint i = 0; scope->provided != NULL && i < scope->provided->len; i++)
    {
      const EtbProvided *file = &g_array_index (scope->provided, EtbProvided, i);

      if (strcmp (file->piece, code) != 0)
        continue;
      count++;
      *right += func (file, data);
    }
  return count;
}

static gboolean
is_dated (const EtbProvided *file, gpointer data)
{
  GDate date;

  return file->date != NULL && etb_date_read (file->date, &date);
}

gboolean
etb_functions_has_piece (const EtbScope *scope, const char *code)
{
  guint dated;

  return count_files (scope, code, is_dated, NULL, &dated) > 0;
}

gboolean
etb_functions_has_dates (const EtbScope *scope, const char *code)
{
  guint dated;

  return count_files (scope, code, is_dated, NULL, &dated) == dated && dated > 0;
}

/* etb:piece-provided(code): whether the dossier has a file of that piece. */
void
etb_function_piece_provided (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *code = NULL;

  CHECK_ARITY (1);
  code = etb_functions_pop_text (ctxt);
  xmlXPathReturnBoolean (ctxt, etb_functions_has_piece (etb_functions_scope (ctxt), code));
}

typedef struct
{
  GDate day;
  guint max_age; /* months; 0: no limit */
} Validity;

static gboolean
is_valid (const EtbProvided *file, gpointer data)
{
  const Validity *validity = data;
  GDate date;

  if (!etb_date_read (file->date, &date) || g_date_compare (&date, &validity->day) > 0)
    return FALSE;
  /* past the end of the calendar it never grows too old */
  return validity->max_age == 0 || !etb_date_add_months (&date, validity->max_age)
         || g_date_compare (&validity->day, &date) <= 0;
}

/* etb:piece-valid-at(code, day): whether each file of that piece was written on that day at the
 * latest, and no more than its max-age-months before. "" while there is no file, while the date of
 * one is not known, or when the day is none: whoever judges then cannot tell. */
void
etb_function_piece_valid_at (xmlXPathParserContextPtr ctxt, int nargs)
{
  const EtbScope *scope = etb_functions_scope (ctxt);
  g_autofree char *day = NULL;
  g_autofree char *code = NULL;
  const EtbPiece *piece;
  Validity validity = { 0 };
  guint valid;

  CHECK_ARITY (2);
  day = etb_functions_pop_text (ctxt);
  code = etb_functions_pop_text (ctxt);
  piece = etb_call_find_piece (scope->call, code);
  if (piece == NULL || !etb_functions_has_dates (scope, code)
      || !etb_date_read (day, &validity.day))
    {
      etb_functions_return_text (ctxt, "");
      return;
    }
  validity.max_age = piece->max_age_months;
  xmlXPathReturnBoolean (ctxt, count_files (scope, code, is_valid, &validity, &valid) == valid);
}
