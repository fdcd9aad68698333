/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "etb-identity-folder.h"
#include "etb-identity.h"
#include "test-pki.h"

/* Each test begins with an empty folder. */
static void
empty_folder (void)
{
  g_autofree char *folder = etb_identity_folder (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
}

static char *
path_in_folder (const char *name)
{
  g_autofree char *folder = etb_identity_folder (NULL);

  return g_build_filename (folder, name, NULL);
}

static GPtrArray *
list_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return etb_identity_folder_list (now);
}

/* Takes NAME.p12 of @pki into the folder. Returns: its path there */
static char *
import (TestPki *pki, const char *name, TestPersonFlags flags)
{
  g_autofree char *file = test_pki_make (pki, name, TEST_KEY_P256, flags);
  g_autoptr (GError) error = NULL;
  char *path = etb_identity_folder_import (file, TEST_PASSWORD, &error);

  g_assert_no_error (error);
  return path;
}

static void
test_lists_identity_files_only (gconstpointer data)
{
  static const char *const names[] = { "b.P12", "a.pfx", "notes.txt", "a.pfx.pem" };
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  empty_folder ();
  none = list_now ();
  g_assert_cmpuint (none->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = path_in_folder (names[i]);

      g_assert_true (g_file_set_contents (file, "x", 1, NULL));
    }
  entries = list_now ();
  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const EtbIdentityEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpstr (entry->label, ==, names[1 - i]);
      g_assert_false (entry->known);
      g_assert_null (entry->unfit);
    }
}

static void
test_an_import_is_known_without_its_password (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (EtbIdentity) identity = NULL;
  const EtbIdentityEntry *entry;
  GStatBuf status;

  empty_folder ();
  path = import (pki, "one", 0);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  identity = etb_identity_open (path, TEST_PASSWORD, NULL);
  entries = list_now ();
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_true (entry->known);
  g_assert_false (entry->on_token);
  g_assert_cmpstr (entry->address, ==, path);
  g_assert_cmpstr (entry->holder, ==, "Test one");
  g_assert_cmpstr (entry->issuer, ==, "Test authority");
  g_assert_cmpstr (entry->sha256, ==, etb_identity_get_certificate_sha256 (identity));
  g_assert_true (g_date_time_equal (entry->not_after, etb_identity_get_not_after (identity)));
  g_assert_cmpint (entry->kind, ==, ETB_CERTIFICATE_ADVANCED);
  g_assert_cmpint (entry->use, ==, ETB_KEY_USE_COMMITMENT);
  g_assert_null (entry->unfit);
}

static void
test_unfit_ones_say_why (gconstpointer data)
{
  static const struct
  {
    const char *name;
    TestPersonFlags flags;
    const char *why;
    EtbKeyUse use;
  } cases[] = {
    { "expired", TEST_PERSON_EXPIRED, "2016", ETB_KEY_USE_COMMITMENT },
    { "sealing", TEST_PERSON_NOT_SIGNING, "signatures", ETB_KEY_USE_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) entries = NULL;
      g_autofree char *path = NULL;
      const EtbIdentityEntry *entry;

      empty_folder ();
      path = import ((TestPki *)data, cases[i].name, cases[i].flags);
      entries = list_now ();
      entry = g_ptr_array_index (entries, 0);
      g_assert_nonnull (entry->unfit);
      g_assert_nonnull (strstr (entry->unfit, cases[i].why));
      g_assert_cmpint (entry->use, ==, cases[i].use);
    }
}

/* Another file under the name: what was kept of the former must not speak for it. */
static void
test_a_replaced_file_is_not_known (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *path = NULL;
  g_autofree char *other = test_pki_make (pki, "two", TEST_KEY_P256, 0);
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  gsize length;

  empty_folder ();
  path = import (pki, "one", 0);
  g_assert_true (g_file_get_contents (other, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
  before = list_now ();
  g_assert_false (((EtbIdentityEntry *)g_ptr_array_index (before, 0))->known);
  g_object_unref (etb_identity_open (path, TEST_PASSWORD, NULL));
  after = list_now ();
  g_assert_cmpstr (((EtbIdentityEntry *)g_ptr_array_index (after, 0))->holder, ==, "Test two");
}

/* Whatever is in the file beside, the list holds, and says that the holder is not known. */
static void
test_hostile_files_beside_are_ignored (gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *huge = g_strnfill (100 * 1024, 'A');
  gsize length;

  empty_folder ();
  path = import ((TestPki *)data, "one", 0);
  beside = g_strconcat (path, ".pem", NULL);
  g_assert_true (g_file_get_contents (beside, &kept, &length, NULL));
  /* The last line may go: what is before it is whole. */
  for (gsize cut = 0; cut < length - 64; cut += length / 13)
    {
      g_autoptr (GPtrArray) entries = NULL;

      g_assert_true (g_file_set_contents (beside, kept, (gssize)cut, NULL));
      entries = list_now ();
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_false (((EtbIdentityEntry *)g_ptr_array_index (entries, 0))->known);
    }
  g_assert_true (g_file_set_contents (beside, huge, -1, NULL));
  {
    g_autoptr (GPtrArray) entries = list_now ();

    g_assert_false (((EtbIdentityEntry *)g_ptr_array_index (entries, 0))->known);
  }
}

static void
test_what_does_not_open_is_not_taken (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *file = test_pki_make (pki, "one", TEST_KEY_P256, 0);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const struct
  {
    const char *file;
    const char *password;
    int code;
  } cases[] = {
    { file, "wrong", ETB_SIGNATURE_ERROR_PASSWORD },
    { pki->ca_file, TEST_PASSWORD, ETB_SIGNATURE_ERROR_IDENTITY },
    { "/dev/zero", TEST_PASSWORD, ETB_SIGNATURE_ERROR_READ },
    { file, TEST_PASSWORD, ETB_SIGNATURE_ERROR_EXISTS },
  };

  empty_folder ();
  path = import (pki, "one", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_folder_import (cases[i].file, cases[i].password, &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, cases[i].code);
    }
  entries = list_now ();
  g_assert_cmpuint (entries->len, ==, 1);
}

static void
test_two_files_of_one_name_live_side_by_side (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *one = NULL;
  g_autofree char *other = test_pki_make (pki, "two", TEST_KEY_P256, 0);
  g_autofree char *namesake = test_pki_path (pki, "aside", "");
  g_autofree char *second = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *content = NULL;
  gsize length;

  empty_folder ();
  one = import (pki, "one", 0);
  g_mkdir (namesake, 0700);
  copy = g_build_filename (namesake, "one.p12", NULL);
  g_assert_true (g_file_get_contents (other, &content, &length, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize)length, NULL));
  second = etb_identity_folder_import (copy, TEST_PASSWORD, NULL);
  g_assert_true (g_str_has_suffix (second, "/one-2.p12"));
}

static void
test_a_removed_identity_can_be_put_back (gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (EtbRemovedIdentity) removed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) again = NULL;

  empty_folder ();
  path = import ((TestPki *)data, "one", 0);
  removed = etb_identity_folder_remove (path, &error);
  g_assert_no_error (error);
  without = list_now ();
  g_assert_cmpuint (without->len, ==, 0);
  g_assert_true (etb_identity_folder_restore (removed, &error));
  g_assert_no_error (error);
  again = list_now ();
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (((EtbIdentityEntry *)g_ptr_array_index (again, 0))->holder, ==, "Test one");
  g_assert_false (etb_identity_folder_restore (removed, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_EXISTS);
}

#define ADD(path, test) g_test_add_data_func ("/identity-folder/" path, pki, test)

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  g_setenv ("XDG_DATA_HOME", pki->folder.path, TRUE);
  ADD ("lists-identity-files-only", test_lists_identity_files_only);
  ADD ("an-import-is-known-without-its-password", test_an_import_is_known_without_its_password);
  ADD ("unfit-ones-say-why", test_unfit_ones_say_why);
  ADD ("a-replaced-file-is-not-known", test_a_replaced_file_is_not_known);
  ADD ("hostile-files-beside-are-ignored", test_hostile_files_beside_are_ignored);
  ADD ("what-does-not-open-is-not-taken", test_what_does_not_open_is_not_taken);
  ADD ("two-files-of-one-name-live-side-by-side", test_two_files_of_one_name_live_side_by_side);
  ADD ("a-removed-identity-can-be-put-back", test_a_removed_identity_can_be_put_back);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
