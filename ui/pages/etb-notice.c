/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A message in a page: see the header. Used by the pages of this folder and their parts. A grid, as
 * is said of etb_beside_new(). */

#include "etb-notice.h"

#include "etb-page-frame.h"

struct _EtbNotice
{
  GtkGrid parent_instance;

  GtkWidget *icon;
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (EtbNotice, etb_notice, GTK_TYPE_GRID)

static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [ETB_NOTICE_INFORMATION] = { "dialog-information-symbolic", "information" },
  [ETB_NOTICE_GOOD] = { "emblem-ok-symbolic", "success" },
  [ETB_NOTICE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [ETB_NOTICE_ERROR] = { "dialog-error-symbolic", "error" },
};

static void
etb_notice_class_init (EtbNoticeClass *class)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "notice");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
etb_notice_init (EtbNotice *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "valign", GTK_ALIGN_START, NULL);
  self->words
      = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign",
                      0.0f, "hexpand", TRUE, "width-chars", ETB_LEAST_CHARS, NULL);
  gtk_grid_set_column_spacing (GTK_GRID (self), 8);
  gtk_grid_attach (GTK_GRID (self), self->icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self), self->words, 1, 0, 1, 1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
etb_notice_new (EtbNoticeKind kind, const char *text)
{
  EtbNotice *self = g_object_new (ETB_TYPE_NOTICE, NULL);

  etb_notice_say (self, kind, text);
  return GTK_WIDGET (self);
}

GtkWidget *
etb_notice_new_framed (EtbNoticeKind kind, const char *text)
{
  GtkWidget *self = etb_notice_new (kind, text);

  gtk_widget_add_css_class (self, "etb-notice");
  return self;
}

void
etb_notice_say (EtbNotice *self, EtbNoticeKind kind, const char *text)
{
  g_return_if_fail (ETB_IS_NOTICE (self));
  g_return_if_fail (kind < G_N_ELEMENTS (looks));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[kind].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[kind].icon);
  gtk_label_set_label (GTK_LABEL (self->words), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

const char *
etb_notice_get_text (EtbNotice *self)
{
  g_return_val_if_fail (ETB_IS_NOTICE (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->words));
}

void
etb_notice_complain (EtbNotice *self, GtkWidget *editor, const char *text)
{
  g_return_if_fail (ETB_IS_NOTICE (self));
  g_return_if_fail (GTK_IS_WIDGET (editor));

  etb_notice_say (self, ETB_NOTICE_ERROR, text);
  if (text == NULL)
    {
      gtk_widget_remove_css_class (editor, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  gtk_widget_add_css_class (editor, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}
