/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dossier keeps what was found of its place; see the header.
 *
 * In the file it is a row among the answers, whose key is no path: the history, the comparison of
 * two copies and the versions treat it as they treat any answer, and so does an earlier program,
 * which has no place for it and leaves it alone. An empty text is none.
 *
 * Callers: the page of the territory, etb-reopen; etb-dossier-history and etb-dossier-open for its
 * text. */

#include "etb-dossier-finding.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-private.h"

/* ---- Its text, among the answers --------------------------------------------------------------
 */

char *
etb_dossier_get_value (EtbDossier *self, const char *key)
{
  if (g_str_equal (key, ETB_DOSSIER_FINDING_KEY))
    return g_strdup (self->finding_text ? self->finding_text : "");
  return etb_instance_get (self->instance, key);
}

/* One that cannot be read stays in the file: a later program may know it. */
static void
hold (EtbDossier *self, const char *text, GError **error)
{
  g_free (self->finding_text);
  self->finding_text = g_strdup (text);
  g_clear_pointer (&self->finding, etb_finding_free);
  if (*text != '\0')
    self->finding = etb_finding_from_text (text, error);
}

void
etb_dossier_put_value (EtbDossier *self, const char *key, const char *value)
{
  if (g_str_equal (key, ETB_DOSSIER_FINDING_KEY))
    hold (self, value, NULL);
  else
    etb_instance_set (self->instance, key, value);
}

void
etb_dossier_restore_finding (EtbDossier *self, EtbContent *content)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      if (!g_str_equal (answer->key, ETB_DOSSIER_FINDING_KEY))
        continue;
      hold (self, answer->value, &error);
      g_hash_table_replace (self->origins, g_strdup (answer->key),
                            etb_origin_new (answer->author, answer->at, answer->review));
    }
  if (error)
    g_ptr_array_add (
        self->notices,
        g_strdup_printf (_ ("%s The answers are there: look the place up again."), error->message));
}

const EtbFinding *
etb_dossier_get_finding (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  return self->finding;
}

/* ---- Keeping one ------------------------------------------------------------------------------
 */

/* The commune that the dossier gives, when no contour told it. */
static void
complete_commune (EtbDossier *self, EtbFinding *finding, EtbTerritory *territory)
{
  g_autofree char *path = etb_finding_get_commune_path (self->call, self->instance);
  g_autofree char *code = path ? etb_instance_get (self->instance, path) : NULL;
  const EtbCommune *commune;

  if (*finding->commune != '\0' || !code || *code == '\0')
    return;
  commune = territory ? etb_territory_get_commune (territory, code) : NULL;
  g_free (finding->commune_name);
  finding->commune_name = g_strdup (commune ? commune->name : "");
  g_free (finding->commune);
  finding->commune = g_steal_pointer (&code);
  finding->commune_answered = TRUE;
}

/* As it will be read back, or not at all. Returns: (transfer full) */
static EtbFinding *
copy (const EtbFinding *finding, GError **error)
{
  g_autofree char *text = etb_finding_to_text (finding);

  return etb_finding_from_text (text, error);
}

static void
step_finding (EtbDossier *self, EtbStep *step, const EtbFinding *finding)
{
  g_autofree char *text = etb_finding_to_text (finding);

  etb_dossier_step_answer (self, step, ETB_DOSSIER_FINDING_KEY, text);
}

static gboolean
step_answers (EtbDossier *self, EtbStep *step, const EtbFinding *finding, GError **error)
{
  const EtbRoles *roles = etb_call_get_roles (self->call);
  g_autofree char *distance = etb_finding_get_distance (finding);

  return etb_dossier_step_typed (self, step, roles->qpv, finding->code, error)
         && (!roles->qpv_distance
             || etb_dossier_step_typed (self, step, roles->qpv_distance, distance, error));
}

gboolean
etb_dossier_take_finding (EtbDossier *self, const EtbFinding *finding, EtbTerritory *territory,
                          const char *words, GError **error)
{
  g_autoptr (EtbFinding) kept = NULL;
  g_autoptr (EtbStep) step = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (finding != NULL && words != NULL, FALSE);

  if (!etb_call_get_roles (self->call)->qpv)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                   _ ("This call asks for no priority neighbourhood"));
      return FALSE;
    }
  kept = etb_dossier_check_writable (self, error) ? copy (finding, error) : NULL;
  if (!kept)
    return FALSE;
  complete_commune (self, kept, territory);
  step = etb_dossier_new_step (self, ETB_STEP_LOCATED, words);
  if (!step_answers (self, step, kept, error))
    return FALSE;
  step_finding (self, step, kept);
  etb_dossier_perform (self, g_steal_pointer (&step));
  return TRUE;
}

gboolean
etb_dossier_bring_finding (EtbDossier *self, const EtbFinding *finding, const char *name,
                           GError **error)
{
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (finding != NULL && name != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  step = etb_dossier_new_step (self, ETB_STEP_FILLED, name);
  step_finding (self, step, finding);
  etb_dossier_perform (self, step);
  return TRUE;
}
