/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A fixture: a temporary folder that goes away with the test. */
typedef struct
{
  char *path;
} TestFolder;

void test_folder_set_up (TestFolder *folder, gconstpointer data);
void test_folder_tear_down (TestFolder *folder, gconstpointer data);

/* Returns: (transfer full) */
char *test_folder_path (TestFolder *folder, const char *name);
void test_folder_assert_files (TestFolder *folder, guint expected);

/* Runs another program as a referee; it must accept. FALSE when it is not installed. @output
 * (nullable) (transfer full): what it printed. */
gboolean test_referee (const char *const *argv, char **output);
/* The same, run in @folder. */
gboolean test_referee_in (const char *folder, const char *const *argv, char **output);
/* Whether all of the programs (NULL-terminated) are installed; says which is not. */
gboolean test_has_programs (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
