/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An address, proposed where addresses were imported; see the header.
 * Made by the factory only. */

#include "etb-address-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-atlas.h"
#include "etb-place-suggestion.h"

#define SUGGESTIONS 12
#define ELEMENT     "/adresse"

struct _EtbAddressField
{
  EtbSuggestField parent_instance;

  EtbAtlas *atlas;
};

G_DEFINE_FINAL_TYPE (EtbAddressField, etb_address_field, ETB_TYPE_SUGGEST_FIELD)

/* "/dossier/lieu/adresse" and "commune" give "/dossier/lieu/commune", when the call has that answer
 * and it is of @type. (transfer full) (nullable) */
static char *
find_sibling (EtbCall *call, const char *path, const char *name, EtbValueType type)
{
  gsize length = strlen (path) - strlen (ELEMENT);
  g_autofree char *sibling = g_strdup_printf ("%.*s/%s", (int)length, path, name);
  const EtbBind *bind = etb_call_find_bind (call, sibling);

  return bind != NULL && bind->type == type ? g_steal_pointer (&sibling) : NULL;
}

gboolean
etb_address_field_is_for (EtbCall *call, const char *path)
{
  g_autofree char *commune = g_str_has_suffix (path, ELEMENT)
                                 ? find_sibling (call, path, "commune", ETB_VALUE_COMMUNE)
                                 : NULL;

  return commune != NULL;
}

static GPtrArray *
etb_address_field_suggest (EtbSuggestField *field, const char *typed)
{
  EtbAddressField *self = ETB_ADDRESS_FIELD (field);
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_suggestion_free);
  g_autoptr (GPtrArray) places
      = *typed != '\0' ? etb_atlas_find (self->atlas, typed, SUGGESTIONS, NULL) : NULL;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const EtbFoundPlace *place = g_ptr_array_index (places, i);

      if (place->kind != ETB_FOUND_COMMUNE)
        g_ptr_array_add (suggestions, etb_place_suggestion_new (place));
    }
  return suggestions;
}

/* What is typed is kept as it is: no label stands for it. */
static char *
etb_address_field_describe (EtbSuggestField *field, const char *value)
{
  return NULL;
}

/* Adds what is known of the place, if the call asks for it. */
static void
add_answer (EtbField *field, const char *name, EtbValueType type, const char *value,
            GPtrArray *paths, GPtrArray *typed)
{
  char *path = find_sibling (etb_dossier_get_call (etb_field_get_dossier (field)),
                             etb_field_get_path (field), name, type);

  if (path == NULL || *value == '\0')
    {
      g_free (path);
      return;
    }
  g_ptr_array_add (paths, path);
  g_ptr_array_add (typed, (char *)value);
}

/* One act of the person: one step to undo. */
static void
etb_address_field_taken (EtbSuggestField *self, const EtbSuggestion *suggestion)
{
  EtbField *field = ETB_FIELD (self);
  const EtbFoundPlace *place = suggestion->place;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) typed = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (paths, g_strdup (etb_field_get_path (field)));
  g_ptr_array_add (typed, suggestion->value);
  add_answer (field, "code-postal", ETB_VALUE_POSTCODE, place->postcode, paths, typed);
  add_answer (field, "commune", ETB_VALUE_COMMUNE, place->code, paths, typed);
  g_ptr_array_add (paths, NULL);
  if (!etb_dossier_choose (etb_field_get_dossier (field), (const char *const *)paths->pdata,
                           (const char *const *)typed->pdata, &error))
    g_message ("%s: %s", etb_field_get_path (field), error->message);
}

static void
etb_address_field_build (EtbField *field)
{
  EtbAddressField *self = ETB_ADDRESS_FIELD (field);
  g_autofree char *scopes = NULL;

  ETB_FIELD_CLASS (etb_address_field_parent_class)->build (field);
  scopes = etb_atlas_list_address_scopes (self->atlas);
  if (*scopes == '\0')
    etb_field_frame_set_counter (
        etb_field_get_frame (field),
        _ ("Addresses are proposed here once those of your département are read in: main menu, "
           "“Priority neighbourhoods (QPV)” (file adresses-NN.csv.gz of adresse.data.gouv.fr)."),
           FALSE);
}

static void
etb_address_field_dispose (GObject *object)
{
  g_clear_object (&ETB_ADDRESS_FIELD (object)->atlas);
  G_OBJECT_CLASS (etb_address_field_parent_class)->dispose (object);
}

static void
etb_address_field_class_init (EtbAddressFieldClass *klass)
{
  EtbSuggestFieldClass *suggest_class = ETB_SUGGEST_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = etb_address_field_dispose;
  ETB_FIELD_CLASS (klass)->build = etb_address_field_build;
  suggest_class->suggest = etb_address_field_suggest;
  suggest_class->describe = etb_address_field_describe;
  suggest_class->taken = etb_address_field_taken;
}

static void
etb_address_field_init (EtbAddressField *self)
{
  self->atlas = etb_atlas_new (NULL);
}
