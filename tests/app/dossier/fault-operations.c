/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-operations.h"

#include "etb-migration.h"

static gboolean
create (Scene *scene, GError **error)
{
  g_autoptr (EtbDossier) dossier = etb_dossier_create (scene->file, scene->call, "FT", error);

  return dossier && etb_dossier_close (dossier, error);
}

static gboolean
set_answers (Scene *scene, GError **error)
{
  g_autofree char *long_text = g_strnfill (30 * 1024, 'x');

  fixture_set (scene->dossier, "/dossier/porteur/nom", "La Grange aux Belles");
  fixture_set (scene->dossier, "/dossier/lieu/nom", long_text);
  fixture_set (scene->dossier, "/dossier/demande", "60000");
  return etb_dossier_flush (scene->dossier, error);
}

static gboolean
paste (Scene *scene, GError **error)
{
  static const char *const paths[] = { "/dossier/porteur/nom", "/dossier/demande", NULL };
  static const char *const typed[] = { "Collé", "50000", NULL };

  return etb_dossier_paste (scene->dossier, "Un tableau", paths, typed, error)
         && etb_dossier_flush (scene->dossier, error);
}

static gboolean
fill (Scene *scene, GError **error)
{
  return etb_dossier_fill (scene->dossier, scene->answers, error)
         && etb_dossier_flush (scene->dossier, error);
}

static gboolean
add_line (Scene *scene, GError **error)
{
  g_autofree char *line
      = etb_dossier_add_line (scene->dossier, "/dossier/consortium/membre", error);
  g_autofree char *name = g_strconcat (line ? line : "", "/nom", NULL);

  if (!line)
    return FALSE;
  fixture_set (scene->dossier, name, "Un de plus");
  return etb_dossier_flush (scene->dossier, error);
}

static gboolean
remove_line (Scene *scene, GError **error)
{
  return etb_dossier_remove_line (scene->dossier, "/dossier/consortium/membre[1]", error)
         && etb_dossier_flush (scene->dossier, error);
}

static gboolean
attach (Scene *scene, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (scene->piece);
  g_autoptr (EtbAttachment) attachment
      = etb_dossier_attach (scene->dossier, "P-LIBRE", file, error);

  return attachment != NULL;
}

static gboolean
detach (Scene *scene, GError **error)
{
  EtbAttachment *attachment = g_ptr_array_index (etb_dossier_get_attachments (scene->dossier), 0);

  return etb_dossier_detach (scene->dossier, attachment->id, error)
         && etb_dossier_flush (scene->dossier, error);
}

static gboolean
record_export (Scene *scene, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2019, 10, 2, 10, 0, 0);

  return etb_dossier_record_export (scene->dossier, "/tmp/essai.asice", "abc", at, error);
}

static gboolean
open_and_close (Scene *scene, GError **error)
{
  g_autoptr (EtbDossier) dossier = etb_dossier_open (scene->file, error);

  if (!dossier)
    return FALSE;
  g_assert_false (etb_dossier_is_read_only (dossier));
  return etb_dossier_close (dossier, error);
}

static gboolean
move_edition (Scene *scene, GError **error)
{
  return etb_migration_move (scene->file, scene->next_call, NULL, error);
}

const Operation operations[] = {
  { "create", FROM_NOTHING, FALSE, create },
  { "set-answers", FROM_OPEN, TRUE, set_answers },
  { "paste", FROM_OPEN, TRUE, paste },
  { "fill", FROM_OPEN, TRUE, fill },
  { "add-line", FROM_OPEN, TRUE, add_line },
  { "remove-line", FROM_OPEN, TRUE, remove_line },
  { "attach", FROM_OPEN, FALSE, attach },
  { "detach", FROM_OPEN, TRUE, detach },
  { "record-export", FROM_OPEN, TRUE, record_export },
  { "upgrade", FROM_VERSION_1, FALSE, open_and_close },
  { "move-edition", FROM_CLOSED, FALSE, move_edition },
};

const gsize n_operations = G_N_ELEMENTS (operations);
