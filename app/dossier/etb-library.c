/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls and the dossiers that a person has at hand; see the header. Nothing is kept between two
 * calls of these functions: the folders are the truth.
 *
 * Callers: ui (home, new dossier), cli. */

#include "etb-library.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "etb-attachment.h"
#include "etb-content-instance.h"
#include "etb-instant.h"
#include "etb-progress-private.h"
#include "etb-rules.h"

#define DOSSIER_ENDING ".etabli"

/* ---- Calls ------------------------------------------------------------------------------------
 */

static char *
program_folder (void)
{
  const char *folder = g_getenv ("ETABLI_DATA_DIR");

  return g_build_filename (folder && *folder ? folder : ETB_DATA_DIR, "calls", NULL);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Paths of the regular files of @folder that end in @ending, by name; none when there is no folder.
 */
static GPtrArray *
list_files (const char *folder, const char *ending)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && g_str_has_suffix (name, ending)
          && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
  g_ptr_array_sort (files, compare_names);
  return files;
}

static gboolean
has_id (gconstpointer call, gconstpointer id)
{
  return g_str_equal (etb_call_get_id ((EtbCall *)call), id);
}

/* An edition that was found already is left out: the person's own folder is read first. */
static void
add_calls (GPtrArray *calls, const char *folder, GPtrArray *problems)
{
  g_autoptr (GPtrArray) files = list_files (folder, ".xml");

  for (guint i = 0; i < files->len; i++)
    {
      GError *error = NULL;
      g_autoptr (EtbCall) call = etb_call_new_from_file (g_ptr_array_index (files, i), &error);

      if (call && !g_ptr_array_find_with_equal_func (calls, etb_call_get_id (call), has_id, NULL))
        g_ptr_array_add (calls, g_steal_pointer (&call));
      else if (error && problems)
        g_ptr_array_add (problems, g_steal_pointer (&error));
      g_clear_error (&error);
    }
}

static gint
compare_calls (gconstpointer a, gconstpointer b)
{
  EtbCall *one = *(EtbCall *const *)a;
  EtbCall *other = *(EtbCall *const *)b;
  int by_date;

  if (etb_call_is_default (one) != etb_call_is_default (other))
    return etb_call_is_default (one) ? -1 : 1;
  by_date = strcmp (etb_call_get_published (other), etb_call_get_published (one));
  return by_date != 0 ? by_date : strcmp (etb_call_get_id (one), etb_call_get_id (other));
}

GPtrArray *
etb_library_calls (GPtrArray *problems)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "etabli", "calls", NULL);
  g_autofree char *program = program_folder ();

  add_calls (calls, own, problems);
  add_calls (calls, program, problems);
  g_ptr_array_sort (calls, compare_calls);
  return calls;
}

EtbCall *
etb_library_find_call (const char *id, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) calls = etb_library_calls (problems);
  guint index;

  g_return_val_if_fail (id != NULL, NULL);

  if (g_ptr_array_find_with_equal_func (calls, id, has_id, &index))
    return g_object_ref (g_ptr_array_index (calls, index));
  /* A definition that cannot be read may be the one asked for. */
  if (problems->len > 0)
    g_propagate_error (error, g_error_copy (g_ptr_array_index (problems, 0)));
  else
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_NOT_FOUND,
                 _ ("There is no call “%s” here. “etabli-cli calls” lists those there are."), id);
  return NULL;
}

/* ---- The folder of dossiers -------------------------------------------------------------------
 */

char *
etb_library_folder (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "etabli", "dossiers", NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("The folder of the dossiers “%s” cannot be made: %s."), folder,
                  g_strerror (errno));
  return NULL;
}

char *
etb_library_new_file (const char *hint, GError **error)
{
  g_autofree char *folder = etb_library_folder (error);
  g_autofree char *safe = NULL;
  g_autofree char *stem = NULL;

  g_return_val_if_fail (hint != NULL, NULL);

  if (!folder)
    return NULL;
  /* Without dots: the ending is ours. */
  safe = g_strdelimit (g_strdup (hint), ".", ' ');
  stem = etb_attachment_make_safe_name (safe);
  for (guint number = 1;; number++)
    {
      g_autofree char *name = number == 1 ? g_strconcat (stem, DOSSIER_ENDING, NULL)
                                          : g_strdup_printf ("%s-%u" DOSSIER_ENDING, stem, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&path);
    }
}

/* ---- Summaries --------------------------------------------------------------------------------
 */

void
etb_summary_free (EtbSummary *self)
{
  if (!self)
    return;
  g_free (self->file);
  g_free (self->title);
  g_free (self->place_name);
  g_free (self->call_id);
  g_free (self->call_title);
  g_free (self->edition);
  g_free (self->track);
  g_free (self->problem);
  g_free (self);
}

/* Rules of a call that several dossiers share, while one list is made: digest to EtbRules. */
static EtbRules *
rules_for (GHashTable *known, const char *file, EtbContent *content, GError **error)
{
  EtbRules *rules = g_hash_table_lookup (known, content->call_sha256);
  g_autoptr (EtbCall) call = NULL;

  if (rules)
    return rules;
  call = etb_call_new_from_bytes (content->call, file, error);
  rules = call ? etb_rules_new (call, error) : NULL;
  if (rules)
    g_hash_table_insert (known, g_strdup (etb_call_get_digest (call)), rules);
  return rules;
}

static EtbEvaluation *
evaluate (EtbRules *rules, EtbInstance *instance, EtbContent *content)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = etb_instant_paris_date (now);
  g_autoptr (GArray) provided = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = provided };

  for (guint i = 0; i < content->attachments->len; i++)
    etb_provided_add (provided,
                      ((EtbAttachment *)g_ptr_array_index (content->attachments, i))->piece, NULL);
  return etb_rules_evaluate (rules, instance, &facts);
}

static char *
get_role (EtbInstance *instance, const char *path)
{
  char *value = path ? etb_instance_get (instance, path) : NULL;

  return value ? value : g_strdup ("");
}

static void
describe (EtbSummary *self, EtbRules *rules, EtbContent *content)
{
  EtbCall *call = etb_rules_get_call (rules);
  const EtbRoles *roles = etb_call_get_roles (call);
  g_autoptr (EtbInstance) instance = etb_content_to_instance (content, call, NULL, NULL);
  g_autoptr (EtbEvaluation) evaluation = evaluate (rules, instance, content);
  g_autoptr (EtbReadiness) readiness = etb_readiness_judge (evaluation, content->attachments, NULL);
  g_autoptr (GDateTime) changed = g_date_time_new_from_iso8601 (content->last_change, NULL);
  g_autofree char *applicant = get_role (instance, roles->applicant_name);

  if (*applicant)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&applicant);
    }
  self->place_name = get_role (instance, roles->place_name);
  self->call_id = g_strdup (etb_call_get_id (call));
  self->call_title = g_strdup (etb_call_get_title (call));
  self->edition = g_strdup (etb_call_get_edition (call));
  self->track = get_role (instance, roles->track);
  self->percent = etb_progress_percent_of (evaluation, readiness);
  self->exported = content->exports->len > 0;
  if (changed)
    self->modified = g_date_time_to_unix (changed);
}

static void
fill_blanks (EtbSummary *self)
{
  char **texts[]
      = { &self->place_name, &self->call_id, &self->call_title, &self->edition, &self->track };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!*texts[i])
      *texts[i] = g_strdup ("");
}

static EtbSummary *
summarise (const char *file, GHashTable *known)
{
  EtbSummary *self = g_new0 (EtbSummary, 1);
  g_autoptr (EtbContent) content = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (file);
  EtbRules *rules = NULL;
  GStatBuf info;

  self->file = g_strdup (file);
  self->title = g_strndup (name, strlen (name) - strlen (DOSSIER_ENDING));
  if (g_stat (file, &info) == 0)
    self->modified = info.st_mtime;
  content = etb_content_read_file (file, &error);
  if (content)
    rules = rules_for (known, file, content, &error);
  if (rules)
    describe (self, rules, content);
  else
    self->problem = g_strdup (error->message);
  fill_blanks (self);
  return self;
}

static gint
compare_summaries (gconstpointer a, gconstpointer b)
{
  const EtbSummary *one = *(const EtbSummary *const *)a;
  const EtbSummary *other = *(const EtbSummary *const *)b;

  if (one->modified != other->modified)
    return one->modified > other->modified ? -1 : 1;
  return strcmp (one->file, other->file);
}

GPtrArray *
etb_library_dossiers (GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) summaries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_summary_free);
  g_autoptr (GHashTable) known
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autofree char *folder = etb_library_folder (error);
  g_autoptr (GPtrArray) files = NULL;

  if (!folder)
    return NULL;
  files = list_files (folder, DOSSIER_ENDING);
  for (guint i = 0; i < files->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (summaries, summarise (g_ptr_array_index (files, i), known));
    }
  g_ptr_array_sort (summaries, compare_summaries);
  return g_steal_pointer (&summaries);
}
