/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of an attached file; names and kinds. Pure but for reference counting.
 *
 * Callers: etb-content, etb-upload, etb-dossier, and through it whoever lists pieces. */

#include "etb-attachment.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (EtbAttachment, etb_attachment, etb_attachment_ref, etb_attachment_unref)

/* Long enough to recognise, short enough for "pieces/NN-CODE-" before it. */
#define STEM_MAX   60
#define ENDING_MAX 8

EtbAttachment *
etb_attachment_new (const char *id, const char *piece, const char *name, const char *safe_name,
                    const char *media_type, guint64 size, const char *sha256)
{
  EtbAttachment *self = g_atomic_rc_box_new0 (EtbAttachment);

  self->id = g_strdup (id);
  self->piece = g_strdup (piece);
  self->name = g_strdup (name);
  self->safe_name = g_strdup (safe_name);
  self->media_type = g_strdup (media_type);
  self->size = size;
  self->sha256 = g_strdup (sha256);
  return self;
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

/* What a ZIP holds, by the names in its first local headers. */
static const char *
guess_zip (const guint8 *data, gsize length)
{
  static const char odt[] = "mimetypeapplication/vnd.oasis.opendocument.text";
  static const char docx[] = "word/document.xml";
  gsize size = sizeof odt - 1;

  /* An OpenDocument begins with its type, stored; a template's type goes on after "text". */
  if (starts_with (data, length, 30, odt, size) && length > 30 + size && data[30 + size] != '-')
    return "application/vnd.oasis.opendocument.text";
  if (memmem (data, length, docx, sizeof docx - 1))
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
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

static const char *const kinds[][2] = {
  { "application/pdf", "pdf" },
  { "image/png", "png" },
  { "image/jpeg", "jpg" },
  { "application/vnd.oasis.opendocument.text", "odt" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx" },
  { "application/zip", "zip" },
};

const char *
etb_attachment_kind_of (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (media_type, kinds[i][0]) == 0)
      return kinds[i][1];
  return NULL;
}

gboolean
etb_attachment_is_shown_kind (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i][1]) == 0)
      return TRUE;
  return g_strcmp0 (kind, "jpeg") == 0;
}
