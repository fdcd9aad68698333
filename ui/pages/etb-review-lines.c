/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of the review page: questions, lines of repeats, pieces. Few widgets a line: a dossier
 * has some 250 of them. Called by the page; tables are in etb-review-table.c. */

#include <glib/gi18n-lib.h>

#include "etb-display.h"
#include "etb-notice.h"
#include "etb-origin-words.h"
#include "etb-page-frame.h"
#include "etb-readiness.h"
#include "etb-review-private.h"
#include "etb-size.h"
#include "etb-wrap-layout.h"

gboolean
etb_review_is_relevant (const EtbReview *review, const char *path)
{
  const EtbNodeState *state = etb_evaluation_get_node (review->evaluation, path);

  return state != NULL && state->relevant;
}

char *
etb_review_text (const EtbReview *review, const char *path)
{
  g_autofree char *value = etb_instance_get (review->instance, path);

  /* The rules may read what they do not understand as empty: what was typed is in the dossier. */
  if ((value == NULL || *value == '\0') && g_hash_table_contains (review->messages, path))
    {
      g_free (value);
      value = etb_dossier_get_answer (review->dossier, path);
    }
  return etb_display_value (review->call, review->territory, path, value != NULL ? value : "");
}

GtkWidget *
etb_review_button_new (const char *label, const char *action)
{
  g_autofree char *name = g_strdup_printf (_ ("Modify: %s"), label);
  GtkWidget *button = gtk_button_new_with_label (_ ("Modify"));

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "etb-link");
  return button;
}

GtkWidget *
etb_review_modify_new (const char *label, const char *path)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (path));
  g_autofree char *action = g_action_print_detailed_name ("dossier.reveal", target);

  return etb_review_button_new (label, action);
}

/* @value may be NULL: the caller puts something else under the label. */
static GtkWidget *
make_line (const char *label, const char *value, GtkWidget *modify, GtkWidget **words)
{
  GtkWidget *line = etb_wrap_box_new ();

  *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (*words, TRUE);
  gtk_box_append (GTK_BOX (*words), etb_words_new (label, "etb-question"));
  if (value != NULL)
    {
      GtkWidget *text = etb_words_new (value, NULL);

      gtk_label_set_selectable (GTK_LABEL (text), FALSE);
      gtk_box_append (GTK_BOX (*words), text);
    }
  gtk_widget_add_css_class (line, "etb-line");
  gtk_box_append (GTK_BOX (line), *words);
  if (modify != NULL)
    gtk_box_append (GTK_BOX (line), modify);
  return line;
}

GtkWidget *
etb_review_line_new (const char *label, const char *value, GtkWidget *modify)
{
  GtkWidget *words;

  return make_line (label, value, modify, &words);
}

static void
append_message (GtkWidget *words, EtbNoticeKind kind, const char *message)
{
  gtk_box_append (GTK_BOX (words), etb_notice_new (kind, message));
}

/* Whose the answer is, when it is not the applicant's. */
static void
append_origin (const EtbReview *review, GtkWidget *words, const char *path)
{
  g_autofree char *origin = etb_origin_words (review->dossier, path);

  if (origin != NULL)
    gtk_box_append (GTK_BOX (words), etb_words_new (origin, "etb-quiet"));
}

static GtkWidget *
make_question (const EtbReview *review, const char *path, const char *label)
{
  const EtbBind *bind = etb_call_find_bind (review->call, path);
  const gboolean fixed = (bind != NULL && bind->calculate != NULL)
                         || etb_evaluation_get_node (review->evaluation, path)->readonly;
  const char *message = g_hash_table_lookup (review->messages, path);
  g_autofree char *text = NULL;
  GtkWidget *words;
  GtkWidget *line;

  if (!etb_review_is_relevant (review, path))
    return NULL;

  text = etb_review_text (review, path);
  line = make_line (label, *text != '\0' ? text : NULL,
                    fixed ? NULL : etb_review_modify_new (label, path), &words);
  if (message != NULL)
    append_message (words, ETB_NOTICE_ERROR, message);
  else if (g_hash_table_contains (review->missing, path))
    append_message (words, ETB_NOTICE_WARNING, _ ("Missing: this answer is required."));
  else if (*text == '\0')
    gtk_box_append (GTK_BOX (words), etb_words_new (_ ("Not answered"), "etb-quiet"));
  append_origin (review, words, path);
  return line;
}

static void
append_repeat_line (const EtbReview *review, GtkWidget *part, const EtbItem *repeat, guint number)
{
  g_autofree char *line_path = g_strdup_printf ("%s[%u]", repeat->path, number);
  g_autofree char *title = g_strdup_printf (
      "%s %u", repeat->line_label != NULL ? repeat->line_label : repeat->label, number);

  gtk_box_append (GTK_BOX (part), etb_words_new (title, "etb-group-label"));
  for (guint i = 0; i < repeat->items->len; i++)
    {
      const EtbItem *question = g_ptr_array_index (repeat->items, i);
      g_autofree char *path = NULL;
      GtkWidget *child;

      if (question->kind != ETB_ITEM_QUESTION)
        continue;
      path = g_strconcat (line_path, question->path + strlen (repeat->path), NULL);
      child = make_question (review, path, question->label);
      if (child != NULL)
        gtk_box_append (GTK_BOX (part), child);
    }
}

static GtkWidget *
make_repeat (const EtbReview *review, const EtbItem *repeat)
{
  const guint n_lines = etb_instance_count_lines (review->instance, repeat->path);
  GtkWidget *part;

  if (!etb_review_is_relevant (review, repeat->path))
    return NULL;

  part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (part),
                  etb_review_line_new (repeat->label, n_lines == 0
                                       ? _ ("None") : NULL,
                                            etb_review_modify_new (repeat->label, repeat->path)));
  for (guint i = 1; i <= n_lines; i++)
    append_repeat_line (review, part, repeat, i);
  return part;
}

GtkWidget *
etb_review_item_new (const EtbReview *review, const EtbItem *item)
{
  switch (item->kind)
    {
    case ETB_ITEM_QUESTION:
      return make_question (review, item->path, item->label);
    case ETB_ITEM_TABLE:
      return etb_review_table_new (review, item);
    case ETB_ITEM_REPEAT:
      return make_repeat (review, item);
    case ETB_ITEM_PIECES:
      return etb_review_pieces_new (review);
    case ETB_ITEM_NOTE:
    default:
      return NULL;
    }
}

/* The names and weights of the files of a piece, one a line; NULL when it has none. */
static char *
list_files (const EtbPieceReadiness *piece)
{
  GString *text = piece->files->len > 0 ? g_string_new (NULL) : NULL;

  for (guint i = 0; i < piece->files->len; i++)
    {
      const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);
      g_autofree char *size = etb_size_describe (file->attachment->size);

      if (i > 0)
        g_string_append_c (text, '\n');
      /* Translators: name of a file, and its size. */
      g_string_append_printf (text, _ ("%s (%s)"), file->attachment->name, size);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* What there is to say of each file, the name before it when there are several. */
static void
append_notes (GtkWidget *words, const EtbReadiness *readiness, const EtbPieceReadiness *piece)
{
  for (guint i = 0; i < piece->files->len; i++)
    for (guint note = 0; note < ETB_N_NOTES; note++)
      {
        const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);
        g_autofree char *text = NULL;
        g_autofree char *named = NULL;

        if (!(file->notes & (1U << note)))
          continue;
        text = etb_note_describe ((EtbNote)note, readiness, piece, file);
        /* Translators: name of a file, and what is the matter with it. */
        named
            = piece->files->len > 1 ? g_strdup_printf (_ ("“%s”: %s"), file->attachment->name, text)
                                    : g_strdup (text);
        append_message (words,
                        etb_note_severity ((EtbNote)note) == ETB_SEVERITY_INFORMATION
                            ? ETB_NOTICE_INFORMATION
                            : ETB_NOTICE_WARNING,
                        named);
      }
}

static GtkWidget *
make_piece (const EtbReadiness *readiness, const EtbPieceReadiness *piece)
{
  g_autofree char *files = list_files (piece);
  GtkWidget *words;
  GtkWidget *line;

  line = make_line (piece->piece->label, files,
                    etb_review_button_new (piece->piece->label, "dossier.pieces"), &words);
  if (piece->state == ETB_READINESS_MISSING)
    append_message (words, ETB_NOTICE_WARNING, _ ("Missing: this piece is required."));
  else if (piece->state == ETB_READINESS_UNKNOWN)
    append_message (words, ETB_NOTICE_INFORMATION,
                    _ ("Whether it is required depends on an answer that is still missing."));
  else if (files == NULL)
    gtk_box_append (GTK_BOX (words), etb_words_new (_ ("No file (optional)"), "etb-quiet"));
  append_notes (words, readiness, piece);
  return line;
}

GtkWidget *
etb_review_pieces_new (const EtbReview *review)
{
  g_autoptr (EtbReadiness) readiness = etb_readiness_of (review->dossier);
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (piece->state != ETB_READINESS_NOT_CONCERNED)
        gtk_box_append (GTK_BOX (part), make_piece (readiness, piece));
    }
  return part;
}
