/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-accessible.h"
#include "etb-closed-act.h"

G_BEGIN_DECLS

/* The frame of every page of the program but the question pages: a heading that takes the focus
 * when the page is shown, a lead sentence, content in one column, and a bar of buttons that stays
 * in sight. Pages are its subclasses; they talk to their owner through actions and signals only.
 *
 * Signals
 *   act (EtbClosedAct)   the page asks for this to be done to the dossier, closed meanwhile */

#define ETB_TYPE_PAGE_FRAME (etb_page_frame_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtbPageFrame, etb_page_frame, ETB, PAGE_FRAME, GtkBox)

struct _EtbPageFrameClass
{
  GtkBoxClass parent_class;
};

void etb_page_frame_set_title (EtbPageFrame *self, const char *title);

/* @lead: NULL hides it. */
void etb_page_frame_set_lead (EtbPageFrame *self, const char *lead);

/* Adds @child at the end of the column. */
void etb_page_frame_append (EtbPageFrame *self, GtkWidget *child);

/* Adds the heading of a part of the page. Returns: (transfer none) */
GtkWidget *etb_page_frame_append_heading (EtbPageFrame *self, const char *text);

/* Appends a part of a page, @self. Returns: whether another follows */
typedef gboolean (*EtbPageFrameFunc) (EtbPageFrame *self);

/* Has @next append the page's parts, one for each frame in which the page is seen, from the next
 * one on: all the words of a long page take longer to lay out than the window may be held for. Ends
 * what was being appended before. @next is not called once the column is cleared, or the page gone.
 */
void etb_page_frame_append_by_frames (EtbPageFrame *self, EtbPageFrameFunc next);

/* Whether parts are still to be appended. */
gboolean etb_page_frame_is_appending (EtbPageFrame *self);

/* Takes everything out of the column. If the focus was there, the heading gets it. */
void etb_page_frame_clear (EtbPageFrame *self);

/* Adds a button to the bar. @label: with its mnemonic. @action: detailed action name, or NULL.
 * Returns: (transfer none) */
GtkWidget *etb_page_frame_add_button (EtbPageFrame *self, const char *label, const char *action);

/* Gives the focus to the heading: a screen reader then reads where one is. */
void etb_page_frame_focus_heading (EtbPageFrame *self);

/* Brings @part of the column in sight, words that have just appeared in it included. */
void etb_page_frame_reveal (EtbPageFrame *self, GtkWidget *part);

/* The same for a part that does not know its page; nothing when it is in none. */
void etb_page_frame_reveal_in_page (GtkWidget *part);

/* Emits "act". @act: (transfer full) */
void etb_page_frame_act (EtbPageFrame *self, EtbClosedAct *act);

/* The title of a part of a page; wraps. */
GtkWidget *etb_heading_new (const char *text);

G_END_DECLS
