/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a finding as XML and back; see etb-finding.h. The form is that of "finding" in
 * data/schemas/dossier.xsd.
 *
 * Invariant: what is read back is bounded, and every number of it finite: a stranger may have
 * written it. A ring is written without its last point, which is its first.
 * Callers: etb-dossier-finding, app/package. */

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#include "etb-dossier-error.h"
#include "etb-finding.h"
#include "etb-instant.h"
#include "etb-xml-text.h"

#define METHOD "local-plane" /* the only one there is */

/* Limits on what is read: above what is ever written. */
#define MAX_TEXT     4000 /* bytes */
#define MAX_CONTOURS 64
#define MAX_RINGS    1000 /* of all contours */
#define MAX_POINTS   8000 /* of all rings */
#define MAX_METRES   1e6

/* ---- Out --------------------------------------------------------------------------------------
 */

static void
set (xmlNodePtr node, const char *name, const char *value)
{
  g_autofree char *clean = etb_xml_text_clean (value);

  xmlNewProp (node, (const xmlChar *)name, (const xmlChar *)clean);
}

static void
set_flag (xmlNodePtr node, const char *name, gboolean value)
{
  set (node, name, value ? "true" : "false");
}

static void
set_number (xmlNodePtr node, const char *name, const char *format, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  set (node, name, g_ascii_formatd (text, sizeof text, format, value));
}

static xmlNodePtr
add (xmlNodePtr parent, const char *name, const char *text)
{
  g_autofree char *clean = text ? etb_xml_text_clean (text) : NULL;

  return xmlNewTextChild (parent, parent->ns, (const xmlChar *)name, (const xmlChar *)clean);
}

/* 0.1 m: finer than a contour is drawn. */
static void
append_point (GString *text, EtbPoint point)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s%s,%s", text->len > 0 ? " " : "",
                          g_ascii_formatd (x, sizeof x, "%.6f", point.x),
                          g_ascii_formatd (y, sizeof y, "%.6f", point.y));
}

static void
write_contour (const EtbFindingContour *contour, xmlNodePtr parent)
{
  const EtbPolygon *rings = g_ptr_array_index (contour->area->polygons, 0);
  xmlNodePtr node = add (parent, "contour", NULL);
  guint start = 0;

  set (node, "code", contour->area->code);
  set_flag (node, "inside", contour->inside);
  add (node, "name", contour->area->name);
  for (guint i = 0; i < rings->ends->len; i++)
    {
      guint end = g_array_index (rings->ends, guint32, i);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = start; j + 1 < end; j++)
        append_point (text, g_array_index (rings->points, EtbPoint, j));
      add (node, "ring", text->str);
      start = end;
    }
}

static void
write_answer (const EtbFinding *self, xmlNodePtr node)
{
  xmlNodePtr child = add (node, "place", NULL);

  set_number (child, "lon", "%.6f", self->place.x);
  set_number (child, "lat", "%.6f", self->place.y);
  child = add (node, "qpv", NULL);
  set (child, "code", self->code);
  add (child, "name", self->name);
  if (*self->commune != '\0')
    {
      child = add (node, "commune", NULL);
      set (child, "code", self->commune);
      set (child, "from", self->commune_answered ? "answer" : "contours");
      add (child, "name", self->commune_name);
    }
  child = add (node, "dataset", NULL);
  set (child, "sha256", self->sha256);
  set (child, "imported", self->imported);
  add (child, "file", self->file);
}

xmlNodePtr
etb_finding_write (const EtbFinding *self, xmlNodePtr parent)
{
  xmlNodePtr node = add (parent, "finding", NULL);
  g_autofree char *left_out = g_strdup_printf ("%u", self->left_out);

  set (node, "at", self->checked);
  set (node, "generation", self->generation->name);
  set (node, "method", METHOD);
  set_flag (node, "inside", self->inside);
  set_number (node, "metres", "%.2f", self->metres);
  set_flag (node, "on-limit", self->on_limit);
  set_flag (node, "to-check", self->to_check);
  set_number (node, "half-width", "%.2f", self->half_width);
  set (node, "left-out", left_out);
  add (node, "label", self->label);
  write_answer (self, node);
  add (node, "text", self->words);
  for (guint i = 0; i < self->contours->len; i++)
    write_contour (g_ptr_array_index (self->contours, i), node);
  return node;
}

char *
etb_finding_to_text (const EtbFinding *self)
{
  xmlDocPtr document = xmlNewDoc ((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode (document, NULL, (const xmlChar *)"dossier", NULL);
  xmlBufferPtr buffer = xmlBufferCreate ();
  char *text;

  xmlDocSetRootElement (document, root);
  xmlNodeDump (buffer, document, etb_finding_write (self, root), 0, 0);
  text = g_strdup ((const char *)xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  xmlFreeDoc (document);
  return text;
}

/* ---- Back -------------------------------------------------------------------------------------
 */

/* What is being read, until something is wrong. */
typedef struct
{
  const char *wrong; /* name of what is; NULL as long as all is well */
  guint rings, points;
} Reading;

static void
refuse (Reading *self, const char *what)
{
  if (!self->wrong)
    self->wrong = what;
}

static xmlNodePtr
find_child (xmlNodePtr parent, const char *name)
{
  xmlNodePtr child = parent ? xmlFirstElementChild (parent) : NULL;

  while (child && !xmlStrEqual (child->name, (const xmlChar *)name))
    child = xmlNextElementSibling (child);
  return child;
}

/* (transfer full), "" with a refusal when it is too long */
static char *
take_text (Reading *self, xmlChar *text, const char *name)
{
  char *copy = g_strdup (text ? (const char *)text : "");

  xmlFree (text);
  if (strlen (copy) <= MAX_TEXT)
    return copy;
  refuse (self, name);
  g_free (copy);
  return g_strdup ("");
}

static char *
read_text (Reading *self, xmlNodePtr parent, const char *name)
{
  xmlNodePtr child = find_child (parent, name);

  if (!child)
    refuse (self, name);
  return take_text (self, child ? xmlNodeGetContent (child) : NULL, name);
}

static char *
read_attribute (Reading *self, xmlNodePtr node, const char *name)
{
  xmlChar *value = node ? xmlGetNoNsProp (node, (const xmlChar *)name) : NULL;

  if (!value)
    refuse (self, name);
  return take_text (self, value, name);
}

static double
read_number (Reading *self, xmlNodePtr node, const char *name, double low, double high)
{
  g_autofree char *text = read_attribute (self, node, name);
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && isfinite (number) && number >= low && number <= high)
    return number;
  refuse (self, name);
  return low;
}

static gboolean
read_flag (Reading *self, xmlNodePtr node, const char *name)
{
  g_autofree char *text = read_attribute (self, node, name);

  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    refuse (self, name);
  return g_str_equal (text, "true");
}

static char *
read_instant (Reading *self, xmlNodePtr node, const char *name)
{
  char *text = read_attribute (self, node, name);
  g_autoptr (GDateTime) instant = etb_instant_parse (text, NULL);

  if (!instant)
    refuse (self, name);
  return text;
}

static char *
read_digest (Reading *self, xmlNodePtr node, const char *name)
{
  char *text = read_attribute (self, node, name);

  if (strlen (text) != 64 || strspn (text, "0123456789abcdef") != 64)
    refuse (self, name);
  return text;
}

/* Of a QPV of @generation. */
static char *
read_code (Reading *self, xmlNodePtr node, const EtbGeneration *generation)
{
  char *code = read_attribute (self, node, "code");

  if (etb_generation_of_code (code) != generation)
    refuse (self, "code");
  return code;
}

static const EtbGeneration *
read_generation (Reading *self, xmlNodePtr node)
{
  g_autofree char *name = read_attribute (self, node, "generation");

  for (guint i = 0; i < ETB_GENERATIONS; i++)
    if (g_str_equal (name, etb_generations[i].name))
      return etb_generations + i;
  refuse (self, "generation");
  return etb_generations;
}

/* "2.354000,48.935000 …": FALSE when there is something else, or no end to it. */
static gboolean
parse_points (Reading *self, const char *text, GArray *points)
{
  while (*text != '\0')
    {
      char *comma, *end;
      EtbPoint point = { g_ascii_strtod (text, &comma), 0 };

      if (comma == text || *comma != ',')
        return FALSE;
      point.y = g_ascii_strtod (comma + 1, &end);
      if (end == comma + 1 || (*end != '\0' && *end != ' ') || !(fabs (point.x) <= 180)
          || !(fabs (point.y) <= 90) || ++self->points > MAX_POINTS)
        return FALSE;
      g_array_append_val (points, point);
      text = end + (*end == ' ');
    }
  return TRUE;
}

static void
read_ring (Reading *self, xmlNodePtr node, EtbPolygon *rings)
{
  guint start = rings->points->len;
  xmlChar *text = xmlNodeGetContent (node);
  gboolean good = ++self->rings <= MAX_RINGS && text != NULL
                  && parse_points (self, (const char *)text, rings->points)
                  && rings->points->len > start;
  EtbPoint first;

  xmlFree (text);
  if (good)
    {
      first = g_array_index (rings->points, EtbPoint, start);
      g_array_append_val (rings->points, first);
      good = etb_polygon_close_ring (rings);
    }
  if (!good)
    refuse (self, "ring");
}

static void
read_contour (Reading *self, xmlNodePtr node, EtbFinding *finding)
{
  g_autofree char *code = read_code (self, node, finding->generation);
  g_autofree char *name = read_text (self, node, "name");
  EtbArea *area = etb_area_new (code, name, "");
  EtbPolygon *rings = etb_polygon_new ();

  g_ptr_array_add (area->polygons, rings);
  for (xmlNodePtr ring = find_child (node, "ring"); ring && !self->wrong;
       ring = xmlNextElementSibling (ring))
    read_ring (self, ring, rings);
  etb_finding_add_contour (finding, area, read_flag (self, node, "inside"));
  if (finding->contours->len > MAX_CONTOURS)
    refuse (self, "contour");
}

static void
read_commune (Reading *self, xmlNodePtr node, EtbFinding *finding)
{
  g_autofree char *from = node ? read_attribute (self, node, "from") : NULL;

  finding->commune = node ? read_attribute (self, node, "code") : g_strdup ("");
  finding->commune_name = node ? read_text (self, node, "name") : g_strdup ("");
  finding->commune_answered = g_strcmp0 (from, "answer") == 0;
}

static void
read_answer (Reading *self, xmlNodePtr node, EtbFinding *finding)
{
  xmlNodePtr place = find_child (node, "place");
  xmlNodePtr qpv = find_child (node, "qpv");
  xmlNodePtr dataset = find_child (node, "dataset");

  finding->place.x = read_number (self, place, "lon", -180, 180);
  finding->place.y = read_number (self, place, "lat", -89, 89);
  finding->code = read_code (self, qpv, finding->generation);
  finding->name = read_text (self, qpv, "name");
  read_commune (self, find_child (node, "commune"), finding);
  finding->sha256 = read_digest (self, dataset, "sha256");
  finding->imported = read_instant (self, dataset, "imported");
  finding->file = read_text (self, dataset, "file");
}

static void
read_all (Reading *self, xmlNodePtr node, EtbFinding *finding)
{
  g_autofree char *method = read_attribute (self, node, "method");

  if (!g_str_equal (method, METHOD))
    refuse (self, "method");
  finding->generation = read_generation (self, node);
  finding->checked = read_instant (self, node, "at");
  finding->inside = read_flag (self, node, "inside");
  finding->metres = read_number (self, node, "metres", 0, MAX_METRES);
  finding->on_limit = read_flag (self, node, "on-limit");
  finding->to_check = read_flag (self, node, "to-check");
  finding->half_width = read_number (self, node, "half-width", 1, MAX_METRES);
  finding->left_out = (guint)read_number (self, node, "left-out", 0, MAX_METRES);
  finding->label = read_text (self, node, "label");
  read_answer (self, node, finding);
  finding->words = read_text (self, node, "text");
  for (xmlNodePtr child = find_child (node, "contour"); child && !self->wrong;
       child = xmlNextElementSibling (child))
    if (xmlStrEqual (child->name, (const xmlChar *)"contour"))
      read_contour (self, child, finding);
}

EtbFinding *
etb_finding_read (xmlNodePtr element, GError **error)
{
  g_autoptr (EtbFinding) self = etb_finding_new_empty ();
  Reading reading = { NULL, 0, 0 };

  g_return_val_if_fail (element != NULL, NULL);

  if (!xmlStrEqual (element->name, (const xmlChar *)"finding"))
    refuse (&reading, "finding");
  else
    read_all (&reading, element, self);
  if (!reading.wrong)
    return g_steal_pointer (&self);
  /* Translators: the name of an element or attribute of an XML document. */
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED,
               _ ("What was found of the place cannot be read (%s)."), reading.wrong);
  return NULL;
}

EtbFinding *
etb_finding_from_text (const char *text, GError **error)
{
  xmlParserCtxtPtr context = xmlNewParserCtxt ();
  xmlDocPtr document
      = xmlCtxtReadMemory (context, text, (int)strlen (text), "finding", "UTF-8",
                           XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR);
  xmlNodePtr root = document && !document->intSubset ? xmlDocGetRootElement (document) : NULL;
  EtbFinding *self = root ? etb_finding_read (root, error) : NULL;

  if (!root)
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED,
                 _ ("What was found of the place cannot be read (%s)."), "XML");
  if (document)
    xmlFreeDoc (document);
  xmlFreeParserCtxt (context);
  return self;
}
