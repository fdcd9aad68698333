/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: draws a dossier document on paper, part by part.
 * Invariant: what is drawn comes from the document alone; the same document gives the same bytes.
 * Callers: app/package. */

#include "etb-print.h"

#include <glib/gi18n-lib.h>

#include "etb-element.h"
#include "etb-instant.h"
#include "etb-print-private.h"

G_DEFINE_QUARK (etb_print_error_quark, etb_print_error)

/* The page numbers in the contents move the pages they number: two drawings settle it, a third one
 * is the paper. More would mean that the drawing is not stable. */
#define MAX_DRAWINGS 5

char *
etb_print_describe_instant (const char *iso)
{
  g_autoptr (GDateTime) instant = etb_instant_parse (iso, NULL);

  return instant != NULL ? etb_instant_describe (instant) : g_strdup (iso);
}

static EtbSheet *
make_sheet (xmlNodePtr dossier, int n_pages)
{
  xmlNodePtr made = etb_element_child (dossier, "made");
  g_autofree char *title = etb_element_text (etb_element_child (dossier, "call"), "title");
  g_autofree char *track = etb_element_text (etb_element_child (dossier, "track"), "label");
  g_autofree char *name = etb_element_text (etb_element_child (dossier, "applicant"), "name");
  g_autofree char *created = etb_element_attribute (made, "at");
  g_autofree char *program = etb_element_attribute (made, "program");
  g_autofree char *when = etb_print_describe_instant (created);
  g_autofree char *full_title = g_strdup_printf ("%s – %s", title, name);
  g_autofree char *foot = NULL;
  EtbSheet *sheet = etb_sheet_new (full_title, name, created, n_pages);

  /* Translators: the program and its version, then an instant in words. */
  foot = g_strdup_printf (etb_element_flag (made, "draft") ? _ ("Draft, not signed – %s, %s")
                                                           : _ ("%s, %s"), program, when);
  etb_sheet_set_running_heads (sheet, name, track);
  etb_sheet_set_foot (sheet, foot);
  return sheet;
}

static EtbSheet *
draw (xmlNodePtr dossier, const char *digest, GPtrArray *headings, int n_pages)
{
  EtbSheet *sheet = make_sheet (dossier, n_pages);

  etb_print_cover (sheet, dossier, digest);
  etb_print_contents (sheet, headings);
  etb_print_answers (sheet, dossier);
  etb_print_finding (sheet, dossier);
  etb_print_verdicts (sheet, dossier);
  etb_print_pieces (sheet, dossier);
  etb_print_attestations (sheet, dossier);
  etb_print_assistance (sheet, dossier);
  etb_print_sources (sheet, dossier);
  etb_print_signatory (sheet, dossier);
  return sheet;
}

/* Whether the contents drawn from @known tell where the headings really @are. */
static gboolean
is_settled (GPtrArray *known, GPtrArray *are)
{
  if (known->len != are->len)
    return FALSE;

  for (guint i = 0; i < known->len; i++)
    {
      const EtbHeading *a = g_ptr_array_index (known, i);
      const EtbHeading *b = g_ptr_array_index (are, i);

      if (a->page != b->page || (int)a->y != (int)b->y)
        return FALSE;
    }

  return TRUE;
}

GBytes *
etb_print_document (xmlDocPtr document, const char *digest, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  xmlNodePtr dossier;
  int n_pages = 0;

  g_return_val_if_fail (document != NULL, NULL);

  dossier = xmlDocGetRootElement (document);
  if (!etb_element_is (dossier, "dossier"))
    {
      g_set_error_literal (error, ETB_PRINT_ERROR, ETB_PRINT_ERROR_DOCUMENT,
                           _ ("This XML document is not a dossier and cannot be printed"));
      return NULL;
    }

  for (int i = 0; i < MAX_DRAWINGS && bytes == NULL; i++)
    {
      g_autoptr (EtbSheet) sheet = draw (dossier, digest, known, n_pages);
      GPtrArray *headings = etb_sheet_get_headings (sheet);
      const gboolean last = i == MAX_DRAWINGS - 1;

      if (last || (is_settled (known, headings) && etb_sheet_get_page (sheet) == n_pages))
        {
          bytes = etb_sheet_finish (sheet);
          if (bytes == NULL)
            {
              g_set_error (error, ETB_PRINT_ERROR, ETB_PRINT_ERROR_DRAW,
                           _ ("The PDF could not be drawn: %s"),
                              etb_sheet_describe_failure (sheet));
              return NULL;
            }
        }

      n_pages = etb_sheet_get_page (sheet);
      g_ptr_array_unref (known);
      known = g_ptr_array_ref (headings);
    }

  return g_steal_pointer (&bytes);
}
