/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Random work on a dossier against a plain model of it, opened again and again. */

#include "dossier-fixture.h"

#define ROUNDS 12
#define STEPS  40

/* What the dossier should hold: simple answers, and the names of the lines in their order. */
typedef struct
{
  GHashTable *answers;
  GPtrArray *lines;
} Model;

static const char *const paths[]
    = { "/dossier/porteur/nom", "/dossier/lieu/nom", "/dossier/porteur/pays" };

static char *
random_text (void)
{
  static const char *const words[] = { "a", "é", "  x ", "<&>", "“”", "𝄞", "\n", "'\"" };
  GString *text = g_string_new ("t");

  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static void
set_something (EtbDossier *dossier, Model *model)
{
  const char *path = paths[g_test_rand_int_range (0, G_N_ELEMENTS (paths))];
  g_autofree char *text = random_text ();
  char *stored;

  fixture_set (dossier, path, text);
  /* What is stored is the value module's choice; from then on it must stay. */
  stored = etb_dossier_get_answer (dossier, path);
  g_assert_nonnull (stored);
  g_hash_table_replace (model->answers, (gpointer)path, stored);
}

static void
change_lines (EtbDossier *dossier, Model *model)
{
  guint count = model->lines->len;
  gboolean add = g_test_rand_bit ();
  guint index = count > 0 ? (guint)g_test_rand_int_range (0, (int)count) : 0;
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (add)
    {
      path = etb_dossier_add_line (dossier, "/dossier/consortium/membre", &error);
      g_assert_true ((path != NULL) == (count < 4));
      if (path)
        g_ptr_array_add (model->lines, g_strdup (""));
    }
  else
    {
      path = g_strdup_printf ("/dossier/consortium/membre[%u]", index + 1);
      g_assert_true (etb_dossier_remove_line (dossier, path, &error) == (count > 0));
      if (count > 0)
        g_ptr_array_remove_index (model->lines, index);
    }
  g_clear_error (&error);
}

static void
set_in_a_line (EtbDossier *dossier, Model *model)
{
  g_autofree char *path = NULL;
  g_autofree char *text = random_text ();
  guint index;

  if (model->lines->len == 0)
    return;
  index = (guint)g_test_rand_int_range (0, (int)model->lines->len);
  path = g_strdup_printf ("/dossier/consortium/membre[%u]/nom", index + 1);
  fixture_set (dossier, path, text);
  g_free (model->lines->pdata[index]);
  model->lines->pdata[index] = etb_dossier_get_answer (dossier, path);
}

static void
assert_same (EtbDossier *dossier, Model *model)
{
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, model->answers);
  while (g_hash_table_iter_next (&iter, &path, &value))
    fixture_assert_answer (dossier, path, value);
  g_assert_cmpuint (
      etb_instance_count_lines (etb_dossier_get_instance (dossier), "/dossier/consortium/membre"),
      ==, model->lines->len);
  for (guint i = 0; i < model->lines->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("/dossier/consortium/membre[%u]/nom", i + 1);

      fixture_assert_answer (dossier, name, g_ptr_array_index (model->lines, i));
    }
}

static void
test_random_work_is_what_was_done (Fixture *fixture, gconstpointer data)
{
  Model model = { g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
                  g_ptr_array_new_with_free_func (g_free) };
  EtbDossier *dossier = fixture_create (fixture);

  for (int round = 0; round < ROUNDS; round++)
    {
      for (int step = g_test_rand_int_range (0, STEPS); step > 0; step--)
        {
          switch (g_test_rand_int_range (0, 4))
            {
            case 0:
              change_lines (dossier, &model);
              break;
            case 1:
              set_in_a_line (dossier, &model);
              break;
            case 2:
              if (g_test_rand_int_range (0, 5) == 0)
                g_assert_true (etb_dossier_flush (dossier, NULL));
              break;
            default:
              set_something (dossier, &model);
            }
          assert_same (dossier, &model);
        }
      dossier = fixture_reopen (dossier);
      assert_same (dossier, &model);
    }
  g_object_unref (dossier);
  g_hash_table_unref (model.answers);
  g_ptr_array_unref (model.lines);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/dossier/random-work-is-what-was-done", Fixture, NULL, fixture_set_up,
              test_random_work_is_what_was_done, fixture_tear_down);
  return g_test_run ();
}
