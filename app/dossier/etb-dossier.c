/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier: life of the object, what it tells, what one reads of it. How it is made and opened is
 * in etb-dossier-open.c, how answers change in etb-dossier-answers.c, answers from a file in
 * etb-dossier-fill.c, attached files in etb-dossier-pieces.c; the file itself is the store's.
 *
 * Invariants: the instance holds what was set, whether already on disk or not; the evaluation is
 * that of the instance, the attached files and the date; identities (keys) are stored, positions
 * (paths) are spoken outside.
 *
 * Callers: package, cli, ui. */

#include "etb-dossier-effects.h"
#include "etb-dossier-private.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"

G_DEFINE_FINAL_TYPE (EtbDossier, etb_dossier, G_TYPE_OBJECT)

enum
{
  ANSWER_CHANGED,
  LINES_CHANGED,
  PIECES_CHANGED,
  VERDICTS_CHANGED,
  HISTORY_CHANGED,
  SAVED,
  SAVE_FAILED,
  ASSISTANCE_CHANGED,
  DEPOSIT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GSource parent;
  EtbDossier *dossier; /* not owned: the dossier owns the source */
} StoreSource;

EtbOrigin *
etb_origin_new (const char *author, const char *at, const char *review)
{
  EtbOrigin *self = g_new0 (EtbOrigin, 1);

  self->author = g_strdup (author);
  self->at = g_strdup (at);
  self->review = g_strdup (review);
  return self;
}

static void
etb_origin_free (EtbOrigin *self)
{
  g_free (self->author);
  g_free (self->at);
  g_free (self->review);
  g_free (self);
}

static void
etb_export_free (EtbExport *self)
{
  g_free (self->file);
  g_free (self->sha256);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self);
}

/* ---- Life -------------------------------------------------------------------------------------
 */

/* Ends the store's thread first: it wakes the source. */
static void
release_store (EtbDossier *self)
{
  if (self->store)
    etb_store_close (self->store);
  g_clear_pointer (&self->store, etb_store_unref);
  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
etb_dossier_dispose (GObject *object)
{
  release_store (ETB_DOSSIER (object));
  G_OBJECT_CLASS (etb_dossier_parent_class)->dispose (object);
}

static void
etb_dossier_finalize (GObject *object)
{
  EtbDossier *self = ETB_DOSSIER (object);

  g_free (self->file);
  g_free (self->read_only_reason);
  g_clear_pointer (&self->last_saved, g_date_time_unref);
  g_clear_pointer (&self->evaluation, etb_evaluation_unref);
  g_clear_pointer (&self->held, etb_effects_free);
  g_clear_pointer (&self->instance, etb_instance_free);
  g_clear_object (&self->rules);
  g_clear_object (&self->call);
  g_hash_table_unref (self->origins);
  g_ptr_array_unref (self->attachments);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->notices);
  etb_history_free (self->history);
  g_ptr_array_unref (self->uploads);
  g_ptr_array_unref (self->exports);
  g_ptr_array_unref (self->assistances);
  g_clear_pointer (&self->deposit, etb_deposit_free);
  g_free (self->place);
  g_free (self->finding_text);
  g_clear_pointer (&self->finding, etb_finding_free);
  g_clear_pointer (&self->at, g_date_time_unref);
  G_OBJECT_CLASS (etb_dossier_parent_class)->finalize (object);
}

static guint
make_signal (const char *name, guint n_parameters, GType type)
{
  return g_signal_new (name, ETB_TYPE_DOSSIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_parameters, type);
}

static void
etb_dossier_class_init (EtbDossierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = etb_dossier_dispose;
  G_OBJECT_CLASS (klass)->finalize = etb_dossier_finalize;
  signals[ANSWER_CHANGED] = make_signal ("answer-changed", 1, G_TYPE_STRING);
  signals[LINES_CHANGED] = make_signal ("lines-changed", 1, G_TYPE_STRING);
  signals[PIECES_CHANGED] = make_signal ("pieces-changed", 0, G_TYPE_NONE);
  signals[VERDICTS_CHANGED] = make_signal ("verdicts-changed", 0, G_TYPE_NONE);
  signals[HISTORY_CHANGED] = make_signal ("history-changed", 0, G_TYPE_NONE);
  signals[SAVED] = make_signal ("saved", 1, G_TYPE_DATE_TIME);
  signals[SAVE_FAILED] = make_signal ("save-failed", 1, G_TYPE_ERROR);
  signals[ASSISTANCE_CHANGED] = make_signal ("assistance-changed", 0, G_TYPE_NONE);
  signals[DEPOSIT_CHANGED] = make_signal ("deposit-changed", 0, G_TYPE_NONE);
}

static void
etb_dossier_init (EtbDossier *self)
{
  self->origins
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)etb_origin_free);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  self->history = etb_history_new ();
  self->uploads = g_ptr_array_new ();
  self->exports = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_export_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  self->assistances = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_assistance_unref);
}

/* ---- What the store says ----------------------------------------------------------------------
 */

/* On the store's thread. */
void
etb_dossier_on_store_news (gpointer user_data)
{
  g_source_set_ready_time (user_data, 0);
}

static gboolean
on_source_ready (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  etb_dossier_dispatch (((StoreSource *)source)->dossier);
  return G_SOURCE_CONTINUE;
}

GSource *
etb_dossier_make_source (EtbDossier *self)
{
  static GSourceFuncs funcs = { .dispatch = on_source_ready };
  GSource *source = g_source_new (&funcs, sizeof (StoreSource));

  ((StoreSource *)source)->dossier = self;
  g_source_set_static_name (source, "etb-dossier");
  return source;
}

void
etb_dossier_settle (EtbDossier *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_source_attach (self->source, context);
}

void
etb_dossier_dispatch (EtbDossier *self)
{
  g_autoptr (EtbDossier) alive = g_object_ref (self);
  EtbStoreState state;
  gboolean saved, failed;

  if (!self->store)
    return;
  etb_store_get_state (self->store, &state);
  saved = state.saves != self->seen_saves;
  failed = state.failures != self->seen_failures && state.last_error;
  self->seen_saves = state.saves;
  self->seen_failures = state.failures;
  if (saved)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (state.saved_at / G_USEC_PER_SEC);

      g_clear_pointer (&self->last_saved, g_date_time_unref);
      self->last_saved = g_date_time_to_local (utc);
    }
  if (failed)
    g_signal_emit (self, signals[SAVE_FAILED], 0, state.last_error);
  else if (saved)
    g_signal_emit (self, signals[SAVED], 0, self->last_saved);
  etb_store_state_clear (&state);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

gboolean
etb_dossier_flush (EtbDossier *self, GError **error)
{
  gboolean written;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);

  if (!self->store || self->read_only_reason)
    return TRUE;
  written = etb_store_flush (self->store, error);
  etb_dossier_dispatch (self);
  return written;
}

gboolean
etb_dossier_close (EtbDossier *self, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);

  if (!etb_dossier_flush (self, error))
    return FALSE;
  release_store (self);
  return TRUE;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

EtbCall *
etb_dossier_get_call (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->call;
}

const char *
etb_dossier_get_file (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->file;
}

const char *
etb_dossier_get_track (EtbDossier *self)
{
  xmlNodePtr node;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  node = etb_instance_find (self->instance, etb_call_get_roles (self->call)->track);
  return node && node->children && node->children->content ? (const char *)node->children->content
                                                           : "";
}

gboolean
etb_dossier_is_read_only (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), TRUE);
  return self->read_only_reason != NULL;
}

const char *
etb_dossier_get_read_only_reason (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->read_only_reason;
}

GDateTime *
etb_dossier_get_last_saved (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->last_saved;
}

EtbInstance *
etb_dossier_get_instance (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->instance;
}

EtbEvaluation *
etb_dossier_get_evaluation (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->evaluation;
}

/* ---- The date and the rules -------------------------------------------------------------------
 */

void
etb_dossier_set_at (EtbDossier *self, GDateTime *at)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));

  if (self->at == at || (self->at && at && g_date_time_equal (self->at, at)))
    return;
  if (at)
    g_date_time_ref (at);
  g_clear_pointer (&self->at, g_date_time_unref);
  self->at = at;
  etb_dossier_evaluate (self);
  etb_dossier_emit_verdicts_changed (self);
}

GDateTime *
etb_dossier_get_at (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->at ? g_date_time_ref (self->at) : g_date_time_new_now_local ();
}

gboolean
etb_dossier_has_other_date (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  return self->at != NULL;
}

void
etb_dossier_evaluate (EtbDossier *self)
{
  EtbEvaluation *evaluation = etb_dossier_judge (self, self->instance);

  g_clear_pointer (&self->evaluation, etb_evaluation_unref);
  self->evaluation = evaluation;
}

EtbEvaluation *
etb_dossier_judge (EtbDossier *self, EtbInstance *instance)
{
  g_autoptr (GDateTime) at = etb_dossier_get_at (self);
  g_autofree char *today = etb_instant_paris_date (at);
  g_autofree char *now = etb_instant_to_paris (at);
  g_autoptr (GArray) provided = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = provided, .now = now };

  etb_attachments_provide (self->attachments, provided);
  return etb_rules_evaluate (self->rules, instance, &facts);
}

void
etb_dossier_emit_verdicts_changed (EtbDossier *self)
{
  /* An answer that changed may have been the last that was to be read back. */
  etb_dossier_note_read_back (self);
  g_signal_emit (self, signals[VERDICTS_CHANGED], 0);
}

void
etb_dossier_emit_answer_changed (EtbDossier *self, const char *path)
{
  g_signal_emit (self, signals[ANSWER_CHANGED], 0, path);
}

void
etb_dossier_emit_lines_changed (EtbDossier *self, const char *repeat_path)
{
  g_signal_emit (self, signals[LINES_CHANGED], 0, repeat_path);
}

void
etb_dossier_emit_pieces_changed (EtbDossier *self)
{
  g_signal_emit (self, signals[PIECES_CHANGED], 0);
}

void
etb_dossier_emit_assistance_changed (EtbDossier *self)
{
  g_signal_emit (self, signals[ASSISTANCE_CHANGED], 0);
}

void
etb_dossier_emit_deposit_changed (EtbDossier *self)
{
  g_signal_emit (self, signals[DEPOSIT_CHANGED], 0);
}

void
etb_dossier_emit_history_changed (EtbDossier *self)
{
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

/* ---- Shared -----------------------------------------------------------------------------------
 */

gboolean
etb_dossier_check_writable (EtbDossier *self, GError **error)
{
  if (self->read_only_reason)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY,
                           self->read_only_reason);
      return FALSE;
    }
  if (!self->store)
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                 _ ("The dossier “%s” has been closed. Open it again."), self->file);
  return self->store != NULL;
}

void
etb_dossier_set_path_error (EtbDossier *self, const char *path, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
               _ ("There is no “%s” in the dossier “%s”. Its answers are those that the call “%s” "
                  "asks for."),
                  path, self->file, etb_call_get_id (self->call));
}
