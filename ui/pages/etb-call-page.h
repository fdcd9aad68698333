/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* Before the first question: which call and which track, then the call in one page: who, what, how
 * much, by when, what to gather and how long it takes. What is closed is said closed, and may be
 * prepared.
 *
 * Signals: chosen (EtbCall, track id). */

#define ETB_TYPE_CALL_PAGE (etb_call_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbCallPage, etb_call_page, ETB, CALL_PAGE, EtbPageFrame)

/* The calls are read beside the main loop: the choice comes a moment after the page. @at: the other
 * date, or NULL: now. */
GtkWidget *etb_call_page_new (GDateTime *at);

/* The same with @call for only choice: one that is being written, and is not installed. */
GtkWidget *etb_call_page_new_for (EtbCall *call, GDateTime *at);

/* The track that is chosen, and choosing it by its id; one that the call lacks changes nothing.
 * (nullable): there is none */
const char *etb_call_page_get_track (EtbCallPage *self);
void etb_call_page_choose_track (EtbCallPage *self, const char *track);

void etb_call_page_set_at (EtbCallPage *self, GDateTime *at);

/* Says why the choice could not be followed. */
void etb_call_page_show_problem (EtbCallPage *self, const char *text);

G_END_DECLS
