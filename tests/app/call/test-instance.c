/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers as a tree: paths, keys, lines. */

#include "etb-instance.h"

#include <string.h>

#define LINES   "/dossier/consortium/membre"
#define LETTERS "/dossier/lettre"

static EtbInstance *
new_instance (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_call_new_from_file (file, &error);

  g_assert_no_error (error);
  return etb_instance_new (call);
}

static void
assert_value (EtbInstance *instance, const char *path, const char *expected)
{
  g_autofree char *value = etb_instance_get (instance, path);

  g_assert_cmpstr (value, ==, expected);
}

/* The names of the elements in @parent, in order. */
static char *
names_in (EtbInstance *instance, const char *parent)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (xmlNodePtr node = xmlFirstElementChild (etb_instance_find (instance, parent)); node != NULL;
       node = xmlNextElementSibling (node))
    g_string_append_printf (names, "%s ", (const char *)node->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_begins_empty_with_the_minimum_of_lines (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autofree char *names = names_in (instance, "/dossier/consortium");
  g_autofree char *root = names_in (instance, "/dossier");

  g_assert_cmpuint (etb_instance_count_lines (instance, LINES), ==, 1);
  g_assert_cmpuint (etb_instance_count_lines (instance, LETTERS), ==, 0);
  g_assert_cmpstr (names, ==, "presentation membre total ");
  g_assert_cmpstr (root, ==, "volet porteur consortium budget accord ");
  assert_value (instance, "/dossier/porteur/nom", "");
  assert_value (instance, "/dossier/porteur/pays", "France");
  g_assert_cmpuint (etb_instance_count_lines (instance, "/dossier/porteur"), ==, 0);
}

static void
test_keeps_what_is_written (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autoptr (EtbInstance) copy = NULL;

  g_assert_true (etb_instance_set (instance, "/dossier/porteur/nom", "A & B <c> &amp; é\n\"d\""));
  assert_value (instance, "/dossier/porteur/nom", "A & B <c> &amp; é\n\"d\"");

  copy = etb_instance_copy (instance);
  g_assert_true (etb_instance_set (instance, "/dossier/porteur/nom", ""));
  assert_value (instance, "/dossier/porteur/nom", "");
  assert_value (copy, "/dossier/porteur/nom", "A & B <c> &amp; é\n\"d\"");
  g_assert_true (etb_instance_get_call (copy) == etb_instance_get_call (instance));
}

static void
test_refuses_what_is_no_answer (void)
{
  static const char *const paths[] = {
    "/dossier",
    "/dossier/porteur",
    "/dossier/absent",
    "/dossier/lettre/auteur",
    "/dossier/",
    "porteur/nom",
    "",
    "/dossier/consortium/membre[2]/nom",
    "/dossier/lettre",
    "//nom",
    "/autre/nom",
    "/dossier/porteur/nom[2]",
    "/dossier/*/nom",
    "/dossier/porteur/@id",
  };
  g_autoptr (EtbInstance) instance = new_instance ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_test_message ("%s", paths[i]);
      g_assert_false (etb_instance_set (instance, paths[i], "x"));
      assert_value (instance, paths[i], NULL);
    }

  g_assert_false (etb_instance_set (instance, "/dossier/porteur/nom", "a\x01z"));
  g_assert_false (etb_instance_set (instance, "/dossier/porteur/nom", "a\xffz"));
  g_assert_false (etb_instance_set (instance, "/dossier/porteur/nom", "a\xef\xbf\xbfz"));
  assert_value (instance, "/dossier/porteur/nom", "");
}

/* A group whose lines are all gone holds nothing, and is no answer for that. */
static void
test_an_empty_group_is_no_leaf (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (instance);
  guint with_line = leaves->len;
  g_autoptr (GPtrArray) fewer = NULL;

  g_assert_true (etb_instance_remove_line (instance, LINES "[1]"));
  fewer = etb_instance_leaves (instance);
  g_assert_cmpuint (fewer->len, ==, with_line - 2);
  g_assert_false (etb_instance_set (instance, LINES, "x"));
}

static void
test_leaves_come_in_document_order (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autoptr (GPtrArray) leaves = NULL;
  g_autoptr (GString) paths = g_string_new (NULL);

  etb_instance_add_line (instance, LINES, NULL);
  leaves = etb_instance_leaves (instance);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *path = etb_instance_path_of (instance, g_ptr_array_index (leaves, i));

      g_string_append_printf (paths, "%s\n", path);
    }
  g_assert_cmpstr (paths->str, ==,
                   "/dossier/volet\n"
                   "/dossier/porteur/nom\n"
                   "/dossier/porteur/nature\n"
                   "/dossier/porteur/pays\n"
                   "/dossier/porteur/siret\n"
                   "/dossier/consortium/presentation\n"
                   "/dossier/consortium/membre[1]/nom\n"
                   "/dossier/consortium/membre[1]/siret\n"
                   "/dossier/consortium/membre[2]/nom\n"
                   "/dossier/consortium/membre[2]/siret\n");
}

static void
test_paths_and_keys_lead_back (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autoptr (GPtrArray) leaves = NULL;

  etb_instance_add_line (instance, LINES, NULL);
  etb_instance_add_line (instance, LETTERS, NULL);
  leaves = etb_instance_leaves (instance);
  for (guint i = 0; i < leaves->len; i++)
    {
      xmlNodePtr leaf = g_ptr_array_index (leaves, i);
      g_autofree char *path = etb_instance_path_of (instance, leaf);
      g_autofree char *key = etb_instance_key_of (instance, leaf);

      g_assert_true (etb_instance_find (instance, path) == leaf);
      g_assert_true (etb_instance_find (instance, key) == leaf);
      g_assert_cmpint (strchr (path, '[') != NULL, ==, strstr (key, "[@id='") != NULL);
      g_assert_nonnull (etb_call_find_bind (etb_instance_get_call (instance), key));
    }
}

static void
test_a_line_keeps_its_identity_when_others_go (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();

  g_assert_true (etb_instance_remove_line (instance, LINES "[1]"));
  g_assert_nonnull (etb_instance_add_line (instance, LINES, "aaa"));
  g_assert_nonnull (etb_instance_add_line (instance, LINES, "bbb"));
  g_assert_nonnull (etb_instance_add_line (instance, LINES, "ccc"));
  g_assert_true (etb_instance_set (instance, LINES "[2]/nom", "Deux"));
  assert_value (instance, LINES "[@id='bbb']/nom", "Deux");

  g_assert_true (etb_instance_remove_line (instance, LINES "[@id='aaa']"));
  assert_value (instance, LINES "[@id='bbb']/nom", "Deux");
  assert_value (instance, LINES "[@id=\"bbb\"]/nom", "Deux");
  assert_value (instance, LINES "[1]/nom", "Deux");
  assert_value (instance, LINES "[@id='aaa']/nom", NULL);
  assert_value (instance, LINES "[@id='bb']/nom", NULL);
}

static void
test_refuses_lines_that_cannot_be (void)
{
  static const char *const identities[] = { "", "a b", "a'b", "a]b", "é", "../x" };
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autofree char *long_identity = g_strnfill (65, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    g_assert_null (etb_instance_add_line (instance, LINES, identities[i]));
  g_assert_null (etb_instance_add_line (instance, LINES, long_identity));
  g_assert_null (etb_instance_add_line (instance, "/dossier/porteur", NULL));
  g_assert_null (etb_instance_add_line (instance, "/dossier/absent", NULL));

  g_assert_nonnull (etb_instance_add_line (instance, LINES, "aaa"));
  g_assert_null (etb_instance_add_line (instance, LINES, "aaa"));
  for (guint i = 2; i < 5; i++)
    g_assert_nonnull (etb_instance_add_line (instance, LINES, NULL));
  g_assert_null (etb_instance_add_line (instance, LINES, NULL));
  g_assert_cmpuint (etb_instance_count_lines (instance, LINES), ==, 5);

  g_assert_false (etb_instance_remove_line (instance, LINES));
  g_assert_false (etb_instance_remove_line (instance, LINES "[6]"));
  g_assert_false (etb_instance_remove_line (instance, "/dossier/porteur[1]"));
  g_assert_cmpuint (etb_instance_count_lines (instance, LINES), ==, 5);

  for (guint i = 0; i < 100; i++)
    g_assert_nonnull (etb_instance_add_line (instance, LETTERS, NULL));
  g_assert_null (etb_instance_add_line (instance, LETTERS, NULL));
}

/* The lines of @instance in order, as "id=name" words. */
static char *
describe_lines (EtbInstance *instance)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i <= etb_instance_count_lines (instance, LETTERS); i++)
    {
      g_autofree char *line = g_strdup_printf (LETTERS "[%u]", i);
      g_autofree char *leaf = g_strdup_printf (LETTERS "[%u]/auteur", i);
      g_autofree char *key = etb_instance_key_of (instance, etb_instance_find (instance, line));
      g_autofree char *value = etb_instance_get (instance, leaf);

      g_string_append_printf (text, "%s=%s ", key, value);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The same moves on a plain list of keys and on the instance lead to the same lines. */
static void
test_random_lines_follow_a_list (void)
{
  g_autoptr (EtbInstance) instance = new_instance ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *root = NULL;

  for (guint move = 0; move < 600; move++)
    {
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char *found = NULL;

      if (keys->len == 0 || (keys->len < 100 && g_test_rand_int_range (0, 5) < 3))
        {
          xmlNodePtr line = etb_instance_add_line (instance, LETTERS, NULL);
          char *key = etb_instance_key_of (instance, line);
          g_autofree char *leaf = g_strconcat (key, "/auteur", NULL);

          g_ptr_array_add (keys, key);
          g_assert_true (etb_instance_set (instance, leaf, key));
        }
      else
        {
          guint index = (guint)g_test_rand_int_range (0, (gint)keys->len);

          g_assert_true (etb_instance_remove_line (instance, g_ptr_array_index (keys, index)));
          g_ptr_array_remove_index (keys, index);
        }

      for (guint i = 0; i < keys->len; i++)
        g_string_append_printf (expected, "%s=%s ", (char *)g_ptr_array_index (keys, i),
                                (char *)g_ptr_array_index (keys, i));
      found = describe_lines (instance);
      g_assert_cmpstr (found, ==, expected->str);
    }

  while (etb_instance_remove_line (instance, LETTERS "[1]"))
    continue;
  g_assert_nonnull (etb_instance_add_line (instance, LETTERS, NULL));
  root = names_in (instance, "/dossier");
  g_assert_cmpstr (root, ==, "volet porteur consortium lettre budget accord ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/instance/begins-empty-with-the-minimum-of-lines",
                   test_begins_empty_with_the_minimum_of_lines);
  g_test_add_func ("/instance/keeps-what-is-written", test_keeps_what_is_written);
  g_test_add_func ("/instance/refuses-what-is-no-answer", test_refuses_what_is_no_answer);
  g_test_add_func ("/instance/an-empty-group-is-no-leaf", test_an_empty_group_is_no_leaf);
  g_test_add_func ("/instance/leaves-come-in-document-order", test_leaves_come_in_document_order);
  g_test_add_func ("/instance/paths-and-keys-lead-back", test_paths_and_keys_lead_back);
  g_test_add_func ("/instance/a-line-keeps-its-identity-when-others-go",
                   test_a_line_keeps_its_identity_when_others_go);
  g_test_add_func ("/instance/refuses-lines-that-cannot-be", test_refuses_lines_that_cannot_be);
  g_test_add_func ("/instance/random-lines-follow-a-list", test_random_lines_follow_a_list);

  return g_test_run ();
}
