/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-content.h"
#include "etb-instance.h"

G_BEGIN_DECLS

/* From the rows of a file to its call and an instance of it. Private to this module. */

typedef void (*EtbRepeatFunc) (const EtbItem *repeat, gpointer user_data);
typedef void (*EtbAnswerFunc) (EtbStoredAnswer *answer, gpointer user_data);

/* Calls @func for every repeat of @call. */
void etb_content_foreach_repeat (EtbCall *call, EtbRepeatFunc func, gpointer user_data);

/* The call kept inside. @file: for messages. Returns: (transfer full): NULL with
 * ETB_DOSSIER_ERROR_DAMAGED */
EtbCall *etb_content_to_call (EtbContent *self, const char *file, GError **error);

/* Adds the line that @key names, after the others of its repeat; does nothing when @key is of
 * another form. */
void etb_content_add_line (EtbInstance *instance, const char *key);

/* An instance without any line: those that a new one begins with have identities that no file
 * knows. Returns: (transfer full) */
EtbInstance *etb_content_new_instance (EtbCall *call);

/* @func (nullable) is called for every answer that has its place in the call. Whatever has none
 * stays in the file, unread: it may be of another edition. Returns: (transfer full) */
EtbInstance *etb_content_to_instance (EtbContent *self, EtbCall *call, EtbAnswerFunc func,
                                      gpointer user_data);

G_END_DECLS
