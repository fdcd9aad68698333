/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"

G_BEGIN_DECLS

/* Definitions with one fault each: the right one, data/valid.xml, with one piece of text replaced.
 * For the tests of messages, and as seeds of the fuzzer. */

typedef struct
{
  const char *name;
  const char *find;
  const char *replace;
  EtbCallError code;
  const char *says; /* the whole message; “*” stands for words of libxml2 before and after one */
  const char *find_too, *replace_too; /* a second replacement, or NULL */
} BrokenCall;

/* Ended by a line without name. */
extern const BrokenCall broken_calls[];

/* @valid: the text of the right definition. Returns: (transfer full) */
char *broken_call_write (const BrokenCall *broken, const char *valid);

/* @text with the first @find, which must be there, replaced. Returns: (transfer full) */
char *broken_call_replace (const char *text, const char *find, const char *replace);

G_END_DECLS
