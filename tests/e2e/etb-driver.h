/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-tree.h"

G_BEGIN_DECLS

/* Drives the real program from outside, as a screen reader and a keyboard do. Things are found by
 * role and by their name (a part of it; "=Name" is the whole); every wait is for something seen,
 * never for a time. What is not found in time fails the test, with a picture and the tree beside
 * the log. */

typedef struct _EtbDriver EtbDriver;

/* Where a test begins, in place of g_test_init(): French, and libatspi's own grumbling borne. */
void etb_driver_init (int *argc, char ***argv);

/* Starts the program named in ETB_PROGRAM, as if it never ran before as to what it reopens;
 * NULL-terminated arguments follow. */
EtbDriver *etb_driver_start (const char *first_argument, ...) G_GNUC_NULL_TERMINATED;

/* Starts it where it left off, with @file (nullable). */
EtbDriver *etb_driver_start_again (const char *file);

/* SIGKILL, as when the plug is pulled. */
void etb_driver_kill (EtbDriver *self);

/* Quits as a person does and checks that the program ended well. */
void etb_driver_quit (EtbDriver *self);

/* Waits for the program to end by itself, and checks that it ended well. */
void etb_driver_wait_end (EtbDriver *self);

void etb_driver_free (EtbDriver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDriver, etb_driver_free)

/* Ends the test with a picture and the tree. */
void etb_driver_fail (EtbDriver *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;

/* To be called between two looks: lets time go by, and fails the test when the program ended or
 * when @since (monotonic) is too long ago: then returns FALSE. */
gboolean etb_driver_is_patient (EtbDriver *self, gint64 since);

/* The first visible thing of @role whose name matches @name. Returns: (transfer full) */
EtbNode *etb_driver_wait (EtbDriver *self, AtspiRole role, const char *name);
EtbNode *etb_driver_wait_field (EtbDriver *self, const char *name);

/* Whether there is one now. */
gboolean etb_driver_has (EtbDriver *self, AtspiRole role, const char *name);

/* Waits until something shows a text that holds @text; until nothing does. */
void etb_driver_wait_text (EtbDriver *self, const char *text);
void etb_driver_wait_no_text (EtbDriver *self, const char *text);
gboolean etb_driver_shows (EtbDriver *self, const char *text);

/* Waits for a page: its heading is there, and all that is left of the page before is not. */
void etb_driver_wait_page (EtbDriver *self, const char *heading);

void etb_driver_click (EtbDriver *self, AtspiRole role, const char *name);
/* The last one of that name: a button of a page rather than its namesake in the header bar. */
void etb_driver_click_last (EtbDriver *self, AtspiRole role, const char *name);

/* Puts @text in the field whose name matches @name; reads it back. */
void etb_driver_fill (EtbDriver *self, const char *name, const char *text);
char *etb_driver_read (EtbDriver *self, const char *name);

/* Goes through a dialog that asks for files: @accept is the label of its button. */
void etb_driver_choose_file (EtbDriver *self, const char *accept, const char *file);
/* The same by keys alone. */
void etb_driver_type_file (EtbDriver *self, const char *file);

/* Keys. @key: a keysym name ("Tab", "Return"); with modifiers "<Control>q", "<Alt>Left". */
void etb_driver_key (EtbDriver *self, const char *key);
void etb_driver_type (EtbDriver *self, const char *text);

/* Name of what has the keyboard, "" when nothing has. Returns: (transfer full) */
char *etb_driver_focused (EtbDriver *self);

/* Waits until what has the keyboard has @name in its name. */
void etb_driver_wait_focus (EtbDriver *self, const char *name);

/* Presses Tab until what has the focus is of @role (or of any, when INVALID) and has @name in its
 * name. */
void etb_driver_tab_to (EtbDriver *self, AtspiRole role, const char *name);

/* The same for one thing; from one option of its group to it by the arrows. */
void etb_driver_tab_to_node (EtbDriver *self, EtbNode *node);

/* Opens the row of a list: Tab to the list, Down to the row, Return. Rows have no action that can
 * be asked for in GTK 4.8. */
void etb_driver_open_row (EtbDriver *self, const char *name);

/* Chooses an item of the main menu. */
void etb_driver_open_menu (EtbDriver *self, const char *item);

/* Tab from where the focus is until it comes back there, all the way round. Fails when it does not.
 * Returns: (transfer full) (element-type utf8): the names on the way */
GPtrArray *etb_driver_tab_round (EtbDriver *self, const char *page);

/* Fails when something that can be focused has no name, or the name of a type. */
void etb_driver_lint (EtbDriver *self, const char *page);

/* Saves the screen as NAME.png in ETB_PICTURES when that is set. */
void etb_driver_picture (EtbDriver *self, const char *name);

G_END_DECLS
