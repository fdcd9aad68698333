/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers to copy into a web form: see the header. A task's lines are made when it is opened: a
 * dossier has some 150. Used by the page after the signature. */

#include "etb-form-view.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-copy-button.h"
#include "etb-fold.h"
#include "etb-form-texts.h"
#include "etb-wrap-layout.h"

/* Lines of a long answer shown: the whole of it is copied. */
#define LINES_SHOWN 4

struct _EtbFormView
{
  GtkBox parent_instance;

  GPtrArray *texts; /* (element-type EtbFormText) */
};

G_DEFINE_FINAL_TYPE (EtbFormView, etb_form_view, GTK_TYPE_BOX)

static GtkWidget *
make_line (const EtbFormText *text)
{
  GtkWidget *line = etb_wrap_box_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *shown = etb_words_new (text->text, NULL);

  gtk_label_set_lines (GTK_LABEL (shown), LINES_SHOWN);
  gtk_label_set_ellipsize (GTK_LABEL (shown), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), etb_words_new (text->label, "etb-question"));
  gtk_box_append (GTK_BOX (words), shown);
  gtk_widget_add_css_class (line, "etb-line");
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), etb_copy_button_new (_ ("Copy"), text->label, text->text));
  return line;
}

typedef struct
{
  GPtrArray *texts;
  guint first; /* of the task */
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_ptr_array_unref (self->texts);
  g_free (self);
}

static void
fill_part (GtkBox *box, gpointer data)
{
  const Part *self = data;
  const EtbFormText *begin = g_ptr_array_index (self->texts, self->first);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (lines, "card");
  gtk_widget_add_css_class (lines, "etb-lines");
  for (guint i = self->first; i < self->texts->len; i++)
    {
      const EtbFormText *text = g_ptr_array_index (self->texts, i);

      if (text->task != begin->task)
        break;
      gtk_box_append (GTK_BOX (lines), make_line (text));
    }
  gtk_box_append (box, lines);
}

static void
append_task (EtbFormView *self, guint first, guint n_texts)
{
  const EtbFormText *text = g_ptr_array_index (self->texts, first);
  /* Translators: a task, and how many of its answers there are to copy. */
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s (%u text)", "%s (%u texts)", n_texts), text->task, n_texts);
  Part *part = g_new0 (Part, 1);

  part->texts = g_ptr_array_ref (self->texts);
  part->first = first;
  gtk_box_append (GTK_BOX (self), etb_fold_new (title, NULL, fill_part, part, part_free));
}

static void
etb_form_view_finalize (GObject *object)
{
  g_clear_pointer (&ETB_FORM_VIEW (object)->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (etb_form_view_parent_class)->finalize (object);
}

static void
etb_form_view_class_init (EtbFormViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_form_view_finalize;
}

static void
etb_form_view_init (EtbFormView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
etb_form_view_new (EtbDossier *dossier, EtbTerritory *territory)
{
  EtbFormView *self;
  guint first = 0;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_FORM_VIEW, NULL);
  self->texts = etb_form_texts_of (dossier, territory);
  for (guint i = 1; i <= self->texts->len; i++)
    {
      const EtbFormText *begin = g_ptr_array_index (self->texts, first);
      const EtbFormText *text = i < self->texts->len ? g_ptr_array_index (self->texts, i) : NULL;

      if (text != NULL && text->task == begin->task)
        continue;
      append_task (self, first, i - first);
      first = i;
    }
  return GTK_WIDGET (self);
}
