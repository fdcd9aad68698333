/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what stands behind the answers: the verdict of each criterion with its source, the pieces
 * with their digests, the attestations, the signatory.
 * Callers: etb-print.c. */

#include "etb-print-private.h"

#include <glib/gi18n-lib.h>

#include "etb-element.h"
#include "etb-instant.h"
#include "etb-size.h"
#include "etb-value.h"

#define VERDICT_WIDTH 118.0
#define PIECE_WIDTH   70.0

/* Words for a code of the vocabulary. */
typedef struct
{
  const char *code;
  const char *words;
} Word;

static const Word strengths[] = {
  { "article", N_ ("the call as published") },
    { "official", N_ ("a public authority") },
      { "secondary", N_ ("press or network") },
        { "assumption", N_ ("an assumption of the program") },
      };

static const Word effects[] = {
  { "blocking", N_ ("Blocking condition") },
    { "warning", N_ ("Warning") },
      { "information", N_ ("For information") },
    };

static const Word states[] = {
  { "provided", N_ ("Provided") },
    { "missing", N_ ("Missing") },
      { "advised", N_ ("Advised, not provided") },
        { "unknown", N_ ("Cannot be told yet") },
      };

static const char *
find_words (const Word *words, gsize n_words, const char *code)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].code, code))
      return _ (words[i].words);

  return code;
}

/* A row in the right-hand column. */
static void
print_beside (EtbSheet *sheet, const char *text, EtbInk ink, double x, EtbRowFlags flags)
{
  const EtbCell cell = { text, ink, x, ETB_SHEET_INNER - x, PANGO_ALIGN_LEFT };

  etb_sheet_row (sheet, &cell, 1, flags);
}

static EtbCell
verdict_cell (const char *value)
{
  EtbCell cell = { NULL, ETB_INK_OPEN, 0.0, VERDICT_WIDTH - 8.0, PANGO_ALIGN_LEFT };

  if (g_str_equal (value, "met"))
    {
      cell.text = _ ("Met");
      cell.ink = ETB_INK_GOOD;
      cell.mark = ETB_MARK_TICK;
    }
  else if (g_str_equal (value, "not-met"))
    {
      cell.text = _ ("Not met");
      cell.ink = ETB_INK_BAD;
      cell.mark = ETB_MARK_CROSS;
    }
  else
    {
      cell.text = _ ("Cannot tell yet");
      cell.mark = ETB_MARK_QUESTION;
    }
  return cell;
}

static void
print_source (EtbSheet *sheet, xmlNodePtr verdict)
{
  xmlNodePtr source = etb_element_child (verdict, "source");
  g_autofree char *title = etb_element_text (source, "title");
  g_autofree char *id = etb_element_attribute (source, "id");
  g_autofree char *line = NULL;

  if (source == NULL)
    return;

  /* Translators: identifier of a source, then its title. */
  line = g_strdup_printf (_ ("Source %s: %s"), id, title);
  print_beside (sheet, line, ETB_INK_SMALL, VERDICT_WIDTH, ETB_ROW_PLAIN);
}

static void
print_reads (EtbSheet *sheet, xmlNodePtr verdict)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (xmlNodePtr read = etb_element_child (verdict, "read"); read != NULL;
       read = etb_element_next (read, "read"))
    {
      g_autofree char *label = etb_element_text (read, "label");
      g_autofree char *text = etb_element_text (read, "text");

      if (words->len > 0)
        g_string_append_c (words, '\n');
      /* Translators: label of an answer, then the answer. */
      g_string_append_printf (words, _ ("%s: %s"), label, *text != '\0' ? text : _ ("Not given"));
    }

  if (words->len > 0)
    {
      print_beside (sheet, _ ("Answers read"), ETB_INK_SMALL_STRONG, VERDICT_WIDTH, ETB_ROW_KEEP);
      print_beside (sheet, words->str, ETB_INK_SMALL, VERDICT_WIDTH, ETB_ROW_PLAIN);
    }
}

static void
print_ceiling (EtbSheet *sheet, xmlNodePtr verdict)
{
  xmlNodePtr ceiling = etb_element_child (verdict, "ceiling");
  g_autofree char *text = etb_element_text (ceiling, "text");
  g_autofree char *words = g_strdup_printf (_ ("Ceiling: %s"), text);

  if (ceiling != NULL)
    print_beside (sheet, words, ETB_INK_SMALL, VERDICT_WIDTH, ETB_ROW_PLAIN);
}

static void
print_verdict (EtbSheet *sheet, xmlNodePtr verdict)
{
  g_autofree char *value = etb_element_attribute (verdict, "value");
  g_autofree char *effect = etb_element_attribute (verdict, "effect");
  g_autofree char *label = etb_element_text (verdict, "label");
  g_autofree char *text = etb_element_text (verdict, "text");
  const EtbCell cells[] = {
    verdict_cell (value),
    { label, ETB_INK_STRONG, VERDICT_WIDTH, ETB_SHEET_INNER - VERDICT_WIDTH, PANGO_ALIGN_LEFT },
  };

  etb_sheet_space (sheet, 5.0);
  etb_sheet_need (sheet, 110.0);
  etb_sheet_open (sheet, "LI");
  etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_ABOVE | ETB_ROW_KEEP);
  print_beside (sheet, text, ETB_INK_BODY, VERDICT_WIDTH, ETB_ROW_PLAIN);
  print_beside (sheet, find_words (effects, G_N_ELEMENTS (effects), effect), ETB_INK_SMALL_STRONG,
                VERDICT_WIDTH, ETB_ROW_PLAIN);
  print_source (sheet, verdict);
  print_ceiling (sheet, verdict);
  print_reads (sheet, verdict);
  etb_sheet_close (sheet);
}

void
etb_print_verdicts (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr verdicts = etb_element_child (dossier, "verdicts");
  g_autofree char *today = etb_element_attribute (verdicts, "today");
  g_autofree char *day = etb_instant_describe_date (today);
  g_autofree char *lead = NULL;

  if (etb_element_child (verdicts, "verdict") == NULL)
    return;

  /* Translators: a date in words. */
  lead = g_strdup_printf (_ ("What the rules of the call say of these answers on %s."), day);
  /* The first verdict stays with its title. */
  etb_sheet_need (sheet, 190.0);
  etb_sheet_heading (sheet, _ ("Conditions of the call"), 1);
  etb_sheet_text (sheet, lead, ETB_INK_LABEL, ETB_ROW_KEEP);
  etb_sheet_open (sheet, "L");
  for (xmlNodePtr verdict = etb_element_child (verdicts, "verdict"); verdict != NULL;
       verdict = etb_element_next (verdict, "verdict"))
    print_verdict (sheet, verdict);
  etb_sheet_close (sheet);
}

static void
print_one_source (EtbSheet *sheet, xmlNodePtr verdict, xmlNodePtr source)
{
  g_autofree char *strength = etb_element_attribute (verdict, "strength");
  g_autofree char *id = etb_element_attribute (source, "id");
  g_autofree char *title = etb_element_text (source, "title");
  g_autofree char *quote = etb_element_text (source, "quote");
  g_autofree char *address = etb_element_attribute (source, "address");
  const EtbCell cells[] = {
    { id, ETB_INK_LABEL, 0.0, PIECE_WIDTH - 8.0, PANGO_ALIGN_LEFT },
    { title, ETB_INK_STRONG, PIECE_WIDTH, ETB_SHEET_INNER - PIECE_WIDTH, PANGO_ALIGN_LEFT },
  };

  etb_sheet_space (sheet, 3.0);
  etb_sheet_open (sheet, "LI");
  etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_ABOVE | ETB_ROW_KEEP);
  print_beside (sheet, find_words (strengths, G_N_ELEMENTS (strengths), strength),
                ETB_INK_SMALL_STRONG, PIECE_WIDTH, ETB_ROW_PLAIN);
  if (*quote != '\0')
    {
      g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), quote);

      print_beside (sheet, quoted, ETB_INK_QUOTE, PIECE_WIDTH, ETB_ROW_PLAIN);
    }
  if (*address != '\0')
    print_beside (sheet, address, ETB_INK_SMALL, PIECE_WIDTH, ETB_ROW_PLAIN);
  etb_sheet_close (sheet);
}

/* Each source once, in the order the criteria name them: many criteria stand on one passage. What
 * two criteria say differently of one source is printed twice. */
void
etb_print_sources (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr verdicts = etb_element_child (dossier, "verdicts");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNodePtr verdict = etb_element_child (verdicts, "verdict"); verdict != NULL;
       verdict = etb_element_next (verdict, "verdict"))
    {
      xmlNodePtr source = etb_element_child (verdict, "source");
      g_autofree char *id = etb_element_attribute (source, "id");
      g_autofree char *address = etb_element_attribute (source, "address");
      g_autofree char *strength = etb_element_attribute (verdict, "strength");
      g_autofree char *title = etb_element_text (source, "title");
      g_autofree char *quote = etb_element_text (source, "quote");
      char *key;

      if (source == NULL)
        continue;
      key = g_strjoin ("\n", id, strength, title, address, quote, NULL);
      if (g_hash_table_size (seen) == 0)
        {
          etb_sheet_heading (sheet, _ ("Sources of the conditions"), 1);
          etb_sheet_open (sheet, "L");
        }
      if (g_hash_table_add (seen, key))
        print_one_source (sheet, verdict, source);
    }
  if (g_hash_table_size (seen) > 0)
    etb_sheet_close (sheet);
}

static void
print_file (EtbSheet *sheet, xmlNodePtr file)
{
  g_autofree char *name = etb_element_attribute (file, "name");
  g_autofree char *entry = etb_element_attribute (file, "entry");
  g_autofree char *size = etb_element_attribute (file, "size");
  g_autofree char *type = etb_element_attribute (file, "type");
  g_autofree char *sha256 = etb_element_attribute (file, "sha256");
  g_autofree char *size_words = etb_size_describe (g_ascii_strtoull (size, NULL, 10));
  g_autofree char *where = g_strdup_printf ("%s – %s – %s", entry, type, size_words);
  g_autofree char *digest = g_strdup_printf ("SHA-256 %s", sha256);
  g_autofree char *dated = etb_element_attribute (file, "dated");

  etb_sheet_need (sheet, 40.0);
  print_beside (sheet, name, ETB_INK_BODY, PIECE_WIDTH, ETB_ROW_KEEP);
  print_beside (sheet, where, ETB_INK_SMALL, PIECE_WIDTH, ETB_ROW_PLAIN);
  if (dated != NULL && *dated != '\0')
    {
      g_autofree char *date = etb_value_format (ETB_VALUE_DATE, dated);
      g_autofree char *words = g_strdup_printf (_ ("Document dated %s"), date);

      print_beside (sheet, words, ETB_INK_SMALL, PIECE_WIDTH, ETB_ROW_PLAIN);
    }
  print_beside (sheet, digest, ETB_INK_MONO, PIECE_WIDTH, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 3.0);
}

void
etb_print_pieces (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr pieces = etb_element_child (dossier, "pieces");

  if (etb_element_child (pieces, "piece") == NULL)
    return;

  etb_sheet_heading (sheet, _ ("Supporting documents"), 1);
  etb_sheet_open (sheet, "L");
  for (xmlNodePtr piece = etb_element_child (pieces, "piece"); piece != NULL;
       piece = etb_element_next (piece, "piece"))
    {
      g_autofree char *code = etb_element_attribute (piece, "code");
      g_autofree char *label = etb_element_text (piece, "label");
      g_autofree char *state = etb_element_attribute (piece, "state");
      const gboolean provided = g_str_equal (state, "provided");
      const double state_x = ETB_SHEET_INNER - 130.0;
      const EtbCell cells[] = {
        { code, ETB_INK_LABEL, 0.0, PIECE_WIDTH - 8.0, PANGO_ALIGN_LEFT },
        { label, ETB_INK_STRONG, PIECE_WIDTH, state_x - PIECE_WIDTH - 10.0, PANGO_ALIGN_LEFT },
        { find_words (states, G_N_ELEMENTS (states), state), provided ? ETB_INK_GOOD : ETB_INK_OPEN,
          state_x, 130.0, PANGO_ALIGN_RIGHT },
      };

      etb_sheet_open (sheet, "LI");
      etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells),
                     ETB_ROW_RULE_ABOVE | (provided ? ETB_ROW_KEEP : 0));
      for (xmlNodePtr file = etb_element_child (piece, "file"); file != NULL;
           file = etb_element_next (file, "file"))
        print_file (sheet, file);
      etb_sheet_close (sheet);
    }
  etb_sheet_close (sheet);
}

void
etb_print_attestations (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr attestations = etb_element_child (dossier, "attestations");

  if (etb_element_child (attestations, "attestation") == NULL)
    return;

  etb_sheet_heading (sheet, _ ("Attestations"), 1);
  etb_sheet_open (sheet, "L");
  for (xmlNodePtr item = etb_element_child (attestations, "attestation"); item != NULL;
       item = etb_element_next (item, "attestation"))
    {
      g_autofree char *text = etb_element_text (item, "text");
      g_autofree char *version = etb_element_attribute (item, "version");
      g_autofree char *accepted = etb_element_attribute (item, "accepted");
      const gboolean yes = g_str_equal (accepted, "oui");
      const EtbCell cells[] = {
        { yes      ? _ ("Accepted")
                   : _ ("Not accepted"), yes ? ETB_INK_GOOD : ETB_INK_OPEN, 0.0,
                        VERDICT_WIDTH - 8.0, PANGO_ALIGN_LEFT,
                        yes ? ETB_MARK_TICK : ETB_MARK_QUESTION },
          { text, ETB_INK_BODY, VERDICT_WIDTH, ETB_SHEET_INNER - VERDICT_WIDTH, PANGO_ALIGN_LEFT },
      };

      etb_sheet_open (sheet, "LI");
      etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_ABOVE);
      if (*version != '\0')
        {
          g_autofree char *words = g_strdup_printf (_ ("Version %s of the wording"), version);

          print_beside (sheet, words, ETB_INK_SMALL, VERDICT_WIDTH, ETB_ROW_PLAIN);
        }
      etb_sheet_close (sheet);
      etb_sheet_space (sheet, 3.0);
    }
  etb_sheet_close (sheet);
}

void
etb_print_signatory (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr signatory = etb_element_child (dossier, "signatory");
  const gboolean draft = etb_element_flag (etb_element_child (dossier, "made"), "draft");
  g_autofree char *first_name = etb_element_text (signatory, "first-name");
  g_autofree char *name = etb_element_text (signatory, "name");
  g_autofree char *capacity = etb_element_text (signatory, "capacity");

  etb_sheet_heading (sheet, _ ("Signatory"), 1);
  etb_sheet_open (sheet, "L");
  etb_print_fact (sheet, _ ("First name"), first_name, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Name"), name, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Capacity"), capacity, ETB_INK_BODY);
  etb_sheet_close (sheet);
  etb_sheet_space (sheet, 5.0);
  etb_sheet_text (sheet, draft
                  ? _ ("This is a draft: it has no signature.")
                  : _ ("The electronic signature is in the package that holds this paper, in "
                             "META-INF/signatures0.xml. On paper, or taken out of its package, this "
                             "document carries no signature."),
                       ETB_INK_SMALL, ETB_ROW_PLAIN);
}
