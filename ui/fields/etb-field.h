/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* One question: its label, why it is asked, help, the editor of its type, and what is wrong with
 * it.
 *
 * The label is always there, above. What a person types goes to the dossier one second after the
 * last key, when the focus leaves, and on Enter. Nothing is said against it until the page asks for
 * it with etb_field_set_problem(); what was typed is never taken away. A field whose question does
 * not apply hides itself.
 *
 * Made by etb_field_new_for(), in etb-field-factory.h. */

#define ETB_TYPE_FIELD (etb_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtbField, etb_field, ETB, FIELD, GtkBox)

/* The path of the answer in the dossier. */
const char *etb_field_get_path (EtbField *self);

/* Puts what is typed in the dossier, if it is not there yet. */
void etb_field_commit (EtbField *self);

/* Says what is wrong, beside the editor and to a screen reader. NULL: nothing is. */
void etb_field_set_problem (EtbField *self, const char *message);

void etb_field_focus_editor (EtbField *self);

G_END_DECLS
