/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-calendar.h"
#include "etb-call.h"
#include "etb-cli-talk.h"
#include "etb-dossier.h"
#include "etb-identity.h"
#include "etb-secret.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The commands of dossiers and packages (program etabli-cli-dossier), and what they share. */

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

/* Prints what is wrong and returns the status that its kind has. @error: (transfer none) */
int etb_cli_fail (const GError *error);

/* Where a track stands, in words for people: "permanent", "closed for 12 days".
 * Returns: (transfer full) */
char *etb_cli_describe_track (const EtbTrackStatus *status);

/* A verdict in words: "met", "not-met", "unknown"; "" for a criterion that does not apply. */
const char *etb_cli_describe_verdict (const char *name);

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

/* A PKCS#12 file or a token; @password_file (nullable). Returns: (transfer full) (nullable) */
EtbIdentity *etb_cli_open_identity (const char *identity, const char *password_file,
                                    GError **error);

/* First line of a password file. Returns: (transfer full) (nullable) */
EtbSecret *etb_cli_read_password (const char *file, GError **error);

G_END_DECLS
