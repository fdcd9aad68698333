/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and kinds of attached files. */

#include "etb-attachment.h"

#include <string.h>

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
  const char *kind;
} Content;

#define ZIP_HEAD "PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x27\0\0\0\x27\0\0\0\x08\0\0\0"
#define CONTENT(text, type, kind)     \
  {                                   \
    text, sizeof text - 1, type, kind \
  }

static const Content contents[] = {
  CONTENT ("%PDF-1.7\n", "application/pdf", "pdf"),
  CONTENT (" %PDF-1.7\n", "application/octet-stream", NULL),
  CONTENT ("\x89PNG\r\n\x1a\n....", "image/png", "png"),
  CONTENT ("\xff\xd8\xff\xe0", "image/jpeg", "jpg"),
  CONTENT (ZIP_HEAD "mimetypeapplication/vnd.oasis.opendocument.textPK",
           "application/vnd.oasis.opendocument.text", "odt"),
  CONTENT (ZIP_HEAD "mimetypeapplication/vnd.oasis.opendocument.text-templatePK", "application/zip",
           "zip"),
  CONTENT (ZIP_HEAD "[Content_Types].xml....PK\x03\x04....word/document.xml",
           "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  CONTENT (ZIP_HEAD "anything", "application/zip", "zip"),
  CONTENT ("PK", "application/octet-stream", NULL),
  CONTENT ("", "application/octet-stream", NULL),
  CONTENT ("MZ\x90", "application/octet-stream", NULL),
};

static void
test_kind_is_what_the_content_shows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      const char *type = etb_attachment_guess_media_type (contents[i].data, contents[i].length);

      g_assert_cmpstr (type, ==, contents[i].media_type);
      g_assert_cmpstr (etb_attachment_kind_of (type), ==, contents[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/safe-names", test_safe_names);
  g_test_add_func ("/attachment/long-names-keep-their-ending", test_long_names_keep_their_ending);
  g_test_add_func ("/attachment/kind-is-what-the-content-shows",
                   test_kind_is_what_the_content_shows);
  return g_test_run ();
}
