/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets, wiped: see the header. Callers: identities, the command line, the pages that ask for a
 * password. */

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
}
