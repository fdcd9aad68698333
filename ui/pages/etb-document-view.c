/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier.xml on screen: see the header. A part is built the first time it is opened: a dossier
 * has some 400 values. */

#include "etb-document-view.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-element.h"
#include "etb-fact-row.h"
#include "etb-fold.h"
#include "etb-page-frame.h"

struct _EtbDocumentView
{
  GtkBox parent_instance;

  xmlDocPtr document;
};

G_DEFINE_FINAL_TYPE (EtbDocumentView, etb_document_view, GTK_TYPE_BOX)

/* Fills @box with what @node holds. */
typedef void (*Build) (GtkBox *box, xmlNodePtr node);

/* ---- Answers ----------------------------------------------------------------------------------
 */

static void
append_fact (GtkBox *box, const char *label, const char *text)
{
  gtk_box_append (box, etb_detail_row_new (label, *text != '\0' ? text : _ ("Not given")));
}

static void
append_answer (GtkBox *box, xmlNodePtr answer)
{
  g_autofree char *label = etb_element_text (answer, "label");
  g_autofree char *text = etb_element_text (answer, "text");

  append_fact (box, label, text);
}

/* "Année 1: 50 000 €, Année 2: …" */
static char *
join_cells (xmlNodePtr table, xmlNodePtr row)
{
  GString *cells = g_string_new (NULL);
  xmlNodePtr column = etb_element_child (table, "column");

  for (xmlNodePtr cell = etb_element_child (row, "cell"); cell != NULL;
       cell = etb_element_next (cell, "cell"))
    {
      g_autofree char *heading
          = column != NULL ? etb_element_text (column, "label") : g_strdup ("");
      g_autofree char *text = etb_element_text (cell, "text");

      if (*text != '\0')
        {
          g_autofree char *words = g_strdup_printf (_ ("%s: %s"), heading, text);

          g_string_append_printf (cells, "%s%s", cells->len > 0 ? "\n" : "", words);
        }
      column = column != NULL ? etb_element_next (column, "column") : NULL;
    }
  return g_string_free (cells, FALSE);
}

static void
append_rows (GtkBox *box, xmlNodePtr table, xmlNodePtr group)
{
  for (xmlNodePtr row = etb_element_child (group, "row"); row != NULL;
       row = etb_element_next (row, "row"))
    {
      g_autofree char *label = etb_element_text (row, "label");
      g_autofree char *cells = join_cells (table, row);

      append_fact (box, label, cells);
    }
}

static void
append_table (GtkBox *box, xmlNodePtr table)
{
  for (xmlNodePtr group = etb_element_child (table, "group"); group != NULL;
       group = etb_element_next (group, "group"))
    append_rows (box, table, group);
}

static void
append_repeat (GtkBox *box, xmlNodePtr repeat)
{
  for (xmlNodePtr line = etb_element_child (repeat, "line"); line != NULL;
       line = etb_element_next (line, "line"))
    {
      g_autofree char *label = etb_element_text (line, "label");

      gtk_box_append (box, etb_words_new (label, "heading"));
      for (xmlNodePtr answer = etb_element_child (line, "answer"); answer != NULL;
           answer = etb_element_next (answer, "answer"))
        append_answer (box, answer);
    }
}

static void
append_page (GtkBox *box, xmlNodePtr page)
{
  g_autofree char *label = etb_element_text (page, "label");

  gtk_box_append (box, etb_words_new (label, "heading"));
  for (xmlNodePtr item = etb_element_child (page, NULL); item != NULL;
       item = etb_element_next (item, NULL))
    if (etb_element_is (item, "answer"))
      append_answer (box, item);
    else if (etb_element_is (item, "table"))
      append_table (box, item);
    else if (etb_element_is (item, "repeat"))
      append_repeat (box, item);
}

static void
build_task (GtkBox *box, xmlNodePtr task)
{
  for (xmlNodePtr page = etb_element_child (task, "page"); page != NULL;
       page = etb_element_next (page, "page"))
    append_page (box, page);
}

/* ---- Verdicts, attestations, help -------------------------------------------------------------
 */

static const char *
describe_value (const char *value)
{
  if (g_str_equal (value, "met"))
    return _ ("Met");
  return g_str_equal (value, "not-met") ? _ ("Not met") : _ ("Not known");
}

static void
build_verdicts (GtkBox *box, xmlNodePtr verdicts)
{
  for (xmlNodePtr verdict = etb_element_child (verdicts, "verdict"); verdict != NULL;
       verdict = etb_element_next (verdict, "verdict"))
    {
      g_autofree char *label = etb_element_text (verdict, "label");
      g_autofree char *text = etb_element_text (verdict, "text");
      g_autofree char *value = etb_element_attribute (verdict, "value");
      g_autofree char *words = g_strdup_printf (_ ("%s. %s"), describe_value (value), text);

      append_fact (box, label, words);
    }
}

static void
build_attestations (GtkBox *box, xmlNodePtr attestations)
{
  for (xmlNodePtr node = etb_element_child (attestations, "attestation"); node != NULL;
       node = etb_element_next (node, "attestation"))
    {
      g_autofree char *text = etb_element_text (node, "text");
      g_autofree char *accepted = etb_element_attribute (node, "accepted");

      append_fact (box, text, g_str_equal (accepted, "oui") ? _ ("Accepted") : _ ("Not accepted"));
    }
}

/* ---- Parts ------------------------------------------------------------------------------------
 */

typedef struct
{
  Build build;
  xmlNodePtr node; /* of the view's document */
} Part;

static void
fill_part (GtkBox *box, gpointer data)
{
  const Part *self = data;

  gtk_box_set_spacing (box, 8);
  gtk_widget_add_css_class (GTK_WIDGET (box), "etb-document-part");
  self->build (box, self->node);
}

/* @node: NULL: nothing is appended. */
static void
append_part (EtbDocumentView *self, const char *title, xmlNodePtr node, Build build)
{
  Part *part;

  if (node == NULL)
    return;
  part = g_new0 (Part, 1);
  part->build = build;
  part->node = node;
  gtk_box_append (GTK_BOX (self), etb_fold_new (title, NULL, fill_part, part, g_free));
}

static void
etb_document_view_finalize (GObject *object)
{
  xmlFreeDoc (ETB_DOCUMENT_VIEW (object)->document);
  G_OBJECT_CLASS (etb_document_view_parent_class)->finalize (object);
}

static void
etb_document_view_class_init (EtbDocumentViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_document_view_finalize;
}

static void
etb_document_view_init (EtbDocumentView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
etb_document_view_new (xmlDocPtr document)
{
  EtbDocumentView *self;
  xmlNodePtr root;

  g_return_val_if_fail (document != NULL, NULL);

  self = g_object_new (ETB_TYPE_DOCUMENT_VIEW, NULL);
  self->document = document;
  root = xmlDocGetRootElement (document);
  for (xmlNodePtr task = etb_element_child (etb_element_child (root, "answers"), "task");
       task != NULL; task = etb_element_next (task, "task"))
    {
      g_autofree char *label = etb_element_text (task, "label");

      append_part (self, label, task, build_task);
    }
  append_part (self, _ ("Conditions of the call"), etb_element_child (root, "verdicts"),
                        build_verdicts);
  append_part (self, _ ("Commitments"), etb_element_child (root, "attestations"),
                        build_attestations);
  return GTK_WIDGET (self);
}
