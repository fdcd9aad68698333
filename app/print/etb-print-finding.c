/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what was found of the place with regard to the priority neighbourhoods, with its map.
 * Invariant: the finding is never told for answers that are others now: where they differ, that is
 * said. Nothing is measured here: the map is drawn from the contours of the document.
 * Callers: etb-print.c. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "etb-element.h"
#include "etb-map.h"
#include "etb-plane.h"
#include "etb-print-private.h"
#include "etb-sheet-figure.h"
#include "etb-sheet-private.h"

#define MAP_HEIGHT   340.0
#define ANSWER_X     206.0
#define VERDICT_X    330.0
#define SMALLEST     1.0 /* metres to each side: a document may say anything */
#define FAR_FROM_ALL 1e6

static double
read_number (xmlNodePtr node, const char *name)
{
  g_autofree char *text = etb_element_attribute (node, name);
  double number = g_ascii_strtod (text, NULL);

  return isfinite (number) ? number : 0;
}

/* "Île & Môle (QP034099)", or the code alone. */
static char *
name_with_code (xmlNodePtr node)
{
  g_autofree char *name = etb_element_text (node, "name");
  g_autofree char *code = etb_element_attribute (node, "code");

  return *name != '\0' ? g_strdup_printf (_ ("%s (%s)"), name, code) : g_strdup (code);
}

/* ---- The map ----------------------------------------------------------------------------------
 */

static void
add_ring (EtbMap *map, const EtbPlane *plane, xmlNodePtr ring)
{
  g_autofree char *text = etb_element_content (ring);
  g_auto (GStrv) points = g_strsplit (text, " ", -1);

  for (guint i = 0; points[i] != NULL; i++)
    {
      char *end;
      EtbPoint point = { g_ascii_strtod (points[i], &end), 0 };

      if (*end != ',')
        continue;
      point.y = g_ascii_strtod (end + 1, NULL);
      point = etb_plane_place (plane, point);
      if (fabs (point.x) < FAR_FROM_ALL && fabs (point.y) < FAR_FROM_ALL)
        etb_map_add_point (map, (EtbMapPoint){ point.x, point.y });
    }
  etb_map_end_ring (map);
}

static void
add_contour (EtbMap *map, const EtbPlane *plane, xmlNodePtr contour)
{
  g_autofree char *name = etb_element_text (contour, "name");
  g_autofree char *code = etb_element_attribute (contour, "code");
  g_autofree char *words = *name != '\0' ? g_strdup_printf ("%s\n%s", name, code) : g_strdup (code);

  etb_map_begin_outline (map, words, etb_element_flag (contour, "inside"));
  for (xmlNodePtr ring = etb_element_child (contour, "ring"); ring != NULL;
       ring = etb_element_next (ring, "ring"))
    add_ring (map, plane, ring);
}

static char *
get_caption (xmlNodePtr finding)
{
  g_autofree char *generation = etb_element_attribute (finding, "generation");

  return g_strdup_printf (_ ("QPV %s. Circles at 300 m and 500 m: marks of tax law, for reference, "
                             "not a rule of this call"),
                             generation);
}

static EtbMap *
make_map (xmlNodePtr finding)
{
  xmlNodePtr place = etb_element_child (finding, "place");
  g_autofree char *caption = get_caption (finding);
  EtbMap *map = etb_map_new (caption, TRUE);
  EtbPlane plane;

  etb_plane_init (&plane, (EtbPoint){ read_number (place, "lon"), read_number (place, "lat") });
  for (xmlNodePtr contour = etb_element_child (finding, "contour"); contour != NULL;
       contour = etb_element_next (contour, "contour"))
    add_contour (map, &plane, contour);
  return map;
}

typedef struct
{
  EtbMap *map;
  double half_width;
} Picture;

static void
draw_picture (EtbSheet *sheet, cairo_t *cr, double width, double height, gpointer data)
{
  const Picture *picture = data;
  g_autoptr (PangoLayout) layout
      = etb_sheet_lay_out (sheet, "", ETB_INK_SMALL, -1, PANGO_ALIGN_CENTER);
  const EtbMapView view
      = { { 0, 0 }, 2 * picture->half_width / MIN (width, height), width, height };

  etb_map_draw (picture->map, cr, layout, &view, &etb_map_paper);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
}

/* What the picture shows, nearest first. */
static char *
list_contours (xmlNodePtr finding)
{
  GString *list = g_string_new (NULL);

  for (xmlNodePtr contour = etb_element_child (finding, "contour"); contour != NULL;
       contour = etb_element_next (contour, "contour"))
    {
      g_autofree char *name = name_with_code (contour);

      g_string_append (list, list->len > 0 ? _("; ") : "");
      g_string_append_printf (list, etb_element_flag (contour, "inside")
                              ? _ ("%s, around the place") : "%s", name);
    }
  return g_string_free (list, FALSE);
}

static char *
describe_picture (xmlNodePtr finding, const char *contours)
{
  g_autofree char *caption = get_caption (finding);
  g_autofree char *text = etb_element_text (finding, "text");

  return g_strdup_printf (
      _ ("Map of the priority neighbourhoods about the place, north at the top. "
                             "%s %s. Neighbourhoods drawn, the nearest first: %s."),
         text, caption, *contours != '\0' ? contours : _("none"));
}

static void
print_left_out (EtbSheet *sheet, xmlNodePtr finding)
{
  guint count = (guint)CLAMP (read_number (finding, "left-out"), 0, G_MAXUINT16);
  g_autofree char *words
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more, farther away, is not drawn.",
                                      "%u more, farther away, are not drawn.", count),
                         count);

  if (count > 0)
    etb_sheet_text (sheet, words, ETB_INK_SMALL, ETB_ROW_PLAIN);
}

static void
print_map (EtbSheet *sheet, xmlNodePtr finding)
{
  g_autofree char *contours = list_contours (finding);
  g_autofree char *alternative = describe_picture (finding, contours);
  g_autofree char *drawn = g_strdup_printf (_ ("Neighbourhoods drawn, the nearest first: %s."),
                                               *contours != '\0' ? contours : _("none"));
  Picture picture = { make_map (finding), MAX (read_number (finding, "half-width"), SMALLEST) };

  etb_sheet_space (sheet, 10.0);
  etb_sheet_need (sheet, MAP_HEIGHT + 60.0);
  etb_sheet_text (sheet, _ ("Map of the place"), ETB_INK_GROUP, ETB_ROW_KEEP);
  etb_sheet_space (sheet, 3.0);
  etb_sheet_figure (sheet, MAP_HEIGHT, alternative, draw_picture, &picture);
  etb_sheet_space (sheet, 4.0);
  etb_sheet_text (sheet, drawn, ETB_INK_SMALL, ETB_ROW_PLAIN);
  print_left_out (sheet, finding);
  etb_map_free (picture.map);
}

/* ---- The answers it stands for ----------------------------------------------------------------
 */

/* The answer at @path anywhere under @parent. (nullable) */
static xmlNodePtr
find_answer (xmlNodePtr parent, const char *path)
{
  for (xmlNodePtr node = etb_element_child (parent, NULL); node != NULL;
       node = etb_element_next (node, NULL))
    {
      g_autofree char *its_path
          = etb_element_is (node, "answer") ? etb_element_attribute (node, "path") : NULL;
      xmlNodePtr found = its_path != NULL ? (g_str_equal (its_path, path) ? node : NULL)
                                          : find_answer (node, path);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whether the answer of the document is still the one of the finding. */
static gboolean
is_current (xmlNodePtr claim)
{
  xmlNodePtr answers = etb_element_child (claim->parent->parent, "answers");
  g_autofree char *path = etb_element_attribute (claim, "path");
  g_autofree char *value = etb_element_text (claim, "value");
  g_autofree char *answer = etb_element_text (find_answer (answers, path), "value");

  return g_str_equal (answer, value);
}

static void
warn_when_outdated (EtbSheet *sheet, xmlNodePtr finding)
{
  gboolean current = TRUE;

  for (xmlNodePtr claim = etb_element_child (finding, "stands-for"); claim != NULL;
       claim = etb_element_next (claim, "stands-for"))
    current &= is_current (claim);
  if (!current)
    etb_sheet_text (sheet,
                    _("This finding no longer agrees with the answers of the dossier: it does not "
                      "hold for those that were changed since."),
                       ETB_INK_OPEN, ETB_ROW_PLAIN);
}

static void
print_claim (EtbSheet *sheet, xmlNodePtr claim)
{
  g_autofree char *label = etb_element_text (claim, "label");
  g_autofree char *text = etb_element_text (claim, "text");
  const gboolean given = *text != '\0';
  const gboolean current = is_current (claim);
  const EtbCell cells[] = {
    { label, ETB_INK_LABEL, 0.0, ANSWER_X - 14.0, PANGO_ALIGN_LEFT },
    { given ? text
            : _("nothing"), given ? ETB_INK_BODY : ETB_INK_FAINT, ANSWER_X,
                 VERDICT_X - ANSWER_X - 8.0, PANGO_ALIGN_LEFT },
      { current      ? _("As answered")
                     : _("The answer is another now"), current ? ETB_INK_GOOD : ETB_INK_OPEN,
                          VERDICT_X, ETB_SHEET_INNER - VERDICT_X, PANGO_ALIGN_LEFT,
                          current ? ETB_MARK_TICK : ETB_MARK_QUESTION },
    };

  etb_sheet_open (sheet, "LI");
  etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_BELOW);
  etb_sheet_close (sheet);
}

static void
print_claims (EtbSheet *sheet, xmlNodePtr finding)
{
  etb_sheet_space (sheet, 8.0);
  etb_sheet_text (sheet, _("Answers of that day"), ETB_INK_GROUP, ETB_ROW_KEEP);
  etb_sheet_open (sheet, "L");
  for (xmlNodePtr claim = etb_element_child (finding, "stands-for"); claim != NULL;
       claim = etb_element_next (claim, "stands-for"))
    print_claim (sheet, claim);
  etb_sheet_close (sheet);
}

/* ---- Where it is from -------------------------------------------------------------------------
 */

static void
print_commune (EtbSheet *sheet, xmlNodePtr commune)
{
  g_autofree char *name = NULL;
  g_autofree char *from = etb_element_attribute (commune, "from");

  if (commune == NULL)
    return;
  name = name_with_code (commune);
  etb_print_fact (sheet, g_str_equal (from, "answer")
                  ? _ ("Commune answered that day")
                  : _ ("Commune, by its contours"), name, ETB_INK_BODY);
}

static void
print_source (EtbSheet *sheet, xmlNodePtr finding)
{
  xmlNodePtr dataset = etb_element_child (finding, "dataset");
  g_autofree char *at = etb_element_attribute (finding, "at");
  g_autofree char *imported = etb_element_attribute (dataset, "imported");
  g_autofree char *file = etb_element_text (dataset, "file");
  g_autofree char *sha256 = etb_element_attribute (dataset, "sha256");
  g_autofree char *checked = etb_print_describe_instant (at);
  g_autofree char *read_in = etb_print_describe_instant (imported);

  etb_print_fact (sheet, _ ("Looked up on"), checked, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("File of the State"), file, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Read in on"), read_in, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("SHA-256 of the file"), sha256, ETB_INK_MONO);
  etb_print_fact (sheet, _ ("Way of measuring"),
                            _ ("In the plane that touches the ellipsoid at the place"),
                               ETB_INK_BODY);
}

static void
print_place (EtbSheet *sheet, xmlNodePtr finding)
{
  xmlNodePtr place = etb_element_child (finding, "place");
  g_autofree char *label = etb_element_text (finding, "label");
  g_autofree char *lon = etb_element_attribute (place, "lon");
  g_autofree char *lat = etb_element_attribute (place, "lat");
  g_autofree char *generation = etb_element_attribute (finding, "generation");
  g_autofree char *qpv = name_with_code (etb_element_child (finding, "qpv"));
  /* Translators: latitude and longitude in degrees. */
  g_autofree char *point = g_strdup_printf (_ ("%s, %s (WGS 84)"), lat, lon);
  /* Translators: the year of a generation of priority neighbourhoods. */
  g_autofree char *of = g_strdup_printf (_ ("QPV of %s"), generation);

  if (*label != '\0')
    etb_print_fact (sheet, _ ("Place as it was typed"), label, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Latitude and longitude"), point, ETB_INK_BODY);
  etb_print_fact (sheet, of, qpv, ETB_INK_STRONG);
  print_commune (sheet, etb_element_child (finding, "commune"));
}

void
etb_print_finding (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr finding = etb_element_child (dossier, "finding");
  g_autofree char *text = NULL;

  if (finding == NULL)
    return;
  text = etb_element_text (finding, "text");
  etb_sheet_heading (sheet, _ ("What was found of the place"), 1);
  etb_sheet_text (sheet, text, ETB_INK_BODY, ETB_ROW_PLAIN);
  warn_when_outdated (sheet, finding);
  etb_sheet_text (
      sheet, _ ("Whether the place is near enough is for the applicant to state: a distance says "
                               "it for no call."),
                ETB_INK_SMALL, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 4.0);
  etb_sheet_open (sheet, "L");
  print_place (sheet, finding);
  print_source (sheet, finding);
  etb_sheet_close (sheet);
  print_claims (sheet, finding);
  print_map (sheet, finding);
}
