/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes in words; see the header. Pure.
 *
 * Callers: whoever shows the weight of a file or a limit. */

#include "etb-size.h"

#include <glib/gi18n-lib.h>

/* Translators: units of size, by 1024. */
static const char *const units[]
    = { N_ ("KB"), N_ ("MB"), N_ ("GB"), N_ ("TB"), N_ ("PB"), N_ ("EB") };

/* @size over @unit in tenths, rounded up, without ever leaving 64 bits. */
static guint64
count_tenths (guint64 size, guint64 unit)
{
  /* The largest unit is 2^60, and ten of them and one more are less than 2^64. */
  return size / unit * 10 + (size % unit * 10 + unit - 1) / unit;
}

static char *
write_tenths (guint64 tenths)
{
  if (tenths % 10 == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, tenths / 10);
  /* By way of printf, which knows the decimal mark of the locale. */
  return g_strdup_printf ("%.1f", (double)tenths / 10);
}

char *
etb_size_describe (guint64 size)
{
  guint64 unit = 1024;
  guint64 tenths;
  gsize i = 0;
  g_autofree char *number = NULL;

  if (size < unit)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u byte", "%u bytes", (gulong)size),
                            (guint)size);
  while ((tenths = count_tenths (size, unit)) >= 10240 && i + 1 < G_N_ELEMENTS (units))
    {
      unit *= 1024;
      i++;
    }
  number = write_tenths (tenths);
  return g_strconcat (number, "\u00a0", _ (units[i]), NULL);
}
