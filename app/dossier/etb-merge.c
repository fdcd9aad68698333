/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies side by side, and what a person makes of their differences; see the header.
 *
 * Invariant: a difference whose choice is undecided is a conflict; nothing but a person, or the
 * preference that one gave, decides it.
 *
 * Callers: cli (merge), ui (merge page). */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "etb-copy.h"
#include "etb-merge-private.h"

static void
clear_side (EtbMergeSide *side)
{
  g_free (side->value);
  g_free (side->author);
  g_free (side->at);
}

static void
difference_free (gpointer data)
{
  EtbMergeDifference *self = data;

  g_free (self->key);
  g_free (self->other_key);
  g_free (self->label);
  g_free (self->base);
  clear_side (&self->mine);
  clear_side (&self->theirs);
  g_free (self);
}

void
etb_merge_free (EtbMerge *self)
{
  if (!self)
    return;
  g_clear_object (&self->call);
  g_ptr_array_unref (self->differences);
  g_ptr_array_unref (self->warnings);
  etb_merge_copy_free (self->mine);
  etb_merge_copy_free (self->theirs);
  g_free (self);
}

/* ---- Making differences -----------------------------------------------------------------------
 */

void
etb_merge_side_set (EtbMergeSide *side, const char *value, const char *author, const char *at)
{
  clear_side (side);
  side->value = g_strdup (value);
  side->author = g_strdup (author);
  side->at = g_strdup (at);
}

EtbMergeDifference *
etb_merge_add (EtbMerge *self, EtbMergeKind kind, const char *key)
{
  EtbMergeDifference *difference = g_new0 (EtbMergeDifference, 1);

  difference->kind = kind;
  difference->key = g_strdup (key);
  g_ptr_array_add (self->differences, difference);
  return difference;
}

/* What neither changed since they last met was settled then, by whoever took the other in. */
static void
attribute_settled (EtbMerge *self, EtbMergeDifference *difference)
{
  gboolean known = self->mine->decided != self->theirs->decided;

  difference->mine.changed = !known || self->mine->decided;
  difference->theirs.changed = !known || self->theirs->decided;
}

void
etb_merge_suggest (EtbMerge *self, EtbMergeDifference *difference)
{
  if (!difference->mine.changed && !difference->theirs.changed)
    attribute_settled (self, difference);
  if (difference->mine.changed && difference->theirs.changed)
    difference->suggestion = ETB_MERGE_UNDECIDED;
  else
    difference->suggestion = difference->mine.changed ? ETB_MERGE_MINE : ETB_MERGE_THEIRS;
  difference->choice = difference->suggestion;
}

/* ---- Comparing --------------------------------------------------------------------------------
 */

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE, text);
  return FALSE;
}

static gboolean
are_one_file (const char *mine, const char *theirs)
{
  GStatBuf one, other;

  return g_stat (mine, &one) == 0 && g_stat (theirs, &other) == 0 && one.st_dev == other.st_dev
         && one.st_ino == other.st_ino;
}

static gboolean
check_files (const char *mine, const char *theirs, GError **error)
{
  g_autofree char *name = NULL;

  if (!are_one_file (mine, theirs))
    return TRUE;
  name = g_filename_display_name (theirs);
  return refuse (error, _ ("“%s” is the very same file: choose another copy of the dossier."),
                           name);
}

static gboolean
check_pair (EtbMergeCopy *mine, EtbMergeCopy *theirs, GError **error)
{
  g_autofree char *my_name = g_filename_display_basename (mine->file);
  g_autofree char *their_name = g_filename_display_basename (theirs->file);

  if (!g_str_equal (mine->content->id, theirs->content->id))
    return refuse (error,
                   _ ("“%s” is not a copy of “%s”: it is another dossier, and the two cannot be "
                      "brought together. Choose a copy of the same dossier."),
                      their_name, my_name);
  if (!g_str_equal (mine->content->call_sha256, theirs->content->call_sha256))
    return refuse (error,
                   _ ("“%s” and “%s” are for two editions of the call. Move one of them to the "
                      "edition of the other first, then bring them together."),
                      my_name, their_name);
  if (etb_copy_is_light (mine->connection) || etb_copy_is_light (theirs->connection))
    return refuse (error,
                   _ ("One of the two is a safety copy, without the attached files. Bring that "
                      "version back in the dossier instead."));
  return TRUE;
}

static void
compare (EtbMerge *self)
{
  etb_merge_copy_index (self->mine, self->call);
  etb_merge_copy_index (self->theirs, self->call);
  etb_merge_find_parting (self->mine, self->theirs, self->warnings);
  etb_merge_compare_answers (self);
  etb_merge_compare_files (self);
  g_clear_pointer (&self->mine->connection, etb_connection_free);
  g_clear_pointer (&self->theirs->connection, etb_connection_free);
}

static gboolean
read_both (EtbMerge *self, const char *mine, const char *theirs, GError **error)
{
  if (!check_files (mine, theirs, error))
    return FALSE;
  self->mine = etb_merge_copy_read (mine, error);
  self->theirs = self->mine ? etb_merge_copy_read (theirs, error) : NULL;
  if (!self->theirs || !check_pair (self->mine, self->theirs, error))
    return FALSE;
  self->call = etb_content_to_call (self->mine->content, self->mine->file, error);
  return self->call != NULL;
}

EtbMerge *
etb_merge_compare (const char *mine, const char *theirs, GError **error)
{
  EtbMerge *self;

  g_return_val_if_fail (mine != NULL && theirs != NULL, NULL);

  self = g_new0 (EtbMerge, 1);
  self->differences = g_ptr_array_new_with_free_func (difference_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  if (read_both (self, mine, theirs, error))
    {
      compare (self);
      return self;
    }
  etb_merge_free (self);
  return NULL;
}

/* ---- Choices ----------------------------------------------------------------------------------
 */

typedef gboolean (*Test) (const EtbMergeDifference *difference);

static guint
count (EtbMerge *self, Test test)
{
  guint found = 0;

  for (guint i = 0; i < self->differences->len; i++)
    found += test (g_ptr_array_index (self->differences, i));
  return found;
}

static gboolean
is_conflict (const EtbMergeDifference *difference)
{
  return difference->suggestion == ETB_MERGE_UNDECIDED;
}

static gboolean
is_undecided (const EtbMergeDifference *difference)
{
  return difference->choice == ETB_MERGE_UNDECIDED;
}

static gboolean
is_taken (const EtbMergeDifference *difference)
{
  return difference->choice == ETB_MERGE_THEIRS;
}

guint
etb_merge_count_conflicts (EtbMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return count (self, is_conflict);
}

guint
etb_merge_count_undecided (EtbMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return count (self, is_undecided);
}

guint
etb_merge_count_taken (EtbMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return count (self, is_taken);
}

static EtbMergeChoice
newest (const EtbMergeDifference *difference)
{
  const char *mine = difference->mine.at;
  const char *theirs = difference->theirs.at;
  int order = strcmp (mine, theirs);

  if (*mine == '\0' || *theirs == '\0' || order == 0)
    return ETB_MERGE_UNDECIDED;
  return order > 0 ? ETB_MERGE_MINE : ETB_MERGE_THEIRS;
}

void
etb_merge_prefer (EtbMerge *self, EtbMergePreference preference)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->differences->len; i++)
    {
      EtbMergeDifference *difference = g_ptr_array_index (self->differences, i);

      if (!is_undecided (difference))
        continue;
      if (preference == ETB_MERGE_PREFER_NEWEST)
        difference->choice = newest (difference);
      else
        difference->choice
            = preference == ETB_MERGE_PREFER_MINE ? ETB_MERGE_MINE : ETB_MERGE_THEIRS;
    }
}
