/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what is known of a place, in sentences; see etb-location.h.
 * Callers: the page of the territory, etb-cli-territory-locate. */

#include "etb-location.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"

#define DIGEST_SHOWN 12 /* letters: enough to compare at sight */

/* "128 m", "1.5 km", in the running locale. (transfer full) */
static char *
describe_distance (double metres)
{
  if (metres < 10)
    return g_strdup_printf (_ ("%.1f m"), metres);
  if (metres < 1000)
    return g_strdup_printf (_ ("%.0f m"), metres);
  return g_strdup_printf (_ ("%.1f km"), metres / 1000);
}

static char *
name_area (const EtbArea *area)
{
  return *area->name != '\0' ? g_strdup_printf (_ ("%s (%s)"), area->name, area->code)
                             : g_strdup (area->code);
}

/* "A (QN1) and B (QN2)" is rare: a comma will do. */
static char *
name_areas (GPtrArray *areas)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < areas->len; i++)
    {
      g_autofree char *name = name_area (g_ptr_array_index (areas, i));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

static char *
say_inside (const EtbLocationAnswer *answer)
{
  const char *generation = answer->generation->name;
  g_autofree char *names = name_areas (answer->inside);

  if (answer->inside->len > 0)
    return g_strdup_printf (_ ("QPV %s: the place is inside %s."), generation, names);
  if (answer->source == NULL)
    return g_strdup_printf (_ ("QPV %s: not known. The contours of the State are not on this "
                               "computer yet."),
                               generation);
  if (!answer->known)
    return g_strdup_printf (_ ("QPV %s: not known. The file on this computer holds only a part of "
                               "them, far from this place."),
                               generation);
  if (answer->coverage == ETB_COVERAGE_PART)
    return g_strdup_printf (_ ("QPV %s: the place is outside those of the file on this computer, "
                               "which holds only a part of them."),
                               generation);
  return g_strdup_printf (_ ("QPV %s: the place is outside."), generation);
}

static void
append_nearest (GString *words, const EtbLocationAnswer *answer)
{
  g_autofree char *distance = describe_distance (answer->metres);
  g_autofree char *name = name_area (answer->nearest);

  g_string_append_printf (words, _ (" The nearest limit is %s away, that of %s."), distance, name);
  if (etb_location_answer_is_on_limit (answer))
    g_string_append (words, _ (" The place is on the limit, within 1 m."));
  if (etb_location_answer_is_to_check (answer))
    g_string_append (words, _ (" To be checked with the State’s services: contours are drawn at "
                               "1/5,000, and an address may be several metres away from its "
                               "point."));
}

char *
etb_location_answer_describe (const EtbLocationAnswer *answer)
{
  g_autofree char *inside = say_inside (answer);
  GString *words = g_string_new (inside);

  if (answer->nearest != NULL)
    append_nearest (words, answer);
  return g_string_free (words, FALSE);
}

char *
etb_location_answer_describe_source (const EtbLocationAnswer *answer)
{
  g_autofree char *when = NULL;

  if (answer->source == NULL)
    return NULL;
  when = etb_dataset_describe_import (answer->source);
  return g_strdup_printf (_ ("From “%s”, imported on %s, SHA-256 %.*s…"), answer->source->file,
                             when, DIGEST_SHOWN, answer->source->sha256);
}
