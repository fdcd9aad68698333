/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the letters of JSON; see the header. What the text means is its caller's.
 * Callers: etb-geojson-reader. */

#include "etb-json-scanner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "etb-territory.h"

#define DEPTH_MAXIMUM 64

void
etb_json_scanner_init (EtbJsonScanner *self, const char *text)
{
  *self = (EtbJsonScanner){ .start = text, .at = text };
  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    self->at += 3;
}

void
etb_json_scanner_clear (EtbJsonScanner *self)
{
  g_clear_error (&self->error);
}

void
etb_json_scanner_fail (EtbJsonScanner *self, const char *reason)
{
  /* At the end it is the end that is wrong. */
  if (*self->at == '\0')
    reason = _ ("the file ends too soon: download it again");
  if (self->error == NULL)
    g_set_error (&self->error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                 /* Translators: where in the file, then what is wrong there */
                 _ ("at character %lu, %s"), (gulong)(self->at - self->start) + 1, reason);
}

static void
fail_syntax (EtbJsonScanner *self)
{
  etb_json_scanner_fail (self, _ ("the file is no JSON that can be read"));
}

static inline void
skip_blanks (EtbJsonScanner *self)
{
  while (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t')
    self->at++;
}

char
etb_json_scanner_peek (EtbJsonScanner *self)
{
  skip_blanks (self);
  return *self->at;
}

gboolean
etb_json_scanner_take (EtbJsonScanner *self, char c)
{
  if (self->error != NULL || etb_json_scanner_peek (self) != c)
    return FALSE;
  self->at++;
  return TRUE;
}

gboolean
etb_json_scanner_enter (EtbJsonScanner *self, char open)
{
  if (!etb_json_scanner_take (self, open))
    {
      fail_syntax (self);
      return FALSE;
    }
  if (++self->depth <= DEPTH_MAXIMUM)
    return TRUE;
  etb_json_scanner_fail (self, _ ("objects are nested too deeply"));
  return FALSE;
}

gboolean
etb_json_scanner_next (EtbJsonScanner *self, char close, gboolean *first)
{
  gboolean is_first = *first;

  *first = FALSE;
  if (self->error != NULL)
    return FALSE;
  if (etb_json_scanner_take (self, close))
    {
      self->depth--;
      return FALSE;
    }
  if (is_first || etb_json_scanner_take (self, ','))
    return TRUE;
  fail_syntax (self);
  return FALSE;
}

/* ---- Texts ------------------------------------------------------------------------------------
 */

/* A text in quotes, as it is written. */
static gboolean
take_quoted (EtbJsonScanner *self, const char **text, gsize *length)
{
  const char *from;

  if (!etb_json_scanner_take (self, '"'))
    {
      fail_syntax (self);
      return FALSE;
    }
  from = self->at;
  while (*self->at != '"' && *self->at != '\0')
    self->at += self->at[0] == '\\' && self->at[1] != '\0' ? 2 : 1;
  if (*self->at == '\0')
    {
      fail_syntax (self);
      return FALSE;
    }
  *text = from;
  *length = (gsize)(self->at - from);
  self->at++;
  return TRUE;
}

gboolean
etb_json_scanner_member (EtbJsonScanner *self, gboolean *first, const char **name, gsize *length)
{
  if (!etb_json_scanner_next (self, '}', first) || !take_quoted (self, name, length))
    return FALSE;
  if (etb_json_scanner_take (self, ':'))
    return TRUE;
  fail_syntax (self);
  return FALSE;
}

/* The unit after "\u", and how many letters of @text it takes; 0 when it is none. */
static gsize
read_unit (const char *text, gsize left, gunichar *unit)
{
  *unit = 0;
  if (left < 4)
    return 0;
  for (gsize i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return 0;
      *unit = *unit * 16 + (gunichar)digit;
    }
  return 4;
}

/* What follows "\u", pairs of surrogates joined. */
static gsize
append_unicode (GString *to, const char *text, gsize left)
{
  gunichar high, low;
  gsize read = read_unit (text, left, &high);

  if (read == 4 && high >= 0xD800 && high < 0xDC00 && left >= 10 && text[4] == '\\'
      && text[5] == 'u' && read_unit (text + 6, left - 6, &low) == 4 && low >= 0xDC00
      && low < 0xE000)
    {
      high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
      read = 10;
    }
  g_string_append_unichar (to, high != 0 && g_unichar_validate (high) ? high : 0xFFFD);
  return read;
}

static char *
unescape (const char *text, gsize length)
{
  static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      const char *mark;

      if (text[i] != '\\')
        {
          g_string_append_c (out, text[i]);
          continue;
        }
      i++;
      if (text[i] == 'u')
        i += append_unicode (out, text + i + 1, length - i - 1);
      else if ((mark = strchr (from, text[i])) != NULL)
        g_string_append_c (out, to[mark - from]);
      else
        g_string_append_c (out, text[i]);
    }
  return g_string_free (out, FALSE);
}

char *
etb_json_scanner_text (EtbJsonScanner *self)
{
  char first = etb_json_scanner_peek (self);
  const char *from = self->at;
  g_autofree char *text = NULL;
  gsize length;

  if (first == '"')
    {
      if (!take_quoted (self, &from, &length))
        return NULL;
      text = unescape (from, length);
    }
  else
    {
      etb_json_scanner_skip (self);
      if (self->error != NULL || first == '{' || first == '[' || first == 'n')
        return NULL;
      text = g_strndup (from, (gsize)(self->at - from));
    }
  return g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

#define DIGITS_MAXIMUM 19 /* that a guint64 always holds */

static const long double powers[]
    = { 1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L,  1e9L,
        1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L };

/* Numbers with an exponent or many digits are rare in contours. */
static gboolean
take_slow_number (EtbJsonScanner *self, double *number)
{
  char *end = NULL;

  /* Only a digit may follow the sign: g_ascii_strtod() reads "nan", "inf" and "0x1" as well. */
  if (!g_ascii_isdigit (self->at[*self->at == '-']))
    {
      fail_syntax (self);
      return FALSE;
    }
  *number = g_ascii_strtod (self->at, &end);
  if (!isfinite (*number) || end == self->at || memchr (self->at, 'x', (gsize)(end - self->at)))
    {
      etb_json_scanner_fail (self, _ ("a number is out of reach"));
      return FALSE;
    }
  self->at = end;
  return TRUE;
}

gboolean
etb_json_scanner_number (EtbJsonScanner *self, double *number)
{
  const char *at;
  gboolean negative;
  guint64 mantissa = 0;
  guint digits = 0, decimals = 0;

  if (self->error != NULL)
    return FALSE;
  skip_blanks (self);
  at = self->at;
  negative = *at == '-';
  at += negative;
  for (; (guchar)(*at - '0') < 10; at++, digits++)
    mantissa = mantissa * 10 + (guint64)(*at - '0');
  if (*at == '.')
    for (at++; (guchar)(*at - '0') < 10; at++, digits++, decimals++)
      mantissa = mantissa * 10 + (guint64)(*at - '0');
  if (digits == 0 || digits > DIGITS_MAXIMUM || (*at | 0x20) == 'e' || (*at | 0x20) == 'x')
    return take_slow_number (self, number);

  /* One rounding: a long double holds the mantissa and the power as they are. */
  *number = (double)((long double)mantissa / powers[decimals]);
  if (negative)
    *number = -*number;
  self->at = at;
  return TRUE;
}

/* ---- Skipping ---------------------------------------------------------------------------------
 */

static void
skip_word (EtbJsonScanner *self)
{
  static const char *const words[] = { "null", "true", "false" };
  double number;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (self->at, words[i]))
      {
        self->at += strlen (words[i]);
        return;
      }
  etb_json_scanner_number (self, &number);
}

static void
skip_members (EtbJsonScanner *self)
{
  gboolean first = TRUE;
  const char *name;
  gsize length;

  while (etb_json_scanner_member (self, &first, &name, &length))
    etb_json_scanner_skip (self);
}

static void
skip_elements (EtbJsonScanner *self)
{
  gboolean first = TRUE;

  while (etb_json_scanner_next (self, ']', &first))
    etb_json_scanner_skip (self);
}

void
etb_json_scanner_skip (EtbJsonScanner *self)
{
  const char *text;
  gsize length;

  if (self->error != NULL)
    return;
  switch (etb_json_scanner_peek (self))
    {
    case '{':
      if (etb_json_scanner_enter (self, '{'))
        skip_members (self);
      break;
    case '[':
      if (etb_json_scanner_enter (self, '['))
        skip_elements (self);
      break;
    case '"':
      take_quoted (self, &text, &length);
      break;
    default:
      skip_word (self);
    }
}
