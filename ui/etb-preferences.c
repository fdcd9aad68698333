/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the person prefers: see the header. Each property is bound to the key of its name, if the
 * installed settings have it: asking for one that they lack would end the program. Made by the
 * application; read by whatever a preference concerns. */

#include "etb-preferences.h"

#include <gio/gio.h>

#define SCHEMA "fr.etabli.Etabli"

enum
{
  PROP_TEXT_SIZE = 1,
  PROP_HIGH_CONTRAST,
  PROP_REDUCED_MOTION,
  PROP_REOPEN_DOSSIER,
  PROP_DEADLINE_NOTICES,
  PROP_CHECK_SPELLING,
  N_PROPS
};

struct _EtbPreferences
{
  GObject parent_instance;

  GSettings *settings; /* or NULL: not installed */
  guint text_size;
  gboolean switches[N_PROPS]; /* by property */
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (EtbPreferences, etb_preferences, G_TYPE_OBJECT)

static void
etb_preferences_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtbPreferences *self = ETB_PREFERENCES (object);

  if (id == PROP_TEXT_SIZE)
    g_value_set_uint (value, self->text_size);
  else
    g_value_set_boolean (value, self->switches[id]);
}

static void
etb_preferences_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtbPreferences *self = ETB_PREFERENCES (object);

  if (id == PROP_TEXT_SIZE && self->text_size != g_value_get_uint (value))
    self->text_size = g_value_get_uint (value);
  else if (id != PROP_TEXT_SIZE && self->switches[id] != g_value_get_boolean (value))
    self->switches[id] = g_value_get_boolean (value);
  else
    return;
  g_object_notify_by_pspec (object, pspec);
}

static void
etb_preferences_constructed (GObject *object)
{
  EtbPreferences *self = ETB_PREFERENCES (object);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  G_OBJECT_CLASS (etb_preferences_parent_class)->constructed (object);
  if (schema == NULL)
    return;
  self->settings = g_settings_new_full (schema, NULL, NULL);
  for (guint i = PROP_TEXT_SIZE; i < N_PROPS; i++)
    if (g_settings_schema_has_key (schema, props[i]->name))
      g_settings_bind (self->settings, props[i]->name, self, props[i]->name,
                       G_SETTINGS_BIND_DEFAULT);
}

/* What was changed last may still be on its way. */
static void
etb_preferences_finalize (GObject *object)
{
  EtbPreferences *self = ETB_PREFERENCES (object);

  if (self->settings != NULL)
    g_settings_sync ();
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (etb_preferences_parent_class)->finalize (object);
}

static void
etb_preferences_class_init (EtbPreferencesClass *class)
{
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->constructed = etb_preferences_constructed;
  object_class->finalize = etb_preferences_finalize;
  object_class->get_property = etb_preferences_get_property;
  object_class->set_property = etb_preferences_set_property;
  props[PROP_TEXT_SIZE] = g_param_spec_uint ("text-size", NULL, NULL, 100, 200, 100, flags);
  props[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, flags);
  props[PROP_REDUCED_MOTION] = g_param_spec_boolean ("reduced-motion", NULL, NULL, FALSE, flags);
  props[PROP_REOPEN_DOSSIER] = g_param_spec_boolean ("reopen-dossier", NULL, NULL, TRUE, flags);
  props[PROP_DEADLINE_NOTICES] = g_param_spec_boolean ("deadline-notices", NULL, NULL, TRUE, flags);
  props[PROP_CHECK_SPELLING] = g_param_spec_boolean ("check-spelling", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
etb_preferences_init (EtbPreferences *self)
{
}

EtbPreferences *
etb_preferences_new (void)
{
  return g_object_new (ETB_TYPE_PREFERENCES, NULL);
}

guint
etb_preferences_get_text_size (EtbPreferences *self)
{
  g_return_val_if_fail (ETB_IS_PREFERENCES (self), 100);
  return self->text_size;
}

gboolean
etb_preferences_get_high_contrast (EtbPreferences *self)
{
  g_return_val_if_fail (ETB_IS_PREFERENCES (self), FALSE);
  return self->switches[PROP_HIGH_CONTRAST];
}

gboolean
etb_preferences_get_reduced_motion (EtbPreferences *self)
{
  g_return_val_if_fail (ETB_IS_PREFERENCES (self), FALSE);
  return self->switches[PROP_REDUCED_MOTION];
}

gboolean
etb_preferences_get_reopen_dossier (EtbPreferences *self)
{
  g_return_val_if_fail (ETB_IS_PREFERENCES (self), FALSE);
  return self->switches[PROP_REOPEN_DOSSIER];
}

gboolean
etb_preferences_get_deadline_notices (EtbPreferences *self)
{
  g_return_val_if_fail (ETB_IS_PREFERENCES (self), FALSE);
  return self->switches[PROP_DEADLINE_NOTICES];
}
