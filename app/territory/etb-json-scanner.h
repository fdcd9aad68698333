/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Walks through a JSON text (RFC 8259) without building anything of it: files of contours have
 * hundreds of thousands of numbers, of which each goes straight to where it is kept.
 *
 * The first thing that is wrong sticks: all that is asked after it fails at once, so that callers
 * look at @error once, at the end. */
typedef struct
{
  const char *start;
  const char *at;
  guint depth;
  GError *error;
} EtbJsonScanner;

/* @text: any bytes, followed by a NUL; must outlive the scanner */
void etb_json_scanner_init (EtbJsonScanner *self, const char *text);
void etb_json_scanner_clear (EtbJsonScanner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtbJsonScanner, etb_json_scanner_clear)

/* Says what is wrong, with the place in the file; the first time only. */
void etb_json_scanner_fail (EtbJsonScanner *self, const char *reason);

/* The first letter of the value that comes, '\0' at the end. */
char etb_json_scanner_peek (EtbJsonScanner *self);

/* Takes the mark @c (one of "{}[],:") when it comes next. */
gboolean etb_json_scanner_take (EtbJsonScanner *self, char c);

/* Enters an object or an array, @open '{' or '['. FALSE with an error when it is something else. */
gboolean etb_json_scanner_enter (EtbJsonScanner *self, char open);

/* Whether another member or element comes in what was entered; leaves it when not. @first: TRUE
 * before the first one, and set to FALSE. */
gboolean etb_json_scanner_next (EtbJsonScanner *self, char close, gboolean *first);

/* The same for the members of an object: takes the name of the next, as it is written, and the
 * colon after it. */
gboolean etb_json_scanner_member (EtbJsonScanner *self, gboolean *first, const char **name,
                                  gsize *length);

/* A text, or a number or a word as it is written; NULL for null, objects, arrays and what is no
 * UTF-8. Returns: (transfer full) (nullable) */
char *etb_json_scanner_text (EtbJsonScanner *self);

gboolean etb_json_scanner_number (EtbJsonScanner *self, double *number);

/* Whatever comes, unread. */
void etb_json_scanner_skip (EtbJsonScanner *self);

G_END_DECLS
