/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The types of answers: their names, their texts, and the way to the normaliser of each. Invariant:
 * normalising a canonical value gives it back, and so does normalising a shown one. Used by the
 * dossier (what is stored), the rules (what is valid) and every screen and page (what is shown). */

#include "etb-value.h"
#include "etb-value-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (etb_value_error_quark, etb_value_error)

/* More than anyone types; a line of a form has no need of a page. Long texts stay well under what
 * libxml2 accepts in one node. */
#define LINE_MAXIMUM 4096
#define TEXT_MAXIMUM 1000000

static const char *const type_names[] = {
  [ETB_VALUE_TEXT] = "text",       [ETB_VALUE_LONG_TEXT] = "long-text",
  [ETB_VALUE_INTEGER] = "integer", [ETB_VALUE_DECIMAL] = "decimal",
  [ETB_VALUE_AMOUNT] = "amount",   [ETB_VALUE_DATE] = "date",
  [ETB_VALUE_YES_NO] = "yes-no",   [ETB_VALUE_CHOICE] = "choice",
  [ETB_VALUE_CHOICES] = "choices", [ETB_VALUE_SIRET] = "siret",
  [ETB_VALUE_RNA] = "rna",         [ETB_VALUE_IBAN] = "iban",
  [ETB_VALUE_EMAIL] = "email",     [ETB_VALUE_PHONE] = "phone",
  [ETB_VALUE_COMMUNE] = "commune", [ETB_VALUE_POSTCODE] = "postcode",
  [ETB_VALUE_QPV] = "qpv",         [ETB_VALUE_ATTESTATION] = "attestation",
};

const char *
etb_value_type_to_name (EtbValueType type)
{
  g_return_val_if_fail ((guint)type < G_N_ELEMENTS (type_names), type_names[ETB_VALUE_TEXT]);

  return type_names[type];
}

gboolean
etb_value_type_from_name (const char *name, EtbValueType *type)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (type != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    {
      if (g_str_equal (type_names[i], name))
        {
          *type = (EtbValueType)i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
etb_value_type_is_number (EtbValueType type)
{
  return type == ETB_VALUE_INTEGER || type == ETB_VALUE_DECIMAL || type == ETB_VALUE_AMOUNT;
}

/* What neither a person nor XML knows: controls, the byte order mark, U+FFFE, U+FFFF. */
static gboolean
is_noise (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

char *
etb_value_flatten (const char *typed)
{
  g_autoptr (GString) flat = g_string_new (NULL);

  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        g_string_append_c (flat, ' ');
      else if (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212)
        g_string_append_c (flat, '-');
      else if (g_unichar_type (c) != G_UNICODE_FORMAT && !is_noise (c))
        g_string_append_unichar (flat, c);
    }
  g_strstrip (flat->str);

  return g_strdup (flat->str);
}

char *
etb_value_squeeze (const char *typed, const char *also)
{
  char *text = etb_value_flatten (typed);
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != ' ' && strchr (also, *from) == NULL)
      *to++ = g_ascii_toupper (*from);
  *to = '\0';

  return text;
}

guint
etb_value_count_characters (const char *text)
{
  return (guint)g_utf8_strlen (text, -1);
}

char *
etb_value_first_non_digit (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;

  return *text != '\0' ? g_strndup (text, (gsize)(g_utf8_next_char (text) - text)) : NULL;
}

/* Letters in their composed form, lines ended by "\n", and nothing that XML cannot carry. With
 * @one_line, lines become spaces. */
static char *
normalise_text (const char *typed, gboolean one_line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *composed;

  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      /* Office programs paste U+000B and U+000C, and others U+0085, for a new line. */
      gboolean line_end = (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;

      if (c == '\r' && at[1] == '\n')
        continue;
      if (line_end)
        g_string_append_c (text, one_line ? ' ' : '\n');
      else if (c == '\t')
        g_string_append_c (text, one_line ? ' ' : '\t');
      else if (!is_noise (c))
        g_string_append_unichar (text, c);
    }

  /* Last, since what was dropped may have stood between a letter and its accent. */
  composed = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);

  return g_strstrip (composed);
}

static gboolean
is_among (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

static char *
normalise_yes_no (const char *typed, GError **error)
{
  static const char *const yes[] = { "OUI", "O", "YES", "Y", "VRAI", "TRUE", "1", NULL };
  static const char *const no[] = { "NON", "N", "NO", "FAUX", "FALSE", "0", NULL };
  g_autofree char *word = etb_value_squeeze (typed, "");

  if (is_among (word, yes))
    return g_strdup ("oui");
  if (is_among (word, no))
    return g_strdup ("non");

  g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                       _ ("Answer with “oui” or “non”."));

  return NULL;
}

static char *
normalise_attestation (const char *typed, GError **error)
{
  char *answer = normalise_yes_no (typed, error);

  /* What is not accepted is not yet answered. */
  if (g_strcmp0 (answer, "non") == 0)
    answer[0] = '\0';

  return answer;
}

static char *
normalise_choices (const char *typed)
{
  g_autofree char *flat = etb_value_flatten (typed);
  g_auto (GStrv) words = g_strsplit (flat, " ", -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0'
          && !g_ptr_array_find_with_equal_func (codes, words[i], g_str_equal, NULL))
        g_ptr_array_add (codes, words[i]);
    }
  g_ptr_array_add (codes, NULL);

  return g_strjoinv (" ", (char **)codes->pdata);
}

static char *
normalise_choice (const char *typed, GError **error)
{
  char *code = etb_value_flatten (typed);

  if (strchr (code, ' ') != NULL)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   _ ("“%s” is not in the list: choose one of its answers."), code);
      g_clear_pointer (&code, g_free);
    }

  return code;
}

static gboolean
is_readable (EtbValueType type, const char *typed, GError **error)
{
  gsize maximum = type == ETB_VALUE_LONG_TEXT ? TEXT_MAXIMUM : LINE_MAXIMUM;

  if (strlen (typed) > maximum)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
                   _ ("This answer is too long: keep it under %lu characters."), (gulong)maximum);
      return FALSE;
    }
  if (!g_utf8_validate (typed, -1, NULL))
    {
      g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                           _ ("This answer holds bytes that are no text (UTF-8 is expected): type "
                              "it again."));
      return FALSE;
    }

  return TRUE;
}

static char *
normalise (EtbValueType type, const char *typed, GError **error)
{
  switch (type)
    {
    case ETB_VALUE_TEXT:
      return normalise_text (typed, TRUE);
    case ETB_VALUE_LONG_TEXT:
      return normalise_text (typed, FALSE);
    case ETB_VALUE_INTEGER:
    case ETB_VALUE_DECIMAL:
    case ETB_VALUE_AMOUNT:
      return etb_value_normalise_number (type, typed, error);
    case ETB_VALUE_DATE:
      return etb_value_normalise_date (typed, error);
    case ETB_VALUE_YES_NO:
      return normalise_yes_no (typed, error);
    case ETB_VALUE_CHOICE:
      return normalise_choice (typed, error);
    case ETB_VALUE_CHOICES:
      return normalise_choices (typed);
    case ETB_VALUE_SIRET:
      return etb_value_normalise_siret (typed, error);
    case ETB_VALUE_RNA:
      return etb_value_normalise_rna (typed, error);
    case ETB_VALUE_IBAN:
      return etb_value_normalise_iban (typed, error);
    case ETB_VALUE_EMAIL:
      return etb_value_normalise_email (typed, error);
    case ETB_VALUE_PHONE:
      return etb_value_normalise_phone (typed, error);
    case ETB_VALUE_COMMUNE:
      return etb_value_normalise_commune (typed, error);
    case ETB_VALUE_POSTCODE:
      return etb_value_normalise_postcode (typed, error);
    case ETB_VALUE_QPV:
      return etb_value_normalise_qpv (typed, error);
    case ETB_VALUE_ATTESTATION:
      return normalise_attestation (typed, error);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
etb_value_normalise (EtbValueType type, const char *typed, GError **error)
{
  g_autofree char *flat = NULL;

  g_return_val_if_fail ((guint)type < G_N_ELEMENTS (type_names), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (typed == NULL)
    return g_strdup ("");
  if (!is_readable (type, typed, error))
    return NULL;

  flat = etb_value_flatten (typed);
  if (*flat == '\0')
    return g_strdup ("");

  return normalise (type, typed, error);
}

static char *
format_yes_no (EtbValueType type, const char *canonical)
{
  if (g_str_equal (canonical, "oui"))
    return g_strdup (type == ETB_VALUE_ATTESTATION ? _ ("Accepted") : _ ("Yes"));
  if (type == ETB_VALUE_YES_NO && g_str_equal (canonical, "non"))
    return g_strdup (_ ("No"));

  return NULL;
}

char *
etb_value_format (EtbValueType type, const char *canonical)
{
  char *shown = NULL;

  g_return_val_if_fail (canonical != NULL, NULL);

  if (etb_value_type_is_number (type))
    shown = etb_value_format_number (type, canonical);
  else if (type == ETB_VALUE_DATE)
    shown = etb_value_format_date (canonical);
  else if (type == ETB_VALUE_YES_NO || type == ETB_VALUE_ATTESTATION)
    shown = format_yes_no (type, canonical);
  else if (type == ETB_VALUE_SIRET)
    shown = etb_value_format_siret (canonical);
  else if (type == ETB_VALUE_IBAN)
    shown = etb_value_format_iban (canonical);
  else if (type == ETB_VALUE_PHONE)
    shown = etb_value_format_phone (canonical);

  return shown != NULL ? shown : g_strdup (canonical);
}
