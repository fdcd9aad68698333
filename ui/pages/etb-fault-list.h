/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with a definition, beside its pages: how many faults, then each in the words of the
 * linter, with a button that copies it. Says so when there is none. */

#define ETB_TYPE_FAULT_LIST (etb_fault_list_get_type ())
G_DECLARE_FINAL_TYPE (EtbFaultList, etb_fault_list, ETB, FAULT_LIST, GtkBox)

GtkWidget *etb_fault_list_new (void);

/* @faults: (element-type GError) */
void etb_fault_list_set (EtbFaultList *self, GPtrArray *faults);

G_END_DECLS
