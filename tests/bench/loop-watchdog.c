/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into any GLib program: how long its main loop is held, from one wait for something to
 * happen to the next. The time that the thread was ready and another had the processor is not
 * counted: it says how busy the machine is, not the program.
 *
 * Each hold longer than ETB_WATCHDOG_MS is a line of the file ETB_WATCHDOG_OUTPUT: its
 * milliseconds, then where the thread was when the limit had passed. A program that starts is
 * watched from its first rest on, when it writes the line "watching": how long it takes to start is
 * measured elsewhere. */

#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <glib.h>

#define MAX_FRAMES 60
#define NANO       1000000000L
/* A loop that waits so long has nothing to do. */
#define REST_MS 15

static int output = -1;
static double limit_ms;
static double since = -1; /* end of the last wait, in milliseconds; < 0: never at rest yet */
static double waited;     /* for the processor, until then */
static timer_t timer;
static void *frames[MAX_FRAMES];
static int n_frames;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

/* What the scheduler made the thread wait for, in all (Documentation/scheduler/sched-stats). */
static double
get_wait (void)
{
  char text[96] = "";
  unsigned long long run = 0, wait = 0;
  int file = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);

  if (file >= 0)
    {
      if (read (file, text, sizeof text - 1) > 0)
        sscanf (text, "%llu %llu", &run, &wait);
      close (file);
    }
  return (double)wait / 1e6;
}

static void
on_limit (int signal)
{
  n_frames = backtrace (frames, MAX_FRAMES);
}

static void
set_timer (double ms)
{
  struct itimerspec spec
      = { .it_value = { (time_t)(ms / 1000), (long)((long long)(ms * 1e6) % NANO) } };

  timer_settime (timer, 0, &spec, NULL);
}

static void
report (double held)
{
  char line[64];
  int length = snprintf (line, sizeof line, "%.0f\n", held);

  if (write (output, line, (size_t)length) == length)
    backtrace_symbols_fd (frames, n_frames, output);
}

static void
report_hold (void)
{
  const double held = now () - since - (get_wait () - waited);

  if (held > limit_ms)
    report (held);
}

/* The program rests for the first time. */
static void
begin (void)
{
  const char line[] = "watching\n";

  since = 0;
  if (write (output, line, sizeof line - 1) < 0)
    abort ();
}

static gint
watch_poll (GPollFD *descriptors, guint count, gint timeout)
{
  double began = now ();
  gint status;

  if (since >= 0 && began - since > limit_ms)
    report_hold ();
  set_timer (0);
  began = now ();
  status = g_poll (descriptors, count, timeout);
  if (since < 0 && now () - began > REST_MS)
    begin ();
  if (since >= 0)
    since = now ();
  waited = get_wait ();
  n_frames = 0;
  set_timer (limit_ms);
  return status;
}

/* In the thread that runs main(), whose loop is the window's. */
__attribute__ ((constructor)) static void
set_up (void)
{
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN };
  struct sigaction action = { .sa_handler = on_limit, .sa_flags = SA_RESTART };
  const char *file = g_getenv ("ETB_WATCHDOG_OUTPUT");
  const char *limit = g_getenv ("ETB_WATCHDOG_MS");

  if (file == NULL)
    return;
  limit_ms = limit != NULL ? g_ascii_strtod (limit, NULL) : 50;
  /* Loads what it needs now, not in the handler. */
  n_frames = backtrace (frames, MAX_FRAMES);
  event._sigev_un._tid = (pid_t)syscall (SYS_gettid);
  sigaction (SIGRTMIN, &action, NULL);
  if (timer_create (CLOCK_MONOTONIC, &event, &timer) != 0)
    return;
  output = open (file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output >= 0)
    g_main_context_set_poll_func (g_main_context_default (), watch_poll);
}
