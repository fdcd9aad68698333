/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Large files: whole, with figures that do not overflow, in memory that does not grow.
 *
 * With ETB_HEAVY=1 the dossier holds more than 4 GiB, which takes twice as much room in TMPDIR and
 * some minutes. Without it the same is done with what is small enough for every day. */

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "dossier-fixture.h"
#include "etb-digest.h"
#include "etb-readiness.h"

#define MEBIBYTE ((guint64)1024 * 1024)
#define GIBIBYTE (1024 * MEBIBYTE)

/* What the memory of a copy may grow by, whatever the size. */
#define GROWTH (8 * MEBIBYTE)

static const guint64 everyday[] = { 48 * MEBIBYTE, 48 * MEBIBYTE + 1, 3 * MEBIBYTE };
static const guint64 heavy[] = { 2 * GIBIBYTE, 2 * GIBIBYTE - 1, 300 * MEBIBYTE + 7 };

static gboolean
is_heavy (void)
{
  return g_strcmp0 (g_getenv ("ETB_HEAVY"), "1") == 0;
}

/* A hole with a head of its own: as large as one likes, and no two alike. */
static GFile *
make_sparse (Fixture *fixture, guint number, guint64 size)
{
  g_autofree char *name = g_strdup_printf ("plan-%u.pdf", number);
  g_autofree char *head = g_strdup_printf ("%%PDF-%u", number);
  g_autofree char *path = fixture_write (fixture, name, head, strlen (head));

  g_assert_cmpint (truncate (path, (off_t)size), ==, 0);
  return g_file_new_for_path (path);
}

/* The small call, with as much room as there can be. */
static EtbDossier *
create_roomy (Fixture *fixture)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  g_autoptr (GRegex) limit = g_regex_new ("max-(total-)?size=\"\\d+\"", 0, 0, NULL);
  g_autofree char *text = NULL;
  g_autofree char *roomy = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EtbCall) call = NULL;
  EtbDossier *dossier;
  GError *error = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  roomy = g_regex_replace (limit, text, -1, 0, "max-\\1size=\"8589934592\"", 0, NULL);
  bytes = g_bytes_new (roomy, strlen (roomy));
  call = etb_call_new_from_bytes (bytes, "appel.xml", &error);
  g_assert_no_error (error);
  dossier = etb_dossier_create (fixture->file, call, "FT", &error);
  g_assert_no_error (error);
  return dossier;
}

static guint64
peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (guint64)usage.ru_maxrss * 1024;
}

/* An address sanitizer keeps what was freed: its memory says nothing of ours. */
static void
assert_flat (guint64 before)
{
  guint64 after = peak_memory ();

  g_test_message ("grown by %" G_GUINT64_FORMAT " KiB", (after - before) / 1024);
  if (g_getenv ("ETB_SANITIZE") == NULL)
    g_assert_cmpuint (after - before, <, GROWTH);
}

typedef struct
{
  GMainLoop *loop;
  goffset last, total;
  EtbAttachment *attachment;
  GError *error;
} Attaching;

static void
on_progress (goffset done, goffset total, gpointer user_data)
{
  Attaching *attaching = user_data;

  g_assert_cmpint (done, >=, attaching->last);
  g_assert_cmpint (done, <=, total);
  attaching->last = done;
  attaching->total = total;
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attaching *attaching = user_data;

  attaching->attachment
      = etb_dossier_attach_finish (ETB_DOSSIER (source), result, &attaching->error);
  g_main_loop_quit (attaching->loop);
}

static void
attach (EtbDossier *dossier, const char *piece, GFile *file, guint64 size)
{
  Attaching attaching = { .loop = g_main_loop_new (NULL, FALSE) };

  etb_dossier_attach_async (dossier, piece, file, on_progress, &attaching, NULL, on_attached,
                            &attaching);
  g_main_loop_run (attaching.loop);
  g_main_loop_unref (attaching.loop);
  g_assert_no_error (attaching.error);
  g_assert_cmpuint (attaching.attachment->size, ==, size);
  g_assert_cmpint (attaching.last, ==, (goffset)size);
  g_assert_cmpint (attaching.total, ==, (goffset)size);
  etb_attachment_unref (attaching.attachment);
}

static void
assert_comes_back (EtbDossier *dossier, const EtbAttachment *attachment)
{
  g_autofree guint8 *block = g_malloc (MEBIBYTE);
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *found = NULL;
  EtbDigest *digest = etb_digest_new ();
  guint8 result[ETB_DIGEST_SIZE];
  guint64 total = 0;
  GError *error = NULL;
  gssize length;

  stream = etb_dossier_read_attachment (dossier, attachment->id, &error);
  g_assert_no_error (error);
  while ((length = g_input_stream_read (stream, block, MEBIBYTE, NULL, &error)) > 0)
    {
      etb_digest_update (digest, block, (gsize)length);
      total += (guint64)length;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, attachment->size);
  etb_digest_finish (digest, result);
  found = etb_digest_to_hex (result);
  g_assert_cmpstr (found, ==, attachment->sha256);
}

static void
test_large_files_go_in_and_come_out (Fixture *fixture, gconstpointer data)
{
  static const char *const pieces[] = { "P-STAT", "P-LIBRE", "P-LIBRE" };
  const guint64 *sizes = is_heavy () ? heavy : everyday;
  EtbDossier *dossier = create_roomy (fixture);
  g_autoptr (GFile) little = make_sparse (fixture, 9, MEBIBYTE);
  g_autoptr (EtbReadiness) readiness = NULL;
  guint64 total = MEBIBYTE;
  guint64 before;

  attach (dossier, "P-SIR", little, MEBIBYTE);
  before = peak_memory ();
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GFile) file = make_sparse (fixture, i, sizes[i]);

      attach (dossier, pieces[i], file, sizes[i]);
      total += sizes[i];
    }
  assert_flat (before);

  dossier = fixture_reopen (dossier);
  readiness = etb_readiness_of (dossier);
  g_assert_cmpuint (readiness->size, ==, total);
  g_assert_true (etb_readiness_is_clear (readiness));
  before = peak_memory ();
  for (guint i = 0; i < etb_dossier_get_attachments (dossier)->len; i++)
    assert_comes_back (dossier, g_ptr_array_index (etb_dossier_get_attachments (dossier), i));
  assert_flat (before);
  g_object_unref (dossier);
}

/* No file is read to find out that it is too large. */
static void
test_one_byte_over_the_largest_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create_roomy (fixture);
  static const guint64 sizes[]
      = { ETB_ATTACHMENT_MAX_SIZE + 1, 4 * GIBIBYTE, 4 * GIBIBYTE + 5, 8 * GIBIBYTE + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GFile) file = make_sparse (fixture, (guint)i, sizes[i]);
      GError *error = NULL;

      g_assert_null (etb_dossier_attach (dossier, "P-STAT", file, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_LARGE);
      g_test_message ("%s", error->message);
      g_clear_error (&error);
    }
}

/* Sizes as a file may claim them. */
static const struct
{
  const char *size;
  gboolean opens;
  guint64 total; /* of two such files */
} claims[] = {
  { "2147483647", TRUE, 2 * GIBIBYTE * 2 - 2 },
  { "2147483648", TRUE, 2 * GIBIBYTE * 2 },
  { "2147483649", FALSE, 0 },
  { "4294967301", FALSE, 0 },
  { "9223372036854775807", FALSE, 0 },
  { "-1", FALSE, 0 },
};

static void
test_claimed_sizes_are_added_in_64_bits (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create_roomy (fixture);
  g_autoptr (GFile) one = make_sparse (fixture, 1, 100);
  g_autoptr (GFile) two = make_sparse (fixture, 2, 100);

  attach (dossier, "P-STAT", one, 100);
  attach (dossier, "P-LIBRE", two, 100);
  g_object_unref (dossier);
  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE attachment SET size = %s", claims[i].size);
      GError *error = NULL;

      fixture_tamper (fixture->file, sql);
      dossier = etb_dossier_open (fixture->file, &error);
      if (claims[i].opens)
        {
          g_autoptr (EtbReadiness) readiness = NULL;

          g_assert_no_error (error);
          readiness = etb_readiness_of (dossier);
          g_assert_cmpuint (readiness->size, ==, claims[i].total);
          g_object_unref (dossier);
        }
      else
        {
          g_assert_null (dossier);
          g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
          g_clear_error (&error);
        }
    }
}

#define ADD(name, function) \
  g_test_add ("/size/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("large-files-go-in-and-come-out", test_large_files_go_in_and_come_out);
  ADD ("one-byte-over-the-largest-is-refused", test_one_byte_over_the_largest_is_refused);
  ADD ("claimed-sizes-are-added-in-64-bits", test_claimed_sizes_are_added_in_64_bits);
  return g_test_run ();
}
