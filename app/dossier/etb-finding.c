/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what was found of a place, as a value; see the header.
 * Callers: the page of the territory makes it; etb-dossier-finding keeps it; etb-document writes
 * it out. */

#include "etb-finding.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "etb-instant.h"

static void
contour_free (gpointer data)
{
  EtbFindingContour *contour = data;

  etb_area_free (contour->area);
  g_free (contour);
}

EtbFinding *
etb_finding_new_empty (void)
{
  EtbFinding *self = g_new0 (EtbFinding, 1);

  self->contours = g_ptr_array_new_with_free_func (contour_free);
  return self;
}

void
etb_finding_free (EtbFinding *self)
{
  if (!self)
    return;
  g_free (self->checked);
  g_free (self->label);
  g_free (self->code);
  g_free (self->name);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->imported);
  g_free (self->words);
  g_ptr_array_unref (self->contours);
  g_free (self);
}

void
etb_finding_add_contour (EtbFinding *self, EtbArea *area, gboolean inside)
{
  EtbFindingContour *contour = g_new (EtbFindingContour, 1);

  *contour = (EtbFindingContour){ area, inside };
  g_ptr_array_add (self->contours, contour);
}

/* ---- Making -----------------------------------------------------------------------------------
 */

/* The contours may be of a year when there were other communes. */
static void
set_commune (EtbFinding *self, const char *code, EtbTerritory *territory)
{
  const EtbCommune *commune
      = code && territory ? etb_territory_get_present_commune (territory, code) : NULL;

  self->commune = g_strdup (commune ? commune->code : code ? code : "");
  self->commune_name = g_strdup (commune ? commune->name : "");
}

/* (transfer full) */
static char *
to_utc (const char *iso)
{
  g_autoptr (GDateTime) instant = etb_instant_parse (iso, NULL);

  return instant != NULL ? etb_instant_to_utc (instant) : g_strdup (iso);
}

static void
take_answer (EtbFinding *self, const EtbLocationAnswer *answer, const EtbArea *area)
{
  self->generation = answer->generation;
  self->code = g_strdup (area->code);
  self->name = g_strdup (area->name);
  self->inside = answer->inside->len > 0;
  self->metres = answer->metres;
  self->on_limit = etb_location_answer_is_on_limit (answer);
  self->to_check = etb_location_answer_is_to_check (answer);
  self->file = g_strdup (answer->source->file);
  self->sha256 = g_strdup (answer->source->sha256);
  self->imported = to_utc (answer->source->imported);
  self->words = etb_location_answer_describe (answer);
}

EtbFinding *
etb_finding_new (const EtbLocation *location, const EtbGeneration *generation, const char *label,
                 const EtbSurroundings *surroundings, EtbTerritory *territory, GDateTime *now)
{
  const EtbLocationAnswer *answer;
  const EtbArea *area;
  EtbFinding *self;

  g_return_val_if_fail (location != NULL && generation != NULL && surroundings != NULL, NULL);
  g_return_val_if_fail (label != NULL && now != NULL, NULL);

  answer = etb_location_get_answer (location, generation);
  area = etb_location_answer_get_area (answer);
  if (!area || !answer->nearest || !answer->source)
    return NULL;
  self = etb_finding_new_empty ();
  self->checked = etb_instant_to_utc (now);
  self->label = g_strdup (label);
  self->place = location->place;
  take_answer (self, answer, area);
  set_commune (self, location->commune, territory);
  self->half_width = surroundings->half_width;
  self->left_out = surroundings->left_out;
  for (guint i = 0; i < surroundings->areas->len; i++)
    {
      const EtbArea *seen = g_ptr_array_index (surroundings->areas, i);

      etb_finding_add_contour (self, etb_area_copy (seen),
                               etb_location_answer_has_inside (answer, seen->code));
    }
  return self;
}

/* ---- What it stands for -----------------------------------------------------------------------
 */

static void
claim_free (gpointer data)
{
  EtbFindingClaim *claim = data;

  g_free (claim->path);
  g_free (claim->value);
  g_free (claim);
}

char *
etb_finding_get_distance (const EtbFinding *self)
{
  /* Inside, there is no distance to state. */
  return self->inside ? g_strdup ("") : g_strdup_printf ("%.0f", ceil (self->metres));
}

char *
etb_finding_get_commune_path (EtbCall *call, EtbInstance *instance)
{
  const char *qpv = etb_call_get_roles (call)->qpv;
  gsize group = qpv ? (gsize)(strrchr (qpv, '/') - qpv) + 1 : 0;
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (instance);

  for (guint i = 0; qpv && i < leaves->len; i++)
    {
      g_autofree char *path = etb_instance_path_of (instance, g_ptr_array_index (leaves, i));
      const EtbBind *bind = etb_call_find_bind (call, path);

      if (bind && bind->type == ETB_VALUE_COMMUNE && strncmp (path, qpv, group) == 0
          && !strchr (path + group, '/'))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* @path: NULL when the call has no such answer. What does not apply is not claimed. */
static void
add_claim (GPtrArray *claims, EtbEvaluation *evaluation, const char *path, const char *value)
{
  g_autofree char *answer = NULL;
  EtbFindingClaim *claim;

  if (!path || !etb_evaluation_get_node (evaluation, path)->relevant)
    return;
  answer = etb_instance_get (etb_evaluation_get_instance (evaluation), path);
  claim = g_new (EtbFindingClaim, 1);
  *claim = (EtbFindingClaim){ g_strdup (path), g_strdup (value), g_strcmp0 (answer, value) == 0 };
  g_ptr_array_add (claims, claim);
}

GPtrArray *
etb_finding_get_claims (const EtbFinding *self, EtbCall *call, EtbEvaluation *evaluation)
{
  GPtrArray *claims = g_ptr_array_new_with_free_func (claim_free);
  const EtbRoles *roles = etb_call_get_roles (call);
  EtbInstance *instance = etb_evaluation_get_instance (evaluation);
  g_autofree char *distance = etb_finding_get_distance (self);
  g_autofree char *commune = etb_finding_get_commune_path (call, instance);
  g_autofree char *answered = commune ? etb_instance_get (instance, commune) : NULL;

  add_claim (claims, evaluation, roles->qpv, self->code);
  if (claims->len == 0)
    return claims;
  add_claim (claims, evaluation, roles->qpv_distance, distance);
  /* Contours that tell the commune contradict no answer that is not given yet. */
  if (*self->commune != '\0' && (self->commune_answered || (answered && *answered != '\0')))
    add_claim (claims, evaluation, commune, self->commune);
  return claims;
}

gboolean
etb_finding_claims_agree (GPtrArray *claims)
{
  for (guint i = 0; i < claims->len; i++)
    if (!((const EtbFindingClaim *)g_ptr_array_index (claims, i))->agrees)
      return FALSE;
  return TRUE;
}

/* ---- Words ------------------------------------------------------------------------------------
 */

static char *
describe_instant (const char *iso)
{
  g_autoptr (GDateTime) instant = etb_instant_parse (iso, NULL);

  return instant ? etb_instant_describe (instant) : g_strdup (iso);
}

char *
etb_finding_describe_source (const EtbFinding *self)
{
  g_autofree char *imported = describe_instant (self->imported);
  g_autofree char *checked = describe_instant (self->checked);

  /* Translators: an instant, the name of a file, an instant. */
  return g_strdup_printf (_ ("Looked up on %s in “%s”, read in on %s."), checked, self->file,
                             imported);
}
