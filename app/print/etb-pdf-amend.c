/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: adds to a finished PDF file the language and the alternatives of figures.
 * Invariant: the bytes it is given come first, unchanged; it reads files that cairo made in this
 * process, and no others.
 * Callers: etb-sheet.c. */

#include "etb-pdf-amend.h"

#include <string.h>

/* An entry of the cross-reference table: ten digits, five digits, a letter, two ends of line. */
#define ENTRY_SIZE 20

#define TRAILER_SIZE 200

#define FIGURE_START "<< /Type /StructElem\n   /S /Figure\n"

typedef struct
{
  const char *text; /* the file, and a nul after it */
  gsize length;
  gsize table;   /* where the cross-reference table begins */
  gsize entries; /* where its first entry is */
  guint n_objects;
  guint root; /* number of the catalogue */
  guint info;
} Pdf;

/* The number after @word in the trailer: the end of the file, which is all text. */
static gboolean
read_last_number (const Pdf *pdf, const char *word, guint64 *number)
{
  const gsize tail = MIN (pdf->length, TRAILER_SIZE);
  const char *found = g_strrstr (pdf->text + pdf->length - tail, word);
  char *end = NULL;

  if (found == NULL)
    return FALSE;
  found += strlen (word);
  *number = g_ascii_strtoull (found, &end, 10);
  return end != found;
}

static gboolean
read_trailer (Pdf *pdf)
{
  guint64 table, size, root, info;
  g_autofree char *head = NULL;

  g_assert (pdf->text != NULL);

  if (!read_last_number (pdf, "startxref\n", &table) || !read_last_number (pdf, "/Size ", &size)
      || !read_last_number (pdf, "/Root ", &root) || !read_last_number (pdf, "/Info ", &info))
    return FALSE;

  head = g_strdup_printf ("xref\n0 %" G_GUINT64_FORMAT "\n", size);
  if (table >= pdf->length || root >= size || size > G_MAXINT
      || !g_str_has_prefix (pdf->text + table, head)
      || size * ENTRY_SIZE > pdf->length - table - strlen (head))
    return FALSE;

  pdf->table = table;
  pdf->entries = table + strlen (head);
  pdf->n_objects = (guint)size;
  pdf->root = (guint)root;
  pdf->info = (guint)info;
  return TRUE;
}

/* What is between "<number> 0 obj\n" and "endobj". Returns: (nullable): NULL: no such object */
static const char *
find_object (const Pdf *pdf, guint number)
{
  const char *entry = pdf->text + pdf->entries + (gsize)number * ENTRY_SIZE;
  const guint64 offset = g_ascii_strtoull (entry, NULL, 10);
  g_autofree char *head = g_strdup_printf ("%u 0 obj\n", number);

  if (entry[17] != 'n' || offset >= pdf->table || !g_str_has_prefix (pdf->text + offset, head))
    return NULL;
  return pdf->text + offset + strlen (head);
}

/* A text string (7.9.2.2), in UTF-16 with its mark, in hexadecimal. */
static void
append_text (GString *out, const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  g_string_append (out, "<FEFF");
  for (glong i = 0; i < length; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append (out, ">");
}

/* The dictionary @body again, with @more in it, as a newer object @number. */
static void
append_object (const Pdf *pdf, GString *out, GString *table, guint number, const char *body,
               const char *more)
{
  const char *end = strstr (body, "endobj");

  g_string_append_printf (table, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n", number,
                          pdf->length + out->len);
  g_string_append_printf (out, "%u 0 obj\n<< %s\n  ", number, more);
  g_string_append_len (out, body + 2, end - body - 2);
  g_string_append (out, "endobj\n");
}

/* Returns: whether there are as many figures as words for them. */
static gboolean
append_figures (const Pdf *pdf, GString *out, GString *table, GPtrArray *alternatives)
{
  guint n_figures = 0;

  for (guint number = 1; number < pdf->n_objects; number++)
    {
      const char *body = find_object (pdf, number);
      g_autoptr (GString) more = NULL;

      if (body == NULL || !g_str_has_prefix (body, FIGURE_START))
        continue;
      if (n_figures == alternatives->len)
        return FALSE;
      more = g_string_new ("/Alt ");
      append_text (more, g_ptr_array_index (alternatives, n_figures++));
      append_object (pdf, out, table, number, body, more->str);
    }

  return n_figures == alternatives->len;
}

GBytes *
etb_pdf_amend (GBytes *bytes, const char *language, GPtrArray *alternatives)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  /* A copy with a nul after it: no search leaves the file. */
  g_autoptr (GString) whole = g_string_new_len (data, (gssize)length);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) table = g_string_new (NULL);
  g_autofree char *catalogue_words = NULL;
  Pdf pdf = { whole->str, whole->len };
  const char *catalogue;
  gsize at;

  g_return_val_if_fail (language != NULL && alternatives != NULL, NULL);

  if (!read_trailer (&pdf) || !append_figures (&pdf, out, table, alternatives))
    return NULL;
  catalogue = find_object (&pdf, pdf.root);
  if (catalogue == NULL || !g_str_has_prefix (catalogue, "<< /Type /Catalog"))
    return NULL;
  catalogue_words
      = g_strdup_printf ("/Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>", language);
  append_object (&pdf, out, table, pdf.root, catalogue, catalogue_words);

  at = pdf.length + out->len;
  g_string_append_printf (out,
                          "xref\n%strailer\n<< /Size %u\n   /Root %u 0 R\n   /Info %u 0 R\n"
                          "   /Prev %" G_GSIZE_FORMAT "\n>>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n",
                          table->str, pdf.n_objects, pdf.root, pdf.info, pdf.table, at);
  g_string_append_len (whole, out->str, (gssize)out->len);
  return g_string_free_to_bytes (g_steal_pointer (&whole));
}
