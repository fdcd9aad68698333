/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-change.h"
#include "etb-content.h"

G_BEGIN_DECLS

/* What makes the content of one dossier that of another, as changes to write and as one step of the
 * history, so that all of it is undone at once. Both are of the same call (call_sha256): the caller
 * has seen to it. Private to this module. Any thread.
 *
 * Answers are told apart by their value alone: one that was typed twice alike does not differ, and
 * one that nobody typed is what the call begins with. Those that are taken keep their author,
 * instant and review. Whatever is under a line that only one side has goes with that line. An
 * attached file is the same when its identity is, or its piece and its bytes. */

typedef struct
{
  GPtrArray *changes; /* (element-type EtbChange) in the order of writing; the last is the step */
  EtbStep *step;      /* its number is 0 until it is written */
  guint answers;      /* items of the step that are an answer, a line, an attached file */
  guint lines;
  guint files;
} EtbContentDiff;

/* Whether what "theirs" says is taken: of an answer or a file, or of a line and all under it.
 * @key: of the answer or line; identity of the attached file. Asked once for each difference. */
typedef gboolean (*EtbContentTake) (EtbStepItemKind kind, const char *key, gpointer user_data);

/* @take: NULL takes all: "mine" becomes "theirs". @kind, @subject, @author, @at (UTC): of the step;
 * the last two also of answers that go. Returns: (transfer full): with no change and an
 * empty step when nothing differs */
EtbContentDiff *etb_content_diff_new (EtbContent *mine, EtbContent *theirs, EtbContentTake take,
                                      gpointer user_data, EtbStepKind kind, const char *subject,
                                      const char *author, const char *at);

void etb_content_diff_free (EtbContentDiff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbContentDiff, etb_content_diff_free)

/* Writes it into the file of "mine", in the write transaction that is open, @mine being what that
 * transaction reads; gives the step its number. Steps that were undone cannot be done again any
 * more. The caller has put in, as 'kept', the files that only "theirs" had. */
gboolean etb_content_diff_apply (EtbContentDiff *self, EtbContent *mine, EtbConnection *connection,
                                 GError **error);

G_END_DECLS
