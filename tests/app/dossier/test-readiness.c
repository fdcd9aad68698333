/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where each piece stands: one judgement for everybody. */

#include "etb-readiness.h"

#include <string.h>

#include "dossier-fixture.h"

#define MEBIBYTE ((guint64)1024 * 1024)
#define PDF      "application/pdf"

/* ---- Age --------------------------------------------------------------------------------------
 */

static const struct
{
  const char *date;
  guint months;
  const char *last;
} ages[] = {
  { "2019-01-15", 3, "2019-04-15" },
  { "2018-11-30", 3, "2019-02-28" },
  { "2019-11-30", 3, "2020-02-29" },
  { "2019-11-29", 3, "2020-02-29" },
  { "2019-11-28", 3, "2020-02-28" },
  { "2020-02-29", 12, "2021-02-28" },
  { "2020-02-29", 48, "2024-02-29" },
  { "2019-08-31", 1, "2019-09-30" },
  { "2019-08-31", 6, "2020-02-29" },
  { "2019-12-31", 2, "2020-02-29" },
  { "2019-12-31", 3, "2020-03-31" },
  { "2019-10-15", 0, "2019-10-15" },
  { "9998-06-01", 12, "9999-06-01" },
  { "9999-06-01", 12, NULL },
  { "2019-10-15", G_MAXUINT, NULL },
  { "2019-13-01", 3, NULL },
  { "hier", 3, NULL },
};

static void
test_ages_end_with_the_month (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *last = etb_readiness_last_day (ages[i].date, ages[i].months);

      g_assert_cmpstr (last, ==, ages[i].last);
    }
}

/* ---- Files against their piece ----------------------------------------------------------------
 */

typedef struct
{
  const char *piece;
  const char *name;
  const char *media_type;
  guint64 size;
  const char *content; /* stands for its digest */
  const char *dated;
} File;

#define BIT(note) (1U << ETB_NOTE_##note)

typedef struct
{
  const char *what;
  File files[5];
  const char *piece;
  EtbReadinessState state;
  guint notes[3]; /* of its files, in their order */
  gboolean stops;
} Case;

/* Looked at on 31 May 2019, with a deadline on 30 June. */
#define TODAY    "2019-05-31T12:00"
#define DEADLINE "2019-06-30"

static const Case cases[] = {
  { "required and absent", { { 0 } }, "P-STAT", ETB_READINESS_MISSING, { 0 }, TRUE },
  { "advised and absent", { { 0 } }, "P-LIBRE", ETB_READINESS_ADVISED, { 0 }, FALSE },
  { "of another track",
    { { "P-NUM", "a.pdf", PDF, 5, "a", "" } },
    "P-NUM",
    ETB_READINESS_NOT_CONCERNED,
    { 0 },
    FALSE },
  { "there",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "at the limit",
    { { "P-STAT", "a.pdf", PDF, 8 * MEBIBYTE, "a", "" } },
    "P-STAT",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "one byte over",
    { { "P-STAT", "a.pdf", PDF, 8 * MEBIBYTE + 1, "a", "" } },
    "P-STAT",
    ETB_READINESS_TOO_HEAVY,
    { BIT (TOO_HEAVY) },
    TRUE },
  { "of 4 GiB and 5 bytes",
    { { "P-STAT", "a.pdf", PDF, 4096 * MEBIBYTE + 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_TOO_HEAVY,
    { BIT (TOO_HEAVY) },
    TRUE },
  { "a picture under the name of a PDF",
    { { "P-STAT", "a.pdf", "image/png", 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_WRONG_KIND,
    { BIT (WRONG_KIND) },
    TRUE },
  { "nothing known under the name of a PDF",
    { { "P-STAT", "a.pdf", "application/octet-stream", 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_WRONG_KIND,
    { BIT (WRONG_KIND) },
    TRUE },
  { "three where two are taken",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" },
      { "P-STAT", "b.pdf", PDF, 5, "b", "" },
      { "P-STAT", "c.pdf", PDF, 5, "c", "" } },
    "P-STAT",
    ETB_READINESS_TOO_MANY,
    { 0, 0, BIT (TOO_MANY) },
    TRUE },
  { "twice under one piece",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" }, { "P-STAT", "copie de a.pdf", PDF, 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_DUPLICATE,
    { 0, BIT (DUPLICATE) },
    FALSE },
  { "the same name, another content",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" }, { "P-STAT", "a.pdf", PDF, 5, "b", "" } },
    "P-STAT",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "under two pieces, seen from the first",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" }, { "P-LIBRE", "a.pdf", PDF, 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_PROVIDED,
    { BIT (SHARED) },
    FALSE },
  { "under two pieces, seen from the second",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" }, { "P-LIBRE", "a.pdf", PDF, 5, "a", "" } },
    "P-LIBRE",
    ETB_READINESS_PROVIDED,
    { BIT (SHARED) },
    FALSE },
  { "twice under one and once under another",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" },
      { "P-STAT", "b.pdf", PDF, 5, "a", "" },
      { "P-LIBRE", "c.pdf", PDF, 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_DUPLICATE,
    { BIT (SHARED), BIT (DUPLICATE) },
    FALSE },
  { "also under a piece that does not apply",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "" }, { "P-NUM", "a.pdf", PDF, 5, "a", "" } },
    "P-STAT",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "a date without a limit of age",
    { { "P-STAT", "a.pdf", PDF, 5, "a", "1990-01-01" } },
    "P-STAT",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "no date with a limit of age",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "" } },
    "P-SIR",
    ETB_READINESS_DATE_UNKNOWN,
    { BIT (DATE_UNKNOWN) },
    FALSE },
  /* Of 28 February: until 28 May. */
  { "three months and three days old",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "2019-02-28" } },
    "P-SIR",
    ETB_READINESS_EXPIRED,
    { BIT (EXPIRED) },
    TRUE },
  { "on its last day, but before the deadline",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "2019-03-01" } },
    "P-SIR",
    ETB_READINESS_PROVIDED,
    { BIT (EXPIRES) },
    FALSE },
  { "of the end of March: until the end of June",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "2019-03-31" } },
    "P-SIR",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "of later than the date it is looked at",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "2019-08-01" } },
    "P-SIR",
    ETB_READINESS_PROVIDED,
    { 0 },
    FALSE },
  { "one old, one without date",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "2018-01-01" }, { "P-SIR", "b.pdf", PDF, 5, "b", "" } },
    "P-SIR",
    ETB_READINESS_EXPIRED,
    { BIT (EXPIRED), BIT (DATE_UNKNOWN) },
    TRUE },
  { "everything at once",
    { { "P-SIR", "a.pdf", PDF, 5, "a", "2018-01-01" },
      { "P-SIR", "b.pdf", PDF, 5, "b", "" },
      { "P-SIR", "c.pdf", "image/png", 2 * MEBIBYTE, "a", "2018-01-01" } },
    "P-SIR",
    ETB_READINESS_WRONG_KIND,
    { BIT (EXPIRED), BIT (DATE_UNKNOWN),
      BIT (WRONG_KIND) | BIT (TOO_HEAVY) | BIT (EXPIRED) | BIT (TOO_MANY) | BIT (DUPLICATE) },
    TRUE },
};

static GPtrArray *
make_attachments (const File *files, gsize n)
{
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);

  for (gsize i = 0; i < n && files[i].piece != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", (guint)i);

      g_ptr_array_add (attachments,
                       etb_attachment_new (id, files[i].piece, files[i].name, files[i].name,
                                           files[i].media_type, files[i].size, files[i].content,
                                           files[i].dated));
    }
  return attachments;
}

/* The judgement of files that are in no dossier: the rules only want to know which pieces have
 * some, so empty ones of the same pieces stand for them. */
static EtbReadiness *
judge (Fixture *fixture, EtbDossier *dossier, const Case *c)
{
  g_autoptr (GPtrArray) attachments = make_attachments (c->files, G_N_ELEMENTS (c->files));

  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *path = fixture_write (fixture, "a.pdf", "%PDF-", 5);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (EtbAttachment) stand_in = NULL;

      stand_in = etb_dossier_attach (dossier, attachment->piece, file, NULL);
    }
  return etb_readiness_judge (etb_dossier_get_evaluation (dossier), attachments, DEADLINE);
}

static void
check_words (const EtbReadiness *readiness, const EtbPieceReadiness *piece)
{
  for (guint i = 0; i < piece->files->len; i++)
    for (guint note = 0; note < ETB_N_NOTES; note++)
      {
        const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);
        g_autofree char *words = NULL;

        if (!(file->notes & (1U << note)))
          continue;
        words = etb_note_describe ((EtbNote)note, readiness, piece, file);
        g_test_message ("  %s: %s", file->attachment->name, words);
        g_assert_true (g_str_has_suffix (words, "."));
      }
}

static void
test_each_piece_has_its_state (Fixture *fixture, gconstpointer data)
{
  const Case *c = data;
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (TODAY ":00Z", NULL);
  g_autoptr (EtbReadiness) readiness = NULL;
  const EtbPieceReadiness *piece;
  guint of_piece = 0;

  etb_dossier_set_at (dossier, at);
  readiness = judge (fixture, dossier, c);
  piece = etb_readiness_find (readiness, c->piece);
  g_assert_cmpstr (etb_readiness_state_to_name (piece->state), ==,
                   etb_readiness_state_to_name (c->state));
  for (gsize i = 0; i < G_N_ELEMENTS (c->files) && c->files[i].piece != NULL; i++)
    if (g_str_equal (c->files[i].piece, c->piece))
      of_piece++;
  g_assert_cmpuint (piece->files->len, ==, of_piece);
  for (guint i = 0; i < piece->files->len; i++)
    {
      const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);

      g_assert_cmphex (file->notes, ==, i < G_N_ELEMENTS (c->notes) ? c->notes[i] : 0);
      g_assert_true ((file->same_as != NULL)
                     == ((file->notes & (BIT (DUPLICATE) | BIT (SHARED))) != 0));
    }
  g_assert_cmpint (etb_readiness_stops (piece->state), ==, c->stops);
  check_words (readiness, piece);
}

/* ---- All together -----------------------------------------------------------------------------
 */

static void
test_the_weight_is_of_what_goes_out (Fixture *fixture, gconstpointer data)
{
  /* The call takes 12 MiB in all. */
  static const struct
  {
    guint64 sizes[3];
    guint64 total;
    gboolean over;
    const char *words;
  } weights[] = {
    { { 0 }, 0, FALSE, "Together they weigh 0 bytes out of 12\u00a0MB." },
    { { 12 * MEBIBYTE },
      12 * MEBIBYTE,
      FALSE,
      "Together they weigh 12\u00a0MB out of 12\u00a0MB." },
    { { 6 * MEBIBYTE, 6 * MEBIBYTE + 1 },
      12 * MEBIBYTE + 1,
      TRUE,
      "Together they weigh 12.1\u00a0MB: too much, the limit is 12\u00a0MB." },
    /* 32 bits hold neither the parts nor the sum. */
    { { 2048 * MEBIBYTE, 2048 * MEBIBYTE, 2048 * MEBIBYTE },
      6144 * MEBIBYTE,
      TRUE,
      "Together they weigh 6\u00a0GB: too much, the limit is 12\u00a0MB." },
    { { 4096 * MEBIBYTE, 1 },
      4096 * MEBIBYTE + 1,
      TRUE,
      "Together they weigh 4.1\u00a0GB: too much, the limit is 12\u00a0MB." },
  };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      const guint64 *sizes = weights[i].sizes;
      const File files[] = { { "P-STAT", "a.pdf", PDF, sizes[0], "a", "" },
                             { "P-LIBRE", "b.pdf", PDF, sizes[1], "b", "" },
                             { "P-LIBRE", "c.pdf", PDF, sizes[2], "c", "" },
                             { "P-NUM", "d.pdf", PDF, 100 * MEBIBYTE, "d", "" },
                             { "P-AILLEURS", "e.pdf", PDF, 100 * MEBIBYTE, "e", "" } };
      g_autoptr (GPtrArray) attachments = make_attachments (files, G_N_ELEMENTS (files));
      g_autoptr (EtbReadiness) readiness
          = etb_readiness_judge (etb_dossier_get_evaluation (dossier), attachments, NULL);
      g_autofree char *words = etb_readiness_describe_weight (readiness);

      g_assert_cmpuint (readiness->size, ==, weights[i].total);
      g_assert_cmpuint (readiness->max_size, ==, 12 * MEBIBYTE);
      g_assert_cmpint (etb_readiness_is_too_heavy (readiness), ==, weights[i].over);
      g_assert_cmpstr (words, ==, weights[i].words);
    }
}

static void
test_many_copies_are_judged_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) attachments
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  g_autoptr (EtbReadiness) readiness = NULL;
  const EtbPieceReadiness *piece;

  for (guint i = 0; i < 4096; i++)
    g_ptr_array_add (attachments, etb_attachment_new ("x", i % 2 ? "P-STAT" : "P-LIBRE", "a.pdf",
                                                      "a.pdf", PDF, 5, "a", ""));
  readiness = etb_readiness_judge (etb_dossier_get_evaluation (dossier), attachments, NULL);
  piece = etb_readiness_find (readiness, "P-STAT");
  g_assert_cmpuint (piece->files->len, ==, 2048);
  for (guint i = 0; i < piece->files->len; i++)
    {
      const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);

      g_assert_true ((file->notes & (i == 0 ? BIT (SHARED) : BIT (DUPLICATE))) != 0);
    }
}

static void
fill_answers (EtbDossier *dossier)
{
  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  fixture_set (dossier, "/dossier/porteur/siret", "73282932000074");
  fixture_set (dossier, "/dossier/demande", "60000");
  fixture_set (dossier, "/dossier/budget/achats/an1", "60000");
}

static EtbAttachment *
attach (Fixture *fixture, EtbDossier *dossier, const char *piece, const char *content)
{
  g_autofree char *path = fixture_write (fixture, "a.pdf", content, strlen (content));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EtbAttachment *attachment = etb_dossier_attach (dossier, piece, file, NULL);

  g_assert_nonnull (attachment);
  return attachment;
}

/* What stops is what keeps the dossier from being complete, and nothing else. */
static void
test_complete_once_nothing_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (EtbAttachment) statutes = NULL;
  g_autoptr (EtbAttachment) again = NULL;
  g_autoptr (EtbAttachment) notice = NULL;
  g_autoptr (EtbAttachment) elsewhere = NULL;

  fill_answers (dossier);
  g_assert_false (etb_readiness_is_complete (dossier));
  statutes = attach (fixture, dossier, "P-STAT", "%PDF-1");
  g_assert_true (etb_readiness_is_complete (dossier));
  again = attach (fixture, dossier, "P-STAT", "%PDF-1");
  g_assert_true (etb_readiness_is_complete (dossier));
  elsewhere = attach (fixture, dossier, "P-LIBRE", "%PDF-1");
  g_assert_true (etb_readiness_is_complete (dossier));
  notice = attach (fixture, dossier, "P-SIR", "%PDF-2");
  g_assert_true (etb_readiness_is_complete (dossier));
  g_assert_true (etb_dossier_set_document_date (dossier, notice->id, "1er mars 2019", NULL));
  g_assert_false (etb_readiness_is_complete (dossier));
}

/* The age is that of the date one looks from. */
static void
test_age_follows_the_date_looked_at (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *at;
    EtbReadinessState state;
  } instants[] = {
    { "2019-03-15T12:00:00Z", ETB_READINESS_PROVIDED },
    { "2019-06-01T12:00:00Z", ETB_READINESS_PROVIDED },
    /* Paris is two hours ahead: it is 2 June there. */
    { "2019-06-01T22:30:00Z", ETB_READINESS_EXPIRED },
    { "2026-01-01T12:00:00Z", ETB_READINESS_EXPIRED },
  };
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (EtbAttachment) notice = attach (fixture, dossier, "P-SIR", "%PDF-2");

  g_assert_true (etb_dossier_set_document_date (dossier, notice->id, "01/03/2019", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (instants[i].at, NULL);
      g_autoptr (EtbReadiness) readiness = NULL;

      etb_dossier_set_at (dossier, at);
      readiness = etb_readiness_of (dossier);
      g_assert_cmpint (etb_readiness_find (readiness, "P-SIR")->state, ==, instants[i].state);
    }
}

#define ADD(name, function) \
  g_test_add ("/readiness/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readiness/ages-end-with-the-month", test_ages_end_with_the_month);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/readiness/", cases[i].what, NULL);

      g_strdelimit (path, " ", '-');
      g_test_add (path, Fixture, &cases[i], fixture_set_up, test_each_piece_has_its_state,
                  fixture_tear_down);
    }
  ADD ("the-weight-is-of-what-goes-out", test_the_weight_is_of_what_goes_out);
  ADD ("many-copies-are-judged-at-once", test_many_copies_are_judged_at_once);
  ADD ("complete-once-nothing-stops", test_complete_once_nothing_stops);
  ADD ("age-follows-the-date-looked-at", test_age_follows_the_date_looked_at);
  return g_test_run ();
}
