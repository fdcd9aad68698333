/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The deposit of a dossier: see the header.
 *
 * Invariant: a deposit is only ever what a person noted; nothing here makes one.
 *
 * Callers: etb-dossier-open, etb-summary, ui. */

#include "etb-deposit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-dossier-private.h"
#include "etb-instant.h"

G_DEFINE_QUARK (etb - deposit - error - quark, etb_deposit_error)

void
etb_deposit_free (EtbDeposit *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self->receipt);
  g_free (self);
}

static EtbDeposit *
deposit_new (GDateTime *at, const char *receipt)
{
  EtbDeposit *self = g_new0 (EtbDeposit, 1);

  self->at = g_date_time_ref (at);
  self->receipt = g_strdup (receipt);
  return self;
}

/* ---- As people write it -----------------------------------------------------------------------
 */

/* "14:32", "14 h 32", "14h": as "14:32". NULL with an error. */
static char *
read_hour (const char *typed, GError **error)
{
  g_autoptr (GRegex) form
      = g_regex_new ("^\\s*([01]?\\d|2[0-3])\\s*(?:[:hH]\\s*([0-5]\\d)?)\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *minutes = NULL;

  if (!g_regex_match (form, typed, 0, &match))
    {
      g_set_error (error, ETB_DEPOSIT_ERROR, ETB_DEPOSIT_ERROR_HOUR,
                   _ ("“%s” is no hour. Write it as 14:32, or leave it empty."), typed);
      return NULL;
    }
  hours = g_match_info_fetch (match, 1);
  minutes = g_match_info_fetch (match, 2);
  return g_strdup_printf ("%02d:%02d", (int)g_ascii_strtoll (hours, NULL, 10),
                          minutes ? (int)g_ascii_strtoll (minutes, NULL, 10) : 0);
}

/* A day alone is its noon, but never later than now: a deposit of this morning is past. */
static GDateTime *
read_instant (const char *day, const char *hour, GDateTime *now, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *date = etb_value_normalise (ETB_VALUE_DATE, day, &local);
  g_autofree char *today = etb_instant_paris_date (now);
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  if (!date)
    {
      g_set_error_literal (error, ETB_DEPOSIT_ERROR, ETB_DEPOSIT_ERROR_DAY, local->message);
      return NULL;
    }
  if (*date == '\0')
    {
      g_set_error (error, ETB_DEPOSIT_ERROR, ETB_DEPOSIT_ERROR_DAY,
                   _ ("Write the day of the deposit, as the receipt says it."));
      return NULL;
    }
  if (*hour == '\0' && g_str_equal (date, today))
    return g_date_time_ref (now);
  clock = *hour ? read_hour (hour, error) : g_strdup ("12:00");
  if (!clock)
    return NULL;
  text = g_strdup_printf ("%sT%s", date, clock);
  return etb_instant_parse (text, NULL);
}

EtbDeposit *
etb_deposit_read (const char *day, const char *hour, const char *receipt, GDateTime *now,
                  GError **error)
{
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *trimmed = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (day && hour && receipt && now, NULL);

  trimmed = g_strstrip (g_strdup (hour));
  at = read_instant (day, trimmed, now, error);
  if (!at)
    return NULL;
  if (g_date_time_compare (at, now) > 0)
    {
      g_set_error (error, ETB_DEPOSIT_ERROR, ETB_DEPOSIT_ERROR_DAY,
                   _ ("This is still to come. Note the deposit once the office has confirmed it."));
      return NULL;
    }
  words = g_strstrip (g_strdup (receipt));
  if (*words == '\0' || g_utf8_strlen (words, -1) > ETB_DEPOSIT_MAX_RECEIPT || strchr (words, '\n'))
    {
      g_set_error (error, ETB_DEPOSIT_ERROR, ETB_DEPOSIT_ERROR_RECEIPT,
                   _ ("Write the number of the receipt, or how it came, in one line: “mail of 15 "
                      "October”. Without a receipt nothing shows that the dossier was deposited."));
      return NULL;
    }
  return deposit_new (at, words);
}

char *
etb_deposit_describe (const EtbDeposit *self)
{
  g_autofree char *at = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  at = etb_instant_describe (self->at);
  return g_strdup_printf (_ ("%s, receipt: %s"), at, self->receipt);
}

/* ---- As a file keeps it -----------------------------------------------------------------------
 */

char *
etb_deposit_to_text (const EtbDeposit *self)
{
  g_autofree char *at = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  at = etb_instant_to_utc (self->at);
  return g_strdup_printf ("%s\n%s", at, self->receipt);
}

EtbDeposit *
etb_deposit_from_text (const char *text)
{
  g_auto (GStrv) parts = text ? g_strsplit (text, "\n", -1) : NULL;
  g_autoptr (GDateTime) at = NULL;

  if (!parts || g_strv_length (parts) != 2 || *parts[1] == '\0'
      || g_utf8_strlen (parts[1], -1) > ETB_DEPOSIT_MAX_RECEIPT)
    return NULL;
  at = g_date_time_new_from_iso8601 (parts[0], NULL);
  return at ? deposit_new (at, parts[1]) : NULL;
}

/* ---- Of a dossier -----------------------------------------------------------------------------
 */

const EtbDeposit *
etb_dossier_get_deposit (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->deposit;
}

gboolean
etb_dossier_record_deposit (EtbDossier *self, const EtbDeposit *deposit, GError **error)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *at = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  now = g_date_time_new_now_utc ();
  at = etb_instant_to_utc (now);
  text = deposit ? etb_deposit_to_text (deposit) : NULL;
  etb_store_push (self->store, etb_change_new (ETB_CHANGE_DEPOSIT, NULL, text,
                                               etb_dossier_get_author (self), at));
  g_clear_pointer (&self->deposit, etb_deposit_free);
  if (deposit)
    self->deposit = deposit_new (deposit->at, deposit->receipt);
  etb_dossier_emit_deposit_changed (self);
  return etb_dossier_flush (self, error);
}
