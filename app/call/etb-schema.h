/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libxml/xmlschemas.h>

G_BEGIN_DECLS

/* Loads a schema that is built into the program, on any thread. @get_resource: the function that
 * glib-compile-resources made; asking for the resource by name keeps it in a program linked with a
 * static library. @path: in the resource. Returns: (transfer full) */
xmlSchemaPtr etb_schema_load (GResource *(*get_resource) (void), const char *path);

G_END_DECLS
