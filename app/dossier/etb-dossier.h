/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-attachment.h"
#include "etb-call.h"
#include "etb-dossier-error.h"
#include "etb-evaluation.h"
#include "etb-instance.h"

G_BEGIN_DECLS

/* A dossier: one SQLite file, its answers, its attached files, and the rules' view of them.
 *
 * The way of a value: etb_dossier_set_answer() normalises it, changes the instance, hands the write
 * to the store's own thread and runs the rules; then the signals tell whoever shows it. One
 * direction. All functions are for the thread that opened the dossier; only the store's thread
 * touches the file.
 *
 * Signals (emitted in the opener's main context):
 *   answer-changed (path)      one answer; "" when many changed at once
 *   lines-changed (repeat)     lines were added to or removed from a repeat
 *   pieces-changed ()          files were attached or removed
 *   verdicts-changed ()        there is a new evaluation
 *   history-changed ()         something was done, undone or done again (etb-dossier-history.h)
 *   deposit-changed ()       a deposit was noted, or taken back (etb-deposit.h)
 *   saved (GDateTime)          everything set until then is committed on disk
 *   save-failed (GError)       the last write could not be made; it is kept and tried again */

#define ETB_TYPE_DOSSIER (etb_dossier_get_type ())
G_DECLARE_FINAL_TYPE (EtbDossier, etb_dossier, ETB, DOSSIER, GObject)

/* Makes a new file. @track: id of a track of @call. Nothing is left behind on failure. */
EtbDossier *etb_dossier_create (const char *file, EtbCall *call, const char *track, GError **error);

/* Opens a file; the call is the one kept inside. Read-only when the file is locked or not writable:
 * etb_dossier_is_read_only() tells. */
EtbDossier *etb_dossier_open (const char *file, GError **error);

/* Waits until everything is on disk. FALSE with what the last write said. */
gboolean etb_dossier_flush (EtbDossier *self, GError **error);

/* Flushes and closes the file; the object is of no use afterwards. Unreferencing does it too,
 * silently. */
gboolean etb_dossier_close (EtbDossier *self, GError **error);

EtbCall *etb_dossier_get_call (EtbDossier *self);
const char *etb_dossier_get_file (EtbDossier *self);
const char *etb_dossier_get_track (EtbDossier *self);
gboolean etb_dossier_is_read_only (EtbDossier *self);
/* Why, in a sentence for people; NULL when it may be written. */
const char *etb_dossier_get_read_only_reason (EtbDossier *self);
GDateTime *etb_dossier_get_last_saved (EtbDossier *self); /* (nullable) (transfer none) */

/* What opening put right, in sentences for people: a writing that had been cut short and was taken
 * back, a file that had not been attached to the end, a file of an earlier version of the program.
 * (transfer none) (element-type utf8): mostly none */
GPtrArray *etb_dossier_get_notices (EtbDossier *self);
/* They were read: there are none any more. */
void etb_dossier_clear_notices (EtbDossier *self);

/* Puts a person's text in an answer. Text that is not of the answer's type is kept as typed and
 * comes back in the evaluation as invalid: nobody's typing is lost. FALSE with
 * ETB_DOSSIER_ERROR_PATH, _VALUE or _READ_ONLY. */
gboolean etb_dossier_set_answer (EtbDossier *self, const char *path, const char *typed,
                                 GError **error);

/* From here to as many etb_dossier_release(), answers change as ever, but the rules are applied and
 * the signals told once, at the last release: for a page that hands over all that was typed on it.
 * The evaluation meanwhile is that of before. */
void etb_dossier_hold (EtbDossier *self);
void etb_dossier_release (EtbDossier *self);

/* Puts texts in several answers as one act, which is undone as one: what was pasted in a table.
 * Texts are taken as etb_dossier_set_answer() takes them. On an error nothing is changed.
 * @subject: what people call the place, for the history; @paths: NULL-terminated, each once;
 * @typed: as many texts. FALSE with ETB_DOSSIER_ERROR_PATH, _VALUE, _READ_ONLY or _ASSISTANCE. */
gboolean etb_dossier_paste (EtbDossier *self, const char *subject, const char *const *paths,
                            const char *const *typed, GError **error);

/* The same for what was chosen from suggestions, with what follows from it: an address, its postal
 * code, its commune. The first path is that of the question. */
gboolean etb_dossier_choose (EtbDossier *self, const char *const *paths, const char *const *typed,
                             GError **error);

/* The stored answer: canonical, or as typed when it was not understood; "" when empty.
 * Calculated ones: see the evaluation. Returns: (transfer full) (nullable): NULL when no such
 * answer */
char *etb_dossier_get_answer (EtbDossier *self, const char *path);

/* Who typed the stored answer ("porteur" unless somebody helps) and when. Either may be NULL.
 * FALSE, and both left alone, when nobody answered @path.
 * @author: (out) (transfer full); @at: (out) (transfer full) */
gboolean etb_dossier_get_origin (EtbDossier *self, const char *path, char **author, GDateTime **at);

/* Replaces all answers by those of an XML file of the shape of the call's instance (a repeat's
 * lines in order). All or nothing. Signals once. */
gboolean etb_dossier_fill (EtbDossier *self, const char *answers_file, GError **error);

/* Replaces all answers by those of @instance, of the same call, as one act that is named after the
 * file @name. FALSE with ETB_DOSSIER_ERROR_READ_ONLY or _ASSISTANCE. */
gboolean etb_dossier_fill_with (EtbDossier *self, const char *name, EtbInstance *instance,
                                GError **error);

/* Enters in the journal that the dossier was made of @package, a name; @detail: what is to be known
 * of it. */
void etb_dossier_note_reopened (EtbDossier *self, const char *package, const char *detail);

/* The instance as stored, with what does not apply: (transfer none), do not change it. */
EtbInstance *etb_dossier_get_instance (EtbDossier *self);

/* Returns: (transfer full): path of the new line; NULL with an error */
char *etb_dossier_add_line (EtbDossier *self, const char *repeat_path, GError **error);
gboolean etb_dossier_remove_line (EtbDossier *self, const char *line_path, GError **error);

/* Copies a file into the dossier, in chunks, off the main loop. The async form reports bytes done
 * through @progress in the caller's main context. Cancelled or failed: nothing is kept. */
void etb_dossier_attach_async (EtbDossier *self, const char *piece, GFile *file,
                               GFileProgressCallback progress, gpointer progress_data,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) */
EtbAttachment *etb_dossier_attach_finish (EtbDossier *self, GAsyncResult *result, GError **error);
/* The same, waiting. */
EtbAttachment *etb_dossier_attach (EtbDossier *self, const char *piece, GFile *file,
                                   GError **error);

/* Notes the day written on a document, as a person types it: "15/10/2019", "15 octobre 2019"; ""
 * forgets it. Pieces with a limit of age count from it. FALSE with ETB_VALUE_ERROR (no date, or one
 * that is still to come), ETB_DOSSIER_ERROR_PATH or _READ_ONLY. */
gboolean etb_dossier_set_document_date (EtbDossier *self, const char *attachment_id,
                                        const char *typed, GError **error);

gboolean etb_dossier_detach (EtbDossier *self, const char *attachment_id, GError **error);

/* (transfer none) (element-type EtbAttachment): in the order of the call's pieces, then of arrival
 */
GPtrArray *etb_dossier_get_attachments (EtbDossier *self);

/* A stream over the content of one attachment; may be made and read in any one thread; holds its
 * own read-only connection, so that a long export sees one state. Returns: (transfer full) */
GInputStream *etb_dossier_read_attachment (EtbDossier *self, const char *attachment_id,
                                           GError **error);

/* The rules over the present answers: (transfer none), replaced at each change. */
EtbEvaluation *etb_dossier_get_evaluation (EtbDossier *self);

/* The instant the dossier is looked at: now, unless set ("Voir à une autre date"). NULL: back to
 * now. Never stored. The same again is nothing new, and is not told. */
void etb_dossier_set_at (EtbDossier *self, GDateTime *at);
GDateTime *etb_dossier_get_at (EtbDossier *self); /* (transfer full) */
gboolean etb_dossier_has_other_date (EtbDossier *self);

/* Where the person was: "task/page", kept in the file so that reopening comes back there. */
void etb_dossier_set_place (EtbDossier *self, const char *place);
char *etb_dossier_get_place (EtbDossier *self); /* (transfer full): "" at first */

/* Notes that a package was made. Never says that it was deposited. */
gboolean etb_dossier_record_export (EtbDossier *self, const char *package_file, const char *sha256,
                                    GDateTime *at, GError **error);

typedef struct
{
  char *file;
  char *sha256;
  GDateTime *at;
} EtbExport;
/* (transfer none) (element-type EtbExport), the newest last */
GPtrArray *etb_dossier_get_exports (EtbDossier *self);

G_END_DECLS
