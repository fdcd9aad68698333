/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies of a dossier, for the tests of bringing them together. */

#include "merge-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "etb-dossier-history.h"

void
pair_set_up (Pair *pair, gconstpointer data)
{
  fixture_set_up (&pair->base, data);
  pair->mine = g_strdup (pair->base.file);
  pair->theirs = g_build_filename (pair->base.folder, "autre.etabli", NULL);
  pair->out = g_build_filename (pair->base.folder, "reuni.etabli", NULL);
}

void
pair_tear_down (Pair *pair, gconstpointer data)
{
  g_free (pair->mine);
  g_free (pair->theirs);
  g_free (pair->out);
  fixture_tear_down (&pair->base, data);
}

static EtbDossier *
open_dossier (const char *file)
{
  GError *error = NULL;
  EtbDossier *dossier = etb_dossier_open (file, &error);

  g_assert_no_error (error);
  return dossier;
}

static void
close_dossier (EtbDossier *dossier)
{
  GError *error = NULL;

  g_assert_true (etb_dossier_close (dossier, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (dossier);
}

static void
attach (Pair *pair, EtbDossier *dossier, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 3);
  g_autofree char *path = fixture_write (&pair->base, parts[1], parts[2], strlen (parts[2]));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, parts[0], file, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attachment);
  g_unlink (path);
}

static void
detach (EtbDossier *dossier, const char *name)
{
  GPtrArray *files = etb_dossier_get_attachments (dossier);
  GError *error = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (files, i);

      if (g_str_equal (file->name, name))
        {
          g_autofree char *id = g_strdup (file->id);

          g_assert_true (etb_dossier_detach (dossier, id, &error));
          g_assert_no_error (error);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
do_word (Pair *pair, EtbDossier *dossier, const char *word)
{
  const char *equals = strchr (word, '=');
  g_autofree char *path = equals ? g_strndup (word, (gsize)(equals - word)) : NULL;
  g_autofree char *line = NULL;
  GError *error = NULL;

  if (*word == '+')
    line = etb_dossier_add_line (dossier, word + 1, &error);
  else if (*word == '-')
    etb_dossier_remove_line (dossier, word + 1, &error);
  else if (*word == '@')
    attach (pair, dossier, word + 1);
  else if (*word == '!')
    detach (dossier, word + 1);
  else if (*word == '<')
    etb_dossier_undo (dossier, NULL, &error);
  else
    etb_dossier_set_answer (dossier, path, equals + 1, &error);
  g_assert_no_error (error);
}

static void
do_words (Pair *pair, EtbDossier *dossier, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  for (char **word = each; *word; word++)
    if (**word)
      do_word (pair, dossier, *word);
}

void
pair_copy (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  GError *error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
pair_make (Pair *pair, const char *before)
{
  EtbDossier *dossier = fixture_create (&pair->base);

  do_words (pair, dossier, before);
  close_dossier (dossier);
  pair_copy (pair->mine, pair->theirs);
}

void
pair_work (Pair *pair, const char *file, const char *words)
{
  EtbDossier *dossier = open_dossier (file);

  do_words (pair, dossier, words);
  close_dossier (dossier);
}

EtbMerge *
pair_compare (const char *mine, const char *theirs)
{
  GError *error = NULL;
  EtbMerge *merge = etb_merge_compare (mine, theirs, &error);

  g_assert_no_error (error);
  g_assert_nonnull (merge);
  return merge;
}

char *
pair_describe (EtbMerge *merge)
{
  static const char *const suggestions[] = { "?", "mine", "theirs" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < merge->differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (merge->differences, i);
      g_autofree char *mine = etb_merge_describe_side (merge, difference, &difference->mine, NULL);
      g_autofree char *theirs
          = etb_merge_describe_side (merge, difference, &difference->theirs, NULL);

      g_string_append_printf (text, "%s: %s / %s -> %s\n", difference->label, mine, theirs,
                              suggestions[difference->suggestion]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_bytes (EtbDossier *dossier, const char *id)
{
  GError *error = NULL;
  g_autoptr (GInputStream) stream = etb_dossier_read_attachment (dossier, id, &error);
  g_autofree char *bytes = g_malloc0 (1024);
  gsize length = 0;

  g_assert_no_error (error);
  g_input_stream_read_all (stream, bytes, 1023, &length, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&bytes);
}

char *
pair_read (const char *file)
{
  EtbDossier *dossier = open_dossier (file);
  EtbInstance *instance = etb_dossier_get_instance (dossier);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (instance);
  GPtrArray *files = etb_dossier_get_attachments (dossier);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = etb_instance_path_of (instance, g_ptr_array_index (leaves, i));
      g_autofree char *value = etb_instance_get (instance, path);

      if (*value)
        g_string_append_printf (text, "%s=%s\n", path, value);
    }
  for (guint i = 0; i < files->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (files, i);
      g_autofree char *bytes = read_bytes (dossier, attachment->id);

      g_string_append_printf (text, "@%s:%s:%s\n", attachment->piece, attachment->name, bytes);
    }
  close_dossier (dossier);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

EtbMergeOutcome *
pair_write (EtbMerge *merge, const char *out)
{
  GError *error = NULL;
  EtbMergeOutcome *outcome = etb_merge_write (merge, out, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  return outcome;
}
