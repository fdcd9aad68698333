/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with a definition that is being written, beside its pages: how it stands, in a
 * sentence, then one message a fault, each of which can be copied. Scrolls by itself.
 *
 * Signals: copied (), something worth a toast: a message is in the clipboard. */

#define ETB_TYPE_FAULT_LIST (etb_fault_list_get_type ())
G_DECLARE_FINAL_TYPE (EtbFaultList, etb_fault_list, ETB, FAULT_LIST, AdwBin)

/* @faults: (element-type GError): read at once, not kept; empty says that there is none.
 * @file: the definition: its folder is left out of what is shown, not of what is copied.
 * @has_pages: whether pages of an earlier state are shown meanwhile. */
void etb_fault_list_show (EtbFaultList *self, GPtrArray *faults, const char *file,
                          gboolean has_pages);

G_END_DECLS
