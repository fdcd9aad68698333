/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of a package: which may be opened, and what saving one does. */

#include "etb-package-pieces.h"

#include <string.h>

#include "etb-notice.h"
#include "etb-package-entry.h"
#include "etb-verification.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static void
test_what_may_run_is_not_opened (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean may;
  } cases[] = {
    { "statuts.pdf", TRUE }, { "PLAN.PNG", TRUE },        { "budget.ods", TRUE },
    { "budget.xlsx", TRUE }, { "macro.xlsm", FALSE },     { "page.html", FALSE },
    { "script.sh", FALSE },  { "programme.exe", FALSE },  { "a.desktop", FALSE },
    { "sans-fin", FALSE },   { "double.pdf.exe", FALSE }, { ".pdf", TRUE },
    { "image.svg", FALSE },  { "archive.zip", FALSE },    { "dossier.etabli", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (etb_package_pieces_may_open (cases[i].name), ==, cases[i].may);
}

static void
on_said (EtbPackagePieces *pieces, int kind, const char *text, GString *said)
{
  g_string_printf (said, "%d %s", kind, text);
}

static gboolean
has_said (gpointer said)
{
  return ((GString *)said)->len > 0;
}

static void
test_a_file_is_saved_or_what_is_wrong_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL, *content = NULL;
  g_autofree char *target = page_fixture_path (fixture, "copie.pdf");
  g_autofree char *absent = page_fixture_path (fixture, "absent/copie.pdf");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (EtbVerification) verification = NULL;
  GtkWidget *pieces;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  verification = etb_verification_run (package, NULL, NULL);
  g_assert_nonnull (verification->document);
  pieces = etb_package_pieces_new (package, verification->document);
  g_signal_connect (pieces, "said", G_CALLBACK (on_said), said);
  page_fixture_show (fixture, pieces);
  g_assert_cmpuint (page_fixture_count (pieces, GTK_TYPE_BUTTON, "Save"), >, 10);

  etb_package_pieces_save (ETB_PACKAGE_PIECES (pieces), ETB_PACKAGE_PDF, target);
  page_fixture_wait (has_said, said);
  g_assert_nonnull (strstr (said->str, "copie.pdf"));
  g_assert_true (g_file_get_contents (target, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));

  g_string_truncate (said, 0);
  etb_package_pieces_save (ETB_PACKAGE_PIECES (pieces), ETB_PACKAGE_PDF, absent);
  page_fixture_wait (has_said, said);
  g_assert_cmpint (said->str[0], ==, '0' + ETB_NOTICE_ERROR);
  g_string_truncate (said, 0);
  etb_package_pieces_save (ETB_PACKAGE_PIECES (pieces), "pieces/aucune.pdf", target);
  page_fixture_wait (has_said, said);
  g_assert_cmpint (said->str[0], ==, '0' + ETB_NOTICE_ERROR);
}

#define ADD(path, test)                                                        \
  g_test_add ("/package-pieces/" path, Fixture, FT, page_fixture_set_up, test, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  ADD ("what-may-run-is-not-opened", test_what_may_run_is_not_opened);
  ADD ("a-file-is-saved-or-what-is-wrong-is-told", test_a_file_is_saved_or_what_is_wrong_is_told);
  return g_test_run ();
}
