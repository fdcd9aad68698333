/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undoing and doing again: whatever was done comes back as it was, now or after a restart, and
 * random work can be walked back to its beginning. */

#include <glib/gstdio.h>

#include "dossier-fixture.h"
#include "etb-dossier-history.h"
#include "etb-journal.h"

#define MEMBERS "/dossier/consortium/membre"

/* All that a person could see change, as one text. */
static char *
picture_of (EtbDossier *dossier)
{
  EtbInstance *instance = etb_dossier_get_instance (dossier);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (instance);
  GPtrArray *attachments = etb_dossier_get_attachments (dossier);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *key = etb_instance_key_of (instance, g_ptr_array_index (leaves, i));
      g_autofree char *value = etb_instance_get (instance, key);
      g_autofree char *author = NULL;

      if (*value)
        etb_dossier_get_origin (dossier, key, &author, NULL);
      g_string_append_printf (text, "%s=%s (%s)\n", key, value, author ? author : "");
    }
  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      g_string_append_printf (text, "%s %s\n", attachment->piece, attachment->name);
    }
  return g_string_free (text, FALSE);
}

static void
assert_picture (EtbDossier *dossier, const char *expected)
{
  g_autofree char *found = picture_of (dossier);

  g_assert_cmpstr (found, ==, expected);
}

static void
undo (EtbDossier *dossier)
{
  GError *error = NULL;

  etb_dossier_undo (dossier, NULL, &error);
  g_assert_no_error (error);
}

static void
redo (EtbDossier *dossier)
{
  GError *error = NULL;

  etb_dossier_redo (dossier, NULL, &error);
  g_assert_no_error (error);
}

static char *
add_member (EtbDossier *dossier, const char *name)
{
  GError *error = NULL;
  g_autofree char *line = etb_dossier_add_line (dossier, MEMBERS, &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  path = g_strconcat (line, "/nom", NULL);
  if (name)
    fixture_set (dossier, path, name);
  return g_steal_pointer (&line);
}

static void
attach (Fixture *fixture, EtbDossier *dossier, const char *name)
{
  g_autofree char *path = fixture_write (fixture, name, "%PDF-1.4 essai", 14);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, "P-STAT", file, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attachment);
}

/* ---- One act ----------------------------------------------------------------------------------
 */

static void
prepare (Fixture *fixture, EtbDossier *dossier)
{
  static const char *const names[] = { "un", "deux", "trois" };

  fixture_set (dossier, "/dossier/porteur/nom", "Avant");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (add_member (dossier, names[i]));
  attach (fixture, dossier, "avant.pdf");
}

static void
act_answer (Fixture *fixture, EtbDossier *dossier)
{
  fixture_set (dossier, "/dossier/porteur/nom", "Après");
}

static void
act_first_answer (Fixture *fixture, EtbDossier *dossier)
{
  fixture_set (dossier, "/dossier/lieu/nom", "La Halle");
}

static void
act_over_a_default (Fixture *fixture, EtbDossier *dossier)
{
  fixture_set (dossier, "/dossier/porteur/pays", "Belgique");
}

static void
act_empty (Fixture *fixture, EtbDossier *dossier)
{
  fixture_set (dossier, "/dossier/porteur/nom", "");
}

static void
act_wrong_value (Fixture *fixture, EtbDossier *dossier)
{
  fixture_set (dossier, "/dossier/porteur/siret", "pas un SIRET");
}

static void
act_add_line (Fixture *fixture, EtbDossier *dossier)
{
  g_free (add_member (dossier, NULL));
}

static void
act_remove_first_line (Fixture *fixture, EtbDossier *dossier)
{
  g_assert_true (etb_dossier_remove_line (dossier, MEMBERS "[1]", NULL));
}

static void
act_remove_middle_line (Fixture *fixture, EtbDossier *dossier)
{
  g_assert_true (etb_dossier_remove_line (dossier, MEMBERS "[2]", NULL));
}

static void
act_remove_last_line (Fixture *fixture, EtbDossier *dossier)
{
  g_assert_true (etb_dossier_remove_line (dossier, MEMBERS "[3]", NULL));
}

static void
act_attach (Fixture *fixture, EtbDossier *dossier)
{
  attach (fixture, dossier, "après.pdf");
}

static void
act_detach (Fixture *fixture, EtbDossier *dossier)
{
  const EtbAttachment *attachment = g_ptr_array_index (etb_dossier_get_attachments (dossier), 0);

  g_assert_true (etb_dossier_detach (dossier, attachment->id, NULL));
}

static void
act_fill (Fixture *fixture, EtbDossier *dossier)
{
  static const char answers[] = "<dossier><porteur><nom>Rempli</nom></porteur><consortium>"
                                "<membre><nom>seul</nom></membre></consortium></dossier>";
  g_autofree char *file = fixture_write (fixture, "r.xml", answers, sizeof answers - 1);
  GError *error = NULL;

  etb_dossier_fill (dossier, file, &error);
  g_assert_no_error (error);
}

static void
act_paste (Fixture *fixture, EtbDossier *dossier)
{
  static const char *const paths[]
      = { "/dossier/porteur/nom", "/dossier/lieu/nom", MEMBERS "[2]/nom", NULL };
  static const char *const typed[] = { "Collé", "", "collé", NULL };
  GError *error = NULL;

  etb_dossier_paste (dossier, "Un tableau", paths, typed, &error);
  g_assert_no_error (error);
}

static void
act_choose (Fixture *fixture, EtbDossier *dossier)
{
  static const char *const paths[] = { "/dossier/lieu/nom", "/dossier/porteur/nom", NULL };
  static const char *const typed[] = { "Rue de la Gare", "Moissac", NULL };
  GError *error = NULL;

  etb_dossier_choose (dossier, paths, typed, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  void (*act) (Fixture *fixture, EtbDossier *dossier);
  const char *words;
} Act;

static const Act acts[] = {
  { "answer", act_answer, "Answer to “Nom”" },
  { "first answer", act_first_answer, "Answer to “Nom du lieu”" },
  { "over a default", act_over_a_default, "Answer to “Pays”" },
  { "empty", act_empty, "Answer to “Nom”" },
  { "wrong value", act_wrong_value, "Answer to “SIRET”" },
  { "add line", act_add_line, "Line added to “Membres”" },
  { "remove first line", act_remove_first_line, "Line removed from “Membres”" },
  { "remove middle line", act_remove_middle_line, "Line removed from “Membres”" },
  { "remove last line", act_remove_last_line, "Line removed from “Membres”" },
  { "attach", act_attach, "File attached for “Statuts”" },
  { "detach", act_detach, "File removed from “Statuts”" },
  { "fill", act_fill, "Answers taken from the file “r.xml”" },
  { "paste", act_paste, "Amounts pasted in “Un tableau”" },
  { "choose", act_choose, "Choice from the list for “Nom du lieu”" },
};

/* @restart: the dossier is closed and opened again before each move. */
static EtbDossier *
try_act (Fixture *fixture, const Act *act, gboolean restart)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *words = NULL;

  g_test_message ("%s%s", act->name, restart ? ", with restarts" : "");
  prepare (fixture, dossier);
  /* A pause: what follows is an act of its own. */
  dossier = fixture_reopen (dossier);
  before = picture_of (dossier);
  act->act (fixture, dossier);
  after = picture_of (dossier);
  words = etb_dossier_describe_step (dossier, etb_dossier_peek_undo (dossier));
  g_assert_cmpstr (words, ==, act->words);
  for (int turn = 0; turn < 2; turn++)
    {
      if (restart)
        dossier = fixture_reopen (dossier);
      undo (dossier);
      assert_picture (dossier, before);
      if (restart)
        dossier = fixture_reopen (dossier);
      assert_picture (dossier, before);
      redo (dossier);
      assert_picture (dossier, after);
    }
  return fixture_reopen (dossier);
}

static void
test_every_act_is_undone_and_done_again (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts) * 2; i++)
    {
      g_object_unref (try_act (fixture, &acts[i / 2], i % 2 == 1));
      g_assert_cmpint (g_remove (fixture->file), ==, 0);
    }
}

/* Nothing of a block goes in when one of its cells may not. */
static void
test_pasting_is_whole_or_not_at_all (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "/dossier/porteur/total", "/dossier/nulle/part" };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *before = picture_of (dossier);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *paths[] = { "/dossier/porteur/nom", wrong[i], NULL };
      const char *typed[] = { "Collé", "3", NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (etb_dossier_paste (dossier, "Un tableau", paths, typed, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
      assert_picture (dossier, before);
      g_assert_null (etb_dossier_peek_undo (dossier));
    }
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static guint
count_steps (EtbDossier *dossier)
{
  return etb_dossier_get_steps (dossier, NULL)->len;
}

static void
test_typing_is_one_step (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  fixture_set (dossier, "/dossier/porteur/nom", "L");
  fixture_set (dossier, "/dossier/porteur/nom", "La");
  g_assert_true (etb_dossier_flush (dossier, NULL));
  fixture_set (dossier, "/dossier/porteur/nom", "La Halle");
  g_assert_cmpuint (count_steps (dossier), ==, 1);
  fixture_set (dossier, "/dossier/lieu/nom", "Ici");
  fixture_set (dossier, "/dossier/porteur/nom", "La Halle aux grains");
  g_assert_cmpuint (count_steps (dossier), ==, 3);
  dossier = fixture_reopen (dossier);
  fixture_set (dossier, "/dossier/porteur/nom", "Une autre");
  g_assert_cmpuint (count_steps (dossier), ==, 4);
  for (int i = 0; i < 4; i++)
    undo (dossier);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "");
  g_assert_null (etb_dossier_peek_undo (dossier));
  g_assert_false (etb_dossier_undo (dossier, NULL, NULL));
  g_object_unref (dossier);
}

static gint64
count_rows (Fixture *fixture, const char *sql)
{
  GError *error = NULL;
  g_autoptr (EtbConnection) connection
      = etb_connection_open (fixture->file, ETB_CONNECTION_READ, &error);
  gint64 count = 0;

  g_assert_no_error (error);
  g_assert_true (etb_connection_query_int (connection, sql, &count, &error));
  g_assert_no_error (error);
  return count;
}

static void
test_a_new_act_leaves_what_was_undone (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  attach (fixture, dossier, "a.pdf");
  undo (dossier);
  g_assert_nonnull (etb_dossier_peek_redo (dossier));
  fixture_set (dossier, "/dossier/lieu/nom", "Ici");
  g_assert_null (etb_dossier_peek_redo (dossier));
  g_assert_false (etb_dossier_redo (dossier, NULL, NULL));
  g_assert_cmpuint (count_steps (dossier), ==, 1);
  /* Nothing could bring the file back any more: the disk has its place again. */
  dossier = fixture_reopen (dossier);
  for (int i = 0; i < 100 && count_rows (fixture, "SELECT count(*) FROM attachment") > 0; i++)
    g_usleep (50000);
  g_assert_cmpint (count_rows (fixture, "SELECT count(*) FROM chunk"), ==, 0);
  g_object_unref (dossier);
}

static void
test_heavy_files_are_not_kept_for_ever (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  attach (fixture, dossier, "a.pdf");
  act_detach (fixture, dossier);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  fixture_tamper (fixture->file, "UPDATE attachment SET size = 300000000");
  dossier = etb_dossier_open (fixture->file, NULL);
  g_assert_nonnull (dossier);
  g_assert_cmpuint (count_steps (dossier), ==, 2);
  fixture_set (dossier, "/dossier/lieu/nom", "Ici");
  g_assert_cmpuint (count_steps (dossier), ==, 1);
  undo (dossier);
  g_assert_null (etb_dossier_peek_undo (dossier));
  g_object_unref (dossier);
}

static void
test_undoing_is_in_the_journal (Fixture *fixture, gconstpointer data)
{
  static const char *const kinds[] = { "created", "answer", "line-added", "undone", "redone" };
  EtbDossier *dossier = fixture_create (fixture);
  GError *error = NULL;
  g_autoptr (EtbConnection) connection = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  fixture_set (dossier, "/dossier/porteur/nom", "A");
  fixture_set (dossier, "/dossier/porteur/nom", "Ab");
  g_free (add_member (dossier, NULL));
  undo (dossier);
  redo (dossier);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  connection = etb_connection_open (fixture->file, ETB_CONNECTION_READ, &error);
  g_assert_no_error (error);
  g_assert_true (etb_connection_check (connection, TRUE, &error));
  entries = etb_journal_read (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (kinds));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpstr (((EtbJournalEntry *)g_ptr_array_index (entries, i))->kind, ==, kinds[i]);
  g_assert_cmpint (etb_journal_first_broken (entries), ==, 0);
}

/* ---- Random work ------------------------------------------------------------------------------
 */

static void
random_act (Fixture *fixture, EtbDossier *dossier)
{
  guint lines = etb_instance_count_lines (etb_dossier_get_instance (dossier), MEMBERS);
  guint files = etb_dossier_get_attachments (dossier)->len;
  g_autofree char *text = g_strdup_printf ("t%d", g_test_rand_int_range (0, 1000));
  g_autofree char *line
      = g_strdup_printf (MEMBERS "[%d]", lines > 0 ? g_test_rand_int_range (1, (int)lines + 1) : 1);
  g_autofree char *name = g_strconcat (line, "/nom", NULL);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      if (lines < 4)
        g_free (add_member (dossier, NULL));
      break;
    case 1:
      if (lines > 0)
        g_assert_true (etb_dossier_remove_line (dossier, line, NULL));
      break;
    case 2:
      if (lines > 0)
        fixture_set (dossier, name, text);
      break;
    case 3:
      if (files == 0)
        attach (fixture, dossier, "f.pdf");
      break;
    case 4:
      if (files > 0)
        act_detach (fixture, dossier);
      break;
    case 5:
      if (g_test_rand_int_range (0, 4) == 0)
        act_fill (fixture, dossier);
      break;
    default:
      fixture_set (dossier, g_test_rand_bit () ? "/dossier/porteur/nom" : "/dossier/lieu/nom",
                   text);
    }
}

/* What the dossier looked like with so many steps done. */
static void
note_picture (EtbDossier *dossier, GPtrArray *pictures)
{
  guint done = 0;

  etb_dossier_get_steps (dossier, &done);
  g_ptr_array_set_size (pictures, (gint)MAX (done, 1));
  if (pictures->len == done)
    g_ptr_array_add (pictures, NULL);
  g_free (pictures->pdata[done]);
  pictures->pdata[done] = picture_of (dossier);
}

static void
test_random_work_walks_back_and_forth (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  guint done = 0;

  g_ptr_array_add (pictures, picture_of (dossier));
  for (int i = 0; i < 300; i++)
    {
      int turn = g_test_rand_int_range (0, 10);

      if (turn == 0)
        dossier = fixture_reopen (dossier);
      else if (turn < 3 && etb_dossier_peek_undo (dossier))
        undo (dossier);
      else if (turn == 3 && etb_dossier_peek_redo (dossier))
        redo (dossier);
      else
        {
          random_act (fixture, dossier);
          etb_dossier_get_steps (dossier, &done);
          if (!etb_dossier_peek_redo (dossier))
            note_picture (dossier, pictures);
        }
      etb_dossier_get_steps (dossier, &done);
      assert_picture (dossier, g_ptr_array_index (pictures, done));
    }
  while (etb_dossier_peek_undo (dossier))
    {
      undo (dossier);
      etb_dossier_get_steps (dossier, &done);
      assert_picture (dossier, g_ptr_array_index (pictures, done));
    }
  g_assert_cmpuint (done, ==, 0);
  dossier = fixture_reopen (dossier);
  assert_picture (dossier, g_ptr_array_index (pictures, 0));
  g_object_unref (dossier);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/history/every-act-is-undone-and-done-again", test_every_act_is_undone_and_done_again },
    { "/history/pasting-is-whole-or-not-at-all", test_pasting_is_whole_or_not_at_all },
    { "/history/typing-is-one-step", test_typing_is_one_step },
    { "/history/a-new-act-leaves-what-was-undone", test_a_new_act_leaves_what_was_undone },
    { "/history/heavy-files-are-not-kept-for-ever", test_heavy_files_are_not_kept_for_ever },
    { "/history/undoing-is-in-the-journal", test_undoing_is_in_the_journal },
    { "/history/random-work-walks-back-and-forth", test_random_work_walks_back_and_forth },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
