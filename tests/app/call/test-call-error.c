/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Definitions with one fault each: refused whole, and each message is known to the letter: the
 * file, the line, the word at fault and what to write instead. Each is the right definition with
 * one piece of text replaced. */

#include "broken-calls.h"
#include "etb-faults.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
load_valid (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_fail_printf ("“%s” is not in “%s”", part, text);
}

static void
assert_says (const GError *error, const BrokenCall *broken)
{
  g_assert_error (error, ETB_CALL_ERROR, (gint)broken->code);
  if (broken->code == ETB_CALL_ERROR_MEANING)
    g_assert_cmpstr (error->message, ==, broken->says);
  else if (!g_pattern_match_simple (broken->says, error->message))
    g_error ("“%s” is not “%s”", error->message, broken->says);
}

/* One fault gives one message: what follows from it is left out. */
static void
test_names_the_fault (gconstpointer data)
{
  const BrokenCall *broken = data;
  g_autofree char *valid = load_valid ();
  g_autofree char *text = broken_call_write (broken, valid);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_call_new_from_bytes (bytes, "appel.xml", &error);
  g_autoptr (EtbCall) checked = NULL;
  g_autoptr (GPtrArray) errors = etb_call_check_bytes (bytes, "appel.xml", &checked);

  g_assert_null (call);
  assert_says (error, broken);
  g_assert_null (checked);
  for (guint i = 1; i < errors->len; i++)
    g_test_message ("%s", ((GError *)g_ptr_array_index (errors, i))->message);
  g_assert_cmpuint (errors->len, ==, 1);
  assert_says (g_ptr_array_index (errors, 0), broken);
}

/* All faults that do not change each other, put into one definition, are said at once. */
static void
test_says_all_faults_in_the_order_of_lines (void)
{
  static const char *const names[]
      = { "wildcard-to-nothing",         "unknown-source",     "announced-too-early",
          "choice-without-list",         "default-not-normal", "question-on-a-group",
          "attestation-without-version", "two-columns",        "minimum-above-maximum" };
  static const long lines[] = { 28, 29, 48, 62, 68, 87, 92, 105, 114 };
  g_autofree char *text = load_valid ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) errors = NULL;
  g_autoptr (EtbCall) call = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (const BrokenCall *broken = broken_calls; broken->name != NULL; broken++)
      if (g_str_equal (broken->name, names[i]))
        {
          g_autofree char *before = g_steal_pointer (&text);

          text = broken_call_write (broken, before);
        }

  bytes = g_bytes_new (text, strlen (text));
  errors = etb_call_check_bytes (bytes, "appel.xml", &call);
  g_assert_null (call);
  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", ((GError *)g_ptr_array_index (errors, i))->message);
  g_assert_cmpuint (errors->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < errors->len; i++)
    {
      g_autofree char *begins = g_strdup_printf ("appel.xml:%ld: ", lines[i]);

      g_assert_true (g_str_has_prefix (((GError *)g_ptr_array_index (errors, i))->message, begins));
    }
}

/* A hundred faults are enough to begin with; and the wrong form of two lines is told as two. */
static void
test_faults_are_bounded (void)
{
  g_autofree char *valid = load_valid ();
  g_autoptr (GString) binds = g_string_new ("<bind ref=\"/dossier/accord\"");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) errors = NULL;

  for (int i = 0; i < 200; i++)
    g_string_prepend (binds, "<bind ref=\"/dossier/rien\" source=\"x\"/>");
  text = broken_call_replace (valid, "<bind ref=\"/dossier/accord\"", binds->str);
  bytes = g_bytes_new (text, strlen (text));
  errors = etb_call_check_bytes (bytes, "appel.xml", NULL);
  g_assert_cmpuint (errors->len, ==, ETB_FAULTS_MAX);
}

static void
test_right_definition_has_no_fault (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (GPtrArray) errors = etb_call_check_file (file, &call);

  g_assert_cmpuint (errors->len, ==, 0);
  g_assert_true (ETB_IS_CALL (call));
}

static void
test_refuses_what_is_too_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *valid = load_valid ();
  g_autofree char *file = NULL;
  g_autofree char *folder = g_dir_make_tmp ("etabli-call-XXXXXX", &error);

  g_assert_no_error (error);
  g_string_append (text, valid);
  while (text->len <= ETB_CALL_MAX_SIZE)
    g_string_append (text, "<!-- filling -->");
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  assert_contains (error->message, "4 MiB");
  g_clear_error (&error);

  file = g_build_filename (folder, "appel.xml", NULL);
  g_assert_true (g_file_set_contents (file, text->str, (gssize)text->len, NULL));
  g_assert_null (etb_call_new_from_file (file, &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  assert_contains (error->message, file);

  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_says_what_cannot_be_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new ("", 0);

  g_assert_null (etb_call_new_from_file ("/nonexistent/appel.xml", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  assert_contains (error->message, "/nonexistent/appel.xml");
  g_clear_error (&error);
  {
    g_autoptr (GPtrArray) errors = etb_call_check_file ("/nonexistent/appel.xml", NULL);

    g_assert_cmpuint (errors->len, ==, 1);
    g_assert_error ((GError *)g_ptr_array_index (errors, 0), ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  }

  g_assert_null (etb_call_new_from_file ("/", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  g_clear_error (&error);

  g_assert_null (etb_call_new_from_bytes (nothing, "vide.xml", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
  assert_contains (error->message, "vide.xml:1:");
}

/* The library quotes what it could not read: the message is text all the same. */
static void
test_quotes_wrong_bytes_as_text (void)
{
  static const char *const wrong[] = { "<mess\xf4"
                                       "age></message>",
                                       "<\xf4\n>" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
      g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* A billion laughs, and a file of the machine: neither is expanded. */
static void
test_expands_no_entity (void)
{
  static const char *const bombs[] = {
    "<!DOCTYPE c [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><c x=\"&c;\">&c;</c>",
    "<!DOCTYPE c [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><c>&f;</c>",
    "<!DOCTYPE c PUBLIC \"-//A//B\" \"http://192.0.2.1/c.dtd\"><c/>",
    "<!DOCTYPE c><c/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bombs[i], strlen (bombs[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
      g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
      assert_contains (error->message, "DOCTYPE");
    }
}

/* Cut anywhere, a definition is refused without a crash. */
static void
test_refuses_every_truncation (void)
{
  g_autofree char *valid = load_valid ();
  gsize end = (gsize)(strstr (valid, "</call>") - valid) + strlen ("</call>") - 1;

  for (gsize length = 0; length <= end; length += 37)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (valid, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
      g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (const BrokenCall *broken = broken_calls; broken->name != NULL; broken++)
    {
      g_autofree char *path = g_strdup_printf ("/call-error/names-the-fault/%s", broken->name);

      g_test_add_data_func (path, broken, test_names_the_fault);
    }
  g_test_add_func ("/call-error/says-all-faults-in-the-order-of-lines",
                   test_says_all_faults_in_the_order_of_lines);
  g_test_add_func ("/call-error/faults-are-bounded", test_faults_are_bounded);
  g_test_add_func ("/call-error/right-definition-has-no-fault", test_right_definition_has_no_fault);
  g_test_add_func ("/call-error/refuses-what-is-too-large", test_refuses_what_is_too_large);
  g_test_add_func ("/call-error/says-what-cannot-be-read", test_says_what_cannot_be_read);
  g_test_add_func ("/call-error/quotes-wrong-bytes-as-text", test_quotes_wrong_bytes_as_text);
  g_test_add_func ("/call-error/expands-no-entity", test_expands_no_entity);
  g_test_add_func ("/call-error/refuses-every-truncation", test_refuses_every_truncation);

  return g_test_run ();
}
