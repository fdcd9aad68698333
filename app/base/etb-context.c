/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a thread to the main loop; see the header. Used by whatever tells of long work. */

#include "etb-context.h"

void
etb_context_tell (GMainContext *context, int priority, GSourceFunc tell, gpointer data,
                  GDestroyNotify destroy)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, tell, data, destroy);
  g_source_attach (source, context);
  g_source_unref (source);
}
