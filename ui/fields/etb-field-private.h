/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-field.h"
#include "etb-field-frame.h"

G_BEGIN_DECLS

/* For the classes of fields only: each says how its editor is built, filled and read. */

struct _EtbFieldClass
{
  GtkBoxClass parent_class;

  /* Builds the editor and hands it over with etb_field_set_editor(). */
  void (*build) (EtbField *self);

  /* Puts a stored answer in the editor, the way people write it. */
  void (*show_value) (EtbField *self, const char *stored);

  /* What the editor holds, for etb_dossier_set_answer(). (transfer full) */
  char *(*get_typed) (EtbField *self);

  void (*set_editable) (EtbField *self, gboolean editable);

  /* Gives the focus to the editor; by default to the control. */
  void (*focus) (EtbField *self);
};

/* As etb_field_frame_set_editor(). */
void etb_field_set_editor (EtbField *self, GtkWidget *editor, GtkWidget *control);

/* To be called when the editor changed; does nothing while the program itself fills it. With
 * @at_once it is committed without waiting. */
void etb_field_touch (EtbField *self, gboolean at_once);

/* Whether the person is in the field now. */
gboolean etb_field_has_focus (EtbField *self);

/* Whether the answer is needed, as things stand. */
gboolean etb_field_is_required (EtbField *self);

EtbDossier *etb_field_get_dossier (EtbField *self);
EtbTerritory *etb_field_get_territory (EtbField *self); /* (nullable) */
const EtbItem *etb_field_get_question (EtbField *self);
EtbValueType etb_field_get_value_type (EtbField *self);
EtbFieldFrame *etb_field_get_frame (EtbField *self);

G_END_DECLS
