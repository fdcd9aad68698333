/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "etb-sheet.h"

G_BEGIN_DECLS

/* Parts of the printed dossier, in the order of the paper. @dossier is the root element; @digest is
 * that of its file, or NULL. */
void etb_print_cover (EtbSheet *sheet, xmlNodePtr dossier, const char *digest);
void etb_print_contents (EtbSheet *sheet, GPtrArray *headings);
void etb_print_answers (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_table (EtbSheet *sheet, xmlNodePtr table);

/* Bars of the amounts of @page that the call holds to one ceiling; of the lines of @repeat that
 * have an amount. Nothing when there are fewer than two. */
void etb_print_ceiling_charts (EtbSheet *sheet, xmlNodePtr page);
void etb_print_repeat_chart (EtbSheet *sheet, xmlNodePtr repeat);

/* Nothing when the document tells of no place. */
void etb_print_finding (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_verdicts (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_sources (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_pieces (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_attestations (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_assistance (EtbSheet *sheet, xmlNodePtr dossier);
void etb_print_signatory (EtbSheet *sheet, xmlNodePtr dossier);

/* Under an answer that a helper typed, from @x on: who, and what the applicant said of it. Under a
 * table: who typed which of its cells. Nothing for what the applicant typed. */
void etb_print_author (EtbSheet *sheet, xmlNodePtr answer, double x);
void etb_print_cell_authors (EtbSheet *sheet, xmlNodePtr table);

/* What is said on the left, what it is on the right; "Not given" when @value is empty. */
void etb_print_fact (EtbSheet *sheet, const char *label, const char *value, EtbInk ink);

/* The instant of an attribute, in words. Returns: (transfer full) */
char *etb_print_describe_instant (const char *iso);

G_END_DECLS
