/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Paths of the instance as text: "/dossier/consortium/membre[2]/nom", or with an identity,
 * "membre[@id='k3f9']". */

typedef struct
{
  const char *name; /* inside the path read */
  gsize name_length;
  guint position; /* from 1; 0: not said */
  const char *id; /* inside the path read, or NULL */
  gsize id_length;
} EtbPathStep;

/* Reads the step that *@cursor points at ("/name[…]") and moves *@cursor after it.
 * Returns: FALSE at the end of the path, *@cursor being "", and on a step of another form, *@cursor
 * being left on it. */
gboolean etb_path_next (const char **cursor, EtbPathStep *step);

/* @path without its square brackets. Returns: (transfer full) (nullable): NULL when it is no path
 */
char *etb_path_plain (const char *path);

/* Whether @id may be the identity of a line: 1 to 64 letters, digits and hyphens. */
gboolean etb_path_is_identity (const char *id);

G_END_DECLS
