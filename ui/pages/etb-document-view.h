/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The dossier inside a package, to be read: its answers by task, what its rules say, who helped.
 * Each part opens when it is asked for. It shows what dossier.xml says; whether that can be relied
 * on is in the report above. */

#define ETB_TYPE_DOCUMENT_VIEW (etb_document_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbDocumentView, etb_document_view, ETB, DOCUMENT_VIEW, GtkBox)

/* @document: (transfer full): valid against dossier.xsd */
GtkWidget *etb_document_view_new (xmlDocPtr document);

G_END_DECLS
