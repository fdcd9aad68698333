/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the first page: whose dossier, for which call, made when; then the contents.
 * Callers: etb-print.c. */

#include "etb-print-private.h"

#include <glib/gi18n-lib.h>

#include "etb-element.h"
#include "etb-instant.h"

#define LABEL_WIDTH 150.0
#define VALUE_X     (LABEL_WIDTH + 12.0)

void
etb_print_fact (EtbSheet *sheet, const char *label, const char *value, EtbInk ink)
{
  const gboolean given = *value != '\0';
  const EtbCell cells[] = {
    { label, ETB_INK_LABEL, 0.0, LABEL_WIDTH, PANGO_ALIGN_LEFT },
    { given ? value
            : _ ("Not given"), given ? ink : ETB_INK_FAINT, VALUE_X, ETB_SHEET_INNER - VALUE_X,
                 PANGO_ALIGN_LEFT },
    };

  etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_BELOW);
}

/* The three answers to "may it apply?", each with its mark. */
static void
print_eligible (EtbSheet *sheet, xmlNodePtr dossier)
{
  g_autofree char *eligible
      = etb_element_attribute (etb_element_child (dossier, "verdicts"), "eligible");
  const EtbCell label
      = { _ ("Conditions of the call"), ETB_INK_LABEL, 0.0, LABEL_WIDTH, PANGO_ALIGN_LEFT };
  EtbCell verdict = { _ ("Cannot be told yet"),  ETB_INK_OPEN,     VALUE_X,
                         ETB_SHEET_INNER - VALUE_X, PANGO_ALIGN_LEFT, ETB_MARK_QUESTION };

  if (g_str_equal (eligible, "yes"))
    {
      verdict.text = _ ("All blocking conditions are met");
      verdict.ink = ETB_INK_GOOD;
      verdict.mark = ETB_MARK_TICK;
    }
  else if (g_str_equal (eligible, "no"))
    {
      verdict.text = _ ("At least one blocking condition is not met");
      verdict.ink = ETB_INK_BAD;
      verdict.mark = ETB_MARK_CROSS;
    }

  etb_sheet_row (sheet, (const EtbCell[]){ label, verdict }, 2, ETB_ROW_RULE_BELOW);
}

/* Whether it could be handed over; nothing when the document does not say. */
static void
print_ready (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr verdicts = etb_element_child (dossier, "verdicts");
  g_autofree char *said = etb_element_attribute (verdicts, "ready");
  const gboolean ready = etb_element_flag (verdicts, "ready");
  const EtbCell cells[] = {
    { _ ("State of the dossier"), ETB_INK_LABEL, 0.0, LABEL_WIDTH, PANGO_ALIGN_LEFT },
      { ready      ? _ ("Ready: nothing required is missing")
                   : _ ("Not ready: an answer or a document is missing, or a condition is not met"),
                        ready ? ETB_INK_GOOD : ETB_INK_OPEN, VALUE_X, ETB_SHEET_INNER - VALUE_X,
                        PANGO_ALIGN_LEFT, ready ? ETB_MARK_TICK : ETB_MARK_QUESTION },
    };

  if (*said != '\0')
    etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_BELOW);
}

static void
print_title (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr call = etb_element_child (dossier, "call");
  g_autofree char *title = etb_element_text (call, "title");
  g_autofree char *publisher = etb_element_text (call, "publisher");
  g_autofree char *track = etb_element_text (etb_element_child (dossier, "track"), "label");

  etb_sheet_accent (sheet);
  etb_sheet_space (sheet, 10.0);
  etb_sheet_text (sheet, _ ("APPLICATION DOSSIER"), ETB_INK_OVERLINE, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 6.0);
  etb_sheet_text (sheet, title, ETB_INK_TITLE, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 4.0);
  etb_sheet_text (sheet, track, ETB_INK_SUBTITLE, ETB_ROW_PLAIN);
  etb_sheet_text (sheet, publisher, ETB_INK_LABEL, ETB_ROW_PLAIN);
  if (etb_element_flag (etb_element_child (dossier, "made"), "draft"))
    {
      etb_sheet_space (sheet, 12.0);
      etb_sheet_text (sheet, _ ("Draft: this dossier may still change and nobody signed it."),
                                ETB_INK_BAD, ETB_ROW_SHADED);
    }
  etb_sheet_space (sheet, 22.0);
}

static void
print_applicant (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr applicant = etb_element_child (dossier, "applicant");
  xmlNodePtr signatory = etb_element_child (dossier, "signatory");
  g_autofree char *name = etb_element_text (applicant, "name");
  g_autofree char *place = etb_element_text (applicant, "place");
  g_autofree char *first_name = etb_element_text (signatory, "first-name");
  g_autofree char *last_name = etb_element_text (signatory, "name");
  g_autofree char *capacity = etb_element_text (signatory, "capacity");
  g_autofree char *person = g_strstrip (g_strconcat (first_name, " ", last_name, NULL));
  g_autofree char *signs
      = *capacity != '\0' ? g_strdup_printf (_ ("%s, %s"), person, capacity) : g_strdup (person);

  etb_print_fact (sheet, _ ("Applicant"), name, ETB_INK_STRONG);
  etb_print_fact (sheet, _ ("Place"), place, ETB_INK_STRONG);
  etb_print_fact (sheet, _ ("Signatory"), *person != '\0' ? signs : "", ETB_INK_BODY);
}

static void
print_call (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr call = etb_element_child (dossier, "call");
  xmlNodePtr made = etb_element_child (dossier, "made");
  g_autofree char *edition = etb_element_attribute (call, "edition");
  g_autofree char *id = etb_element_attribute (call, "id");
  g_autofree char *published = etb_element_attribute (call, "published");
  g_autofree char *digest = etb_element_attribute (call, "digest");
  g_autofree char *track = etb_element_attribute (etb_element_child (dossier, "track"), "id");
  g_autofree char *at = etb_element_attribute (made, "at");
  g_autofree char *program = etb_element_attribute (made, "program");
  g_autofree char *when = etb_print_describe_instant (at);
  g_autofree char *published_on = etb_instant_describe_date (published);
  g_autofree char *ids = g_strdup_printf ("%s / %s", id, track);
  /* Translators: an instant in words, then the program and its version. */
  g_autofree char *made_words = g_strdup_printf (_ ("%s, %s"), when, program);

  etb_print_fact (sheet, _ ("Edition of the call"), edition, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Published on"), published_on, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Call identifier"), ids, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("SHA-256 of the call definition"), digest, ETB_INK_MONO);
  etb_print_fact (sheet, _ ("Dossier made on"), made_words, ETB_INK_BODY);
}

/* Where the journal beside this document ends, and that it was altered when it was. */
static void
print_journal (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr journal = etb_element_child (dossier, "journal");
  g_autofree char *entries = etb_element_attribute (journal, "entries");
  g_autofree char *digest = etb_element_attribute (journal, "digest");
  g_autofree char *broken = etb_element_attribute (journal, "first-broken");
  g_autofree char *words = NULL;

  words = *broken != '\0' ? g_strdup_printf (_ ("%s, altered from entry %s on"), entries, broken)
                          : g_strdup (entries);
  etb_print_fact (sheet, _ ("Entries of the journal"), words, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("SHA-256 of its last entry"), digest, ETB_INK_MONO);
}

void
etb_print_cover (EtbSheet *sheet, xmlNodePtr dossier, const char *digest)
{
  print_title (sheet, dossier);
  etb_sheet_open (sheet, "L");
  print_applicant (sheet, dossier);
  print_eligible (sheet, dossier);
  print_ready (sheet, dossier);
  print_call (sheet, dossier);
  print_journal (sheet, dossier);
  if (digest != NULL)
    etb_print_fact (sheet, _ ("SHA-256 of dossier.xml"), digest, ETB_INK_MONO);
  etb_sheet_close (sheet);
  etb_sheet_space (sheet, 6.0);
  etb_sheet_text (sheet,
                  _ ("This paper is drawn from the file dossier.xml, which holds the same answers "
                     "in a form that programs read."),
                     ETB_INK_SMALL, ETB_ROW_PLAIN);
}

/* Whole on the first page, or whole on the next one. */
static void
begin_contents (EtbSheet *sheet, guint n_lines)
{
  const double line = etb_sheet_measure (sheet, "X", ETB_INK_BODY, ETB_SHEET_INNER) + 2.4;

  etb_sheet_space (sheet, 16.0);
  etb_sheet_need (sheet, 26.0 + n_lines * line);
  etb_sheet_text (sheet, _ ("Contents"), ETB_INK_PAGE, ETB_ROW_KEEP);
  etb_sheet_space (sheet, 2.0);
}

void
etb_print_contents (EtbSheet *sheet, GPtrArray *headings)
{
  guint n_lines = 0;

  for (guint i = 0; i < headings->len; i++)
    if (((const EtbHeading *)g_ptr_array_index (headings, i))->level == 1)
      n_lines++;

  if (n_lines > 0)
    begin_contents (sheet, n_lines);
  etb_sheet_open (sheet, "TOC");
  for (guint i = 0; i < headings->len; i++)
    {
      const EtbHeading *heading = g_ptr_array_index (headings, i);

      if (heading->level == 1)
        etb_sheet_contents_line (sheet, heading);
    }
  etb_sheet_close (sheet);

  etb_sheet_break (sheet);
}
