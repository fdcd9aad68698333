/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Canonical XML of a part of a document, digests and base64. Private to the module. */

#include "etb-canonical-private.h"

#include <string.h>

#include <libxml/c14n.h>

/* Which nodes are part of the subtree. For a namespace declaration @node is no real node: only
 * @parent may be looked at, unless the node is the top itself. */
static int
on_canonical_visible (void *user_data, xmlNode *node, xmlNode *parent)
{
  const xmlNode *top = user_data;

  if (node == top)
    return 1;
  for (const xmlNode *ancestor = parent; ancestor != NULL; ancestor = ancestor->parent)
    if (ancestor == top)
      return 1;
  return 0;
}

GBytes *
etb_canonical_form (xmlNode *node, int mode)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  xmlOutputBuffer *output = buffer != NULL ? xmlOutputBufferCreateBuffer (buffer, NULL) : NULL;
  GBytes *form = NULL;
  int status;

  g_assert (node != NULL && node->doc != NULL);

  if (output == NULL)
    g_error ("out of memory");
  status = xmlC14NExecute (node->doc, on_canonical_visible, node, mode, NULL, 0, output);
  if (xmlOutputBufferClose (output) >= 0 && status >= 0)
    form = g_bytes_new (xmlBufferContent (buffer), (gsize)xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return form;
}

GBytes *
etb_canonical_digest (GBytes *data, gnutls_digest_algorithm_t algorithm)
{
  guint8 digest[64];
  gsize length;
  const void *bytes = g_bytes_get_data (data, &length);
  gsize size = gnutls_hash_get_len (algorithm);

  g_assert (size > 0 && size <= sizeof digest);

  if (gnutls_hash_fast (algorithm, length > 0 ? bytes : "", length, digest) < 0)
    g_error ("GnuTLS cannot compute a digest");
  return g_bytes_new (digest, size);
}

GBytes *
etb_base64_read (const char *text)
{
  g_autoptr (GString) compact = g_string_sized_new (strlen (text));
  g_autofree guchar *data = NULL;
  g_autofree char *again = NULL;
  gsize length;

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ' && *p != '\t' && *p != '\n' && *p != '\r')
      g_string_append_c (compact, *p);
  if (compact->len == 0)
    return NULL;
  /* GLib's decoder skips what it does not know: only what comes out the same again is accepted. */
  data = g_base64_decode (compact->str, &length);
  again = g_base64_encode (data, length);
  if (!g_str_equal (again, compact->str))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

char *
etb_base64_write (GBytes *data)
{
  gsize length;
  const guchar *bytes = g_bytes_get_data (data, &length);

  return g_base64_encode (bytes, length);
}
