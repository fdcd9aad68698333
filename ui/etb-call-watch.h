/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"

G_BEGIN_DECLS

/* The definition of a call while its author writes it: read again whenever its file changes,
 * however the editor saves it (written in place, or replaced by another file of its name), and when
 * it goes away or comes back. What was read last without a fault is kept beside the faults of the
 * file as it is.
 *
 * Signals: read (), both are up to date. */

#define ETB_TYPE_CALL_WATCH (etb_call_watch_get_type ())
G_DECLARE_FINAL_TYPE (EtbCallWatch, etb_call_watch, ETB, CALL_WATCH, GObject)

/* @file: its name; it need not be there. Nothing is read yet. */
EtbCallWatch *etb_call_watch_new (const char *file);

/* Reads the file now. */
void etb_call_watch_read (EtbCallWatch *self);

const char *etb_call_watch_get_file (EtbCallWatch *self);

/* The definition as it was when it last had no fault: (nullable) (transfer none) */
EtbCall *etb_call_watch_get_call (EtbCallWatch *self);

/* What is wrong with the file as it was read last: (transfer none) (element-type GError): empty
 * when nothing is. Messages name the file, the line, and say what to write. */
GPtrArray *etb_call_watch_get_faults (EtbCallWatch *self);

G_END_DECLS
