/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "etb-calendar.h"
#include "etb-call.h"
#include "etb-dossier.h"
#include "etb-identity.h"
#include "etb-secret.h"
#include "etb-territory.h"

G_BEGIN_DECLS

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

int etb_cli_calls (int argc, char **argv);
int etb_cli_calls_diff (int argc, char **argv); /* "diff", of calls */
int etb_cli_calls_move (int argc, char **argv); /* "move", of calls */
int etb_cli_lint (int argc, char **argv);
int etb_cli_calendar (int argc, char **argv);
int etb_cli_new (int argc, char **argv);
int etb_cli_fill (int argc, char **argv);
int etb_cli_set (int argc, char **argv);
int etb_cli_get (int argc, char **argv);
int etb_cli_attach (int argc, char **argv);
int etb_cli_assist (int argc, char **argv);
int etb_cli_undo (int argc, char **argv);
int etb_cli_redo (int argc, char **argv);
int etb_cli_history (int argc, char **argv);
int etb_cli_check (int argc, char **argv);
int etb_cli_print (int argc, char **argv);
int etb_cli_hand_over (int argc, char **argv);
int etb_cli_identity (int argc, char **argv);
int etb_cli_export (int argc, char **argv);
int etb_cli_verify (int argc, char **argv);
int etb_cli_extract (int argc, char **argv);
int etb_cli_reopen (int argc, char **argv);
int etb_cli_sign (int argc, char **argv);
int etb_cli_merge (int argc, char **argv);
int etb_cli_journal (int argc, char **argv);
int etb_cli_territory (int argc, char **argv);

/* Reads options and counts what is left: between @least and @most arguments (G_MAXINT: any number),
 * at
 * @argv[1] and after. @usage: the arguments, for --help ("DOSSIER PATH…"). FALSE after one message,
 * the status being ETB_EXIT_USAGE. */
gboolean etb_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *usage,
                        const char *summary, int least, int most);

/* Prints what is wrong and returns the status that its kind has. @error: (transfer none) */
int etb_cli_fail (const GError *error);
/* The same for a message of its own. */
int etb_cli_refuse (EtbExit status, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* An option that a command cannot do without. */
int etb_cli_need_option (const char *option);

/* Where a track stands, in words for people: "permanent", "closed for 12 days".
 * Returns: (transfer full) */
char *etb_cli_describe_track (const EtbTrackStatus *status);

/* A verdict in words: "met", "not-met", "unknown"; "" for a criterion that does not apply. */
const char *etb_cli_describe_verdict (const char *name);

/* A line on standard output. */
void etb_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One object on standard output. @builder: its root object must be ended. */
void etb_cli_say_json (JsonBuilder *builder);

/* Members of the current object; NULL gives null. */
void etb_cli_json_string (JsonBuilder *builder, const char *name, const char *value);
void etb_cli_json_boolean (JsonBuilder *builder, const char *name, gboolean value);
void etb_cli_json_strings (JsonBuilder *builder, const char *name, const char *const *values);

/* The instant of --at, or now when @text is NULL. Returns: (transfer full) (nullable) */
GDateTime *etb_cli_read_instant (const char *text, GError **error);

/* Opens a dossier and looks at it at @at (nullable). Returns: (transfer full) (nullable) */
EtbDossier *etb_cli_open (const char *file, GDateTime *at, GError **error);
/* Opens one that is to be changed: refuses what is read-only. */
EtbDossier *etb_cli_open_to_write (const char *file, GError **error);

/* What the first bytes of a file say it is; @error is set for what is unreadable. */
typedef enum
{
  ETB_CLI_CONTENT_UNREADABLE,
  ETB_CLI_CONTENT_DOSSIER,
  ETB_CLI_CONTENT_PACKAGE,
  ETB_CLI_CONTENT_OTHER,
} EtbCliContent;
EtbCliContent etb_cli_look_at (const char *file, GError **error);

/* Commune names, or NULL when the list is not installed: codes are shown then. (transfer full) */
EtbTerritory *etb_cli_load_territory (void);

/* A PKCS#12 file or a token; @password_file (nullable). Returns: (transfer full) (nullable) */
EtbIdentity *etb_cli_open_identity (const char *identity, const char *password_file,
                                    GError **error);

/* First line of a password file. Returns: (transfer full) (nullable) */
EtbSecret *etb_cli_read_password (const char *file, GError **error);

G_END_DECLS
