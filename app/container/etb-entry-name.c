/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of entries: which are accepted, which collide, how they are written in a signature. Pure
 * functions, used by the zip writer, the zip reader and the signature. */

#include "etb-entry-name.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Longest segment that file systems in use accept. */
#define MAX_SEGMENT 255

static gboolean
is_turning_mark (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F
         || c == 0x061C;
}

static gboolean
has_bad_character (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == '\\' || c == ':' || c == 0x2028 || c == 0x2029
          || c == 0xFEFF || is_turning_mark (c))
        return TRUE;
    }
  return FALSE;
}

/* CON, PRN, AUX, NUL, COM0-9, LPT0-9, with or without an extension. */
static gboolean
is_device_name (const char *segment)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
  g_autofree char *stem = g_ascii_strdown (segment, strcspn (segment, "."));

  g_strchomp (stem);
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    if (g_str_equal (stem, devices[i]))
      return TRUE;
  return (g_str_has_prefix (stem, "com") || g_str_has_prefix (stem, "lpt")) && stem[3] != '\0'
         && (g_ascii_isdigit (stem[3]) ? stem[4] == '\0'
                                       : g_str_equal (stem + 3, "¹") || g_str_equal (stem + 3, "²")
                                             || g_str_equal (stem + 3, "³"));
}

static gboolean
segment_is_safe (const char *segment)
{
  gsize length = strlen (segment);

  return length > 0 && length <= MAX_SEGMENT && segment[length - 1] != '.'
         && segment[length - 1] != ' ' && !is_device_name (segment);
}

static gboolean
name_is_safe (const char *name)
{
  g_autofree char *composed = NULL;
  g_auto (GStrv) segments = NULL;

  if (*name == '\0' || strlen (name) > ETB_ENTRY_NAME_MAX || !g_utf8_validate (name, -1, NULL)
      || has_bad_character (name))
    return FALSE;
  composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  if (composed == NULL || !g_str_equal (composed, name))
    return FALSE;
  segments = g_strsplit (name, "/", -1);
  for (gsize i = 0; segments[i] != NULL; i++)
    if (!segment_is_safe (segments[i]))
      return FALSE;
  return TRUE;
}

gboolean
etb_entry_name_check (const char *name, GError **error)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  if (name_is_safe (name))
    return TRUE;
  shown = g_strescape (name, NULL);
  etb_container_error_set (error, ETB_CONTAINER_ERROR_NAME, shown,
                           _ ("“%s” is not a safe name for a file in a package."), shown);
  return FALSE;
}

char *
etb_entry_name_key (const char *name)
{
  g_autofree char *composed = NULL;
  g_autofree char *folded = NULL;
  char *key;

  g_return_val_if_fail (name != NULL, NULL);

  composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  folded = g_utf8_casefold (composed != NULL ? composed : name, -1);
  /* Folding can take a text out of composed form. */
  key = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
  return key != NULL ? key : g_steal_pointer (&folded);
}

static gboolean
is_unreserved (guchar c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~/", c) != NULL);
}

char *
etb_entry_name_to_uri (const char *name)
{
  GString *uri;

  g_return_val_if_fail (name != NULL, NULL);

  uri = g_string_sized_new (strlen (name) + 16);
  for (const guchar *p = (const guchar *)name; *p != '\0'; p++)
    {
      if (is_unreserved (*p))
        g_string_append_c (uri, (char)*p);
      else
        g_string_append_printf (uri, "%%%02X", *p);
    }
  return g_string_free (uri, FALSE);
}

char *
etb_entry_name_from_uri (const char *uri)
{
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  name = g_string_sized_new (strlen (uri));
  for (const char *p = uri; *p != '\0'; p++)
    {
      guchar c = (guchar)*p;

      if (c == '%')
        {
          if (!g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]))
            return NULL;
          c = (guchar)(g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
          if (c == '\0' || is_unreserved (c))
            return NULL;
          p += 2;
        }
      else if (!is_unreserved (c) && strchr ("!$&'()*,;=:@", c) == NULL)
        return NULL;
      g_string_append_c (name, (char)c);
    }
  if (!g_utf8_validate (name->str, (gssize)name->len, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&name), FALSE);
}
