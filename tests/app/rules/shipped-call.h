/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-rules.h"

#define ARTICLE_EDITION "fabriques-de-territoire-2019-07"
#define AGENCY_EDITION  "fabriques-de-territoire-2020"

/* Reads a call of data/calls by its id; the folder "data" is in ETABLI_DATA_DIR. */
EtbCall *shipped_call_load (const char *id);

/* A dossier of @call filled from a file of the shape of its instance. */
EtbInstance *shipped_call_read_answers (EtbCall *call, const char *file);

/* @provided: (element-type utf8) codes of pieces, or NULL: none */
EtbEvaluation *shipped_call_evaluate (EtbCall *call, EtbInstance *instance, const char *today,
                                      GPtrArray *provided);
