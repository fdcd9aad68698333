/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* News from a thread come in the loop's thread, even when nobody runs the loop yet. */

#include "etb-context.h"

typedef struct
{
  GThread *told_in, *freed_in;
} News;

static gboolean
tell (gpointer data)
{
  ((News *)data)->told_in = g_thread_self ();
  return G_SOURCE_REMOVE;
}

static void
let_go (gpointer data)
{
  ((News *)data)->freed_in = g_thread_self ();
}

static gpointer
bring (gpointer data)
{
  etb_context_tell (NULL, G_PRIORITY_DEFAULT, tell, data, let_go);
  return NULL;
}

static void
test_told_by_who_runs_the_loop (void)
{
  News news = { NULL, NULL };

  g_thread_join (g_thread_new ("news", bring, &news));
  g_assert_null (news.told_in);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (news.told_in == g_thread_self ());
  g_assert_true (news.freed_in == g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/context/told by who runs the loop", test_told_by_who_runs_the_loop);
  return g_test_run ();
}
