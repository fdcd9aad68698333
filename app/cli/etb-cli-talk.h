/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How commands talk: options, messages, exit statuses, JSON. Knows nothing of what they are about,
 * so that a command loads the libraries that it needs and no others.
 * Callers: etb-cli.c and all of etb-cli-*.c. */

/* What the commands share. Standard output is UTF-8 whatever the locale; one message goes to
 * standard error when a command does not say yes. */

typedef enum
{
  ETB_EXIT_YES = 0,   /* yes, or done */
  ETB_EXIT_NO = 1,    /* the answer is no: not ready, invalid, refused, nothing found */
  ETB_EXIT_USAGE = 2, /* the command line is wrong */
  ETB_EXIT_FILE = 3,  /* a file cannot be read or written, is damaged, or does not open */
} EtbExit;

/* A command: @argv[0] is its name. Returns: an EtbExit */
typedef int (*EtbCommandRun) (int argc, char **argv);

/* Locale and catalogue, before anything else. */
void etb_cli_begin (void);

/* Reads options and counts what is left: between @least and @most arguments (G_MAXINT: any number),
 * at
 * @argv[1] and after. @usage: the arguments, for --help ("DOSSIER PATH…"). FALSE after one message,
 * the status being ETB_EXIT_USAGE. */
gboolean etb_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *usage,
                        const char *summary, int least, int most);

/* Prints what is wrong and returns the status of trouble with a file or with the command line.
 * @error: (transfer none) */
int etb_cli_fail_plainly (const GError *error);
/* The same for a message and a status of its own. */
int etb_cli_refuse (EtbExit status, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* An option that a command cannot do without. */
int etb_cli_need_option (const char *option);

/* A line on standard output. */
void etb_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One object on standard output. @builder: its root object must be ended. */
void etb_cli_say_json (JsonBuilder *builder);

/* Members of the current object; NULL gives null. */
void etb_cli_json_string (JsonBuilder *builder, const char *name, const char *value);
void etb_cli_json_boolean (JsonBuilder *builder, const char *name, gboolean value);
void etb_cli_json_strings (JsonBuilder *builder, const char *name, const char *const *values);

G_END_DECLS
