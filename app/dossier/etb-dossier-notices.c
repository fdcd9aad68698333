/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What opening a dossier put right, in words: nothing is mended behind a person's back. And what is
 * to be looked at first: a clock that cannot be right.
 *
 * Callers: etb-dossier-open; ui shows the sentences once. */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "etb-dossier-private.h"
#include "etb-instant.h"

static const guint8 journal_magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

static gboolean
is_journal (const char *path)
{
  guint8 head[sizeof journal_magic];
  FILE *stream = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "rbe") : NULL;
  gboolean is;

  if (!stream)
    return FALSE;
  is = fread (head, 1, sizeof head, stream) == sizeof head
       && memcmp (head, journal_magic, sizeof head) == 0;
  fclose (stream);
  return is;
}

gboolean
etb_dossier_has_hot_journal (const char *file)
{
  g_autofree char *path = g_strconcat (file, "-journal", NULL);

  return is_journal (path);
}

static void
note_interrupted (EtbDossier *self, GPtrArray *names)
{
  g_autofree char *list = NULL;

  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_ ("; "), (char **)names->pdata);
  g_ptr_array_remove_index (names, names->len - 1);
  g_ptr_array_add (
      self->notices,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "This file had not been attached to the end, and was left "
                                    "out: %s. Attach it again.",
                                    "These files had not been attached to the end, and were left "
                                    "out: %s. Attach them again.",
                                    names->len),
                       list));
}

void
etb_dossier_note_recovery (EtbDossier *self, EtbContent *content, gboolean had_journal)
{
  /* Whoever has the file open puts it right; here nothing was. */
  if (self->read_only_reason)
    return;
  if (had_journal && !etb_dossier_has_hot_journal (self->file))
    g_ptr_array_add (self->notices,
                     g_strdup (_ ("The program had been cut short while it was saving. The dossier "
                                  "is whole again, as it was saved just before: check your last "
                                  "answer.")));
  note_interrupted (self, content->interrupted);
  if (content->upgraded_from != 0)
    g_ptr_array_add (self->notices,
                     g_strdup (_ ("This dossier was made by an earlier version of Établi. It now "
                                  "also keeps what you do, so that you can undo it; an older "
                                  "Établi no longer opens it.")));
}

void
etb_dossier_note_clock (EtbDossier *self, EtbContent *content)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) last = NULL;
  g_autofree char *last_words = NULL;
  g_autofree char *now_words = NULL;

  last = g_date_time_new_from_iso8601 (content->last_change, NULL);
  if (!last || g_date_time_difference (last, now) < G_TIME_SPAN_DAY)
    return;
  now_words = etb_instant_describe (now);
  last_words = etb_instant_describe (last);
  g_ptr_array_add (self->notices, g_strdup_printf (_ ("This computer’s clock says %s, and this dossier was changed "
                                       "later than that: on %s. Check the date and the time of the "
                                       "computer: deadlines are counted by them."),
                                      now_words, last_words));
}

GPtrArray *
etb_dossier_get_notices (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  return self->notices;
}

void
etb_dossier_clear_notices (EtbDossier *self)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));

  g_ptr_array_set_size (self->notices, 0);
}
