/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The faults of a definition, gathered while it is read, so that its author mends several at once.
 * Filled by the reader of calls and by the rules; whoever finds a fault leaves out what only
 * follows from it. */

/* Faults kept of one definition; those found later are forgotten. */
#define ETB_FAULTS_MAX 100

typedef struct _EtbFaults EtbFaults;

EtbFaults *etb_faults_new (void);
void etb_faults_free (EtbFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbFaults, etb_faults_free)

/* @line: in the file, from 1; 0 for a fault of the whole file. @error: (transfer full) */
void etb_faults_add (EtbFaults *self, long line, GError *error);

guint etb_faults_count (EtbFaults *self);

/* Whether there is no use in looking further. */
gboolean etb_faults_is_full (EtbFaults *self);

/* (transfer full) (element-type GError) in the order of lines; none is left in @self. */
GPtrArray *etb_faults_take_all (EtbFaults *self);

/* Moves the fault of the first line, if there is one, into @error; the others are forgotten.
 * Returns: whether there was none */
gboolean etb_faults_propagate_first (EtbFaults *self, GError **error);

G_END_DECLS
