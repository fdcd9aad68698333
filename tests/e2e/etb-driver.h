/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* libatspi of the floor has no automatic clean-up; a name of our own cannot clash with a later one.
 */
typedef AtspiAccessible EtbNode;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbNode, g_object_unref)

/* Drives the real program from outside, as a screen reader and a keyboard do. Things are found by
 * role and by a part of their name; every wait is for something seen, never for a time. What is not
 * found in time fails the test, with a picture and the tree beside the log. */

typedef struct _EtbDriver EtbDriver;

/* Starts the program named in ETB_PROGRAM; NULL-terminated arguments follow. */
EtbDriver *etb_driver_start (const char *first_argument, ...) G_GNUC_NULL_TERMINATED;

/* SIGKILL, as when the plug is pulled. */
void etb_driver_kill (EtbDriver *self);

/* Quits as a person does and checks that the program ended well. */
void etb_driver_quit (EtbDriver *self);

void etb_driver_free (EtbDriver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDriver, etb_driver_free)

/* The first visible thing of @role whose name holds @name. Returns: (transfer full) */
EtbNode *etb_driver_wait (EtbDriver *self, AtspiRole role, const char *name);

/* Whether there is one now. */
gboolean etb_driver_has (EtbDriver *self, AtspiRole role, const char *name);

/* Waits until something shows a text that holds @text; until nothing does. */
void etb_driver_wait_text (EtbDriver *self, const char *text);
void etb_driver_wait_no_text (EtbDriver *self, const char *text);

void etb_driver_click (EtbDriver *self, AtspiRole role, const char *name);

/* Puts @text in the field whose name holds @name; reads it back. */
void etb_driver_fill (EtbDriver *self, const char *name, const char *text);
char *etb_driver_read (EtbDriver *self, const char *name);

/* Keys. @key: a keysym name ("Tab", "Return"); with modifiers "<Control>q", "<Alt>Left". */
void etb_driver_key (EtbDriver *self, const char *key);
void etb_driver_type (EtbDriver *self, const char *text);

/* Name of what has the keyboard, "" when nothing has. Returns: (transfer full) */
char *etb_driver_focused (EtbDriver *self);

/* Presses Tab until what has the focus is of @role (or of any, when INVALID) and has @name in its
 * name. */
void etb_driver_tab_to (EtbDriver *self, AtspiRole role, const char *name);

/* Fails when something that can be focused has no name, or the name of a type. */
void etb_driver_lint (EtbDriver *self, const char *page);

/* Saves the screen as NAME.png in ETB_PICTURES when that is set. */
void etb_driver_picture (EtbDriver *self, const char *name);

/* Every node, one a line: for messages. Returns: (transfer full) */
char *etb_driver_dump (EtbDriver *self);

G_END_DECLS
