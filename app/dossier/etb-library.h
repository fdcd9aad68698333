/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-call.h"

G_BEGIN_DECLS

/* What a person has at hand: the calls that were installed, the folder of their dossiers. */

/* Definitions found in ETABLI_DATA_DIR, else in the data folder of the program, and in
 * $XDG_DATA_HOME/etabli/calls; the default edition first, then by date, the newest first. One that
 * is broken is left out and its error added to @problems (element-type GError) when not NULL.
 * Returns: (transfer full) (element-type EtbCall) */
GPtrArray *etb_library_calls (GPtrArray *problems);

/* The same beside the main loop: definitions are long. @cancellable: nullable. */
void etb_library_calls_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data);

/* @problems: (out) (transfer full) (element-type GError). Returns: (transfer full) (nullable)
 * (element-type EtbCall): NULL with G_IO_ERROR_CANCELLED, and nothing else */
GPtrArray *etb_library_calls_finish (GAsyncResult *result, GPtrArray **problems, GError **error);

/* (transfer full) (nullable) */
EtbCall *etb_library_find_call (const char *id, GError **error);

/* $XDG_DATA_HOME/etabli/dossiers, made when absent. Returns: (transfer full) */
char *etb_library_folder (GError **error);

/* A file name in that folder that nothing has yet, made from @hint. Returns: (transfer full) */
char *etb_library_new_file (const char *hint, GError **error);

/* What @file is called where its applicant has no name yet: its name without folder and ending.
 * Returns: (transfer full): UTF-8 */
char *etb_library_stem (const char *file);

G_END_DECLS
