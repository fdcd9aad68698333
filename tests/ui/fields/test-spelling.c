/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Spelling: what a word is, which are right, and the marks in a text, whatever is typed and undone.
 */

#include "etb-spelling-marks.h"
#include "etb-spelling.h"
#include "etb-text-editor.h"

#include <string.h>

static void
test_words (void)
{
  const struct
  {
    const char *text, *words; /* with a space between them */
  } cases[] = {
    { "", "" },
    { "Un lieu, deux lieux !", "Un lieu deux lieux" },
    { "l’atelier d'à côté", "l’atelier d'à côté" },
    { "peut-être - ou pas -", "peut-être ou pas" },
    { "« l’été »", "l’été" },
    { "Le QPV et l’ADEME", "Le et l’ADEME" },
    { "12 000 €, 3e étage, CO2", "étage" },
    { "Écrire à nous@exemple.fr ou https://exemple.fr/là puis", "Écrire à ou puis" },
    { "voir exemple.fr bientôt. Fin", "voir bientôt Fin" },
    { "a\nb", "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) words = g_string_new (NULL);
      const char *end;

      for (const char *start = cases[i].text; etb_spelling_next_word (&start, &end); start = end)
        {
          if (words->len > 0)
            g_string_append_c (words, ' ');
          g_string_append_len (words, start, end - start);
        }
      g_assert_cmpstr (words->str, ==, cases[i].words);
    }
}

static void
on_changed (EtbSpelling *spelling, gpointer changed)
{
  *(gboolean *)changed = TRUE;
}

static void
wait_for_dictionary (EtbSpelling *spelling)
{
  gboolean read = FALSE;
  gulong handler = g_signal_connect (spelling, "changed", G_CALLBACK (on_changed), &read);

  etb_spelling_is_right (spelling, "mot", 3);
  while (!read)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (spelling, handler);
}

static gboolean
is_right (EtbSpelling *spelling, const char *word)
{
  return etb_spelling_is_right (spelling, word, strlen (word));
}

static void
test_judged (void)
{
  const struct
  {
    const char *word;
    gboolean right;
  } cases[] = {
    { "atelier", TRUE },        { "l’atelier", TRUE },    { "l'atelier", TRUE },
    { "aujourd’hui", TRUE },    { "presqu’île", TRUE },   { "tiers-lieu", TRUE },
    { "l’ADEME", TRUE },        { "œuvre", TRUE },        { "attelier", FALSE },
    { "l’attelier", FALSE },    { "tiers-lieuu", FALSE }, { "x’atelier", FALSE },
    { "développemant", FALSE },
  };
  g_autoptr (EtbSpelling) spelling = etb_spelling_new ("fr");

  g_assert_true (is_right (spelling, "attelier")); /* not read yet */
  wait_for_dictionary (spelling);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].word);
      g_assert_cmpint (is_right (spelling, cases[i].word), ==, cases[i].right);
    }

  etb_spelling_ignore (spelling, "attelier");
  g_assert_true (is_right (spelling, "l’attelier"));
  g_object_set (spelling, "active", FALSE, NULL);
  g_assert_true (is_right (spelling, "développemant"));
  g_object_set (spelling, "active", TRUE, NULL);
  g_assert_false (is_right (spelling, "développemant"));
}

static void
test_no_dictionary (void)
{
  g_autoptr (EtbSpelling) spelling = etb_spelling_new ("xx_XX");

  wait_for_dictionary (spelling);
  g_assert_true (is_right (spelling, "attelier"));
}

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GStrv *)data = etb_spelling_suggest_finish (ETB_SPELLING (source), result, NULL);
}

static void
test_suggested (void)
{
  g_autoptr (EtbSpelling) spelling = etb_spelling_new ("fr");
  g_auto (GStrv) suggestions = NULL;

  wait_for_dictionary (spelling);
  etb_spelling_suggest_async (spelling, "attelier", NULL, on_suggested, &suggestions);
  while (suggestions == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_strv_contains ((const char *const *)suggestions, "atelier"));
  g_assert_cmpuint (g_strv_length (suggestions), <=, 5);
  g_assert_false (is_right (spelling, "développemant"));
}

/* ---- In a text --------------------------------------------------------------------------------
 */

typedef struct
{
  EtbSpelling *spelling;
  GtkWidget *window;
  GtkWidget *view; /* in an editor of its own, without the focus */
  GtkTextBuffer *buffer;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;

  f->spelling = etb_spelling_new ("fr");
  etb_spelling_offer ((GtkApplication *)data, f->spelling);
  f->buffer = gtk_text_buffer_new (NULL);
  f->window = gtk_application_window_new ((GtkApplication *)data);
  editor = etb_text_editor_new (GTK_WINDOW (f->window), "Question", NULL, f->buffer);
  f->view = gtk_window_get_focus (GTK_WINDOW (editor));
  gtk_window_set_focus (GTK_WINDOW (editor), NULL);
  wait_for_dictionary (f->spelling);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->buffer);
  g_object_unref (f->spelling);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The marked words, a space between them. Returns: (transfer full) */
static char *
list_marked (GtkTextBuffer *buffer)
{
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), ETB_SPELLING_TAG);
  GString *words = g_string_new (NULL);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  while (gtk_text_iter_starts_tag (&start, tag)
         || gtk_text_iter_forward_to_tag_toggle (&start, tag))
    {
      g_autofree char *word = NULL;

      if (!gtk_text_iter_starts_tag (&start, tag))
        break;
      end = start;
      gtk_text_iter_forward_to_tag_toggle (&end, tag);
      word = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
      g_string_append_printf (words, words->len > 0 ? " %s" : "%s", word);
      start = end;
      if (!gtk_text_iter_starts_tag (&start, tag)
          && !gtk_text_iter_forward_to_tag_toggle (&start, tag))
        break;
    }
  return g_string_free (words, FALSE);
}

static void
assert_marked (Fixture *f, const char *expected)
{
  g_autofree char *marked = NULL;

  settle ();
  marked = list_marked (f->buffer);
  g_assert_cmpstr (marked, ==, expected);
}

static void
insert_at (Fixture *f, int offset, const char *text)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_offset (f->buffer, &at, offset);
  gtk_text_buffer_insert (f->buffer, &at, text, -1);
}

static void
test_marks_follow_the_text (Fixture *f, gconstpointer data)
{
  gtk_text_buffer_set_text (f->buffer, "Un attelier et\nun développemant.", -1);
  assert_marked (f, "attelier développemant");

  gtk_text_buffer_undo (f->buffer);
  gtk_text_buffer_set_text (f->buffer, "Un attelier", -1);
  assert_marked (f, "attelier");
  insert_at (f, 6, " "); /* in the word: "att elier" */
  assert_marked (f, "att elier");
  insert_at (f, 0, "attelier ");
  assert_marked (f, "attelier att elier");
  etb_spelling_ignore (f->spelling, "attelier");
  assert_marked (f, "att elier");
  g_object_set (f->spelling, "active", FALSE, NULL);
  assert_marked (f, "");
}

static void
test_word_being_typed_is_let_be (Fixture *f, gconstpointer data)
{
  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (f->view)), f->view);
  gtk_text_buffer_insert_at_cursor (f->buffer, "un attelier", -1);
  assert_marked (f, "");
  gtk_text_buffer_insert_at_cursor (f->buffer, " ", -1);
  assert_marked (f, "attelier");
}

static void
test_marks_are_no_part_of_the_text (Fixture *f, gconstpointer data)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_set_text (f->buffer, "", -1);
  gtk_text_buffer_set_enable_undo (f->buffer, FALSE);
  gtk_text_buffer_set_enable_undo (f->buffer, TRUE);
  gtk_text_buffer_begin_user_action (f->buffer);
  insert_at (f, 0, "attelier");
  gtk_text_buffer_end_user_action (f->buffer);
  assert_marked (f, "attelier");
  gtk_text_buffer_undo (f->buffer);
  gtk_text_buffer_get_bounds (f->buffer, &start, &end);
  text = gtk_text_buffer_get_text (f->buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "");
  gtk_text_buffer_redo (f->buffer);
  assert_marked (f, "attelier");
}

/* Any edits leave the marks that the same text has when it comes at once. */
static void
test_any_edits (Fixture *f, gconstpointer data)
{
  static const char *const bits[]
      = { "attelier", "atelier", " ", "-", "’", "l’", "\n", "9", "@", "QPV", "é" };

  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *marked = NULL, *text = NULL;
      GtkTextIter start, end;

      for (guint edit = 0; edit < 8; edit++)
        {
          int length = gtk_text_buffer_get_char_count (f->buffer);
          int offset = g_test_rand_int_range (0, length + 1);

          if (g_test_rand_bit () || length == 0)
            insert_at (f, offset, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
          else
            {
              gtk_text_buffer_get_iter_at_offset (f->buffer, &start, offset);
              gtk_text_buffer_get_iter_at_offset (f->buffer, &end, offset + 3);
              gtk_text_buffer_delete (f->buffer, &start, &end);
            }
          if (g_test_rand_bit ())
            settle ();
        }
      settle ();
      marked = list_marked (f->buffer);
      gtk_text_buffer_get_bounds (f->buffer, &start, &end);
      text = gtk_text_buffer_get_text (f->buffer, &start, &end, TRUE);
      gtk_text_buffer_set_text (f->buffer, "", -1);
      settle ();
      gtk_text_buffer_set_text (f->buffer, text, -1);
      g_test_message ("%s", text);
      assert_marked (f, marked);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/spelling/words are told from what is none", test_words);
  g_test_add_func ("/spelling/no dictionary finds no fault", test_no_dictionary);
  if (g_file_test ("/usr/share/hunspell/fr.dic", G_FILE_TEST_EXISTS))
    {
      g_test_add_func ("/spelling/words are judged", test_judged);
      g_test_add_func ("/spelling/what may have been meant", test_suggested);
#define ADD(name, function) \
  g_test_add ("/spelling/" name, Fixture, application, set_up, function, tear_down)
      ADD ("marks follow the text", test_marks_follow_the_text);
      ADD ("a word that is being typed is let be", test_word_being_typed_is_let_be);
      ADD ("marks are no part of the text", test_marks_are_no_part_of_the_text);
      ADD ("any edits leave the marks of the text", test_any_edits);
    }
  else
    g_printerr ("no French dictionary (hunspell-fr): only words are tested\n");
  return g_test_run ();
}
