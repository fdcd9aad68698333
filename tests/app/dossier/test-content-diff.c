/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the content of one dossier to that of another, on real files. */

#include <glib/gstdio.h>
#include <string.h>

#include "dossier-fixture.h"
#include "etb-content-diff.h"

#define AT "2019-11-02T09:00:00Z"

static EtbConnection *
open_for_writing (const char *file)
{
  GError *error = NULL;
  EtbConnection *connection = etb_connection_open (file, ETB_CONNECTION_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (etb_connection_check (connection, TRUE, &error));
  g_assert_true (etb_connection_run (connection, "BEGIN IMMEDIATE", &error));
  g_assert_no_error (error);
  return connection;
}

static EtbContent *
read_file (const char *file)
{
  GError *error = NULL;
  EtbContent *content = etb_content_read_file (file, &error);

  g_assert_no_error (error);
  return content;
}

/* Makes @file with the lines and answers of @words: "+KEY" a line, "KEY=VALUE" an answer. */
static void
make (const char *file, const char *const *words)
{
  g_autoptr (EtbConnection) connection = NULL;
  GError *error = NULL;

  fixture_create_store (file);
  connection = open_for_writing (file);
  for (guint i = 0; words[i]; i++)
    {
      const char *equals = strrchr (words[i], '=');
      g_autofree char *key = words[i][0] == '+' ? g_strdup (words[i] + 1)
                                                : g_strndup (words[i], (gsize)(equals - words[i]));
      g_autoptr (EtbChange) change
          = words[i][0] == '+'
                ? etb_change_new (ETB_CHANGE_ADD_LINE, key, NULL, "porteur", "2019-10-01T10:00:00Z")
                : etb_change_new (ETB_CHANGE_ANSWER, key, equals + 1, "Lea",
                                  "2019-10-01T10:00:00Z");

      g_assert_true (etb_change_apply (change, connection, i + 2, &error));
      g_assert_no_error (error);
    }
  g_assert_true (etb_connection_run (connection, "COMMIT", &error));
  g_assert_no_error (error);
}

static gint
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static gboolean
is_of_repeat (const char *line, const char *repeat, gsize length)
{
  const char *end = strrchr (line, '[');

  return end && (gsize)(end - line) == length && strncmp (line, repeat, length) == 0;
}

/* Everything a person would see: answers that say something, and the lines of each repeat in their
 * order. */
static char *
describe (EtbContent *content)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      if (*answer->value)
        g_ptr_array_add (words, g_strdup_printf ("%s=%s by %s (%s)", answer->key, answer->value,
                                                 answer->author, answer->review));
    }
  for (guint i = 0; i < content->lines->len; i++)
    {
      const EtbStoredLine *line = g_ptr_array_index (content->lines, i);
      const char *end = strrchr (line->key, '[');
      guint rank = 0;

      for (guint j = 0; j < i; j++)
        rank += is_of_repeat (((EtbStoredLine *)g_ptr_array_index (content->lines, j))->key,
                              line->key, (gsize)(end - line->key));
      g_ptr_array_add (words, g_strdup_printf ("%s #%u", line->key, rank));
    }
  for (guint i = 0; i < content->attachments->len; i++)
    g_ptr_array_add (
        words, g_strdup_printf ("file %s", ((EtbAttachment *)content->attachments->pdata[i])->id));
  g_ptr_array_sort (words, compare_text);
  g_ptr_array_add (words, NULL);
  return g_strjoinv ("\n", (char **)words->pdata);
}

static void
assert_same (const char *file, const char *expected)
{
  g_autoptr (EtbContent) content = read_file (file);
  g_autofree char *found = describe (content);

  g_assert_cmpstr (found, ==, expected);
}

/* Undoes or does again, item by item, as whoever reads the history would. */
static void
replay (EtbConnection *connection, const EtbStepItem *item, const EtbStepSide *side, gint64 number)
{
  g_autoptr (EtbChange) change = NULL;
  GError *error = NULL;

  if (item->kind == ETB_STEP_ITEM_ANSWER)
    {
      change = etb_change_new (ETB_CHANGE_ANSWER, item->key, side->value ? side->value : "",
                               side->author, side->at);
      change->extra = g_strdup (side->review);
    }
  else if (item->kind == ETB_STEP_ITEM_LINE)
    change
        = etb_change_new (side->value ? ETB_CHANGE_ADD_LINE : ETB_CHANGE_REMOVE_LINE, item->key,
                          side->value && *item->next ? item->next : NULL, side->author, side->at);
  else
    change = etb_change_new (side->value ? ETB_CHANGE_REATTACH : ETB_CHANGE_DETACH, item->key, NULL,
                             NULL, NULL);
  g_assert_true (etb_change_apply (change, connection, number, &error));
  g_assert_no_error (error);
}

static void
replay_step (const char *file, const EtbStep *step, gboolean back)
{
  g_autoptr (EtbConnection) connection = open_for_writing (file);
  GError *error = NULL;

  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item
          = g_ptr_array_index (step->items, back ? step->items->len - 1 - i : i);

      replay (connection, item, back ? &item->before : &item->after, 100000 + i);
    }
  g_assert_true (etb_connection_run (connection, "COMMIT", &error));
  g_assert_no_error (error);
}

static EtbContentDiff *
apply (const char *file, EtbContent *theirs, EtbContentTake take, gpointer data)
{
  g_autoptr (EtbContent) mine = read_file (file);
  g_autoptr (EtbConnection) connection = open_for_writing (file);
  EtbContentDiff *diff = etb_content_diff_new (mine, theirs, take, data, ETB_STEP_RESTORED,
                                               "2019-10-31", "porteur", AT);
  GError *error = NULL;

  etb_content_diff_apply (diff, mine, connection, &error);
  g_assert_no_error (error);
  g_assert_true (etb_connection_run (connection, "COMMIT", &error));
  g_assert_no_error (error);
  return diff;
}

#define M(id)        "/dossier/consortium/membre[@id='" id "']"
#define L(id, inner) M (id) "/lettre[@id='" inner "']"

static const char *const before[] = {
  "/dossier/porteur/nom=La Halle",
  "/dossier/demande=30000",
  "+" M ("a"),
  "+" M ("b"),
  "+" M ("c"),
  "+" L ("b", "x"),
  "+" L ("b", "y"),
  M ("a") "/nom=Commune",
  M ("b") "/nom=Région",
  L ("b", "x") "/auteur=Maire",
  NULL,
};

static const char *const after[] = {
  "/dossier/porteur/nom=La Grande Halle",
  "/dossier/lieu/nom=Halle",
  "+" M ("a"),
  "+" M ("n"),
  "+" M ("o"),
  "+" M ("c"),
  "+" L ("n", "z"),
  M ("a") "/nom=Commune",
  M ("c") "/nom=EPCI",
  M ("n") "/nom=Nouveau",
  L ("n", "z") "/auteur=Préfète",
  NULL,
};

static void
test_all_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "autre.etabli", NULL);
  g_autofree char *was = NULL, *will = NULL;
  g_autoptr (EtbContent) mine = NULL;
  g_autoptr (EtbContent) theirs = NULL;
  g_autoptr (EtbContentDiff) diff = NULL;

  make (fixture->file, before);
  make (other, after);
  mine = read_file (fixture->file);
  theirs = read_file (other);
  was = describe (mine);
  will = describe (theirs);
  diff = apply (fixture->file, theirs, NULL, NULL);
  assert_same (fixture->file, will);
  g_assert_cmpint (diff->step->number, ==, 1);
  g_assert_cmpuint (diff->lines, ==, 6);
  replay_step (fixture->file, diff->step, TRUE);
  assert_same (fixture->file, was);
  replay_step (fixture->file, diff->step, FALSE);
  assert_same (fixture->file, will);
}

static void
test_nothing_differs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbContent) mine = NULL;
  g_autoptr (EtbContentDiff) diff = NULL;

  make (fixture->file, before);
  mine = read_file (fixture->file);
  diff = apply (fixture->file, mine, NULL, NULL);
  g_assert_cmpuint (diff->changes->len, ==, 0);
  g_assert_cmpuint (diff->step->items->len, ==, 0);
}

static gboolean
take_all_but_one_line (EtbStepItemKind kind, const char *key, gpointer user_data)
{
  g_assert_false (g_str_has_prefix (key, user_data) && kind == ETB_STEP_ITEM_ANSWER);
  return !g_str_equal (key, user_data);
}

static void
test_a_line_that_is_left_keeps_all_under_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "autre.etabli", NULL);
  g_autoptr (EtbContent) theirs = NULL;
  g_autoptr (EtbContent) found = NULL;
  g_autoptr (EtbContentDiff) diff = NULL;

  make (fixture->file, before);
  make (other, after);
  theirs = read_file (other);
  diff = apply (fixture->file, theirs, take_all_but_one_line, (gpointer)M ("b"));
  found = read_file (fixture->file);
  g_assert_cmpstr (fixture_answer_of (found, L ("b", "x") "/auteur"), ==, "Maire");
  g_assert_cmpstr (fixture_answer_of (found, M ("b") "/nom"), ==, "Région");
  g_assert_cmpstr (fixture_answer_of (found, M ("n") "/nom"), ==, "Nouveau");
}

static void
test_a_line_that_is_not_taken_brings_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "autre.etabli", NULL);
  g_autoptr (EtbContent) theirs = NULL;
  g_autoptr (EtbContent) found = NULL;
  g_autoptr (EtbContentDiff) diff = NULL;

  make (fixture->file, before);
  make (other, after);
  theirs = read_file (other);
  diff = apply (fixture->file, theirs, take_all_but_one_line, (gpointer)M ("n"));
  found = read_file (fixture->file);
  g_assert_cmpstr (fixture_answer_of (found, L ("n", "z") "/auteur"), ==, NULL);
  g_assert_cmpstr (fixture_answer_of (found, M ("n") "/nom"), ==, NULL);
}

#define ADD_FILE(id, state, digit)                                                        \
  "INSERT INTO attachment (id, state, piece, name, safe_name, media_type, size, sha256, " \
  "document_date, author, at, revision) VALUES ('" id "', '" state                        \
  "', 'P-STAT', 'a.pdf', 'a.pdf', 'application/pdf', 0, '" digit                          \
  "111111111111111111111111111111111111111111111111111111111111111', '', '', '" AT "', 1)"

static void
test_files_come_and_go (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "autre.etabli", NULL);
  g_autofree char *was = NULL;
  g_autoptr (EtbContent) mine = NULL;
  g_autoptr (EtbContent) theirs = NULL;
  g_autoptr (EtbContentDiff) diff = NULL;

  make (fixture->file, before);
  make (other, before);
  fixture_tamper (fixture->file, ADD_FILE ("mine", "complete", "1"));
  fixture_tamper (fixture->file, ADD_FILE ("back", "kept", "2"));
  fixture_tamper (fixture->file, ADD_FILE ("twice", "complete", "3"));
  fixture_tamper (other, ADD_FILE ("back", "complete", "2"));
  fixture_tamper (other, ADD_FILE ("again", "complete", "3"));
  mine = read_file (fixture->file);
  was = describe (mine);
  theirs = read_file (other);
  diff = apply (fixture->file, theirs, NULL, NULL);
  g_assert_cmpuint (diff->files, ==, 2);
  {
    g_autoptr (EtbContent) found = read_file (fixture->file);
    g_autofree char *words = describe (found);

    g_assert_nonnull (strstr (words, "file back\nfile twice"));
    g_assert_null (strstr (words, "file mine"));
  }
  replay_step (fixture->file, diff->step, TRUE);
  assert_same (fixture->file, was);
}

static void
test_undone_steps_cannot_be_done_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "autre.etabli", NULL);
  g_autoptr (EtbContent) theirs = NULL;
  g_autoptr (EtbContentDiff) diff = NULL;
  g_autoptr (EtbConnection) connection = NULL;
  gint64 count = 0, kept = 0;

  make (fixture->file, before);
  make (other, before);
  fixture_tamper (other, ADD_FILE ("back", "complete", "2"));
  fixture_tamper (fixture->file, ADD_FILE ("back", "kept", "2"));
  fixture_tamper (fixture->file, ADD_FILE ("gone", "kept", "4"));
  fixture_tamper (fixture->file, "INSERT INTO step VALUES (4, 'answer', '', '', '', 0), "
                                 "(5, 'attached', '', '', '', 1), (6, 'attached', '', '', '', 1)");
  fixture_tamper (fixture->file,
                  "INSERT INTO step_item VALUES (5, 0, 'attachment', 'back', NULL, '', '', '', '', "
                  "'', '', '', ''), (6, 0, 'attachment', 'gone', NULL, '', '', '', '', '', '', '', "
                  "'')");
  theirs = read_file (other);
  diff = apply (fixture->file, theirs, NULL, NULL);
  g_assert_cmpint (diff->step->number, ==, 7);
  connection = open_for_writing (fixture->file);
  g_assert_true (etb_connection_query_int (connection, "SELECT count(*) FROM step", &count, NULL));
  g_assert_cmpint (count, ==, 2);
  g_assert_true (etb_connection_query_int (
      connection, "SELECT count(*) FROM attachment WHERE id = 'back' AND state = 'complete'", &kept,
      NULL));
  g_assert_cmpint (kept, ==, 1);
}

/* ---- Random -----------------------------------------------------------------------------------
 */

#define RANDOM_LINES 8

/* A subset of the same lines, always in the same order: what the program can make. */
static GPtrArray *
random_words (void)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < RANDOM_LINES; i++)
    {
      g_autofree char *line = g_strdup_printf ("/d/m[@id='%u']", i);

      if (g_test_rand_bit ())
        continue;
      g_ptr_array_add (words, g_strconcat ("+", line, NULL));
      if (g_test_rand_bit ())
        g_ptr_array_add (words, g_strdup_printf ("%s/nom=%d", line, g_test_rand_int_range (0, 3)));
      for (guint j = 0; j < 3; j++)
        if (g_test_rand_bit ())
          {
            g_ptr_array_add (words, g_strdup_printf ("+%s/l[@id='%u']", line, j));
            g_ptr_array_add (words, g_strdup_printf ("%s/l[@id='%u']/a=%d", line, j,
                                                     g_test_rand_int_range (0, 2)));
          }
    }
  for (guint i = 0; i < 6; i++)
    if (g_test_rand_bit ())
      g_ptr_array_add (words, g_strdup_printf ("/d/r%u=%d", i, g_test_rand_int_range (0, 3)));
  g_ptr_array_add (words, NULL);
  return words;
}

static void
test_random_contents (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autofree char *name = g_strdup_printf ("un-%u.etabli", round);
      g_autofree char *other_name = g_strdup_printf ("deux-%u.etabli", round);
      g_autofree char *file = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *other = g_build_filename (fixture->folder, other_name, NULL);
      g_autoptr (GPtrArray) my_words = random_words ();
      g_autoptr (GPtrArray) their_words = random_words ();
      g_autoptr (EtbContent) mine = NULL;
      g_autoptr (EtbContent) theirs = NULL;
      g_autoptr (EtbContentDiff) diff = NULL;
      g_autofree char *was = NULL, *will = NULL;

      make (file, (const char *const *)my_words->pdata);
      make (other, (const char *const *)their_words->pdata);
      mine = read_file (file);
      theirs = read_file (other);
      was = describe (mine);
      will = describe (theirs);
      diff = apply (file, theirs, NULL, NULL);
      assert_same (file, will);
      replay_step (file, diff->step, TRUE);
      assert_same (file, was);
      replay_step (file, diff->step, FALSE);
      assert_same (file, will);
    }
}

#define ADD(name, function)                                                           \
  g_test_add ("/dossier/content-diff/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("all-taken", test_all_taken);
  ADD ("nothing-differs", test_nothing_differs);
  ADD ("a-line-that-is-left-keeps-all-under-it", test_a_line_that_is_left_keeps_all_under_it);
  ADD ("a-line-that-is-not-taken-brings-nothing", test_a_line_that_is_not_taken_brings_nothing);
  ADD ("files-come-and-go", test_files_come_and_go);
  ADD ("undone-steps-cannot-be-done-again", test_undone_steps_cannot_be_done_again);
  ADD ("random-contents", test_random_contents);
  return g_test_run ();
}
