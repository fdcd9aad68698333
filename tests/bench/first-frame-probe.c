/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into any GTK 4 program: prints the milliseconds from ETB_BENCH_START (CLOCK_MONOTONIC,
 * in microseconds, taken just before exec) to the end of the first painted frame, then ends the
 * program. With ETB_BENCH_MEMORY it waits a second and a half and prints its proportional memory in
 * KiB instead. */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*RunFunc) (GApplication *, int, char **);

static void
leave_with (const char *unit, double value)
{
  const char *file = g_getenv ("ETB_BENCH_OUTPUT");
  FILE *out = file != NULL ? fopen (file, "w") : stdout;

  if (out != NULL)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      /* The point, whatever the language of the program. */
      fprintf (out, "%s %s\n", g_ascii_formatd (number, sizeof number, "%.1f", value), unit);
      fclose (out);
    }
  _exit (0);
}

static gboolean
on_settled (gpointer unused)
{
  g_autofree char *rollup = NULL;
  double kib = 0;

  if (g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    {
      const char *line = strstr (rollup, "\nPss:");
      if (line != NULL)
        kib = g_ascii_strtod (line + strlen ("\nPss:"), NULL);
    }
  leave_with ("KiB", kib);
  return G_SOURCE_REMOVE;
}

static gboolean
on_after_paint (GSignalInvocationHint *hint, guint count, const GValue *values, gpointer unused)
{
  const char *start = g_getenv ("ETB_BENCH_START");

  if (g_getenv ("ETB_BENCH_MEMORY") != NULL)
    {
      g_timeout_add (1500, on_settled, NULL);
      return FALSE;
    }
  leave_with ("ms",
              (double)(g_get_monotonic_time () - g_ascii_strtoll (start ? start : "0", NULL, 10))
                  / 1000.0);
  return FALSE;
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  RunFunc run = (RunFunc)dlsym (RTLD_NEXT, "g_application_run");
  gpointer class = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);

  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              on_after_paint, NULL, NULL);
  int status = run (application, argc, argv);
  g_type_class_unref (class);
  return status;
}
