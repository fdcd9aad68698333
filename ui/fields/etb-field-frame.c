/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words around an editor, for eyes and for screen readers.
 *
 * Invariant: a complaint is on screen if, and only if, the control has the invalid state and the
 * error message relation. */

#include "etb-field-frame.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "etb-accessible.h"

struct _EtbFieldFrame
{
  GtkBox parent_instance;

  GtkWidget *control;
  gboolean required;

  GtkWidget *label;
  GtkWidget *reason;
  GtkWidget *hint;
  GtkWidget *example;
  GtkWidget *slot;
  GtkWidget *counter;
  GtkWidget *problem_box;
  GtkWidget *problem_label;
};

G_DEFINE_FINAL_TYPE (EtbFieldFrame, etb_field_frame, GTK_TYPE_BOX)

static void
show_words (GtkWidget *label, const char *words)
{
  gboolean any = words != NULL && *words != '\0';

  gtk_label_set_label (GTK_LABEL (label), any ? words : "");
  gtk_widget_set_visible (label, any);
}

/* What a screen reader says after the name: the error first, then the help that is on screen. */
static void
update_description (EtbFieldFrame *self)
{
  GtkWidget *labels[]
      = { self->problem_label, self->reason, self->hint, self->example, self->counter };

  if (self->control != NULL)
    etb_accessible_describe (GTK_ACCESSIBLE (self->control), labels, G_N_ELEMENTS (labels));
}

static void
update_required (EtbFieldFrame *self)
{
  if (self->control != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                    GTK_ACCESSIBLE_PROPERTY_REQUIRED, self->required, -1);
}

static void
etb_field_frame_dispose (GObject *object)
{
  EtbFieldFrame *self = ETB_FIELD_FRAME (object);

  self->control = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ETB_TYPE_FIELD_FRAME);

  G_OBJECT_CLASS (etb_field_frame_parent_class)->dispose (object);
}

static void
etb_field_frame_class_init (EtbFieldFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_field_frame_dispose;

  g_type_ensure (ADW_TYPE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-field-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, label);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, reason);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, hint);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, example);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, slot);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, counter);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, problem_box);
  gtk_widget_class_bind_template_child (widget_class, EtbFieldFrame, problem_label);
}

static void
etb_field_frame_init (EtbFieldFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
etb_field_frame_new (void)
{
  return g_object_new (ETB_TYPE_FIELD_FRAME, NULL);
}

void
etb_field_frame_set_label (EtbFieldFrame *self, const char *label, EtbNeed need)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (ETB_IS_FIELD_FRAME (self));
  g_return_if_fail (label != NULL);

  if (need != ETB_NEED_OPTIONAL)
    markup = g_markup_escape_text (label, -1);
  else
    markup = g_markup_printf_escaped ("%s <span weight=\"normal\" alpha=\"80%%\">%s</span>", label,
                                      _ ("(optional)"));

  if (g_strcmp0 (markup, gtk_label_get_label (GTK_LABEL (self->label))) != 0)
    gtk_label_set_markup (GTK_LABEL (self->label), markup);

  self->required = need == ETB_NEED_REQUIRED;
  update_required (self);
}

void
etb_field_frame_hide_label (EtbFieldFrame *self)
{
  g_return_if_fail (ETB_IS_FIELD_FRAME (self));

  gtk_widget_set_visible (self->label, FALSE);
}

void
etb_field_frame_set_words (EtbFieldFrame *self, const char *reason, const char *hint,
                           const char *example)
{
  g_autofree char *phrase = NULL;

  g_return_if_fail (ETB_IS_FIELD_FRAME (self));

  if (example != NULL && *example != '\0')
    phrase = g_strdup_printf (_ ("Example: %s"), example);

  show_words (self->reason, reason);
  show_words (self->hint, hint);
  show_words (self->example, phrase);
  update_description (self);
}

void
etb_field_frame_set_editor (EtbFieldFrame *self, GtkWidget *editor, GtkWidget *control)
{
  g_return_if_fail (ETB_IS_FIELD_FRAME (self));
  g_return_if_fail (GTK_IS_WIDGET (editor));
  g_return_if_fail (GTK_IS_WIDGET (control));

  adw_bin_set_child (ADW_BIN (self->slot), editor);
  self->control = control;

  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), control);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, -1);
  update_required (self);
  update_description (self);
}

void
etb_field_frame_set_counter (EtbFieldFrame *self, const char *text, gboolean over)
{
  g_return_if_fail (ETB_IS_FIELD_FRAME (self));

  show_words (self->counter, text);
  if (over)
    gtk_widget_add_css_class (self->counter, "error");
  else
    gtk_widget_remove_css_class (self->counter, "error");
  update_description (self);
}

void
etb_field_frame_set_problem (EtbFieldFrame *self, const char *message)
{
  g_return_if_fail (ETB_IS_FIELD_FRAME (self));
  g_return_if_fail (self->control != NULL);

  if (g_strcmp0 (message, etb_field_frame_get_problem (self)) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (self->problem_label), message != NULL ? message : "");
  gtk_widget_set_visible (self->problem_box, message != NULL);

  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "etb-wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "etb-wrong");
  etb_accessible_set_error (GTK_ACCESSIBLE (self->control),
                            message != NULL ? self->problem_label : NULL);
  update_description (self);
}

const char *
etb_field_frame_get_problem (EtbFieldFrame *self)
{
  g_return_val_if_fail (ETB_IS_FIELD_FRAME (self), NULL);

  if (!gtk_widget_get_visible (self->problem_box))
    return NULL;

  return gtk_label_get_label (GTK_LABEL (self->problem_label));
}
