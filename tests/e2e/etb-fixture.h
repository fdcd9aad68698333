/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a test finds when it begins, made by the program's own command line. Whatever fails ends the
 * test. */

#define ETB_FIXTURE_CALL "fabriques-de-territoire-2019-07"

/* Runs a program, NULL at the end of @argv. FALSE when it is not installed. */
gboolean etb_fixture_run (const char *const *argv);

/* Makes @name.etabli where the home page looks for dossiers, filled with the answers of a sample
 * and, if @whole, with all its pieces. @sample: NULL leaves it empty.
 * Returns: (transfer full): its file */
char *etb_fixture_dossier (const char *name, const char *sample, const char *track, gboolean whole);

/* Makes an identity in the person's folder; @password opens it. Returns: (transfer full): its file
 */
char *etb_fixture_identity (const char *name, const char *password);

/* Signs a dossier into a package beside it. Returns: (transfer full): the package */
char *etb_fixture_package (const char *dossier, const char *identity, const char *password);

G_END_DECLS
