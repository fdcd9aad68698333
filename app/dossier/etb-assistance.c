/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The record of help: see the header. Pure but for reference counting.
 *
 * Durations are those that public helpers in France know: a day, a month, half a year, a year.
 *
 * Callers: etb-content and etb-change read and write it; etb-dossier-assistance makes it; package,
 * cli and ui show it. */

#include "etb-assistance.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"

#define AUTHOR_PREFIX "accompagnant:"
/* Days before the end of a mandate of more than one day. */
#define WARNING_DAYS 7

G_DEFINE_BOXED_TYPE (EtbAssistance, etb_assistance, etb_assistance_ref, etb_assistance_unref)

static char *
copy (const char *text)
{
  return g_strdup (text ? text : "");
}

static GDateTime *
copy_instant (GDateTime *instant)
{
  return instant ? g_date_time_to_utc (instant) : NULL;
}

EtbAssistance *
etb_assistance_new (const EtbAssistance *fields)
{
  EtbAssistance *self = g_atomic_rc_box_new0 (EtbAssistance);

  self->id = copy (fields->id);
  self->author = g_strconcat (AUTHOR_PREFIX, self->id, NULL);
  self->helper = copy (fields->helper);
  self->organisation = copy (fields->organisation);
  self->status = copy (fields->status);
  self->consent = copy (fields->consent);
  self->consent_version = copy (fields->consent_version);
  self->consent_sha256 = copy (fields->consent_sha256);
  self->sections = fields->sections ? g_strdupv (fields->sections) : g_new0 (char *, 1);
  self->mandate_days = fields->mandate_days;
  self->began = copy_instant (fields->began);
  self->ended = copy_instant (fields->ended);
  self->read_back = copy_instant (fields->read_back);
  return self;
}

static void
etb_assistance_clear (EtbAssistance *self)
{
  g_free (self->id);
  g_free (self->author);
  g_free (self->helper);
  g_free (self->organisation);
  g_free (self->status);
  g_free (self->consent);
  g_free (self->consent_version);
  g_free (self->consent_sha256);
  g_strfreev (self->sections);
  g_clear_pointer (&self->began, g_date_time_unref);
  g_clear_pointer (&self->ended, g_date_time_unref);
  g_clear_pointer (&self->read_back, g_date_time_unref);
}

EtbAssistance *
etb_assistance_ref (EtbAssistance *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
etb_assistance_unref (EtbAssistance *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)etb_assistance_clear);
}

/* ---- How long ---------------------------------------------------------------------------------
 */

GDateTime *
etb_assistance_expiry (const EtbAssistance *self)
{
  g_autofree char *day = NULL;

  if (self->mandate_days > 0)
    return g_date_time_add_days (self->began, (int)self->mandate_days);
  day = etb_instant_paris_date (self->began);
  return etb_instant_end_of_day (day, NULL);
}

/* A presence ends with its day: that it does is no news on that day. */
static gboolean
is_expiring (const EtbAssistance *self, GDateTime *expiry, GDateTime *now)
{
  g_autoptr (GDateTime) warning = NULL;
  g_autofree char *last_day = NULL;
  g_autofree char *today = NULL;

  if (self->mandate_days > 1)
    {
      warning = g_date_time_add_days (expiry, -WARNING_DAYS);
      return g_date_time_compare (now, warning) >= 0;
    }
  last_day = etb_instant_paris_date (expiry);
  today = etb_instant_paris_date (now);
  return self->mandate_days == 1 && g_str_equal (last_day, today);
}

EtbAssistanceState
etb_assistance_state (const EtbAssistance *self, GDateTime *now)
{
  g_autoptr (GDateTime) expiry = etb_assistance_expiry (self);

  if (self->ended)
    return ETB_ASSISTANCE_ENDED;
  if (g_date_time_compare (now, expiry) > 0)
    return ETB_ASSISTANCE_EXPIRED;
  return is_expiring (self, expiry, now) ? ETB_ASSISTANCE_EXPIRING : ETB_ASSISTANCE_OPEN;
}

gboolean
etb_assistance_is_open (const EtbAssistance *self, GDateTime *now)
{
  const EtbAssistanceState state = etb_assistance_state (self, now);

  return state == ETB_ASSISTANCE_OPEN || state == ETB_ASSISTANCE_EXPIRING;
}

GDateTime *
etb_assistance_end (const EtbAssistance *self, GDateTime *now)
{
  switch (etb_assistance_state (self, now))
    {
    case ETB_ASSISTANCE_ENDED:
      return g_date_time_ref (self->ended);
    case ETB_ASSISTANCE_EXPIRED:
      return etb_assistance_expiry (self);
    case ETB_ASSISTANCE_OPEN:
    case ETB_ASSISTANCE_EXPIRING:
    default:
      return NULL;
    }
}

/* ---- What and who -----------------------------------------------------------------------------
 */

gboolean
etb_assistance_covers (const EtbAssistance *self, const char *task)
{
  if (!*self->sections)
    return TRUE;
  return task && g_strv_contains ((const char *const *)self->sections, task);
}

char *
etb_assistance_describe (const EtbAssistance *self)
{
  if (!*self->organisation)
    return g_strdup (self->helper);
  /* Translators: name of a helper, and of the organisation they belong to. */
  return g_strdup_printf (_ ("%s (%s)"), self->helper, self->organisation);
}

const char *
etb_assistance_id_of_author (const char *author)
{
  return g_str_has_prefix (author, AUTHOR_PREFIX) ? author + strlen (AUTHOR_PREFIX) : NULL;
}

const char *const *
etb_assistance_statuses (void)
{
  static const char *const codes[]
      = { "agent", "salarie", "benevole", "elu", "service-civique", "proche", "autre", NULL };

  return codes;
}

const char *
etb_assistance_status_label (const char *code)
{
  static const char *const labels[] = {
    N_ ("Public servant"), N_ ("Employee"), N_ ("Volunteer"),
                                                N_ ("Elected representative"),
                                                    N_ ("Young person in civic service"),
                                                        N_ ("Relative or friend"), N_ ("Other"),
                                                        };
  const char *const *codes = etb_assistance_statuses ();

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (codes[i], code))
      return _ (labels[i]);
  return code;
}

const guint *
etb_assistance_mandates (gsize *n)
{
  static const guint days[] = { 0, 1, 31, 182, 365 };

  *n = G_N_ELEMENTS (days);
  return days;
}

char *
etb_assistance_mandate_words (guint days)
{
  switch (days)
    {
    case 0:
      return g_strdup (_ ("No mandate: the applicant is there, today"));
    case 182:
      return g_strdup (_ ("182 days (six months)"));
    case 365:
      return g_strdup (_ ("365 days (a year)"));
    default:
      return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
    }
}
