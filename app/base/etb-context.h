/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Has @tell called once in @context (NULL: the default one), by whoever runs it, and never by the
 * calling thread, unlike g_main_context_invoke(): a context that nobody runs yet would be taken by
 * a thread that only brings news. @destroy is called with @data afterwards, or when the context
 * goes away before. */
void etb_context_tell (GMainContext *context, int priority, GSourceFunc tell, gpointer data,
                       GDestroyNotify destroy);

G_END_DECLS
