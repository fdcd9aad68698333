/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instants: points in time that carry their zone. Calls close in Paris time, wherever the applicant
 * sits: whatever has no zone is read in Europe/Paris. */

#define ETB_INSTANT_ERROR (etb_instant_error_quark ())
GQuark etb_instant_error_quark (void);

typedef enum
{
  ETB_INSTANT_ERROR_FORM,
} EtbInstantError;

/* Returns: (transfer full): the zone Europe/Paris */
GTimeZone *etb_instant_paris (void);

/* Reads ISO 8601: "2019-10-15", "2019-10-15T18:00", "2019-10-15T18:00:00Z". Without a zone it is
 * Europe/Paris; a bare date is its first second.
 * Returns: (transfer full): NULL with ETB_INSTANT_ERROR_FORM */
GDateTime *etb_instant_parse (const char *text, GError **error);

/* The last second, 23:59:59 in Europe/Paris, of a calendar date: a deadline's day is included.
 * Returns: (transfer full): NULL with ETB_INSTANT_ERROR_FORM */
GDateTime *etb_instant_end_of_day (const char *iso_date, GError **error);

/* The calendar date in Europe/Paris at @instant: "2019-10-15". Returns: (transfer full) */
char *etb_instant_paris_date (GDateTime *instant);

/* UTC, seconds, "2019-10-15T21:59:59Z": for files. Returns: (transfer full) */
char *etb_instant_to_utc (GDateTime *instant);

/* Europe/Paris with its offset, "2019-10-15T23:59:59+02:00": for --json. Returns: (transfer full)
 */
char *etb_instant_to_paris (GDateTime *instant);

/* For people, in the running locale, Paris time: "15 octobre 2019 à 23 h 59 (heure de Paris)".
 * Returns: (transfer full) */
char *etb_instant_describe (GDateTime *instant);

/* The same of an instant that is in Paris time already, by whatever zone. Returns: (transfer full)
 */
char *etb_instant_describe_local (GDateTime *local);

/* For people: "15 octobre 2019" for "2019-10-15", "février 2027" for "2027-02".
 * Returns: (transfer full) */
char *etb_instant_describe_date (const char *iso_date_or_month);

G_END_DECLS
