/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a container is refused, and where: errors of this domain carry the entry at fault. */

#define ETB_CONTAINER_ERROR (etb_container_error_quark ())
GQuark etb_container_error_quark (void);

/* The words behind are those of etb_container_error_to_name(): stable, for other programs. */
typedef enum
{
  ETB_CONTAINER_ERROR_READ,      /* "read": the file cannot be read */
  ETB_CONTAINER_ERROR_WRITE,     /* "write": full disk, read-only folder... */
  ETB_CONTAINER_ERROR_CHANGED,   /* "source-changed": what is being packed changed its size */
  ETB_CONTAINER_ERROR_NOT_ZIP,   /* "not-a-package": no zip at all */
  ETB_CONTAINER_ERROR_TRUNCATED, /* "truncated": begins as one and stops */
  ETB_CONTAINER_ERROR_END,       /* "end-record": closing records that are broken, contradict each
                                    other, hide something in the comment, or are of a split archive */
  ETB_CONTAINER_ERROR_DIRECTORY, /* "directory": a damaged record, more or fewer than stated */
  ETB_CONTAINER_ERROR_LAYOUT,    /* "layout": bytes before, between or behind entries; entries that
                                    overlap, or stand on one header, or out of order */
  ETB_CONTAINER_ERROR_HEADERS,   /* "headers-differ": local header and directory contradict each
                                    other, or one contradicts itself */
  ETB_CONTAINER_ERROR_EXTRA,  /* "extra-field": one that is broken or could change what is read */
  ETB_CONTAINER_ERROR_NAME,   /* "entry-name": unsafe, or not marked as UTF-8 */
  ETB_CONTAINER_ERROR_TWICE,  /* "entry-twice": two names that a file system may take for one */
  ETB_CONTAINER_ERROR_KIND,   /* "entry-kind": a link, a folder, a device */
  ETB_CONTAINER_ERROR_METHOD, /* "method": an unknown compression */
  ETB_CONTAINER_ERROR_ENCRYPTED, /* "encrypted" */
  ETB_CONTAINER_ERROR_FEATURE,   /* "feature": a flag or a version that is not accepted */
  ETB_CONTAINER_ERROR_CHECKSUM,  /* "entry-damaged": content that is not of its CRC-32 or size */
  ETB_CONTAINER_ERROR_RATIO,     /* "ratio": compressed as only a bomb is */
  ETB_CONTAINER_ERROR_LIMIT,     /* "limit": too many entries, or too large */
  ETB_CONTAINER_ERROR_MIMETYPE,  /* "mimetype": absent, not first, not stored, not ASiC-E */
  ETB_CONTAINER_ERROR_META_INF,  /* "meta-inf": a file that has no place in that folder */
  ETB_CONTAINER_ERROR_MANIFEST,  /* "manifest": META-INF/manifest.xml absent or broken */
  ETB_CONTAINER_ERROR_LISTING,   /* "manifest-listing": not the files that are there, each once */
  ETB_CONTAINER_ERROR_XML,       /* "xml": an XML document that is broken or has what none of ours
                                    needs */
} EtbContainerError;

/* Sets an error whose message is @format. @place: the entry at fault, or NULL: the whole. */
void etb_container_error_set (GError **error, EtbContainerError code, const char *place,
                              const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The entry at fault; NULL when it is the whole, or an error of another domain. (transfer none) */
const char *etb_container_error_get_place (const GError *error);

/* Whether @name is one of those words. */
gboolean etb_container_error_has_name (const char *name);

/* (transfer none) */
const char *etb_container_error_to_name (EtbContainerError code);

G_END_DECLS
