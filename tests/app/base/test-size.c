/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes as people read them: one unit of measure everywhere, never lighter than the truth. */

#include "etb-size.h"

#define KIB G_GUINT64_CONSTANT (1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)

static const struct
{
  guint64 size;
  const char *words;
} sizes[] = {
  { 0, "0 bytes" },          { 1, "1 byte" },
  { 1023, "1023 bytes" },    { KIB, "1 KB" },
  { KIB + 1, "1.1 KB" },     { 10 * MIB - 1, "10 MB" },
  { 10 * MIB, "10 MB" },     { 10 * MIB + 1, "10.1 MB" },
  { 50 * MIB, "50 MB" },     { 13002342, "12.4 MB" },
  { MIB - 1, "1 MB" },       { 2 * GIB, "2 GB" },
  { 4 * GIB - 1, "4 GB" },   { 4 * GIB, "4 GB" },
  { 4 * GIB + 1, "4.1 GB" }, { G_MAXUINT32, "4 GB" },
  { G_MAXINT64, "8 EB" },    { G_MAXUINT64, "16 EB" },
};

static void
test_sizes_in_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *words = etb_size_describe (sizes[i].size);
      g_auto (GStrv) parts = g_strsplit (words, "\u00a0", 2);
      g_autofree char *plain = g_strjoinv (" ", parts);

      g_assert_cmpstr (plain, ==, sizes[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/size/in-words", test_sizes_in_words);
  return g_test_run ();
}
