/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded: every flush to the disk takes ETB_BENCH_FLUSH_MS milliseconds more, as on a worn
 * stick. */

#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*FlushFunc) (int);

static void
delay (void)
{
  const char *asked = getenv ("ETB_BENCH_FLUSH_MS");

  usleep ((useconds_t)(asked ? atoi (asked) : 0) * 1000);
}

int
fsync (int descriptor)
{
  delay ();
  return ((FlushFunc)dlsym (RTLD_NEXT, "fsync")) (descriptor);
}

int
fdatasync (int descriptor)
{
  delay ();
  return ((FlushFunc)dlsym (RTLD_NEXT, "fdatasync")) (descriptor);
}
