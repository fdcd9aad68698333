/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pieces: states in words, files joined, refused, removed. */

#include <string.h>

#include "etb-answer-view.h"
#include "etb-date-entry.h"
#include "etb-piece-card.h"
#include "etb-piece-files.h"
#include "etb-pieces-view.h"
#include "etb-question-page.h"
#include "fields-fixture.h"

static GtkWidget *
show_pieces (Fixture *f)
{
  return fixture_show (
      f, etb_pieces_view_new (f->dossier, fixture_find_item (f, "pieces", ETB_ITEM_PIECES)));
}

static GtkWidget *
card_of (GtkWidget *pieces, const char *code)
{
  GtkWidget *card;

  for (guint i = 0; (card = fixture_find_nth (pieces, ETB_TYPE_PIECE_CARD, i)) != NULL; i++)
    if (g_str_equal (etb_piece_card_get_piece (ETB_PIECE_CARD (card))->code, code))
      return card;

  return NULL;
}

static GFile *
make_file (Fixture *f, const char *name, const char *content, gsize size)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, (gssize)size, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

/* Joins a file through the card, and waits until the card is at rest. */
static void
attach (GtkWidget *card, GFile *file)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  etb_piece_card_attach (ETB_PIECE_CARD (card), G_LIST_MODEL (files));
  while (fixture_find (card, GTK_TYPE_PROGRESS_BAR) != NULL)
    g_main_context_iteration (NULL, TRUE);
  fixture_settle ();
}

#define PDF "%PDF-1.4\n%%EOF\n"

static void
test_states (Fixture *f, gconstpointer data)
{
  GtkWidget *pieces = show_pieces (f);
  GtkWidget *first = card_of (pieces, "P-UN");

  g_assert_nonnull (fixture_find_label (pieces, "1 required piece is still to be joined."));
  g_assert_nonnull (fixture_find_label (first, "To be joined"));
  g_assert_nonnull (fixture_find_label (card_of (pieces, "P-DEUX"), "May be joined"));
  g_assert_null (card_of (pieces, "P-TROIS"));
  g_assert_nonnull (
      fixture_find_label (pieces, "Do not concern this dossier, from its answers: Un plan"));
  g_assert_cmpuint (fixture_assert_named (pieces), >=, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (first, GTK_TYPE_BUTTON)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Choose a file: Les statuts");

  etb_dossier_set_answer (f->dossier, "/dossier/volet", "V2", NULL);
  fixture_settle ();
  g_assert_nonnull (card_of (pieces, "P-TROIS"));
}

static void
test_words (Fixture *f, gconstpointer data)
{
  const EtbPiece *first = etb_call_find_piece (f->call, "P-UN");
  const EtbPiece *second = etb_call_find_piece (f->call, "P-DEUX");
  g_autofree char *accepted = etb_piece_describe_accepted (second);
  g_autofree char *lead = etb_piece_describe_lead (first);

  g_assert_true (
      g_str_has_prefix (accepted, "Accepted files: PDF, PNG. At most 2\u00a0KB a file."));
  g_assert_true (
      g_str_has_suffix (accepted, " a file. Up to 2 files. Dated less than 3 months ago."));
  g_assert_cmpstr (lead, ==, "It usually takes 14 days to get: ask for it early.");
  g_assert_null (etb_piece_describe_lead (second));
}

static void
test_attach (Fixture *f, gconstpointer data)
{
  GtkWidget *pieces = show_pieces (f);
  GtkWidget *card = card_of (pieces, "P-UN");
  g_autoptr (GFile) file = make_file (f, "statuts.pdf", PDF, strlen (PDF));

  attach (card, file);
  g_assert_nonnull (fixture_find_label (card, "Joined"));
  g_assert_nonnull (fixture_find_label (card, "statuts.pdf"));
  g_assert_cmpuint (etb_dossier_get_attachments (f->dossier)->len, ==, 1);
  /* It takes one file: no more is proposed. */
  g_assert_null (fixture_find_button (card, "Choose a File…"));

  /* Removing asks in place, and can be declined. */
  g_signal_emit_by_name (fixture_find_button (card, "Remove"), "clicked");
  g_assert_true (gtk_widget_has_focus (fixture_find_button (card, "Keep")));
  g_signal_emit_by_name (fixture_find_button (card, "Keep"), "clicked");
  g_assert_cmpuint (etb_dossier_get_attachments (f->dossier)->len, ==, 1);

  g_signal_emit_by_name (fixture_find_button (card, "Remove"), "clicked");
  g_signal_emit_by_name (fixture_find_button (card, "Remove"), "clicked");
  fixture_settle ();
  g_assert_cmpuint (etb_dossier_get_attachments (f->dossier)->len, ==, 0);
  g_assert_nonnull (fixture_find_label (card, "To be joined"));
  g_assert_true (gtk_widget_has_focus (fixture_find_button (card, "Choose a File…")));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char *name;
    gsize size;
    const char *words;
  } cases[] = {
    { "plan.exe", 10, "“plan.exe” is not of an accepted kind (pdf, odt), judging by its content" },
    { "plan.pdf", 10, "“plan.pdf” is not of an accepted kind (pdf, odt), judging by its content" },
    { "vide.pdf", 0, "it is empty" },
    { "lourd.pdf", 2001, "and the limit is" },
  };
  GtkWidget *card = card_of (show_pieces (f), "P-UN");
  g_autofree char *content = g_strnfill (3000, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = make_file (f, cases[i].name, content, cases[i].size);
      gboolean said = FALSE;
      GtkWidget *label;

      attach (card, file);
      for (guint j = 0; (label = fixture_find_nth (card, GTK_TYPE_LABEL, j)) != NULL; j++)
        said = said || strstr (gtk_label_get_text (GTK_LABEL (label)), cases[i].words) != NULL;
      g_assert_true (said);
      g_assert_cmpuint (etb_dossier_get_attachments (f->dossier)->len, ==, 0);
    }
}

/* Whether a visible label of @root holds @words. */
static gboolean
says (GtkWidget *root, const char *words)
{
  GtkWidget *label;

  for (guint i = 0; (label = fixture_find_nth (root, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (strstr (gtk_label_get_text (GTK_LABEL (label)), words) != NULL)
      return TRUE;

  return FALSE;
}

/* A file is what its content shows: a name without an ending is no reason to refuse it. */
static void
test_kind_by_content (Fixture *f, gconstpointer data)
{
  GtkWidget *card = card_of (show_pieces (f), "P-UN");
  g_autoptr (GFile) file = make_file (f, "numérisation 12", PDF, strlen (PDF));

  attach (card, file);
  g_assert_nonnull (fixture_find_label (card, "numérisation 12"));
  g_assert_nonnull (fixture_find_label (card, "Joined"));
}

static GtkWidget *
date_entry_of (GtkWidget *card, guint rank)
{
  return fixture_find_nth (card, GTK_TYPE_ENTRY, rank);
}

static void
give_date (GtkWidget *entry, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  g_signal_emit_by_name (entry, "activate");
  fixture_settle ();
}

static void
test_date (Fixture *f, gconstpointer data)
{
  GtkWidget *card = card_of (show_pieces (f), "P-DEUX");
  g_autoptr (GFile) file = make_file (f, "lettre.pdf", PDF, strlen (PDF));
  g_autoptr (GDateTime) at = g_date_time_new_utc (2019, 10, 1, 12, 0, 0);
  GtkWidget *entry;

  etb_dossier_set_at (f->dossier, at);
  attach (card, file);
  g_assert_nonnull (fixture_find_label (card, "Joined, its date is still to be given"));
  g_assert_true (says (card, "Its date is not known yet"));
  entry = date_entry_of (card, 0);
  g_assert_nonnull (entry);
  g_assert_nonnull (fixture_find_label (card, "Date written on “lettre.pdf”"));
  g_assert_cmpuint (fixture_assert_named (card), >=, 4);

  /* Refused, and kept as typed. */
  give_date (entry, "31 février 2019");
  g_assert_true (says (card, "is in no calendar"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "31 février 2019");
  give_date (entry, "01/01/2999");
  g_assert_true (says (card, "is still to come"));

  give_date (entry, "1er sept 2019");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "01/09/2019");
  g_assert_nonnull (fixture_find_label (card, "Joined"));
  g_assert_true (says (card, "Accepted until"));
  g_assert_false (says (card, "is still to come"));

  give_date (entry, "30/06/2019");
  g_assert_nonnull (fixture_find_label (card, "Too old, to be replaced"));
  g_assert_true (says (card, "Too old: accepted until"));

  give_date (entry, "");
  g_assert_nonnull (fixture_find_label (card, "Joined, its date is still to be given"));
}

/* Another file of the piece does not take away what is being typed. */
static void
test_date_in_hand (Fixture *f, gconstpointer data)
{
  GtkWidget *card = card_of (show_pieces (f), "P-DEUX");
  g_autoptr (GFile) file = make_file (f, "lettre.pdf", PDF, strlen (PDF));
  g_autoptr (GFile) other = make_file (f, "autre.pdf", PDF "\n", strlen (PDF "\n"));

  attach (card, file);
  gtk_editable_set_text (GTK_EDITABLE (date_entry_of (card, 0)), "1er sept 2019");
  attach (card, other);
  g_assert_nonnull (date_entry_of (card, 1));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (date_entry_of (card, 0))), ==,
                   "1er sept 2019");
}

static void
on_page_continue (EtbQuestionPage *page, gpointer user_data)
{
  (*(guint *)user_data)++;
}

/* By keyboard, “Continue” is pressed from inside the field: its date goes in, or one stays there.
 */
static void
test_date_when_going_on (Fixture *f, gconstpointer data)
{
  GtkWidget *page = fixture_show (
      f, etb_question_page_new (f->dossier, f->territory, fixture_find_page (f, "pieces"), NULL));
  GtkWidget *go_on = fixture_find_button (page, "Continue");
  g_autoptr (GFile) file = make_file (f, "lettre.pdf", PDF, strlen (PDF));
  GtkWidget *entry;
  guint gone = 0;

  g_signal_connect (page, "continue", G_CALLBACK (on_page_continue), &gone);
  attach (card_of (page, "P-DEUX"), file);
  entry = date_entry_of (page, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "31 février 2019");
  g_signal_emit_by_name (go_on, "clicked");
  fixture_settle ();
  g_assert_cmpuint (gone, ==, 0);
  g_assert_true (says (page, "is in no calendar"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "1er sept 2019");
  g_signal_emit_by_name (go_on, "clicked");
  fixture_settle ();
  g_assert_cmpuint (gone, ==, 1);
  g_assert_cmpstr (
      ((EtbAttachment *)g_ptr_array_index (etb_dossier_get_attachments (f->dossier), 0))->dated, ==,
      "2019-09-01");
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  GtkWidget *pieces = show_pieces (f);
  GtkWidget *card = card_of (pieces, "P-DEUX");
  g_autoptr (GFile) one = make_file (f, "lettre.pdf", PDF, strlen (PDF));
  g_autoptr (GFile) two = make_file (f, "copie.pdf", PDF, strlen (PDF));

  attach (card, one);
  attach (card, two);
  g_assert_nonnull (fixture_find_label (card, "Joined, with a duplicate"));
  g_assert_true (says (card, "the same content is already here as “lettre.pdf”"));

  attach (card_of (pieces, "P-UN"), one);
  g_assert_true (
      says (card_of (pieces, "P-UN"), "The same content is also joined to “Des lettres”"));
  g_assert_true (says (card, "The same content is also joined to “Les statuts”"));
  g_assert_nonnull (fixture_find_label (card_of (pieces, "P-UN"), "Joined"));
}

static void
test_weight (Fixture *f, gconstpointer data)
{
  GtkWidget *pieces = show_pieces (f);
  g_autoptr (GFile) file = make_file (f, "statuts.pdf", PDF, strlen (PDF));

  g_assert_false (says (pieces, "Together they weigh"));
  attach (card_of (pieces, "P-UN"), file);
  g_assert_true (says (pieces, "Together they weigh"));
}

static void
test_too_many (Fixture *f, gconstpointer data)
{
  const EtbPiece *piece = etb_call_find_piece (f->call, "P-DEUX");
  g_autofree char *refusal = etb_piece_refuse (piece, "trois.pdf", 10, 2);

  g_assert_cmpstr (
      refusal, ==,
      "“trois.pdf” was not joined: this piece takes 2 files at most. Remove one first.");
  g_assert_null (etb_piece_refuse (piece, "deux.PDF", 10, 1));
}

static void
test_reveal (Fixture *f, gconstpointer data)
{
  GtkWidget *pieces = show_pieces (f);

  g_assert_true (etb_answer_view_owns (ETB_ANSWER_VIEW (pieces), "piece:P-DEUX"));
  g_assert_false (etb_answer_view_owns (ETB_ANSWER_VIEW (pieces), "piece:P-TROIS"));
  g_assert_false (etb_answer_view_owns (ETB_ANSWER_VIEW (pieces), "/dossier/q/texte"));
  etb_answer_view_reveal (ETB_ANSWER_VIEW (pieces), "piece:P-DEUX");
  g_assert_true (gtk_widget_has_focus (fixture_find_button (pieces, "Choose Files…")));
}

/* Turning the page while a file is copied does not lose it. */
static void
test_page_turned (Fixture *f, gconstpointer data)
{
  GtkWidget *pieces = show_pieces (f);
  g_autofree char *content = g_strnfill (2000, 'x');
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = NULL;

  memcpy (content, PDF, strlen (PDF));
  file = make_file (f, "statuts.pdf", content, 2000);
  g_list_store_append (files, file);
  etb_piece_card_attach (ETB_PIECE_CARD (card_of (pieces, "P-UN")), G_LIST_MODEL (files));
  gtk_window_set_child (GTK_WINDOW (f->window), NULL);

  while (etb_dossier_get_attachments (f->dossier)->len == 0)
    g_main_context_iteration (NULL, TRUE);
  fixture_settle ();
  pieces = show_pieces (f);
  g_assert_nonnull (fixture_find_label (card_of (pieces, "P-UN"), "statuts.pdf"));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  GtkWidget *card = card_of (show_pieces (f), "P-DEUX");
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) one = make_file (f, "un.pdf", PDF, strlen (PDF));
  g_autoptr (GFile) two = make_file (f, "deux.pdf", PDF, strlen (PDF));

  g_list_store_append (files, one);
  g_list_store_append (files, two);
  etb_piece_card_attach (ETB_PIECE_CARD (card), G_LIST_MODEL (files));
  g_assert_nonnull (fixture_find (card, GTK_TYPE_PROGRESS_BAR));
  g_signal_emit_by_name (fixture_find_button (card, "Cancel"), "clicked");
  while (fixture_find (card, GTK_TYPE_PROGRESS_BAR) != NULL)
    g_main_context_iteration (NULL, TRUE);

  /* The first may have been whole already; the one that waited never starts. */
  g_assert_cmpuint (etb_dossier_get_attachments (f->dossier)->len, <=, 1);
  g_assert_null (fixture_find_label (card, "deux.pdf"));
  g_assert_nonnull (fixture_find_button (card, "Choose Files…"));
}

/* One who joins a file by keyboard stays with it: where there is no place for another, the button
 * that led to it is gone. */
static void
test_focus_stays (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *code;
    gboolean asks_date;
  } rows[] = { { "P-DEUX", TRUE }, { "P-UN", FALSE } };
  GtkWidget *pieces = show_pieces (f);
  g_autoptr (GFile) file = make_file (f, "statuts.pdf", PDF, strlen (PDF));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *card = card_of (pieces, rows[i].code);
      GtkWidget *focus;

      etb_piece_card_focus (ETB_PIECE_CARD (card));
      attach (card, file);
      focus = gtk_root_get_focus (gtk_widget_get_root (pieces));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, card));
      g_assert_cmpint (gtk_widget_get_ancestor (focus, ETB_TYPE_DATE_ENTRY) != NULL, ==,
                       rows[i].asks_date);
    }
}

#define ADD(name, function) \
  g_test_add ("/ui/pieces/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);

  ADD ("states-are-in-words", test_states);
  ADD ("says-what-is-accepted-first", test_words);
  ADD ("joins-and-removes", test_attach);
  ADD ("refuses-with-a-reason", test_refused);
  ADD ("takes-what-the-content-is", test_kind_by_content);
  ADD ("asks-the-date-and-counts-the-age", test_date);
  ADD ("keeps-a-date-in-hand", test_date_in_hand);
  ADD ("takes-the-date-when-going-on", test_date_when_going_on);
  ADD ("shows-duplicates", test_duplicate);
  ADD ("shows-the-weight", test_weight);
  ADD ("refuses-one-too-many", test_too_many);
  ADD ("goes-on-when-the-page-turns", test_page_turned);
  ADD ("cancels-what-waits", test_cancel);
  ADD ("focus-stays-in-the-card", test_focus_stays);
  ADD ("reveals-a-piece", test_reveal);

  return g_test_run ();
}
