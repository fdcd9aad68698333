/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a table in text. */

#include "etb-csv-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize)size, NULL);
  g_autoptr (EtbCsvReader) reader = etb_csv_reader_new (stream);
  g_autoptr (GError) error = NULL;

  while (etb_csv_reader_next (reader, NULL, &error))
    for (guint i = 0; i <= etb_csv_reader_get_count (reader); i++)
      g_assert_nonnull (etb_csv_reader_get (reader, i));
  return 0;
}
