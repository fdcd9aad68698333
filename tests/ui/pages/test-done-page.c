/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "etb-copy-button.h"
#include "etb-deposit-card.h"
#include "etb-deposit.h"
#include "etb-done-page.h"
#include "etb-form-files.h"
#include "etb-form-texts.h"
#include "etb-notice.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static gboolean
shows_contents (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "the signature of Hélène Marsaud") != NULL;
}

static void
test_shows_what_the_package_really_holds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, fixture->territory, package);
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_contents, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "dossier.pdf"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "pieces/01-"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, package));
  page_fixture_picture (fixture, "done");

  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "_Verify the package"));
  g_assert_true (g_str_has_prefix (fixture->actions->str, "win.verify-file "));
  g_assert_nonnull (strstr (fixture->actions->str, package));
}

static void
test_says_that_nothing_is_deposited (Fixture *fixture, gconstpointer data)
{
  static const char *const claims[]
      = { "was deposited", "has been deposited", "is deposited", "was sent", "has been sent" };
  g_autofree char *package = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, fixture->territory, package);
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_contents, page);
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    for (guint j = 0;; j++)
      {
        GtkWidget *label = page_fixture_find_nth (page, GTK_TYPE_LABEL, claims[i], j);

        if (label == NULL)
          break;
        /* Only to deny it. */
        g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), "Nothing was sent"));
      }
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "nothing is deposited until"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Deposit it yourself"));
}

static void
test_finds_the_last_package_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, fixture->territory, NULL);
  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, package));
}

static void
test_package_that_went_away_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "parti.asice");
  GtkWidget *page = etb_done_page_new (fixture->dossier, fixture->territory, package);

  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer there"));
}

static void
test_without_a_package_leads_to_the_signature (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_done_page_new (fixture->dossier, fixture->territory, NULL);

  page_fixture_show (fixture, page);
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Go on to the signature"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.sign\n");
}

static void
test_the_page_that_was_noted_is_recalled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "parti.asice");
  GtkWidget *page;

  page_fixture_set (fixture, "/dossier/candidature/adresse-depot", "");
  page = etb_done_page_new (fixture->dossier, fixture->territory, package);
  page_fixture_show (fixture, page);
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Deposit page that you noted"));

  page_fixture_set (fixture, "/dossier/candidature/adresse-depot", "https://depot.exemple.fr/ft");
  page = etb_done_page_new (fixture->dossier, fixture->territory, package);
  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Deposit page that you noted"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "https://depot.exemple.fr/ft"));
}

static void
test_closed_track_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "parti.asice");
  GtkWidget *page = etb_done_page_new (fixture->dossier, fixture->territory, package);

  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "This track has been closed"));
}

/* ---- For a web form ---------------------------------------------------------------------------
 */

static const char *
find_text (GPtrArray *texts, const char *label)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (((EtbFormText *)g_ptr_array_index (texts, i))->label, label))
      return ((EtbFormText *)g_ptr_array_index (texts, i))->text;
  return NULL;
}

static void
test_texts_are_as_a_form_takes_them (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path, *value, *expected;
  } cases[] = {
    { "/dossier/porteur/siret", "732 829 320 00074", "73282932000074" },
    { "/dossier/porteur/nom", "La Grange", "La Grange" },
    { "/dossier/porteur/date-creation", "15 octobre 2015", "15/10/2015" },
    { "/dossier/demande/an1", "25 000", "25000" },
    { "/dossier/attestations/exactitude", "oui", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EtbItem *item
          = etb_call_find_item (etb_dossier_get_call (fixture->dossier), cases[i].path);
      g_autoptr (GPtrArray) texts = NULL;

      if (item == NULL)
        g_error ("%s is no question of the call", cases[i].path);
      page_fixture_set (fixture, cases[i].path, cases[i].value);
      texts = etb_form_texts_of (fixture->dossier, fixture->territory);
      g_assert_cmpstr (find_text (texts, item->label), ==, cases[i].expected);
    }
}

static void
test_texts_are_all_there_once_and_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) texts = etb_form_texts_of (fixture->dossier, fixture->territory);
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (fixture->dossier));
  guint task = 0;

  g_assert_cmpuint (texts->len, >, 50);
  for (guint i = 0; i < texts->len; i++)
    {
      const EtbFormText *text = g_ptr_array_index (texts, i);

      while (((EtbTask *)g_ptr_array_index (tasks, task))->label != text->task)
        g_assert_cmpuint (++task, <, tasks->len);
      g_assert_cmpstr (text->text, !=, "");
    }
  /* A line of a repeat, and a table. */
  g_assert_nonnull (strchr (find_text (texts, "Charges"), '\t'));
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_read (gpointer data)
{
  return *(char **)data != NULL;
}

static void
test_copy_puts_the_whole_text_on_the_clipboard (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *one = etb_copy_button_new ("Copy", "Need", "Un besoin\nsur deux lignes.");
  GtkWidget *two = etb_copy_button_new ("Copy", "Name", "La Grange");
  g_autofree char *read = NULL;

  gtk_box_append (GTK_BOX (box), one);
  gtk_box_append (GTK_BOX (box), two);
  page_fixture_show (fixture, box);
  page_fixture_click (one);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (box), NULL, on_text, &read);
  page_fixture_wait (is_read, &read);
  g_assert_cmpstr (read, ==, "Un besoin\nsur deux lignes.");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (one)), ==, "Copied");
  page_fixture_click (two);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (one)), ==, "Copy");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (two)), ==, "Copied");
}

static gboolean
shows_paths (gpointer page)
{
  return page_fixture_find (page, ETB_TYPE_COPY_BUTTON, "Copy the path") != NULL;
}

static void
test_files_come_out_of_the_package_in_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  g_autofree char *folder = page_fixture_path (fixture, "sortie");
  g_autofree char *stem = NULL;
  g_autofree char *pdf = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, fixture->territory, package);
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_contents, page);
  g_assert_false (shows_paths (page));
  etb_form_files_extract (ETB_FORM_FILES (page_fixture_find (page, ETB_TYPE_FORM_FILES, NULL)),
                          folder);
  page_fixture_wait (shows_paths, page);
  page_fixture_picture (fixture, "done-files");
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_COPY_BUTTON, "Copy the path"), >, 3);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_BUTTON, "Open their folder"));
  stem = g_path_get_basename (package);
  *strrchr (stem, '.') = '\0';
  pdf = g_build_filename (folder, stem, "dossier.pdf", NULL);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_IS_REGULAR));
}

/* ---- The receipt ------------------------------------------------------------------------------
 */

static void
type (GtkWidget *page, guint nth, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (page_fixture_find_nth (page, GTK_TYPE_ENTRY, NULL, nth)),
                         text);
}

static void
test_deposited_is_said_once_the_receipt_is_noted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "parti.asice");
  GtkWidget *page = etb_done_page_new (fixture->dossier, fixture->territory, package);
  GtkWidget *card;

  page_fixture_show (fixture, page);
  card = page_fixture_find (page, ETB_TYPE_DEPOSIT_CARD, NULL);
  page_fixture_click (page_fixture_find (card, GTK_TYPE_BUTTON, "Note the Deposit"));
  g_assert_nonnull (page_fixture_find (card, ETB_TYPE_NOTICE, "Write the day"));
  g_assert_null (etb_dossier_get_deposit (fixture->dossier));

  type (card, 0, "15/10/2019");
  type (card, 1, "14h32");
  page_fixture_click (page_fixture_find (card, GTK_TYPE_BUTTON, "Note the Deposit"));
  g_assert_nonnull (page_fixture_find (card, ETB_TYPE_NOTICE, "Write the number"));
  g_assert_null (page_fixture_find (card, ETB_TYPE_NOTICE, "Write the day"));

  type (card, 2, "AR 123");
  page_fixture_click (page_fixture_find (card, GTK_TYPE_BUTTON, "Note the Deposit"));
  g_assert_nonnull (page_fixture_find (card, ETB_TYPE_NOTICE, "Deposited, as you noted"));
  g_assert_cmpstr (etb_dossier_get_deposit (fixture->dossier)->receipt, ==, "AR 123");
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "You noted that this dossier"));
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "nothing is deposited"));
  page_fixture_picture (fixture, "done-deposited");

  page_fixture_click (page_fixture_find (card, GTK_TYPE_BUTTON, "That is not right"));
  g_assert_null (etb_dossier_get_deposit (fixture->dossier));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "nothing is deposited until"));
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                 \
  g_test_add ("/ui/pages/done/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (shows_what_the_package_really_holds, FT);
  ADD (says_that_nothing_is_deposited, FT);
  ADD (finds_the_last_package_by_itself, FT);
  ADD (package_that_went_away_is_said, NULL);
  ADD (without_a_package_leads_to_the_signature, NULL);
  ADD (the_page_that_was_noted_is_recalled, FT);
  ADD (closed_track_is_said, "fnt-commune-qpv-occitanie");
  ADD (texts_are_as_a_form_takes_them, FT);
  ADD (texts_are_all_there_once_and_in_order, FT);
  ADD (copy_puts_the_whole_text_on_the_clipboard, NULL);
  ADD (files_come_out_of_the_package_in_order, FT);
  ADD (deposited_is_said_once_the_receipt_is_noted, FT);
#undef ADD

  return g_test_run ();
}
