/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which class of field serves which type of answer: the only place that knows them all. */

#include "etb-field-factory.h"

#include "etb-address-field.h"
#include "etb-attestation-field.h"
#include "etb-check-field.h"
#include "etb-commune-field.h"
#include "etb-date-field.h"
#include "etb-entry-field.h"
#include "etb-list-field.h"
#include "etb-long-text-field.h"
#include "etb-radio-field.h"

/* More choices than this are looked for by typing, not by reading. */
#define MAX_RADIOS 7

static GType
class_for (EtbCall *call, const EtbItem *question, EtbTerritory *territory)
{
  EtbValueType type = question->bind != NULL ? question->bind->type : ETB_VALUE_TEXT;

  switch (type)
    {
    case ETB_VALUE_LONG_TEXT:
      return ETB_TYPE_LONG_TEXT_FIELD;
    case ETB_VALUE_DATE:
      return ETB_TYPE_DATE_FIELD;
    case ETB_VALUE_YES_NO:
      return ETB_TYPE_RADIO_FIELD;
    case ETB_VALUE_CHOICE:
      if (question->list == NULL)
        return ETB_TYPE_ENTRY_FIELD;
      return question->list->items->len > MAX_RADIOS ? ETB_TYPE_LIST_FIELD : ETB_TYPE_RADIO_FIELD;
    case ETB_VALUE_CHOICES:
      return question->list != NULL ? ETB_TYPE_CHECK_FIELD : ETB_TYPE_ENTRY_FIELD;
    case ETB_VALUE_ATTESTATION:
      return ETB_TYPE_ATTESTATION_FIELD;
    case ETB_VALUE_COMMUNE:
      return territory != NULL ? ETB_TYPE_COMMUNE_FIELD : ETB_TYPE_ENTRY_FIELD;
    case ETB_VALUE_TEXT:
      return etb_address_field_is_for (call, question->path) ? ETB_TYPE_ADDRESS_FIELD
                                                             : ETB_TYPE_ENTRY_FIELD;
    case ETB_VALUE_INTEGER:
    case ETB_VALUE_DECIMAL:
    case ETB_VALUE_AMOUNT:
    case ETB_VALUE_SIRET:
    case ETB_VALUE_RNA:
    case ETB_VALUE_IBAN:
    case ETB_VALUE_EMAIL:
    case ETB_VALUE_PHONE:
    case ETB_VALUE_POSTCODE:
    case ETB_VALUE_QPV:
    default:
      return ETB_TYPE_ENTRY_FIELD;
    }
}

GtkWidget *
etb_field_new_for (EtbDossier *dossier, EtbTerritory *territory, const EtbItem *question,
                   const char *path)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);
  g_return_val_if_fail (question != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return g_object_new (class_for (etb_dossier_get_call (dossier), question, territory), "dossier",
                       dossier, "territory", territory, "question", question, "path", path, NULL);
}
