/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETB_CONTAINER_ERROR (etb_container_error_quark ())
GQuark etb_container_error_quark (void);

typedef enum
{
  ETB_CONTAINER_ERROR_READ,      /* the file cannot be read */
  ETB_CONTAINER_ERROR_WRITE,     /* full disk, read-only folder... */
  ETB_CONTAINER_ERROR_NOT_ZIP,   /* no zip at all */
  ETB_CONTAINER_ERROR_TRUNCATED, /* begins as one and stops */
  ETB_CONTAINER_ERROR_STRUCTURE, /* headers that contradict each other, bytes between entries, ...
                                  */
  ETB_CONTAINER_ERROR_NAME,      /* a name that is unsafe or there twice */
  ETB_CONTAINER_ERROR_METHOD,    /* compression or flag that is not accepted */
  ETB_CONTAINER_ERROR_CHECKSUM,  /* content that is not of its CRC-32 or size */
  ETB_CONTAINER_ERROR_LIMIT,     /* too many entries, too large, compressed too much */
  ETB_CONTAINER_ERROR_MIMETYPE,  /* "mimetype" absent, not first, not stored, not ASiC-E */
  ETB_CONTAINER_ERROR_MANIFEST,  /* META-INF/manifest.xml absent, broken, or not of the entries */
  ETB_CONTAINER_ERROR_XML,       /* an XML document that is broken or has what none of ours needs */
} EtbContainerError;

G_END_DECLS
