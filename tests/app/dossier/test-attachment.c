/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and kinds of attached files. */

#include "etb-attachment.h"

#include <string.h>

#include "etb-value.h"

typedef struct
{
  const char *name;
  const char *safe;
} Name;

static const Name names[] = {
  { "plan.pdf", "plan.pdf" },
  { "1__#$é «plan».PDF", "1-e-plan.pdf" },
  { "Délibération du conseil.odt", "Deliberation-du-conseil.odt" },
  { "archive.tar.gz", "archive-tar.gz" },
  { "sans ending", "sans-ending" },
  { "../../etc/passwd", "passwd" },
  { ".bashrc", "bashrc" },
  { "...", "fichier" },
  { "", "fichier" },
  { "???.pdf", "fichier.pdf" },
  { "con.pdf", "fichier.pdf" },
  { "COM1.pdf", "fichier.pdf" },
  { "comptes.pdf", "comptes.pdf" },
  { "a\xff\xfe"
    "b.pdf",
    "a-b.pdf" },
  { "nom\n\t.pdf", "nom.pdf" },
  { "lettre.p d f", "lettre.p-d-f" },
  { "фото.jpg", NULL },
};

static void
test_safe_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *safe = etb_attachment_make_safe_name (names[i].name);

      if (names[i].safe)
        g_assert_cmpstr (safe, ==, names[i].safe);
      /* Whatever it was: letters, digits, hyphens, one ending. */
      for (const char *c = safe; *c; c++)
        g_assert_true (g_ascii_isalnum (*c) || *c == '-' || *c == '.');
    }
}

static void
test_long_names_keep_their_ending (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *safe = NULL;

  for (int i = 0; i < 300; i++)
    g_string_append (name, "é");
  g_string_append (name, ".pdf");
  safe = etb_attachment_make_safe_name (name->str);
  g_assert_cmpuint (strlen (safe), <=, 80);
  g_assert_true (g_str_has_suffix (safe, ".pdf"));
}

typedef struct
{
  const char *data;
  gsize length;
  const char *media_type;
} Content;

#define ZIP_HEAD "PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x27\0\0\0\x27\0\0\0\x08\0\0\0"
#define ODT      "application/vnd.oasis.opendocument.text"
#define ODS      "application/vnd.oasis.opendocument.spreadsheet"
#define DOCX     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define XLSX     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define OTHER    "application/octet-stream"
#define CONTENT(text, type)     \
  {                             \
    text, sizeof text - 1, type \
  }

static const Content contents[] = {
  CONTENT ("%PDF-1.7\n", "application/pdf"),
  CONTENT (" %PDF-1.7\n", OTHER),
  CONTENT ("%pdf-1.7\n", OTHER),
  CONTENT ("\x89PNG\r\n\x1a\n....", "image/png"),
  CONTENT ("\x89PNG\n\n\x1a\n....", OTHER),
  CONTENT ("\xff\xd8\xff\xe0", "image/jpeg"),
  CONTENT (ZIP_HEAD "mimetype" ODT "PK", ODT),
  CONTENT (ZIP_HEAD "mimetype" ODS "PK", ODS),
  CONTENT (ZIP_HEAD "mimetype" ODT "-templatePK", "application/zip"),
  CONTENT (ZIP_HEAD "[Content_Types].xml...." ZIP_HEAD "word/document.xml", DOCX),
  CONTENT (ZIP_HEAD "[Content_Types].xml...." ZIP_HEAD "xl/worksheets/sheet1.xml", XLSX),
  /* The words of a name in the content of an entry are no name. */
  CONTENT (ZIP_HEAD "lisez-moi.txt  word/document.xml", "application/zip"),
  CONTENT (ZIP_HEAD "anything", "application/zip"),
  CONTENT (ZIP_HEAD "PK\x03\x04", "application/zip"),
  CONTENT ("PK\x03\x04", "application/zip"),
  CONTENT ("PK", OTHER),
  CONTENT ("", OTHER),
  CONTENT ("MZ\x90", OTHER),
};

static void
test_kind_is_what_the_content_shows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      /* At the very end of a buffer: nothing is read past it. */
      g_autofree char *data = g_memdup2 (contents[i].data, MAX (contents[i].length, 1));
      const char *type = etb_attachment_guess_media_type (data, contents[i].length);

      g_assert_cmpstr (type, ==, contents[i].media_type);
    }
}

/* What a name claims against what a content is. */
typedef struct
{
  const char *name;
  const char *media_type;
  const char *kinds; /* with a space between */
  gboolean suits;
  const char *safe;
} Claim;

static const Claim claims[] = {
  { "plan.pdf", "application/pdf", "pdf", TRUE, "plan.pdf" },
  { "plan.PDF", "application/pdf", "pdf", TRUE, "plan.pdf" },
  { "plan", "application/pdf", "pdf", TRUE, "plan.pdf" },
  { "plan.exe", "application/pdf", "pdf", TRUE, "plan-exe.pdf" },
  { "facture.pdf.exe", "application/pdf", "pdf", TRUE, "facture-pdf-exe.pdf" },
  { "facture.pdf", OTHER, "pdf", FALSE, "facture.pdf" },
  { "facture.pdf", "image/png", "pdf", FALSE, "facture-pdf.png" },
  { "facture.pdf", "image/png", "pdf png", TRUE, "facture-pdf.png" },
  { "photo.JPEG", "image/jpeg", "jpg", TRUE, "photo.jpeg" },
  { "photo.jpg", "image/jpeg", "jpeg", TRUE, "photo.jpg" },
  { "budget.ods", ODS, "pdf ods", TRUE, "budget.ods" },
  { "budget.ods", "application/zip", "pdf ods", FALSE, "budget-ods.zip" },
  { "budget.xlsx", XLSX, "xlsx", TRUE, "budget.xlsx" },
  { "budget.xlsx", DOCX, "xlsx", FALSE, "budget-xlsx.docx" },
  /* Formats that live in a ZIP, or show nothing, go by their ending. */
  { "plan.dwg", OTHER, "dwg", TRUE, "plan.dwg" },
  { "plan.dwg", OTHER, "pdf", FALSE, "plan.dwg" },
  { "livre.epub", "application/zip", "epub", TRUE, "livre.epub" },
  { "livre.epub", "application/zip", "zip", FALSE, "livre.epub" },
  { "tout.zip", "application/zip", "zip", TRUE, "tout.zip" },
  { "note", OTHER, "txt", FALSE, "note" },
  { "note.txt", OTHER, "", TRUE, "note.txt" },
};

static void
test_names_prove_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_auto (GStrv) kinds = g_strsplit (claims[i].kinds, " ", -1);
      g_autofree char *safe
          = etb_attachment_make_safe_file_name (claims[i].name, claims[i].media_type);

      g_test_message ("%s, %s", claims[i].name, claims[i].media_type);
      g_assert_cmpint (
          etb_attachment_suits (claims[i].media_type, claims[i].name, *kinds ? kinds : NULL), ==,
          claims[i].suits);
      g_assert_cmpstr (safe, ==, claims[i].safe);
    }
  g_assert_true (etb_attachment_suits (OTHER, "note", NULL));
}

/* Whatever bytes a name is made of. */
static void
test_random_names_are_made_safe (void)
{
  for (guint turn = 0; turn < 2000; turn++)
    {
      char name[64] = "";
      gsize length = (gsize)g_test_rand_int_range (0, (int)sizeof name);
      g_autofree char *safe = NULL;

      for (gsize i = 0; i < length; i++)
        name[i] = (char)g_test_rand_int_range (1, 256);
      safe = etb_attachment_make_safe_file_name (name, "application/pdf");
      g_assert_cmpuint (strlen (safe), <=, 80);
      g_assert_true (g_str_has_suffix (safe, ".pdf"));
      g_assert_true (g_ascii_isalnum (safe[0]));
      for (const char *c = safe; *c; c++)
        g_assert_true (g_ascii_isalnum (*c) || *c == '-' || *c == '.');
    }
}

static void
test_dates_of_documents (void)
{
  static const char *const dates[][2] = {
    { "15/10/2019", "2019-10-15" },
    { "15 octobre 2019", "2019-10-15" },
    { "2019-10-15", "2019-10-15" },
    { "  ", "" },
    { "30/02/2019", NULL },
    { "hier", NULL },
    { "10/2019", NULL },
    { "01/01/9999", NULL },
  };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 2);
  g_autofree char *tomorrow = g_date_time_format (later, "%Y-%m-%d");
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *date = etb_attachment_read_date (dates[i][0], NULL);

      g_assert_cmpstr (date, ==, dates[i][1]);
    }
  g_assert_null (etb_attachment_read_date (tomorrow, &error));
  g_assert_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "still to come"));
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/safe-names", test_safe_names);
  g_test_add_func ("/attachment/long-names-keep-their-ending", test_long_names_keep_their_ending);
  g_test_add_func ("/attachment/kind-is-what-the-content-shows",
                   test_kind_is_what_the_content_shows);
  g_test_add_func ("/attachment/names-prove-nothing", test_names_prove_nothing);
  g_test_add_func ("/attachment/random-names-are-made-safe", test_random_names_are_made_safe);
  g_test_add_func ("/attachment/dates-of-documents", test_dates_of_documents);
  return g_test_run ();
}
