/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the container module: see the header. */

#include "etb-container-error.h"

typedef struct
{
  char *place; /* or NULL */
} EtbContainerErrorPrivate;

static void
etb_container_error_private_init (EtbContainerErrorPrivate *self)
{
}

static void
etb_container_error_private_copy (const EtbContainerErrorPrivate *from,
                                  EtbContainerErrorPrivate *to)
{
  to->place = g_strdup (from->place);
}

static void
etb_container_error_private_clear (EtbContainerErrorPrivate *self)
{
  g_free (self->place);
}

/* GLib aligns what it gives; its macro does not say so. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (EtbContainerError, etb_container_error)
#pragma GCC diagnostic pop

static const char *const names[] = {
  [ETB_CONTAINER_ERROR_READ] = "read",
  [ETB_CONTAINER_ERROR_WRITE] = "write",
  [ETB_CONTAINER_ERROR_CHANGED] = "source-changed",
  [ETB_CONTAINER_ERROR_NOT_ZIP] = "not-a-package",
  [ETB_CONTAINER_ERROR_TRUNCATED] = "truncated",
  [ETB_CONTAINER_ERROR_END] = "end-record",
  [ETB_CONTAINER_ERROR_DIRECTORY] = "directory",
  [ETB_CONTAINER_ERROR_LAYOUT] = "layout",
  [ETB_CONTAINER_ERROR_HEADERS] = "headers-differ",
  [ETB_CONTAINER_ERROR_EXTRA] = "extra-field",
  [ETB_CONTAINER_ERROR_NAME] = "entry-name",
  [ETB_CONTAINER_ERROR_TWICE] = "entry-twice",
  [ETB_CONTAINER_ERROR_KIND] = "entry-kind",
  [ETB_CONTAINER_ERROR_METHOD] = "method",
  [ETB_CONTAINER_ERROR_ENCRYPTED] = "encrypted",
  [ETB_CONTAINER_ERROR_FEATURE] = "feature",
  [ETB_CONTAINER_ERROR_CHECKSUM] = "entry-damaged",
  [ETB_CONTAINER_ERROR_RATIO] = "ratio",
  [ETB_CONTAINER_ERROR_LIMIT] = "limit",
  [ETB_CONTAINER_ERROR_MIMETYPE] = "mimetype",
  [ETB_CONTAINER_ERROR_META_INF] = "meta-inf",
  [ETB_CONTAINER_ERROR_MANIFEST] = "manifest",
  [ETB_CONTAINER_ERROR_LISTING] = "manifest-listing",
  [ETB_CONTAINER_ERROR_XML] = "xml",
};

void
etb_container_error_set (GError **error, EtbContainerError code, const char *place,
                         const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  *error = g_error_new_valist (ETB_CONTAINER_ERROR, (int)code, format, arguments);
  va_end (arguments);
  etb_container_error_get_private (*error)->place = g_strdup (place);
}

const char *
etb_container_error_get_place (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == ETB_CONTAINER_ERROR ? etb_container_error_get_private (error)->place
                                              : NULL;
}

gboolean
etb_container_error_has_name (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return TRUE;
  return FALSE;
}

const char *
etb_container_error_to_name (EtbContainerError code)
{
  g_return_val_if_fail ((gsize)code < G_N_ELEMENTS (names), NULL);

  return names[code];
}
