/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What makes a zip file an ASiC-E container: the type entry, the manifest (OpenDocument 1.2, part
 * 3), and that the manifest tells of the data files exactly. Pure functions, called by the package
 * module. */

#include "etb-manifest.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/tree.h>

#include "etb-entry-name.h"
#include "etb-hostile-xml.h"

#define NAMESPACE         "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#define VERSION           "1.2"
#define FOLDER            "META-INF/"
#define SIGNATURES        FOLDER "signatures"
#define MAX_MANIFEST_SIZE (8 * 1024 * 1024)

static void
add_line (xmlNode *root, xmlNs *ns, const char *path, const char *type)
{
  xmlNode *line = xmlNewChild (root, ns, BAD_CAST "file-entry", NULL);

  xmlNewNsProp (line, ns, BAD_CAST "full-path", BAD_CAST path);
  xmlNewNsProp (line, ns, BAD_CAST "media-type", BAD_CAST type);
}

GBytes *
etb_manifest_write (const char *const *names, const char *const *types)
{
  g_autoptr (xmlDoc) doc = NULL;
  xmlNode *root;
  xmlNs *ns;
  xmlChar *text = NULL;
  int length = 0;

  g_return_val_if_fail (names != NULL && types != NULL, NULL);

  doc = xmlNewDoc (BAD_CAST "1.0");
  root = xmlNewDocNode (doc, NULL, BAD_CAST "manifest", NULL);
  ns = xmlNewNs (root, BAD_CAST NAMESPACE, BAD_CAST "manifest");
  xmlSetNs (root, ns);
  xmlDocSetRootElement (doc, root);
  xmlNewNsProp (root, ns, BAD_CAST "version", BAD_CAST VERSION);
  add_line (root, ns, "/", ETB_ASICE_TYPE);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_return_val_if_fail (types[i] != NULL, NULL);
      add_line (root, ns, names[i], types[i]);
    }
  xmlDocDumpFormatMemoryEnc (doc, &text, &length, "UTF-8", 1);
  if (text == NULL)
    g_error ("out of memory");
  return g_bytes_new_with_free_func (text, (gsize)length, (GDestroyNotify)xmlFree, text);
}

gboolean
etb_manifest_is_signature (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return g_str_has_prefix (name, SIGNATURES) && g_str_has_suffix (name, ".xml")
         && strchr (name + strlen (SIGNATURES), '/') == NULL;
}

/* A data file is what is neither the type nor in META-INF. FALSE with an error for what ASiC-E has
 * no place for. */
static gboolean
classify (const char *name, const char *file, gboolean *is_data, GError **error)
{
  g_autofree char *key = etb_entry_name_key (name);

  *is_data = FALSE;
  if (g_str_equal (name, ETB_MIMETYPE_ENTRY) || g_str_equal (name, ETB_MANIFEST_ENTRY)
      || etb_manifest_is_signature (name))
    return TRUE;
  if (g_str_equal (key, "meta-inf") || g_str_has_prefix (key, "meta-inf/"))
    {
      etb_container_error_set (
          error, ETB_CONTAINER_ERROR_META_INF, name,
          _ ("“%s” is not accepted: “%s” has no place in its META-INF folder."), file, name);
      return FALSE;
    }
  *is_data = TRUE;
  return TRUE;
}

static gboolean
check_type_entry (EtbZipReader *reader, const char *file, GError **error)
{
  GPtrArray *entries = etb_zip_reader_get_entries (reader);
  const EtbZipEntry *first = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
  g_autoptr (GBytes) content = NULL;

  if (first == NULL || !g_str_equal (first->name, ETB_MIMETYPE_ENTRY) || first->deflated
      || first->has_extra || first->size != strlen (ETB_ASICE_TYPE))
    {
      etb_container_error_set (
          error, ETB_CONTAINER_ERROR_MIMETYPE, ETB_MIMETYPE_ENTRY,
          _ ("“%s” is not a signed package (ASiC-E): it does not begin with its type."), file);
      return FALSE;
    }
  content = etb_zip_reader_load (reader, first, strlen (ETB_ASICE_TYPE), error);
  if (content == NULL)
    return FALSE;
  if (memcmp (g_bytes_get_data (content, NULL), ETB_ASICE_TYPE, strlen (ETB_ASICE_TYPE)) != 0)
    {
      etb_container_error_set (error, ETB_CONTAINER_ERROR_MIMETYPE, ETB_MIMETYPE_ENTRY,
                               _ ("“%s” is of another type than a signed package (ASiC-E)."), file);
      return FALSE;
    }
  return TRUE;
}

/* @code: _MANIFEST, or _LISTING with @entry (nullable), the one it is about */
static gboolean
refuse_as (EtbContainerError code, const char *file, const char *entry, const char *reason,
           GError **error)
{
  etb_container_error_set (error, code, entry != NULL ? entry : ETB_MANIFEST_ENTRY,
                           _ ("“%s” is not accepted: META-INF/manifest.xml %s"), file, reason);
  return FALSE;
}

static gboolean
refuse (const char *file, const char *reason, GError **error)
{
  return refuse_as (ETB_CONTAINER_ERROR_MANIFEST, file, NULL, reason, error);
}

static gboolean
is_in_namespace (const xmlNs *ns)
{
  return ns != NULL && strcmp ((const char *)ns->href, NAMESPACE) == 0;
}

/* The value of one attribute, which has one text node or none. */
static const char *
value_of (const xmlAttr *attribute)
{
  return attribute->children != NULL ? (const char *)attribute->children->content : "";
}

/* Reads one line. (out) (transfer none): @path, @type. */
static gboolean
read_line (xmlNode *node, const char **path, const char **type)
{
  *path = *type = NULL;
  if (node->type != XML_ELEMENT_NODE || strcmp ((const char *)node->name, "file-entry") != 0
      || !is_in_namespace (node->ns) || node->children != NULL)
    return FALSE;
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *name = (const char *)attribute->name;

      if (!is_in_namespace (attribute->ns))
        return FALSE;
      if (g_str_equal (name, "full-path"))
        *path = value_of (attribute);
      else if (g_str_equal (name, "media-type"))
        *type = value_of (attribute);
      else if (!g_str_equal (name, "version") && !g_str_equal (name, "size"))
        return FALSE;
    }
  return *path != NULL && *type != NULL && **type != '\0';
}

static gboolean
root_is_manifest (xmlNode *root)
{
  if (strcmp ((const char *)root->name, "manifest") != 0 || !is_in_namespace (root->ns))
    return FALSE;
  for (xmlAttr *attribute = root->properties; attribute != NULL; attribute = attribute->next)
    if (!is_in_namespace (attribute->ns) || strcmp ((const char *)attribute->name, "version") != 0)
      return FALSE;
  return TRUE;
}

/* Fills @types with the lines of the manifest. */
static gboolean
read_lines (xmlNode *root, GHashTable *types, const char *file, GError **error)
{
  gboolean has_container = FALSE;

  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      const char *path;
      const char *type;

      if (xmlIsBlankNode (node))
        continue;
      if (!read_line (node, &path, &type))
        return refuse (file, _ ("has a line that is not understood."), error);
      if (g_str_equal (path, "/"))
        {
          if (has_container || !g_str_equal (type, ETB_ASICE_TYPE))
            return refuse (file, _ ("gives another type to the package."), error);
          has_container = TRUE;
        }
      else if (!g_hash_table_insert (types, g_strdup (path), g_strdup (type)))
        return refuse_as (ETB_CONTAINER_ERROR_LISTING, file, NULL,
                          _ ("lists a file twice."), error);
    }
  if (!has_container)
    return refuse (file, _ ("does not tell the type of the package."), error);
  return TRUE;
}

static GHashTable *
read_manifest (EtbZipReader *reader, const char *file, GError **error)
{
  const EtbZipEntry *entry = etb_zip_reader_find (reader, ETB_MANIFEST_ENTRY);
  g_autoptr (GHashTable) types = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (xmlDoc) doc = NULL;
  const void *data;
  gsize length;

  if (entry == NULL)
    {
      refuse (file, _ ("is missing."), error);
      return NULL;
    }
  content = etb_zip_reader_load (reader, entry, MAX_MANIFEST_SIZE, error);
  if (content == NULL)
    return NULL;
  data = g_bytes_get_data (content, &length);
  doc = etb_hostile_xml_parse (data, length, ETB_MANIFEST_ENTRY, NULL);
  if (doc == NULL || !etb_hostile_xml_is_plain (doc)
      || !root_is_manifest (xmlDocGetRootElement (doc)))
    {
      refuse (file, _ ("is not a manifest."), error);
      return NULL;
    }
  types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_lines (xmlDocGetRootElement (doc), types, file, error))
    return NULL;
  return g_steal_pointer (&types);
}

static gboolean
compare (EtbZipReader *reader, GHashTable *types, const char *file, GError **error)
{
  GPtrArray *entries = etb_zip_reader_get_entries (reader);
  guint n_data = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      gboolean is_data;

      if (!classify (entry->name, file, &is_data, error))
        return FALSE;
      if (!is_data)
        continue;
      n_data++;
      if (!g_hash_table_contains (types, entry->name))
        {
          g_autofree char *reason = g_strdup_printf (_ ("does not list “%s”."), entry->name);

          return refuse_as (ETB_CONTAINER_ERROR_LISTING, file, entry->name, reason, error);
        }
    }
  if (n_data == 0)
    return refuse_as (ETB_CONTAINER_ERROR_LISTING, file, NULL, _ ("lists no file."), error);
  if (n_data != g_hash_table_size (types))
    return refuse_as (ETB_CONTAINER_ERROR_LISTING, file, NULL,
                      _ ("lists a file that is not there."), error);
  return TRUE;
}

GHashTable *
etb_manifest_check (EtbZipReader *reader, GError **error)
{
  g_autoptr (GHashTable) types = NULL;
  g_autofree char *file = NULL;

  g_return_val_if_fail (ETB_IS_ZIP_READER (reader), NULL);

  file = g_filename_display_name (etb_zip_reader_get_file (reader));
  if (!check_type_entry (reader, file, error))
    return NULL;
  types = read_manifest (reader, file, error);
  if (types == NULL || !compare (reader, types, file, error))
    return NULL;
  return g_steal_pointer (&types);
}
