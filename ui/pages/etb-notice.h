/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A short message in the page: an icon, and words that say the same without it. Used for what is
 * wrong beside what it is about, and for what the person must know before going on. Empty ones hide
 * themselves. */

#define ETB_TYPE_NOTICE (etb_notice_get_type ())
G_DECLARE_FINAL_TYPE (EtbNotice, etb_notice, ETB, NOTICE, GtkGrid)

typedef enum
{
  ETB_NOTICE_INFORMATION,
  ETB_NOTICE_GOOD,
  ETB_NOTICE_WARNING,
  ETB_NOTICE_ERROR,
} EtbNoticeKind;

/* @text: NULL makes an empty one. */
GtkWidget *etb_notice_new (EtbNoticeKind kind, const char *text);

/* The same in a frame of its own: for what concerns the whole page. */
GtkWidget *etb_notice_new_framed (EtbNoticeKind kind, const char *text);

/* Says @text; NULL hides. */
void etb_notice_say (EtbNotice *self, EtbNoticeKind kind, const char *text);

/* "" when empty. */
const char *etb_notice_get_text (EtbNotice *self);

/* Says what is wrong with what @editor holds, and marks @editor as invalid, in colour and to a
 * screen reader. NULL: nothing is wrong. */
void etb_notice_complain (EtbNotice *self, GtkWidget *editor, const char *text);

G_END_DECLS
