/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words around an editor: label above, why it is asked, help, example; the editor; a counter;
 * what is wrong. It keeps what a screen reader is told in step with what is on screen: the name,
 * the description, the required and invalid states, the error message.
 *
 * For answers use EtbField, which has one inside. On its own it serves for entries that are no
 * answer, such as a password. */

#define ETB_TYPE_FIELD_FRAME (etb_field_frame_get_type ())
G_DECLARE_FINAL_TYPE (EtbFieldFrame, etb_field_frame, ETB, FIELD_FRAME, GtkBox)

GtkWidget *etb_field_frame_new (void);

typedef enum
{
  ETB_NEED_REQUIRED,
  ETB_NEED_OPTIONAL, /* the label says so */
  ETB_NEED_NOTHING,  /* the program fills it */
} EtbNeed;

void etb_field_frame_set_label (EtbFieldFrame *self, const char *label, EtbNeed need);

/* The label is said by the editor itself, as on a check button: not to be shown above it. */
void etb_field_frame_hide_label (EtbFieldFrame *self);

/* Each may be NULL. */
void etb_field_frame_set_words (EtbFieldFrame *self, const char *reason, const char *hint,
                                const char *example);

/* @editor is placed under the words; @control, which is @editor or in it, is what a screen reader
 * names and describes, and where a click on the label leads. */
void etb_field_frame_set_editor (EtbFieldFrame *self, GtkWidget *editor, GtkWidget *control);

/* Words under the editor that change while one types; NULL: none. @over: the limit is passed. */
void etb_field_frame_set_counter (EtbFieldFrame *self, const char *text, gboolean over);

/* What is wrong; NULL: nothing is. */
void etb_field_frame_set_problem (EtbFieldFrame *self, const char *message);
const char *etb_field_frame_get_problem (EtbFieldFrame *self); /* (nullable) */

G_END_DECLS
