/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The files of a package: its readable copy and the documents joined, each with its kind, size and
 * digest, to be opened with the program that serves them or saved. What is opened is a copy in a
 * private folder that goes away with this list; files of kinds that may run are only saved.
 *
 * Signals
 *   said (EtbNoticeKind kind, const char *text)   what became of it, to be shown */

#define ETB_TYPE_PACKAGE_PIECES (etb_package_pieces_get_type ())
G_DECLARE_FINAL_TYPE (EtbPackagePieces, etb_package_pieces, ETB, PACKAGE_PIECES, GtkBox)

/* @document: the dossier.xml of @file, valid; (transfer none) */
GtkWidget *etb_package_pieces_new (const char *file, xmlDocPtr document);

/* Whether a file of that name is of a kind that is safe to open: text, pictures, office documents
 * without macros. */
gboolean etb_package_pieces_may_open (const char *name);

/* Writes @entry to @target. */
void etb_package_pieces_save (EtbPackagePieces *self, const char *entry, const char *target);

G_END_DECLS
