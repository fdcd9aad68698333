/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the one place that knows how columns are called; see the header.
 * Callers: etb-geojson-reader, etb-shapefile-reader, etb-geopackage-reader, etb-qpv-list. */

#include "etb-fields.h"

#include <string.h>

#include "etb-generation.h"

static const struct
{
  const char *name;
  EtbField field;
} columns[] = {
  { "code_qp", ETB_FIELD_QPV_CODE },
  { "codeqp", ETB_FIELD_QPV_CODE },
  { "code_quartier", ETB_FIELD_QPV_CODE },
  { "code_quart", ETB_FIELD_QPV_CODE },
  { "code_qpv", ETB_FIELD_QPV_CODE },
  { "lib_qp", ETB_FIELD_QPV_NAME },
  { "nom_qp", ETB_FIELD_QPV_NAME },
  { "nom_quartier", ETB_FIELD_QPV_NAME },
  { "nom_quarti", ETB_FIELD_QPV_NAME },
  { "nom_qpv", ETB_FIELD_QPV_NAME },
  { "insee_com", ETB_FIELD_COMMUNE_CODE },
  { "code_commune", ETB_FIELD_COMMUNE_CODE },
  { "code_commu", ETB_FIELD_COMMUNE_CODE },
  { "code_insee", ETB_FIELD_COMMUNE_CODE },
  { "code", ETB_FIELD_CODE },
  { "insee", ETB_FIELD_CODE },
  { "nom", ETB_FIELD_NAME },
  { "nom_com", ETB_FIELD_NAME },
  { "nom_officiel", ETB_FIELD_NAME },
  { "nom_offici", ETB_FIELD_NAME },
};

EtbField
etb_field_find (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strlen (columns[i].name) == length
        && g_ascii_strncasecmp (columns[i].name, name, length) == 0)
      return columns[i].field;
  return ETB_FIELD_OTHER;
}

void
etb_fields_set (EtbFields *self, EtbField field, char *value)
{
  g_strstrip (value);
  /* The first column of a kind is taken: "insee_com" comes before what repeats it. */
  if (field >= ETB_FIELD_COUNT || *value == '\0' || self->values[field] != NULL)
    g_free (value);
  else
    self->values[field] = value;
}

void
etb_fields_clear (EtbFields *self)
{
  for (gsize i = 0; i < ETB_FIELD_COUNT; i++)
    g_clear_pointer (&self->values[i], g_free);
}

#define COMMUNE_LENGTH 5

/* Digits, but for the second of Corsica: "2A004". Four of them lost their zero. */
static gboolean
is_commune (const char *word, gsize length)
{
  if (length != COMMUNE_LENGTH && length != COMMUNE_LENGTH - 1)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (word[i])
        && !(i == 1 && length == COMMUNE_LENGTH && strchr ("AB", word[i]) != NULL))
      return FALSE;
  return TRUE;
}

/* INSEE codes in @text, however they are separated, each with the zero that a spreadsheet may have
 * taken away, joined by a space. What is no code is left out. (transfer full) */
static char *
clean_communes (const char *text)
{
  GString *codes = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize length = strcspn (text, " ,;/|\t\r\n");

      if (is_commune (text, length))
        {
          if (codes->len > 0)
            g_string_append_c (codes, ' ');
          if (length < COMMUNE_LENGTH)
            g_string_append_c (codes, '0');
          g_string_append_len (codes, text, (gssize)length);
        }
      text += length;
      text += strspn (text, " ,;/|\t\r\n");
    }
  return g_string_free (codes, FALSE);
}

EtbArea *
etb_fields_to_area (const EtbFields *self)
{
  const char *const *values = (const char *const *)self->values;
  const char *code
      = values[ETB_FIELD_CODE] != NULL ? values[ETB_FIELD_CODE] : values[ETB_FIELD_COMMUNE_CODE];
  g_autofree char *communes = NULL;

  if (values[ETB_FIELD_QPV_CODE] != NULL)
    {
      const char *name = values[ETB_FIELD_QPV_NAME];

      if (etb_generation_of_code (values[ETB_FIELD_QPV_CODE]) == NULL)
        return NULL;
      if (values[ETB_FIELD_COMMUNE_CODE] != NULL)
        communes = clean_communes (values[ETB_FIELD_COMMUNE_CODE]);
      return etb_area_new (values[ETB_FIELD_QPV_CODE], name != NULL ? name : "",
                           communes != NULL ? communes : "");
    }
  communes = code != NULL ? clean_communes (code) : NULL;
  if (communes == NULL || strlen (communes) != COMMUNE_LENGTH)
    return NULL;
  return etb_area_new (communes, values[ETB_FIELD_NAME] != NULL ? values[ETB_FIELD_NAME] : "", "");
}
