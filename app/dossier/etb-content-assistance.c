/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a record of help from a dossier file. What goes into the package as a name, a digest or an
 * instant must be one: a file is not trusted because it opens.
 *
 * Callers: etb-content. */

#include <string.h>

#include "etb-content.h"

/* In the order of ETB_CONTENT_ASSISTANCE_COLUMNS. */
enum
{
  ID,
  NAME,
  ORGANISATION,
  STATUS,
  CONSENT,
  VERSION,
  SHA256,
  SECTIONS,
  N_TEXTS,
  MANDATE_DAYS = N_TEXTS,
  BEGAN,
  ENDED,
  READ_BACK,
};

/* As dossier.xsd has names. */
static gboolean
is_name (const char *text)
{
  return g_ascii_isalnum (*text) && strlen (text) <= 64
         && strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-") == strlen (text);
}

static gboolean
are_names (char *const *words)
{
  for (; *words; words++)
    if (!is_name (*words))
      return FALSE;
  return TRUE;
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* "" is no instant. FALSE when the column holds something else that is none either. */
static gboolean
read_instant (sqlite3_stmt *row, int column, GDateTime **instant)
{
  g_autofree char *text = etb_connection_column_text (row, column, 32);

  if (text && *text)
    *instant = g_date_time_new_from_iso8601 (text, NULL);
  return text && (!*text || *instant);
}

static gboolean
read_instants (sqlite3_stmt *row, EtbAssistance *fields)
{
  return read_instant (row, BEGAN, &fields->began) && fields->began
         && read_instant (row, ENDED, &fields->ended)
         && read_instant (row, READ_BACK, &fields->read_back);
}

static gboolean
read_texts (sqlite3_stmt *row, char **texts)
{
  for (int i = 0; i < N_TEXTS; i++)
    {
      texts[i] = etb_connection_column_text (
          row, i, i == CONSENT ? ETB_CONTENT_MAX_VALUE : ETB_CONTENT_MAX_KEY);
      if (!texts[i])
        return FALSE;
    }
  return is_name (texts[ID]) && is_name (texts[STATUS]) && is_sha256 (texts[SHA256]);
}

EtbAssistance *
etb_content_read_assistance (sqlite3_stmt *row)
{
  char *texts[N_TEXTS] = { NULL };
  EtbAssistance fields = { 0 };
  EtbAssistance *assistance = NULL;
  const gint64 days = sqlite3_column_int64 (row, MANDATE_DAYS);

  if (read_texts (row, texts) && read_instants (row, &fields) && days >= 0
      && days <= ETB_CONTENT_MAX_MANDATE)
    {
      fields.id = texts[ID];
      fields.helper = texts[NAME];
      fields.organisation = texts[ORGANISATION];
      fields.status = texts[STATUS];
      fields.consent = texts[CONSENT];
      fields.consent_version = texts[VERSION];
      fields.consent_sha256 = texts[SHA256];
      fields.sections = g_strsplit (texts[SECTIONS], " ", -1);
      fields.mandate_days = (guint)days;
      if (are_names (fields.sections))
        assistance = etb_assistance_new (&fields);
    }
  for (int i = 0; i < N_TEXTS; i++)
    g_free (texts[i]);
  g_strfreev (fields.sections);
  g_clear_pointer (&fields.began, g_date_time_unref);
  g_clear_pointer (&fields.ended, g_date_time_unref);
  g_clear_pointer (&fields.read_back, g_date_time_unref);
  return assistance;
}
