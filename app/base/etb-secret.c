/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets, wiped: see the header. glibc overwrites what is freed (mallopt(3), M_PERTURB), but not
 * the small blocks that each thread keeps for itself: those are taken out and wiped at the end.
 * Callers: identities, the command line, the pages that ask for a password. */

#include "etb-secret.h"

#include <malloc.h>
#include <string.h>

/* Of the stack below the caller: deeper than what key derivation uses. */
#define STACK (64 * 1024)

EtbSecret *
etb_secret_new (const char *text)
{
  return g_strdup (text);
}

void
etb_secret_free (EtbSecret *self)
{
  if (self == NULL)
    return;
  explicit_bzero (self, strlen (self));
  g_free (self);
}

static GMutex users_lock;
static guint users;

#ifdef M_PERTURB
static void
perturb (int byte)
{
  mallopt (M_PERTURB, byte);
}
#else
static void
perturb (int byte)
{
}
#endif

void
etb_secret_begin (void)
{
  g_mutex_lock (&users_lock);
  if (users++ == 0)
    perturb (0xA5);
  g_mutex_unlock (&users_lock);
}

/* Of a thread's own blocks: 64 sizes, seven of each. */
#define CACHE_STEP  16
#define CACHE_SIZES 64
#define CACHE_DEPTH 7

static void
wipe_cache (void)
{
  for (gsize size = 1; size <= CACHE_SIZES; size++)
    {
      gpointer blocks[CACHE_DEPTH];

      for (gsize i = 0; i < CACHE_DEPTH; i++)
        {
          blocks[i] = g_malloc (size * CACHE_STEP);
          explicit_bzero (blocks[i], malloc_usable_size (blocks[i]));
        }
      for (gsize i = 0; i < CACHE_DEPTH; i++)
        g_free (blocks[i]);
    }
}

static void G_NO_INLINE
wipe_stack (void)
{
  char below[STACK];

  explicit_bzero (below, sizeof below);
}

void
etb_secret_end (void)
{
  wipe_stack ();
  g_mutex_lock (&users_lock);
  g_assert (users > 0);
  if (--users == 0)
    perturb (0);
  g_mutex_unlock (&users_lock);
  wipe_cache ();
}
