/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: from a file to the layer that is to be imported; see the header.
 * Callers: etb-territory-import. */

#include "etb-geo-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-geojson-reader.h"
#include "etb-geopackage-reader.h"
#include "etb-shapefile-reader.h"
#include "etb-territory.h"
#include "etb-zip-file.h"

#define PEEK_LENGTH  4096
#define CHUNK_LENGTH (256 * 1024)

typedef enum
{
  FORM_OTHER,
  FORM_SHAPEFILE, /* the least liked: names of ten letters, encodings to guess */
  FORM_GEOJSON,
  FORM_GEOPACKAGE,
  FORM_ZIP,
  FORM_GZIP,
} Form;

/* @data: followed by a NUL */
static Form
tell_form (const char *data, gsize length)
{
  static const struct
  {
    const char *magic;
    gsize length;
    Form form;
  } magics[] = {
    { "SQLite format 3", 16, FORM_GEOPACKAGE },
    { "PK\x03\x04", 4, FORM_ZIP },
    { "PK\x05\x06", 4, FORM_ZIP },
    { "\x1f\x8b", 2, FORM_GZIP },
    { "\x00\x00\x27\x0a", 4, FORM_SHAPEFILE },
  };
  const char *first = g_str_has_prefix (data, "\xEF\xBB\xBF") ? data + 3 : data;

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (data, magics[i].magic, magics[i].length) == 0)
      return magics[i].form;
  while (g_ascii_isspace (*first))
    first++;
  return *first == '{' ? FORM_GEOJSON : FORM_OTHER;
}

static void
set_unknown (GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("it is no file of contours: take the GeoJSON, the shapefile or the GeoPackage "
                  "of the QPV, in its zip archive or alone"));
}

/* ---- Loading ----------------------------------------------------------------------------------
 */

/* All that @stream gives, followed by a NUL. */
static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize read = 0;

  do
    {
      guint before = all->len;

      g_byte_array_set_size (all, before + CHUNK_LENGTH);
      if (!g_input_stream_read_all (stream, all->data + before, CHUNK_LENGTH, &read, cancellable,
                                    error))
        return NULL;
      g_byte_array_set_size (all, before + (guint)read);
      if (all->len > ETB_GEO_FILE_MAXIMUM)
        {
          g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                       _ ("it takes more than 512 MiB: this is no file of QPV"));
          return NULL;
        }
    }
  while (read == CHUNK_LENGTH);

  g_byte_array_append (all, (const guint8 *)"", 1);
  read = all->len - 1;
  return g_bytes_new_take (g_byte_array_steal (all, NULL), read);
}

GBytes *
etb_geo_file_load (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = g_file_read (location, cancellable, error);

  return stream != NULL ? read_all (G_INPUT_STREAM (stream), cancellable, error) : NULL;
}

static GBytes *
unpack_gzip (GBytes *bytes, GError **error)
{
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, G_CONVERTER (gzip));
  GError *local = NULL;
  GBytes *unpacked = read_all (stream, NULL, &local);

  if (unpacked == NULL && local->domain == ETB_TERRITORY_ERROR)
    g_propagate_error (error, local);
  else if (unpacked == NULL)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("it is cut short or damaged: download it again"));
      g_error_free (local);
    }
  return unpacked;
}

/* ---- Files beside a shapefile -----------------------------------------------------------------
 */

/* Finds "x.dbf" for "x.shp", whatever the case of either. */
typedef GBytes *(*FindBeside) (gpointer where, const char *extension);

static EtbLayer *
read_shapefile (GBytes *shp, FindBeside find, gpointer where, GError **error)
{
  g_autoptr (GBytes) dbf = find (where, "dbf");
  g_autoptr (GBytes) prj = find (where, "prj");
  g_autoptr (GBytes) cpg = find (where, "cpg");
  EtbShapefile files = { shp, dbf, prj != NULL ? g_bytes_get_data (prj, NULL) : NULL,
                         cpg != NULL ? g_bytes_get_data (cpg, NULL) : NULL };

  if (dbf != NULL)
    return etb_shapefile_read (&files, error);
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("the file of names that goes with it (.dbf) is missing: take the whole zip "
                  "archive"));
  return NULL;
}

static GBytes *
find_on_disk (gpointer where, const char *extension)
{
  const char *file = where;
  const char *dot = strrchr (file, '.');
  g_autofree char *upper = g_ascii_strup (extension, -1);
  const char *const tries[] = { extension, upper };

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *beside = g_strdup_printf ("%.*s.%s", (int)(dot - file), file, tries[i]);
      GBytes *bytes = etb_geo_file_load (beside, NULL, NULL);

      if (bytes != NULL)
        return bytes;
    }
  return NULL;
}

typedef struct
{
  EtbZipFile *zip;
  const char *name; /* of the .shp in it */
} InZip;

static GBytes *
find_in_zip (gpointer where, const char *extension)
{
  InZip *self = where;
  const char *dot = strrchr (self->name, '.');
  g_autofree char *beside
      = dot != NULL ? g_strdup_printf ("%.*s.%s", (int)(dot - self->name), self->name, extension)
                    : NULL;

  for (guint i = 0; beside != NULL && i < etb_zip_file_get_count (self->zip); i++)
    if (g_ascii_strcasecmp (etb_zip_file_get_name (self->zip, i), beside) == 0)
      return etb_zip_file_read (self->zip, i, NULL);
  return NULL;
}

/* ---- Archives ---------------------------------------------------------------------------------
 */

typedef struct
{
  guint index;
  Form form;
  EtbCrs crs;
} Candidate;

static guint
get_rank (const Candidate *self)
{
  static const guint of_crs[] = {
    [ETB_CRS_UNTOLD] = 1, [ETB_CRS_DEGREES] = 3, [ETB_CRS_LAMBERT93] = 2, [ETB_CRS_OTHER] = 0
  };

  return of_crs[self->crs] * 10 + self->form;
}

/* What a member of the archive is; FORM_OTHER, with @error or not, when it cannot be taken. */
static Candidate
look_at_member (EtbZipFile *zip, guint index, GError **error)
{
  g_autoptr (GBytes) start = etb_zip_file_peek (zip, index, PEEK_LENGTH, error);
  Candidate candidate = { index, FORM_OTHER, ETB_CRS_UNTOLD };
  gsize length;
  const char *data = start != NULL ? g_bytes_get_data (start, &length) : NULL;

  if (data == NULL)
    return candidate;
  candidate.form = tell_form (data, length);
  if (candidate.form == FORM_GEOJSON)
    candidate.crs = etb_geojson_peek_crs (data);
  else if (candidate.form == FORM_SHAPEFILE)
    {
      InZip where = { zip, etb_zip_file_get_name (zip, index) };
      g_autoptr (GBytes) prj = find_in_zip (&where, "prj");

      candidate.crs = prj != NULL ? etb_crs_parse (g_bytes_get_data (prj, NULL)) : ETB_CRS_UNTOLD;
    }
  else if (candidate.form == FORM_GEOPACKAGE)
    {
      g_autoptr (GBytes) bytes = etb_zip_file_read (zip, index, NULL);

      candidate.crs = bytes != NULL ? etb_geopackage_peek_crs (bytes) : ETB_CRS_UNTOLD;
    }
  else
    candidate.form = FORM_OTHER;
  return candidate;
}

/* Indexes go with shapefiles and begin as they do. */
static gboolean
is_index (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && g_ascii_strcasecmp (dot, ".shx") == 0;
}

static EtbLayer *
read_bare (GBytes *bytes, Form form, FindBeside find, gpointer where, char **layer_name,
           GError **error)
{
  switch (form)
    {
    case FORM_GEOJSON:
      return etb_geojson_read (g_bytes_get_data (bytes, NULL), error);
    case FORM_SHAPEFILE:
      return read_shapefile (bytes, find, where, error);
    case FORM_GEOPACKAGE:
      return etb_geopackage_read (bytes, layer_name, error);
    default:
      set_unknown (error);
      return NULL;
    }
}

/* The member to take. FORM_OTHER, with @error, when there is none. */
static Candidate
choose_member (EtbZipFile *zip, GError **error)
{
  Candidate best = { 0, FORM_OTHER, ETB_CRS_OTHER };
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < etb_zip_file_get_count (zip); i++)
    {
      Candidate candidate;

      if (is_index (etb_zip_file_get_name (zip, i)))
        continue;
      candidate = look_at_member (zip, i, first == NULL ? &first : NULL);
      if (candidate.form != FORM_OTHER
          && (best.form == FORM_OTHER || get_rank (&candidate) > get_rank (&best)))
        best = candidate;
    }
  if (best.form == FORM_OTHER && first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else if (best.form == FORM_OTHER)
    set_unknown (error);
  return best;
}

static EtbLayer *
read_zip (GBytes *bytes, char **layer_name, GError **error)
{
  g_autoptr (EtbZipFile) zip = etb_zip_file_new (bytes, error);
  Candidate best = { 0, FORM_OTHER, ETB_CRS_OTHER };
  g_autoptr (GBytes) member = NULL;
  g_autofree char *inner = NULL;
  EtbLayer *layer = NULL;
  InZip where;

  if (zip != NULL)
    best = choose_member (zip, error);
  if (best.form == FORM_OTHER)
    return NULL;
  where = (InZip){ zip, etb_zip_file_get_name (zip, best.index) };
  member = etb_zip_file_read (zip, best.index, error);
  if (member != NULL)
    layer = read_bare (member, best.form, find_in_zip, &where, &inner, error);
  if (layer == NULL)
    g_prefix_error (error, "%s: ", where.name);
  else
    *layer_name = g_path_get_basename (where.name);
  return layer;
}

/* ---- A file -----------------------------------------------------------------------------------
 */

EtbLayer *
etb_geo_file_read (GBytes *bytes, const char *file, char **layer_name, GError **error)
{
  g_autoptr (EtbLayer) layer = NULL;
  g_autoptr (GBytes) unpacked = NULL;
  g_autofree char *name = NULL;
  gsize length;
  Form form = tell_form (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (form == FORM_GZIP)
    {
      unpacked = unpack_gzip (bytes, error);
      if (unpacked == NULL)
        return NULL;
      bytes = unpacked;
      form = tell_form (g_bytes_get_data (bytes, &length), length);
    }
  layer = form == FORM_ZIP ? read_zip (bytes, &name, error)
                           : read_bare (bytes, form, find_on_disk, (gpointer)file, &name, error);
  if (layer == NULL || !etb_layer_settle (layer, error))
    return NULL;
  *layer_name = name != NULL ? g_steal_pointer (&name) : g_strdup ("");
  return g_steal_pointer (&layer);
}
