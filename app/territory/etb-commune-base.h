/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-found-place.h"
#include "etb-place-query.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The communes that are part of the program: present ones, and the former ones that lead to them.
 * Private to this module. Nothing is read before it is asked for, and what was read is kept. Of one
 * thread. */

typedef struct _EtbCommuneBase EtbCommuneBase;

/* Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_READ, if memory is short */
EtbCommuneBase *etb_commune_base_new (GError **error);
void etb_commune_base_free (EtbCommuneBase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbCommuneBase, etb_commune_base_free)

/* @code: INSEE. (nullable) (transfer none): lives as long as @self */
const EtbCommune *etb_commune_base_get (EtbCommuneBase *self, const char *code);

/* The present commune of a code in use today or formerly; NULL for an unknown one. */
const EtbCommune *etb_commune_base_get_present (EtbCommuneBase *self, const char *code);

/* See etb_territory_get_sources(). */
void etb_commune_base_get_about (EtbCommuneBase *self, char **year, char **sources, char **licence);

/* See etb_territory_search(). Appends to @places (element-type EtbFoundPlace) while there are fewer
 * than
 * @limit. @near: also with one wrong letter, when nothing is found without. */
void etb_commune_base_search (EtbCommuneBase *self, const EtbPlaceQuery *query, guint limit,
                              gboolean near, GPtrArray *places);

G_END_DECLS
