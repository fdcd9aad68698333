/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of an attached file; names and kinds. Pure but for reference counting.
 *
 * Callers: etb-content, etb-upload, etb-readiness, etb-dossier, and through it whoever lists
 * pieces. */

#include "etb-attachment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-instant.h"
#include "etb-value.h"

G_DEFINE_BOXED_TYPE (EtbAttachment, etb_attachment, etb_attachment_ref, etb_attachment_unref)

/* Long enough to recognise, short enough for "pieces/NN-CODE-" before it. */
#define STEM_MAX   60
#define ENDING_MAX 8

EtbAttachment *
etb_attachment_new (const char *id, const char *piece, const char *name, const char *safe_name,
                    const char *media_type, guint64 size, const char *sha256, const char *dated)
{
  EtbAttachment *self = g_atomic_rc_box_new0 (EtbAttachment);

  self->id = g_strdup (id);
  self->piece = g_strdup (piece);
  self->name = g_strdup (name);
  self->safe_name = g_strdup (safe_name);
  self->media_type = g_strdup (media_type);
  self->size = size;
  self->sha256 = g_strdup (sha256);
  self->dated = g_strdup (dated);
  return self;
}

EtbAttachment *
etb_attachment_with_date (const EtbAttachment *self, const char *dated)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (dated != NULL, NULL);

  return etb_attachment_new (self->id, self->piece, self->name, self->safe_name, self->media_type,
                             self->size, self->sha256, dated);
}

static void
etb_attachment_clear (EtbAttachment *self)
{
  g_free (self->id);
  g_free (self->piece);
  g_free (self->name);
  g_free (self->safe_name);
  g_free (self->media_type);
  g_free (self->sha256);
  g_free (self->dated);
}

EtbAttachment *
etb_attachment_ref (EtbAttachment *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
etb_attachment_unref (EtbAttachment *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)etb_attachment_clear);
}

char *
etb_attachment_read_date (const char *typed, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = etb_instant_paris_date (now);
  g_autofree char *date = etb_value_normalise (ETB_VALUE_DATE, typed, error);
  g_autofree char *shown = NULL;

  /* ISO dates sort as texts. */
  if (date == NULL || strcmp (date, today) <= 0)
    return g_steal_pointer (&date);
  shown = etb_value_format (ETB_VALUE_DATE, date);
  g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
               _ ("%s is still to come: write the date that is on the document."), shown);
  return NULL;
}

/* Letters without their accents; everything else that is not a letter or a digit becomes one
 * hyphen. */
static char *
to_ascii (const char *text, gsize length, gsize limit)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);
  g_autofree char *plain = g_str_to_ascii (valid, "fr");
  GString *result = g_string_new (NULL);

  for (const char *c = plain; *c && result->len < limit; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (result, *c);
    else if (result->len > 0 && result->str[result->len - 1] != '-')
      g_string_append_c (result, '-');
  while (result->len > 0 && result->str[result->len - 1] == '-')
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

/* Names that Windows keeps for devices, whatever their ending. */
static gboolean
is_device_name (const char *stem)
{
  static const char *const names[] = { "con", "prn", "aux", "nul", NULL };
  g_autofree char *lower = g_ascii_strdown (stem, -1);

  if (g_strv_contains (names, lower))
    return TRUE;
  return strlen (lower) == 4 && (g_str_has_prefix (lower, "com") || g_str_has_prefix (lower, "lpt"))
         && g_ascii_isdigit (lower[3]);
}

char *
etb_attachment_make_safe_name (const char *name)
{
  const char *base, *dot;
  g_autofree char *stem = NULL;
  g_autofree char *ending = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  base = strrchr (name, '/');
  base = base ? base + 1 : name;
  dot = strrchr (base, '.');
  if (dot == base)
    dot = NULL;
  stem = to_ascii (base, dot ? (gsize)(dot - base) : strlen (base), STEM_MAX);
  ending = dot ? to_ascii (dot + 1, strlen (dot + 1), ENDING_MAX) : g_strdup ("");
  lower = g_ascii_strdown (ending, -1);
  if (!*stem || is_device_name (stem))
    {
      g_free (stem);
      stem = g_strdup ("fichier");
    }
  return *lower ? g_strconcat (stem, ".", lower, NULL) : g_steal_pointer (&stem);
}

static gboolean
starts_with (const guint8 *data, gsize length, gsize offset, const char *magic, gsize size)
{
  return length >= offset + size && memcmp (data + offset, magic, size) == 0;
}

/* Whether the name in one of the local headers begins with @folder. */
static gboolean
has_folder (const guint8 *data, gsize length, const char *folder)
{
  const guint8 *header = data;
  const guint8 *end = data + length;
  gsize size = strlen (folder);

  while ((header = memmem (header, (gsize)(end - header), "PK\x03\x04", 4)) != NULL)
    {
      if (starts_with (header, (gsize)(end - header), 30, folder, size))
        return TRUE;
      header += 4;
    }
  return FALSE;
}

/* An OpenDocument begins with its type, stored; a template's type goes on. */
static gboolean
is_open_document (const guint8 *data, gsize length, const char *media_type)
{
  static const char first[] = "mimetype";
  gsize offset = 30 + sizeof first - 1;
  gsize size = strlen (media_type);

  return starts_with (data, length, 30, first, sizeof first - 1)
         && starts_with (data, length, offset, media_type, size) && length > offset + size
         && data[offset + size] != '-';
}

#define ODT  "application/vnd.oasis.opendocument.text"
#define ODS  "application/vnd.oasis.opendocument.spreadsheet"
#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

static const char *
guess_zip (const guint8 *data, gsize length)
{
  if (is_open_document (data, length, ODT))
    return ODT;
  if (is_open_document (data, length, ODS))
    return ODS;
  if (has_folder (data, length, "word/"))
    return DOCX;
  if (has_folder (data, length, "xl/"))
    return XLSX;
  return "application/zip";
}

const char *
etb_attachment_guess_media_type (const void *data, gsize length)
{
  if (starts_with (data, length, 0, "%PDF-", 5))
    return "application/pdf";
  if (starts_with (data, length, 0, "\x89PNG\r\n\x1a\n", 8))
    return "image/png";
  if (starts_with (data, length, 0, "\xff\xd8\xff", 3))
    return "image/jpeg";
  if (starts_with (data, length, 0, "PK\x03\x04", 4))
    return guess_zip (data, length);
  return "application/octet-stream";
}

/* The first ending is the one that is given. */
static const struct
{
  const char *media_type;
  const char *endings[3];
} kinds_shown[] = {
  { "application/pdf", { "pdf" } },
  { "image/png", { "png" } },
  { "image/jpeg", { "jpg", "jpeg" } },
  { ODT, { "odt" } },
  { ODS, { "ods" } },
  { DOCX, { "docx" } },
  { XLSX, { "xlsx" } },
  { "application/zip", { "zip" } },
};

/* The endings of what @media_type stands for; NULL when its content does not tell. */
static const char *const *
endings_of (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds_shown); i++)
    if (g_strcmp0 (media_type, kinds_shown[i].media_type) == 0)
      return kinds_shown[i].endings;
  return NULL;
}

/* Whether the content of a file of the kind @ending would show it: a name that claims it proves
 * nothing. */
static gboolean
would_show (const char *ending)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds_shown); i++)
    if (g_strv_contains (kinds_shown[i].endings, ending))
      return TRUE;
  return FALSE;
}

/* What may be a format of its own that is kept in a ZIP, or in bytes that show nothing. */
static gboolean
goes_by_name (const char *media_type, const char *ending)
{
  return ending != NULL && !would_show (ending)
         && (endings_of (media_type) == NULL || g_str_equal (media_type, "application/zip"));
}

gboolean
etb_attachment_suits (const char *media_type, const char *name, char *const *kinds)
{
  const char *dot;
  const char *const *endings;
  g_autofree char *ending = NULL;

  g_return_val_if_fail (media_type != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (kinds == NULL || kinds[0] == NULL)
    return TRUE;
  dot = strrchr (name, '.');
  ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;
  if (goes_by_name (media_type, ending))
    return g_strv_contains ((const char *const *)kinds, ending);
  endings = endings_of (media_type);
  for (; endings != NULL && *endings != NULL; endings++)
    if (g_strv_contains ((const char *const *)kinds, *endings))
      return TRUE;
  return FALSE;
}

char *
etb_attachment_make_safe_file_name (const char *name, const char *media_type)
{
  g_autofree char *safe = etb_attachment_make_safe_name (name);
  const char *const *endings = endings_of (media_type);
  const char *dot = strrchr (safe, '.');

  if (endings == NULL || (dot != NULL && g_strv_contains (endings, dot + 1))
      || goes_by_name (media_type, dot != NULL ? dot + 1 : NULL))
    return g_steal_pointer (&safe);
  /* The ending that was claimed stays, as a part of the name. */
  g_strdelimit (safe, ".", '-');
  return g_strconcat (safe, ".", endings[0], NULL);
}

void
etb_attachments_provide (GPtrArray *attachments, GArray *provided)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      etb_provided_add (provided, attachment->piece, *attachment->dated ? attachment->dated : NULL);
    }
}
