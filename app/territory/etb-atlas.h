/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-location.h"
#include "etb-dataset.h"
#include "etb-found-place.h"

G_BEGIN_DECLS

/* The territorial data that a person imported: contours of QPV and of communes. It answers where a
 * place is, offline, and never more than the imported files say. The communes shipped with the
 * program are EtbTerritory's.
 *
 * Of the main thread; imports run beside it. "changed" is emitted there when one has ended well or
 * something was removed. */

#define ETB_TYPE_ATLAS (etb_atlas_get_type ())
G_DECLARE_FINAL_TYPE (EtbAtlas, etb_atlas, ETB, ATLAS, GObject)

/* @file: the base; NULL for that of this user, $XDG_DATA_HOME/etabli/territoire.sqlite. Nothing is
 * read before it is asked for, and a file that is not there is an empty base. (transfer full) */
EtbAtlas *etb_atlas_new (const char *file);

/* Where @place is. It takes a few hundredths of a millisecond.
 * @place: longitude and latitude in degrees, WGS 84
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_PLACE, _BASE or _STORE */
EtbLocation *etb_atlas_locate (EtbAtlas *self, EtbPoint place, GError **error);

/* Places for what a person has typed so far: communes, then streets and addresses where a
 * département or a local base was imported; see etb-place-search.h. It takes milliseconds at most:
 * to be called at each key, from the main loop. Returns: (transfer full) (element-type
 * EtbFoundPlace), at most @limit, the best first; NULL with ETB_TERRITORY_ERROR_BASE or _STORE */
GPtrArray *etb_atlas_find (EtbAtlas *self, const char *typed, guint limit, GError **error);

/* About where a commune is, as far as the imported files tell: its contour, its streets or the QPV
 * that name it. Longitude and latitude in degrees. FALSE when they do not tell. */
gboolean etb_atlas_find_commune (EtbAtlas *self, const char *code, EtbBox *box);

/* Where the imported QPV of a département are, of any year. @department: "82", "2A", "974". FALSE
 * when there is none. */
gboolean etb_atlas_find_department (EtbAtlas *self, const char *department, EtbBox *box);

/* The file that an address or a street was found in.
 * Returns: (transfer full) (nullable) */
EtbDataset *etb_atlas_get_address_source (EtbAtlas *self, const EtbFoundPlace *place);

/* The communes and départements whose addresses were imported, joined by a comma and a space; ""
 * for none. Returns: (transfer full) */
char *etb_atlas_list_address_scopes (EtbAtlas *self);

/* What was imported, by kind and scope.
 * Returns: (transfer full) (element-type EtbDataset): NULL with ETB_TERRITORY_ERROR */
GPtrArray *etb_atlas_get_sources (EtbAtlas *self, GError **error);

/* The QPV of @generation that may be seen in @box, with their contours, at most @limit.
 * Returns: (transfer full) (element-type EtbArea): NULL with ETB_TERRITORY_ERROR */
GPtrArray *etb_atlas_get_outlines (EtbAtlas *self, const EtbGeneration *generation, EtbBox box,
                                   guint limit, GError **error);

/* The same beside the main thread: what is seen of the whole country takes longer than a frame. */
void etb_atlas_get_outlines_async (EtbAtlas *self, const EtbGeneration *generation, EtbBox box,
                                   guint limit, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *etb_atlas_get_outlines_finish (EtbAtlas *self, GAsyncResult *result, GError **error);

/* Reads a file in, on this thread: for programs without a window. See etb-territory-import.h for
 * what is taken and what is told of errors.
 * Returns: (transfer full): what is there now */
EtbDataset *etb_atlas_import (EtbAtlas *self, const char *file, GCancellable *cancellable,
                              GError **error);

/* The same beside the main thread. @progress (nullable) is called on it. One import waits for
 * another. @less_too: FALSE refuses, with ETB_TERRITORY_ERROR_LESS, what would take the place of
 * more of the same. */
void etb_atlas_import_async (EtbAtlas *self, const char *file, gboolean less_too,
                             GCancellable *cancellable, GFileProgressCallback progress,
                             gpointer progress_data, GAsyncReadyCallback callback,
                             gpointer user_data);
EtbDataset *etb_atlas_import_finish (EtbAtlas *self, GAsyncResult *result, GError **error);

/* Removes what was imported as @source. */
void etb_atlas_remove_async (EtbAtlas *self, const EtbDataset *source, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean etb_atlas_remove_finish (EtbAtlas *self, GAsyncResult *result, GError **error);

/* After ETB_TERRITORY_ERROR_BASE, and only with the person's consent: renames the base, so that
 * files can be imported again. Returns: (transfer full): its new path; NULL with @error */
char *etb_atlas_set_aside (EtbAtlas *self, GError **error);

G_END_DECLS
