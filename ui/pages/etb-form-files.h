/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The files that a web form asks for, in the order of the call's pieces: the readable copy, then
 * the documents. They are in the package: a button writes them to a folder, and then each has its
 * path to copy, and its folder to open.
 *
 * Signals
 *   said (EtbNoticeKind kind, const char *text)   what became of it, to be shown */

#define ETB_TYPE_FORM_FILES (etb_form_files_get_type ())
G_DECLARE_FINAL_TYPE (EtbFormFiles, etb_form_files, ETB, FORM_FILES, GtkBox)

/* @document: the dossier.xml of the package @file, valid; (transfer none) */
GtkWidget *etb_form_files_new (const char *file, xmlDocPtr document);

/* Writes the files into a new folder under @folder, named after the package. */
void etb_form_files_extract (EtbFormFiles *self, const char *folder);

G_END_DECLS
