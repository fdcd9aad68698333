/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the applicant makes of the answers that helpers typed: see etb-dossier-assistance.h.
 *
 * Invariant: what is still to be read back is derived from the answers each time. An answer that
 * does not apply is not read back; should it apply again, it is to be. */

#include <glib/gi18n-lib.h>

#include "etb-dossier-assistance.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"
#include "etb-parcours.h"

#define ACCEPTED "accepted"
#define REFUSED  "refused"

/* Labels of pages that a message names. */
#define MAX_PAGES_SAID 4

static void
etb_read_back_free (EtbReadBack *self)
{
  g_free (self->path);
  g_free (self->label);
  g_free (self->value);
  g_clear_pointer (&self->assistance, etb_assistance_unref);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self);
}

/* ---- What there is to read --------------------------------------------------------------------
 */

static gboolean
is_by_helper (const EtbOrigin *origin)
{
  return etb_assistance_id_of_author (origin->author) != NULL;
}

static gboolean
is_relevant (EtbDossier *self, const char *path)
{
  const EtbNodeState *state = etb_evaluation_get_node (self->evaluation, path);

  return state && state->relevant;
}

/* The origin of the answer at @node when a helper typed it and it goes into the package; else NULL.
 */
static EtbOrigin *
find_origin (EtbDossier *self, xmlNodePtr node, char **path)
{
  g_autofree char *key = etb_instance_key_of (self->instance, node);
  EtbOrigin *origin = g_hash_table_lookup (self->origins, key);

  if (!origin || !is_by_helper (origin))
    return NULL;
  *path = etb_instance_path_of (self->instance, node);
  if (is_relevant (self, *path))
    return origin;
  g_clear_pointer (path, g_free);
  return NULL;
}

static EtbReadBack *
describe (EtbDossier *self, const EtbOrigin *origin, const char *path)
{
  EtbReadBack *item = g_new0 (EtbReadBack, 1);
  EtbAssistance *assistance = etb_dossier_find_assistance (self, origin->author);
  EtbStop stop = { 0 };

  item->path = g_strdup (path);
  item->label = etb_call_label_for (self->call, path);
  if (!item->label)
    item->label = g_strdup (path);
  item->value = etb_instance_get (self->instance, path);
  item->assistance = assistance ? etb_assistance_ref (assistance) : NULL;
  item->at = g_date_time_new_from_iso8601 (origin->at, NULL);
  item->accepted = g_str_equal (origin->review, ACCEPTED);
  item->refused = g_str_equal (origin->review, REFUSED);
  if (etb_parcours_of_path (self, path, &stop))
    {
      item->task = stop.task;
      item->page = stop.page;
    }
  return item;
}

/* Pages in the order of the call; G_MAXUINT for what no page asks. */
static guint
rank_of (EtbDossier *self, const EtbReadBack *item)
{
  GPtrArray *tasks = etb_call_get_tasks (self->call);
  guint rank = 0;

  for (guint i = 0; item->page && i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      for (guint j = 0; j < task->pages->len; j++, rank++)
        if (g_ptr_array_index (task->pages, j) == item->page)
          return rank;
    }
  return G_MAXUINT;
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer self)
{
  const guint first = rank_of (self, *(EtbReadBack *const *)a);
  const guint second = rank_of (self, *(EtbReadBack *const *)b);

  return first < second ? -1 : first > second;
}

GPtrArray *
etb_dossier_list_read_back (EtbDossier *self)
{
  g_autoptr (GPtrArray) leaves = NULL;
  GPtrArray *list;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  list = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_read_back_free);
  if (!etb_dossier_has_helpers (self))
    return list;
  leaves = etb_instance_leaves (self->instance);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = NULL;
      const EtbOrigin *origin = find_origin (self, g_ptr_array_index (leaves, i), &path);

      if (origin)
        g_ptr_array_add (list, describe (self, origin, path));
    }
  /* g_ptr_array_sort_with_data() is stable: what is on one page stays in the order of the call. */
  g_ptr_array_sort_with_data (list, compare_ranks, self);
  return list;
}

gboolean
etb_dossier_has_helpers (EtbDossier *self)
{
  GHashTableIter iter;
  gpointer origin;

  if (self->assistances->len > 0)
    return TRUE;
  /* The record of the help may be missing where the answers came from another copy. */
  g_hash_table_iter_init (&iter, self->origins);
  while (g_hash_table_iter_next (&iter, NULL, &origin))
    if (is_by_helper (origin))
      return TRUE;
  return FALSE;
}

/* Those of @author, or of all helpers when NULL. */
static guint
count_open (EtbDossier *self, const char *author)
{
  g_autoptr (GPtrArray) leaves = NULL;
  guint count = 0;

  if (!etb_dossier_has_helpers (self))
    return 0;
  leaves = etb_instance_leaves (self->instance);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = NULL;
      const EtbOrigin *origin = find_origin (self, g_ptr_array_index (leaves, i), &path);

      if (origin && !g_str_equal (origin->review, ACCEPTED)
          && (!author || g_str_equal (origin->author, author)))
        count++;
    }
  return count;
}

guint
etb_dossier_count_to_read_back (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), 0);
  return count_open (self, NULL);
}

const char *
etb_dossier_get_review (EtbDossier *self, const char *path)
{
  g_autofree char *key = NULL;
  const EtbOrigin *origin;
  xmlNodePtr node;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), "");
  g_return_val_if_fail (path != NULL, "");

  node = etb_instance_find (self->instance, path);
  key = node ? etb_instance_key_of (self->instance, node) : NULL;
  origin = key ? g_hash_table_lookup (self->origins, key) : NULL;
  return origin ? origin->review : "";
}

/* ---- When all is read -------------------------------------------------------------------------
 */

static void
note_one (EtbDossier *self, const EtbAssistance *assistance, GDateTime *now)
{
  g_autofree char *at = etb_instant_to_utc (now);
  EtbAssistance fields = *assistance;

  etb_store_push (self->store, etb_change_new (ETB_CHANGE_ASSISTANCE_READ_BACK, assistance->id,
                                               NULL, ETB_DOSSIER_AUTHOR, at));
  fields.read_back = now;
  etb_dossier_replace_assistance (self, &fields);
}

/* Another date shows other answers, and is never written down. */
void
etb_dossier_note_read_back (EtbDossier *self)
{
  g_autoptr (GDateTime) now = NULL;

  if (self->assistances->len == 0 || self->at || !etb_dossier_check_writable (self, NULL))
    return;
  now = g_date_time_new_now_utc ();
  for (guint i = 0; i < self->assistances->len; i++)
    {
      const EtbAssistance *assistance = g_ptr_array_index (self->assistances, i);

      if (!assistance->read_back && !etb_assistance_is_open (assistance, now)
          && count_open (self, assistance->author) == 0)
        note_one (self, assistance, now);
    }
}

/* The last word counts, also when help had been read back before. */
static void
note_again (EtbDossier *self, const char *author)
{
  const EtbAssistance *assistance = etb_dossier_find_assistance (self, author);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (assistance && !self->at && count_open (self, author) == 0)
    note_one (self, assistance, now);
}

/* ---- The applicant's word ---------------------------------------------------------------------
 */

static gboolean
check_applicant (EtbDossier *self, GError **error)
{
  const EtbAssistance *open;

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  open = etb_dossier_get_assistance (self);
  if (open)
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE,
                 _ ("%s still helps with this dossier. The applicant reads back once the help is "
                    "ended."),
                    open->helper);
  return open == NULL;
}

/* FALSE when nothing changed. */
static gboolean
set_review (EtbDossier *self, const char *key, EtbOrigin *origin, const char *review)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = etb_instant_to_utc (now);

  if (g_str_equal (origin->review, review))
    return FALSE;
  g_free (origin->review);
  origin->review = g_strdup (review);
  etb_store_push (self->store,
                  etb_change_new (ETB_CHANGE_REVIEW, key, review, ETB_DOSSIER_AUTHOR, at));
  return TRUE;
}

static gboolean
review_answer (EtbDossier *self, const char *path, const char *review, GError **error)
{
  xmlNodePtr node = etb_instance_find (self->instance, path);
  g_autofree char *key = node ? etb_instance_key_of (self->instance, node) : NULL;
  EtbOrigin *origin = key ? g_hash_table_lookup (self->origins, key) : NULL;

  if (!check_applicant (self, error))
    return FALSE;
  if (!origin || !is_by_helper (origin))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                   _ ("No helper typed an answer at “%s”: there is nothing to read back."), path);
      return FALSE;
    }
  if (set_review (self, key, origin, review))
    {
      note_again (self, origin->author);
      etb_dossier_emit_assistance_changed (self);
    }
  return TRUE;
}

gboolean
etb_dossier_accept_answer (EtbDossier *self, const char *path, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  return review_answer (self, path, ACCEPTED, error);
}

gboolean
etb_dossier_refuse_answer (EtbDossier *self, const char *path, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  return review_answer (self, path, REFUSED, error);
}

gboolean
etb_dossier_accept_page (EtbDossier *self, const EtbPage *page, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);

  if (!check_applicant (self, error))
    return FALSE;
  list = etb_dossier_list_read_back (self);
  for (guint i = 0; i < list->len; i++)
    {
      const EtbReadBack *item = g_ptr_array_index (list, i);
      xmlNodePtr node = etb_instance_find (self->instance, item->path);
      g_autofree char *key = etb_instance_key_of (self->instance, node);
      EtbOrigin *origin = g_hash_table_lookup (self->origins, key);

      if (item->refused || (page && item->page != page)
          || !set_review (self, key, origin, ACCEPTED))
        continue;
      note_again (self, origin->author);
      changed = TRUE;
    }
  if (changed)
    etb_dossier_emit_assistance_changed (self);
  return TRUE;
}

/* ---- Before signing ---------------------------------------------------------------------------
 */

/* "Le porteur, Le budget…" Returns: (transfer full) */
static char *
say_pages (GPtrArray *list)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  guint pages = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const EtbReadBack *item = g_ptr_array_index (list, i);
      char *label = item->page ? item->page->label : item->label;

      if (item->accepted || g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        continue;
      if (++pages <= MAX_PAGES_SAID)
        g_ptr_array_add (labels, label);
    }
  g_ptr_array_add (labels, NULL);
  joined = g_strjoinv (", ", (char **)labels->pdata);
  return pages > MAX_PAGES_SAID ? g_strconcat (joined, ", …", NULL) : g_steal_pointer (&joined);
}

gboolean
etb_dossier_check_read_back (EtbDossier *self, GError **error)
{
  const EtbAssistance *open;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *where = NULL;
  guint count;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);

  open = etb_dossier_get_assistance (self);
  if (open)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE,
                   _ ("%s still helps with this dossier. End the help first: the applicant reads "
                      "back what was typed, then signs."),
                      open->helper);
      return FALSE;
    }
  count = etb_dossier_count_to_read_back (self);
  if (count == 0)
    return TRUE;
  list = etb_dossier_list_read_back (self);
  where = say_pages (list);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE,
               ngettext ("%u answer that a helper typed has still to be read back by the applicant "
                         "(%s). Accept it or correct it.",
                         "%u answers that a helper typed have still to be read back by the "
                         "applicant (%s). Accept them or correct them.",
                         count),
               count, where);
  return FALSE;
}
