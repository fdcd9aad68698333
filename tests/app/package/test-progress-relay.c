/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures from a thread: the latest of them, in the thread that asked, and none after the end. */

#include "etb-progress-relay.h"

#define TOTAL 1000

typedef struct
{
  GThread *thread; /* who asked */
  guint64 done;    /* told last */
  guint told;
} Seen;

static void
on_progress (guint64 done, guint64 total, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_true (g_thread_self () == seen->thread);
  g_assert_cmpuint (total, ==, TOTAL);
  g_assert_cmpuint (done, >=, seen->done);
  seen->done = done;
  seen->told++;
}

static gpointer
send_all (gpointer relay)
{
  for (guint64 done = 1; done <= TOTAL; done++)
    etb_progress_relay_send (done, TOTAL, relay);
  return NULL;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
the_latest_figure_arrives (void)
{
  Seen seen = { g_thread_self (), 0, 0 };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  EtbProgressRelay *relay = etb_progress_relay_new (on_progress, &seen);
  GThread *thread;

  etb_progress_relay_tie (relay, task);
  thread = g_thread_new ("work", send_all, relay);
  g_thread_join (thread);
  settle ();
  g_assert_cmpuint (seen.done, ==, TOTAL);
  g_assert_cmpuint (seen.told, ==, 1); /* nothing was told while nobody listened */
}

static void
nothing_arrives_after_the_end (void)
{
  Seen seen = { g_thread_self (), 0, 0 };
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);
  EtbProgressRelay *relay = etb_progress_relay_new (on_progress, &seen);

  etb_progress_relay_tie (relay, task);
  etb_progress_relay_send (1, TOTAL, relay);
  etb_progress_relay_end (G_ASYNC_RESULT (task));
  g_object_unref (task);
  settle ();
  g_assert_cmpuint (seen.told, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress-relay/the-latest-figure-arrives", the_latest_figure_arrives);
  g_test_add_func ("/progress-relay/nothing-arrives-after-the-end", nothing_arrives_after_the_end);
  return g_test_run ();
}
