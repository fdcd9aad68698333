/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "torture-dossier.h"

#include <stdlib.h>
#include <string.h>

#include "dossier-state.h"
#include "etb-dossier.h"

static guint
number_in (EtbDossier *dossier, const char *path)
{
  g_autofree char *answer = etb_dossier_get_answer (dossier, path);

  g_assert_nonnull (answer);
  return (guint)strtoul (answer, NULL, 10);
}

void
torture_look (const char *file, Seen *seen)
{
  g_autofree char *state = dossier_state (file);
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;
  const char *edition;

  memset (seen, 0, sizeof *seen);
  if (*state == '\0')
    return;
  dossier = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  g_assert_false (etb_dossier_is_read_only (dossier));
  seen->exists = 1;
  seen->name = number_in (dossier, TORTURE_NAME);
  seen->text = number_in (dossier, TORTURE_TEXT);
  seen->partners = etb_instance_count_lines (etb_dossier_get_instance (dossier), TORTURE_LINE);
  seen->files = etb_dossier_get_attachments (dossier)->len;
  edition = strrchr (etb_call_get_id (etb_dossier_get_call (dossier)), '-');
  seen->edition = (guint)strtoul (edition + 1, NULL, 10);
}

static char *
say (const Seen *seen)
{
  return g_strdup_printf ("exists %u, name %u, text %u, partners %u, files %u, edition %u",
                          seen->exists, seen->name, seen->text, seen->partners, seen->files,
                          seen->edition);
}

void
torture_compare (const Seen *before, const Seen *aimed, const Seen *after, gboolean atomic,
                 gboolean acknowledged)
{
  const guint *old = &before->exists, *new = &aimed->exists, *found = &after->exists;
  gboolean right = memcmp (after, aimed, sizeof *after) == 0;
  g_autofree char *before_text = say (before);
  g_autofree char *aimed_text = say (aimed);
  g_autofree char *after_text = say (after);

  if (!right && !acknowledged && atomic)
    right = memcmp (after, before, sizeof *after) == 0;
  else if (!right && !acknowledged)
    {
      right = TRUE;
      for (gsize i = 0; i < sizeof *after / sizeof *found; i++)
        right = right && (found[i] == old[i] || found[i] == new[i]);
    }
  if (!right)
    g_error ("%s: before (%s), aimed at (%s), found (%s)",
             acknowledged ? "lost after it was said to be saved" : "neither old nor new",
             before_text, aimed_text, after_text);
}

guint
torture_rounds (const char *variable, guint usual)
{
  const char *asked = g_getenv (variable);

  return asked ? (guint)strtoul (asked, NULL, 10) : usual;
}
