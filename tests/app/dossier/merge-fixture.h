/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "dossier-fixture.h"
#include "etb-merge.h"

/* Two copies of a dossier on disk, worked on by a few words each:
 *   /path=value          an answer
 *   +/path               a line more
 *   -/path[1]            a line less
 *   @PIECE:name:content  a file attached
 *   !name                a file taken away
 *   <                    undo
 * Words are joined by "|". */
typedef struct
{
  Fixture base;
  char *mine; /* the fixture's file */
  char *theirs;
  char *out; /* not there yet */
} Pair;

void pair_set_up (Pair *pair, gconstpointer data);
void pair_tear_down (Pair *pair, gconstpointer data);

/* Makes mine, and theirs a copy of it. */
void pair_make (Pair *pair, const char *before);

/* Opens @file, does what @words say, closes it. */
void pair_work (Pair *pair, const char *file, const char *words);
void pair_copy (const char *from, const char *to);

EtbMerge *pair_compare (const char *mine, const char *theirs);

/* "Nom: “A” / “B” -> ?" a line for each difference; "mine", "theirs" or "?" for the suggestion. */
char *pair_describe (EtbMerge *merge);

/* What a dossier holds, for people: answers by path, lines in their order, files. */
char *pair_read (const char *file);

/* Brings together into @out, which must be done. */
EtbMergeOutcome *pair_write (EtbMerge *merge, const char *out);
