/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* Runs the real etabli-cli in a folder of its own, with a home of its own. */
typedef struct
{
  char *folder;
  int status; /* of the last command */
  char *out;
  char *err;
} Cli;

void cli_set_up (Cli *cli, gconstpointer data);
void cli_tear_down (Cli *cli, gconstpointer data);

/* Path in the folder. (transfer full) */
char *cli_path (Cli *cli, const char *name);
void cli_write (Cli *cli, const char *name, const char *content);

/* Runs etabli-cli with these arguments, NULL at the end, in the folder. */
void cli_run (Cli *cli, const char *command, ...) G_GNUC_NULL_TERMINATED;
void cli_runv (Cli *cli, const char *const *arguments);

/* The same, and the status must be that one. On 0, nothing is on standard error; otherwise there is
 * one line. */
#define cli_assert_status(cli, wanted) \
  cli_check_status (cli, wanted, __FILE__ ":" G_STRINGIFY (__LINE__))
void cli_check_status (Cli *cli, int wanted, const char *where);

/* Another program: FALSE when it is not installed. Its status is in cli->status. */
gboolean cli_referee (Cli *cli, const char *program, ...) G_GNUC_NULL_TERMINATED;

/* Puts an example of a call into the person's own folder of calls, as the authors' guide says. */
void cli_add_example (Cli *cli, const char *call);

/* The object that the last command printed. (transfer full) */
JsonNode *cli_json (Cli *cli);

/* Whether @object has these members and no other. NULL at the end. */
void cli_assert_members (JsonObject *object, ...) G_GNUC_NULL_TERMINATED;

/* How many files and folders the folder holds, at any depth. */
guint cli_count_files (Cli *cli);

/* File in tests/samples. (transfer full) */
char *cli_sample (const char *path);

/* A dossier of the little call at @file, complete: answers and its one piece. */
void cli_make_little (Cli *cli, const char *file);

/* A dossier of a sample with its pieces: @sample is the name of its folder. */
void cli_make_sample (Cli *cli, const char *file, const char *sample, const char *call,
                      const char *track);

/* An authority (ca.pem) and a signatory it vouches for (NAME.p12, password in "mdp"), from 2019 to
 * 2039. @kind: "rsa" or "ecdsa". FALSE when certtool is not installed. */
gboolean cli_make_identity (Cli *cli, const char *name, const char *kind);
