/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Help with a dossier: who helps, and what whoever types may change; see etb-dossier-assistance.h.
 * What the applicant makes of it is in etb-dossier-read-back.c.
 *
 * Invariants: one help is open at most; whether it is open is told by the clock each time, so that
 * one that expires ends for everybody at once, without a write. */

#include "etb-dossier-assistance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-dossier-private.h"
#include "etb-instant.h"
#include "etb-parcours.h"

/* Bytes of a name. */
#define MAX_NAME 400

static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_ASSISTANCE, message);
  g_free (message);
  return FALSE;
}

/* ---- Who helps --------------------------------------------------------------------------------
 */

GPtrArray *
etb_dossier_get_assistances (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->assistances;
}

EtbAssistance *
etb_dossier_get_assistance (EtbDossier *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  if (self->assistances->len == 0)
    return NULL;
  now = g_date_time_new_now_utc ();
  for (guint i = self->assistances->len; i > 0; i--)
    {
      EtbAssistance *assistance = g_ptr_array_index (self->assistances, i - 1);

      if (etb_assistance_is_open (assistance, now))
        return assistance;
    }
  return NULL;
}

EtbAssistance *
etb_dossier_find_assistance (EtbDossier *self, const char *author)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (author != NULL, NULL);

  for (guint i = 0; i < self->assistances->len; i++)
    {
      EtbAssistance *assistance = g_ptr_array_index (self->assistances, i);

      if (g_str_equal (assistance->author, author))
        return assistance;
    }
  return NULL;
}

const char *
etb_dossier_get_author (EtbDossier *self)
{
  const EtbAssistance *assistance = etb_dossier_get_assistance (self);

  return assistance ? assistance->author : ETB_DOSSIER_AUTHOR;
}

/* ---- What they may change ---------------------------------------------------------------------
 */

static gboolean
covers_item (EtbDossier *self, const EtbAssistance *assistance, const char *path)
{
  GPtrArray *tasks = etb_call_get_tasks (self->call);
  const EtbItem *item = etb_call_find_item (self->call, path);
  const gboolean is_piece = etb_call_find_piece (self->call, path) != NULL;

  if (etb_assistance_covers (assistance, NULL))
    return TRUE;
  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      if (etb_assistance_covers (assistance, task->id)
          && (is_piece ? etb_parcours_task_has_pieces (task)
                       : item && etb_parcours_task_asks (task, item)))
        return TRUE;
    }
  return FALSE;
}

/* An attestation commits the one who makes it. */
static gboolean
is_attestation (EtbDossier *self, const char *path)
{
  const EtbBind *bind = *path == '/' ? etb_call_find_bind (self->call, path) : NULL;

  return bind && bind->type == ETB_VALUE_ATTESTATION;
}

static char *
label_of (EtbDossier *self, const char *path)
{
  const EtbPiece *piece = etb_call_find_piece (self->call, path);
  char *label = piece ? g_strdup (piece->label) : etb_call_label_for (self->call, path);

  return label ? label : g_strdup (path);
}

gboolean
etb_dossier_check_author (EtbDossier *self, const char *path, GError **error)
{
  const EtbAssistance *assistance = etb_dossier_get_assistance (self);
  g_autofree char *label = NULL;

  if (!assistance)
    return TRUE;
  if (!is_attestation (self, path) && covers_item (self, assistance, path))
    return TRUE;
  label = label_of (self, path);
  if (is_attestation (self, path))
    return refuse (error, g_strdup_printf (_ ("“%s” commits the applicant: nobody can answer in "
                                              "their place. End the help first."),
                                              label));
  return refuse (error, g_strdup_printf (_ ("The help of %s does not cover “%s”. Add its section "
                                            "to the help, or end the help first."),
                                            assistance->helper, label));
}

/* What was done in the same help may be taken back; what others did is theirs to undo. */
gboolean
etb_dossier_check_travel (EtbDossier *self, const EtbStep *step, GError **error)
{
  const EtbAssistance *assistance = etb_dossier_get_assistance (self);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  if (!assistance || !step || g_str_equal (step->author, assistance->author))
    return TRUE;
  return refuse (error, g_strdup (_ ("Somebody else did this. End the help first.")));
}

gboolean
etb_dossier_may_change (EtbDossier *self, const char *path)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return !self->read_only_reason && etb_dossier_check_author (self, path, NULL);
}

/* ---- Beginning --------------------------------------------------------------------------------
 */

/* One line, without what no name holds. Returns: (transfer full) */
static char *
tidy (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name ? name : "", -1);
  GString *text = g_string_new (NULL);

  for (const char *c = valid; *c; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_iscntrl (character))
        g_string_append_c (text, ' ');
      else
        g_string_append_unichar (text, character);
    }
  g_strstrip (text->str);
  return g_string_free (text, FALSE);
}

static gboolean
check_task (EtbDossier *self, const char *id, GError **error)
{
  const EtbTask *task = etb_parcours_find_task (self, id);

  if (task && task->kind == ETB_TASK_FILL)
    return TRUE;
  return refuse (error, g_strdup_printf (_ ("The call “%s” has no section “%s” that could be "
                                            "helped with."),
                                            etb_call_get_title (self->call), id));
}

static gboolean
is_mandate (guint days)
{
  gsize n;
  const guint *mandates = etb_assistance_mandates (&n);

  for (gsize i = 0; i < n; i++)
    if (mandates[i] == days)
      return TRUE;
  return FALSE;
}

static gboolean
check_terms (EtbDossier *self, const EtbAssistanceTerms *terms, const char *helper,
             const char *organisation, GError **error)
{
  if (!*helper)
    return refuse (error, g_strdup (_ ("Give the name of the person who helps.")));
  if (strlen (helper) > MAX_NAME || strlen (organisation) > MAX_NAME)
    return refuse (error, g_strdup (_ ("The name of the helper or of the organisation is too "
                                       "long. Shorten it.")));
  if (!terms->status || !g_strv_contains (etb_assistance_statuses (), terms->status))
    return refuse (error, g_strdup_printf (_ ("“%s” does not say what the helper is. Choose one "
                                              "of: %s."),
                                              terms->status ? terms->status : "",
                                              "agent, salarie, benevole, elu, service-civique, "
                                              "proche, autre"));
  if (!is_mandate (terms->mandate_days))
    return refuse (error, g_strdup_printf (_ ("A mandate lasts 1, 31, 182 or 365 days, not %d."),
                                              (int)terms->mandate_days));
  for (gsize i = 0; terms->sections && terms->sections[i]; i++)
    if (!check_task (self, terms->sections[i], error))
      return FALSE;
  return TRUE;
}

/* What the journal says of a wording: its version and its digest. */
static char *
describe_consent (const EtbAssistance *assistance)
{
  return g_strdup_printf ("%s sha256:%s", assistance->consent_version, assistance->consent_sha256);
}

static EtbChange *
make_change (EtbChangeKind kind, const EtbAssistance *assistance, GDateTime *at)
{
  g_autofree char *instant = etb_instant_to_utc (at);

  return etb_change_new (kind, assistance->id, NULL, ETB_DOSSIER_AUTHOR, instant);
}

/* What is typed before counts as typed by whoever typed it. */
gboolean
etb_dossier_begin_assistance (EtbDossier *self, const EtbAssistanceTerms *terms, GError **error)
{
  g_autofree char *helper = NULL;
  g_autofree char *organisation = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GDateTime) now = NULL;
  const EtbConsent *consent;
  const EtbAssistance *open;
  EtbAssistance fields = { 0 };
  EtbChange *change;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (terms != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  open = etb_dossier_get_assistance (self);
  if (open)
    return refuse (error, g_strdup_printf (_ ("%s already helps with this dossier. End that help "
                                              "first."),
                                              open->helper));
  helper = tidy (terms->helper);
  organisation = tidy (terms->organisation);
  if (!check_terms (self, terms, helper, organisation, error))
    return FALSE;

  consent = etb_call_get_consent (self->call);
  id = g_uuid_string_random ();
  now = g_date_time_new_now_utc ();
  fields.id = id;
  fields.helper = helper;
  fields.organisation = organisation;
  fields.status = (char *)terms->status;
  fields.consent = consent->text;
  fields.consent_version = consent->version;
  fields.consent_sha256 = consent->sha256;
  fields.sections = (char **)terms->sections;
  fields.mandate_days = terms->mandate_days;
  fields.began = now;
  g_ptr_array_add (self->assistances, etb_assistance_new (&fields));

  open = g_ptr_array_index (self->assistances, self->assistances->len - 1);
  change = make_change (ETB_CHANGE_ASSISTANCE, open, now);
  change->assistance = etb_assistance_ref ((EtbAssistance *)open);
  change->extra = describe_consent (open);
  etb_store_push (self->store, change);
  etb_dossier_emit_assistance_changed (self);
  return TRUE;
}

/* ---- Changing and ending ----------------------------------------------------------------------
 */

void
etb_dossier_replace_assistance (EtbDossier *self, const EtbAssistance *fields)
{
  for (guint i = 0; i < self->assistances->len; i++)
    {
      EtbAssistance *before = g_ptr_array_index (self->assistances, i);

      if (g_str_equal (before->id, fields->id))
        {
          self->assistances->pdata[i] = etb_assistance_new (fields);
          etb_assistance_unref (before);
          return;
        }
    }
}

static EtbAssistance *
need_open (EtbDossier *self, GError **error)
{
  EtbAssistance *open
      = etb_dossier_check_writable (self, error) ? etb_dossier_get_assistance (self) : NULL;

  if (!open && !self->read_only_reason && self->store)
    refuse (error, g_strdup (_ ("Nobody helps with this dossier now.")));
  return open;
}

gboolean
etb_dossier_extend_assistance (EtbDossier *self, const char *task, GError **error)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GPtrArray) sections = NULL;
  const EtbAssistance *open;
  EtbAssistance fields;
  EtbChange *change;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  open = need_open (self, error);
  if (!open || !check_task (self, task, error))
    return FALSE;
  if (etb_assistance_covers (open, task))
    return TRUE;
  sections = g_ptr_array_new ();
  for (char **section = open->sections; *section; section++)
    g_ptr_array_add (sections, *section);
  g_ptr_array_add (sections, (char *)task);
  g_ptr_array_add (sections, NULL);
  now = g_date_time_new_now_utc ();
  change = make_change (ETB_CHANGE_ASSISTANCE_SECTIONS, open, now);
  change->value = g_strjoinv (" ", (char **)sections->pdata);
  change->extra = describe_consent (open);
  etb_store_push (self->store, change);
  fields = *open;
  fields.sections = (char **)sections->pdata;
  etb_dossier_replace_assistance (self, &fields);
  etb_dossier_emit_assistance_changed (self);
  return TRUE;
}

gboolean
etb_dossier_end_assistance (EtbDossier *self, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const EtbAssistance *open;
  EtbAssistance fields;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);

  open = need_open (self, error);
  if (!open)
    return FALSE;
  etb_store_push (self->store, make_change (ETB_CHANGE_ASSISTANCE_END, open, now));
  fields = *open;
  fields.ended = now;
  etb_dossier_replace_assistance (self, &fields);
  etb_dossier_note_read_back (self);
  etb_dossier_emit_assistance_changed (self);
  return TRUE;
}
