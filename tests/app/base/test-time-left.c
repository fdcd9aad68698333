/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Time left is told from the pace so far, once there is one, and in words that promise little. */

#include "etb-time-left.h"

#define SECOND G_USEC_PER_SEC

/* What is heard of one piece of work after another, and what is told then. */
static const struct
{
  double seconds; /* of the clock */
  guint64 done, total;
  gint64 left;
} heard[] = {
  /* Too early to tell, then at a pace of ten a second. */
  { 100, 0, 600, -1 },
  { 101, 10, 600, -1 },
  { 102, 20, 600, 58 },
  { 130, 300, 600, 30 },
  /* It stands still: the pace wanes. */
  { 160, 300, 600, 60 },
  { 162, 600, 600, -1 },
  /* Another begins, in the middle, and does not move for long. */
  { 163, 50, 90, -1 },
  { 183, 50, 90, -1 },
  { 193, 60, 90, 90 },
  /* More than there was to do; and how much is not known. */
  { 194, 95, 90, -1 },
  { 200, 95, 0, -1 },
  /* So slow that no number holds it. */
  { 300, 0, G_MAXUINT64, -1 },
  { 310, 1, G_MAXUINT64, G_MAXINT32 },
};

static void
test_it_is_told_from_the_pace_so_far (void)
{
  EtbTimeLeft time_left = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (heard); i++)
    g_assert_cmpint (etb_time_left_hear (&time_left, (gint64)(heard[i].seconds * SECOND),
                                         heard[i].done, heard[i].total),
                     ==, heard[i].left);
}

static void
test_it_is_told_in_round_words (void)
{
  static const struct
  {
    gint64 seconds;
    const char *words;
  } times[] = {
    { 0, "less than a minute left" },
    { 60, "less than a minute left" },
    { 61, "about 2 minutes left" },
    { 89 * 60, "about 89 minutes left" },
    { 90 * 60, "about 2 hours left" },
    { 149 * 60, "about 2 hours left" },
    { G_MAXINT32, "about 596523 hours left" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *words = etb_time_left_describe (times[i].seconds);

      g_assert_cmpstr (words, ==, times[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-left/it-is-told-from-the-pace-so-far",
                   test_it_is_told_from_the_pace_so_far);
  g_test_add_func ("/time-left/it-is-told-in-round-words", test_it_is_told_in_round_words);
  return g_test_run ();
}
