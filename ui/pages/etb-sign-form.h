/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-identity-chooser.h"

G_BEGIN_DECLS

/* What a person gives to sign: an identity, a file to write, and the word that the answers were
 * read again. Shows what is wrong beside what it is about; signs nothing. */

#define ETB_TYPE_SIGN_FORM (etb_sign_form_get_type ())
G_DECLARE_FINAL_TYPE (EtbSignForm, etb_sign_form, ETB, SIGN_FORM, GtkBox)

/* @target: full path proposed for the package; @signatory: name proposed for a new identity. */
GtkWidget *etb_sign_form_new (const char *target, const char *signatory);

/* For one more signature in a package that exists: asks for the capacity too, and for the word that
 * the package was read, instead of one's answers. */
void etb_sign_form_ask_for_package (EtbSignForm *self);

EtbIdentityChooser *etb_sign_form_get_chooser (EtbSignForm *self);

/* The full path to write, with its ending. Returns: (transfer full) */
char *etb_sign_form_get_target (EtbSignForm *self);

/* Where the person says to sign; "" when nothing is said. Returns: (transfer full) */
char *etb_sign_form_get_place (EtbSignForm *self);

/* The capacity in which the person says to sign; "" when nothing is said. Returns: (transfer full)
 */
char *etb_sign_form_get_role (EtbSignForm *self);

/* Whether the target and the confirmation are right; what is wrong is shown, with the focus on the
 * first. The identity is checked by opening it. */
gboolean etb_sign_form_validate (EtbSignForm *self);

/* Shows an error met while the package was made where it belongs, with the focus there. */
void etb_sign_form_complain (EtbSignForm *self, const GError *error);

/* Says something of the whole, such as that the person cancelled. NULL: nothing. */
void etb_sign_form_say (EtbSignForm *self, const char *text);

G_END_DECLS
