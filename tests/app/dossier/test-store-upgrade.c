/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier of the first version: read as it is where it cannot be written, made one of the present
 * where it can, with all that it held; left alone when it is refused. That an interruption leaves
 * one or the other is in test-store-faults. */

#include <string.h>

#include "dossier-fixture.h"
#include "dossier-state.h"
#include "etb-content.h"
#include "etb-store-schema.h"

static void
assert_whole (EtbDossier *dossier)
{
  GPtrArray *attachments = etb_dossier_get_attachments (dossier);
  g_autofree char *place = etb_dossier_get_place (dossier);
  g_autofree char *author = NULL;
  g_autofree char *bytes = g_malloc0 (64);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GDateTime) at = NULL;
  GError *error = NULL;
  EtbAttachment *attachment;

  fixture_assert_answer (dossier, "/dossier/volet", "FT");
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "La Grange");
  fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/nom", "Les Amis");
  fixture_assert_answer (dossier, "/dossier/consortium/membre[2]/nom", NULL);
  fixture_assert_answer (dossier, "/dossier/soutiens/lettre[2]/auteur", "");
  fixture_assert_answer (dossier, "/dossier/soutiens/lettre[3]/auteur", NULL);
  g_assert_cmpstr (place, ==, "porteur/identite");
  g_assert_cmpuint (etb_dossier_get_exports (dossier)->len, ==, 1);
  g_assert_true (etb_dossier_get_origin (dossier, "/dossier/porteur/nom", &author, &at));
  g_assert_cmpstr (author, ==, "porteur");
  g_assert_cmpint (g_date_time_get_year (at), ==, 2019);

  g_assert_cmpuint (attachments->len, ==, 1);
  attachment = g_ptr_array_index (attachments, 0);
  g_assert_cmpstr (attachment->name, ==, "plan du lieu.txt");
  stream = etb_dossier_read_attachment (dossier, attachment->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (stream, bytes, 64, NULL, &error), ==, 15);
  g_assert_no_error (error);
  g_assert_cmpstr (bytes, ==, "Un plan du lieu");
}

static gint64
version_of (const char *file)
{
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_READ, NULL);
  gint64 version = 0;

  g_assert_true (etb_connection_query_int (connection, "PRAGMA user_version", &version, NULL));
  return version;
}

static EtbDossier *
open_dossier (const char *file)
{
  GError *error = NULL;
  EtbDossier *dossier = etb_dossier_open (file, &error);

  g_assert_no_error (error);
  return dossier;
}

static void
test_all_is_kept_and_can_be_worked_on (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier;
  g_autofree char *state = NULL;

  fixture_create_version_1 (fixture->file);
  g_assert_cmpint (version_of (fixture->file), ==, 1);
  dossier = open_dossier (fixture->file);
  g_assert_false (etb_dossier_is_read_only (dossier));
  assert_whole (dossier);
  dossier = fixture_reopen (dossier);
  assert_whole (dossier);
  g_assert_cmpint (version_of (fixture->file), ==, ETB_STORE_VERSION);
  fixture_set (dossier, "/dossier/lieu/nom", "Le Moulin");
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, "/dossier/lieu/nom", "Le Moulin");
  assert_whole (dossier);
  g_object_unref (dossier);
  state = dossier_state (fixture->file);
  g_assert_nonnull (strstr (state, "journal upgraded by"));
}

static char *
identity_of (const char *file)
{
  GError *error = NULL;
  g_autoptr (EtbContent) content = etb_content_read_file (file, &error);

  g_assert_no_error (error);
  return g_strdup (content->id);
}

/* They were one dossier: what will merge them must know. */
static void
test_copies_upgraded_apart_have_the_same_identity (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "copie.etabli", NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  fixture_create_version_1 (fixture->file);
  fixture_create_version_1 (other);
  g_object_unref (open_dossier (fixture->file));
  g_object_unref (open_dossier (other));
  one = identity_of (fixture->file);
  two = identity_of (other);
  g_assert_cmpstr (one, !=, "");
  g_assert_cmpstr (one, ==, two);
}

static void
test_read_only_one_is_read_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *other = NULL;

  fixture_create_version_1 (fixture->file);
  before = dossier_state (fixture->file);
  g_assert_cmpint (sqlite3_open (fixture->file, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  dossier = open_dossier (fixture->file);
  g_assert_true (etb_dossier_is_read_only (dossier));
  assert_whole (dossier);
  g_clear_object (&dossier);
  sqlite3_close (other);
  g_assert_cmpint (version_of (fixture->file), ==, 1);
  after = dossier_state (fixture->file);
  g_assert_cmpstr (after, ==, before);
}

static const char *const refusals[] = {
  "UPDATE call SET bytes = cast('<call/>' AS BLOB)",
  "UPDATE call SET sha256 = replace(hex(zeroblob(32)), '00', 'ab')",
  "UPDATE answer SET value = cast(x'ff41' AS TEXT) WHERE key = '/dossier/volet'",
  "UPDATE answer SET author = hex(zeroblob(2000))",
  "UPDATE line SET revision = 9223372036854775807",
  "UPDATE attachment SET size = -1",
  /* What the identity of all its copies will be made of. */
  "UPDATE meta SET value = cast(x'ff41' AS TEXT) WHERE name = 'created'",
  "CREATE TABLE step (x)",
  /* Left in another mode by a tool: put back only when all the rest is sound. */
  "PRAGMA journal_mode=WAL; UPDATE answer SET author = hex(zeroblob(2000))",
  "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM answer; END",
};

static void
test_one_that_is_refused_is_left_alone (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gsize before_size, after_size;
      GError *error = NULL;

      g_test_message ("%s", refusals[i]);
      fixture_create_version_1 (fixture->file);
      fixture_tamper (fixture->file, refusals[i]);
      g_file_get_contents (fixture->file, &before, &before_size, NULL);
      g_assert_null (etb_dossier_open (fixture->file, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, fixture->file));
      g_clear_error (&error);
      g_file_get_contents (fixture->file, &after, &after_size, NULL);
      g_assert_cmpmem (before, before_size, after, after_size);
      g_assert_cmpint (remove (fixture->file), ==, 0);
    }
}

#define ADD(name, function) \
  g_test_add ("/store/upgrade/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-is-kept", test_all_is_kept_and_can_be_worked_on);
  ADD ("copies-have-the-same-identity", test_copies_upgraded_apart_have_the_same_identity);
  ADD ("read-only-one-is-read-as-it-is", test_read_only_one_is_read_as_it_is);
  ADD ("refused-one-is-left-alone", test_one_that_is_refused_is_left_alone);
  return g_test_run ();
}
