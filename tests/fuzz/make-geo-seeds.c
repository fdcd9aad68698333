/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what the fuzzers of geographic files begin with: one triangle in each
 * form, and a few addresses.
 * Usage: make-geo-seeds FOLDER STAMP */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static const double triangle[] = { 1, 45, 1.5, 45.5, 1.5, 45, 1, 45 };

static void
write_seed (const char *folder, const char *target, const char *name, gconstpointer data,
            gsize length)
{
  g_autofree char *of_target = g_build_filename (folder, target, NULL);
  g_autofree char *file = g_build_filename (of_target, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (of_target, 0755), ==, 0);
  g_assert_true (g_file_set_contents (file, data, (gssize)length, NULL));
}

static void
append_32 (GByteArray *to, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (to, (const guint8 *)&value, 4);
}

static void
append_big (GByteArray *to, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (to, (const guint8 *)&value, 4);
}

static void
append_zeros (GByteArray *to, guint count)
{
  guint before = to->len;

  g_byte_array_set_size (to, before + count);
  memset (to->data + before, 0, count);
}

static void
append_text (GByteArray *to, const char *text, guint width)
{
  guint before = to->len;

  append_zeros (to, width);
  memcpy (to->data + before, text, strlen (text));
}

static void
append_triangle (GByteArray *to)
{
  g_byte_array_append (to, (const guint8 *)triangle, sizeof triangle);
}

/* ---- Forms ------------------------------------------------------------------------------------
 */

static const char geojson[]
    = "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
      "\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{"
      "\"code_qp\":\"QP031001\",\"nom_qp\":\"L\\u00e9o\",\"insee_com\":\"31555, 31069\"},"
      "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,45],[1.5e0,45.5],[1.5,45],"
      "[1,45]]]]}}]}";

static GByteArray *
make_zip (void)
{
  GByteArray *zip = g_byte_array_new ();
  guint32 length = strlen (geojson), directory;

  append_32 (zip, 0x04034b50);
  append_32 (zip, 10); /* version, no flag */
  append_zeros (zip, 10);
  append_32 (zip, length);
  append_32 (zip, length);
  append_32 (zip, 9); /* length of the name */
  g_byte_array_append (zip, (const guint8 *)"a.geojson", 9);
  g_byte_array_append (zip, (const guint8 *)geojson, length);
  directory = zip->len;
  append_32 (zip, 0x02014b50);
  append_zeros (zip, 16); /* not held against its sum when it is only looked at */
  append_32 (zip, length);
  append_32 (zip, length);
  append_32 (zip, 9);
  append_zeros (zip, 14);
  g_byte_array_append (zip, (const guint8 *)"a.geojson", 9);
  append_32 (zip, 0x06054b50);
  append_32 (zip, 0);
  append_32 (zip, 0x00010001);
  append_32 (zip, zip->len - directory - 12);
  append_32 (zip, directory);
  append_zeros (zip, 2);
  return zip;
}

static GByteArray *
make_wkb (void)
{
  GByteArray *wkb = g_byte_array_new ();

  g_byte_array_append (wkb, (const guint8 *)"GP\0\1", 4);
  append_32 (wkb, 4326);
  g_byte_array_append (wkb, (const guint8 *)"\1", 1);
  append_32 (wkb, 6);
  append_32 (wkb, 1);
  g_byte_array_append (wkb, (const guint8 *)"\1", 1);
  append_32 (wkb, 3);
  append_32 (wkb, 1);
  append_32 (wkb, 4);
  append_triangle (wkb);
  return wkb;
}

static GByteArray *
make_shapefile (void)
{
  GByteArray *file = g_byte_array_new ();

  /* How long the table is, then the table: one column of ten letters. */
  g_byte_array_append (file, (const guint8 *)"\x4c\0", 2);
  append_32 (file, 3);
  append_32 (file, 1);
  append_32 (file, 65 | 11 << 16);
  append_zeros (file, 20);
  append_text (file, "CODE_QP", 11);
  append_text (file, "C", 5);
  append_text (file, "\n", 16);
  append_text (file, "\r", 1);
  append_text (file, " QP031001", 11);
  append_big (file, 9994);
  append_zeros (file, 20);
  append_big (file, 0);
  append_32 (file, 1000);
  append_32 (file, 5);
  append_zeros (file, 64);
  append_big (file, 1);
  append_big (file, 56);
  append_32 (file, 5);
  append_zeros (file, 32);
  append_32 (file, 1);
  append_32 (file, 4);
  append_32 (file, 0);
  append_triangle (file);
  return file;
}

static void
write_geopackage (const char *folder, GByteArray *wkb)
{
  static const char schema[]
      = "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization_coordsys_id INTEGER);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 4326);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
        "INSERT INTO gpkg_geometry_columns VALUES ('qp', 'geom', 4326);"
        "CREATE TABLE qp (fid INTEGER PRIMARY KEY, geom BLOB, code_qp TEXT);";
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;
  sqlite3_int64 length = 0;
  guint8 *bytes;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA page_size = 512", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, schema, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "INSERT INTO qp VALUES (1, ?, 'QP031001')", -1, &insert, NULL), ==,
      SQLITE_OK);
  sqlite3_bind_blob (insert, 1, wkb->data, (int)wkb->len, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  bytes = sqlite3_serialize (db, "main", &length, 0);
  write_seed (folder, "fuzz-geo-file", "geopackage", bytes, (gsize)length);
  sqlite3_free (bytes);
  sqlite3_close (db);
}

/* ---- Addresses --------------------------------------------------------------------------------
 */

static const char national[]
    = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position;"
      "nom_ld\n54084_1;;12;bis;Rue Joffre;54111;54084;Mont-Bonvillers;5.8336;49.3222;segment;\n"
      "54084_2;;;;\"Rue ; \"\"x\"\"\";5411;54084;X;5.83;49.32;entr\303\251e;Le Lieu\n";

static const char local[]
    = "\357\273\277uid_adresse;cle_interop;commune_insee;voie_nom;numero;suffixe;position;long;"
      "lat\r\n"
      ";71346_0090_00001;71346;Rue du B\303\251;1;a;b\303\242timent;4.2155;46.6132\r\n"
      ";71346_0090_99999;;Le Bourg;99999;;;4.2155;46.6132\r\n";

static const char list[]
    = "\357\273\277code_qp;lib_qp;insee_com;;;\nQN00102M;Croix Blanche;1053;;;\n"
      "QN00201M;Europe;\"02571; 02691\";;;\n;;;;;\n";

static void
write_addresses (const char *folder, const char *name, const char *text)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, G_CONVERTER (gzip));
  g_autofree char *packed_name = g_strconcat (name, "-gz", NULL);
  char packed[4096];
  gsize length = 0;

  g_assert_true (g_input_stream_read_all (stream, packed, sizeof packed, &length, NULL, NULL));
  write_seed (folder, "fuzz-address", name, text, strlen (text));
  write_seed (folder, "fuzz-address", packed_name, packed, length);
}

int
main (int argc, char **argv)
{
  g_autoptr (GByteArray) zip = make_zip ();
  g_autoptr (GByteArray) wkb = make_wkb ();
  g_autoptr (GByteArray) shapefile = make_shapefile ();

  g_assert_cmpint (argc, ==, 3);
  write_seed (argv[1], "fuzz-geo-file", "geojson", geojson, strlen (geojson));
  write_seed (argv[1], "fuzz-geo-file", "zip", zip->data, zip->len);
  write_geopackage (argv[1], wkb);
  write_seed (argv[1], "fuzz-wkb", "polygon", wkb->data, wkb->len);
  write_seed (argv[1], "fuzz-shapefile", "polygon", shapefile->data, shapefile->len);
  write_addresses (argv[1], "national", national);
  write_addresses (argv[1], "local", local);
  write_addresses (argv[1], "list", list);
  g_assert_true (g_file_set_contents (argv[2], "", 0, NULL));
  return 0;
}
