/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One page of questions.
 *
 * Invariant: complaints are on screen only after the person pressed “Continue”, or was brought here
 * by etb_question_page_reveal(). Callers: the pages of the dossier and of eligibility. */

#include "etb-question-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-column-layout.h"
#include "etb-error-summary.h"
#include "etb-field.h"
#include "etb-items-view.h"
#include "etb-page-needs.h"
#include "etb-reused-note.h"

/* Tables want more room than words. */
#define WIDTH_FOR_TABLES 1000
/* Around what one is brought to. */
#define SCROLL_MARGIN 24

struct _EtbQuestionPage
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  const EtbPage *page;
  GtkWidget *items;
  char *pending; /* path to reveal once the page is shown, or NULL */
  guint focus_source;
  guint tick;
  guint frames_to_wait;

  GtkWidget *scroller;
  GtkWidget *clamp;
  GtkWidget *buttons_clamp;
  GtkWidget *content;
  GtkWidget *step;
  GtkWidget *heading; /* a box, since a label that cannot be selected takes no focus */
  GtkWidget *title;
  GtkWidget *lead;
  GtkWidget *summary;
  GtkWidget *needs;
  gboolean allows_missing;
  GtkWidget *back_button;
  GtkWidget *continue_button;
};

enum
{
  SIGNAL_BACK,
  SIGNAL_CONTINUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbQuestionPage, etb_question_page, GTK_TYPE_BOX)

/* The whole of what has the focus, words and all: a field rather than its entry. */
static GtkWidget *
get_focused_part (EtbQuestionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *field;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->content))
    return NULL;

  field = gtk_widget_get_ancestor (focus, ETB_TYPE_FIELD);

  return field != NULL ? field : focus;
}

static void
scroll_to (EtbQuestionPage *self, GtkWidget *part)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double top, bottom, value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (part, self->clamp, &bounds))
    return;

  top = bounds.origin.y - SCROLL_MARGIN;
  bottom = bounds.origin.y + bounds.size.height + SCROLL_MARGIN;
  value = MAX (value, bottom - gtk_adjustment_get_page_size (adjustment));
  value = MIN (value, top);
  gtk_adjustment_set_value (adjustment, value);
}

/* Three frames later: complaints that have just appeared have their place by then. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (widget);
  GtkWidget *part;

  if (--self->frames_to_wait > 0)
    return G_SOURCE_CONTINUE;

  part = get_focused_part (self);
  if (part != NULL)
    scroll_to (self, part);
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

/* Brings what has the focus in sight, once the page has its new layout. */
static void
show_focus (EtbQuestionPage *self)
{
  self->frames_to_wait = 3;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* Lines and files that come or go change the layout under the focus. */
static void
on_dossier_lines_changed (EtbDossier *dossier, const char *repeat, gpointer user_data)
{
  show_focus (ETB_QUESTION_PAGE (user_data));
}

static void
on_dossier_pieces_changed (EtbDossier *dossier, gpointer user_data)
{
  show_focus (ETB_QUESTION_PAGE (user_data));
}

static void
reveal_now (EtbQuestionPage *self, const char *path)
{
  etb_answer_view_reveal (ETB_ANSWER_VIEW (self->items), path);
  show_focus (self);
}

static void
on_back_clicked (GtkButton *button, gpointer user_data)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (user_data);

  etb_question_page_commit (self);
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

/* ---- Going on ---------------------------------------------------------------------------------
 */

/* Whether one of @problems is more than an answer that is not there yet. */
static gboolean
has_wrong (GPtrArray *problems, EtbEvaluation *evaluation)
{
  GPtrArray *invalid = etb_evaluation_get_invalid (evaluation);

  for (guint i = 0; i < problems->len; i++)
    if (g_ptr_array_find (invalid, g_ptr_array_index (problems, i), NULL))
      return TRUE;
  return FALSE;
}

static void
on_continue_clicked (GtkButton *button, gpointer user_data)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (user_data);
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  EtbEvaluation *evaluation;

  etb_question_page_commit (self);
  evaluation = etb_dossier_get_evaluation (self->dossier);
  etb_items_view_collect (ETB_ITEMS_VIEW (self->items), evaluation, problems);
  if (self->allows_missing && !has_wrong (problems, evaluation))
    g_ptr_array_set_size (problems, 0);
  etb_answer_view_show_problems (ETB_ANSWER_VIEW (self->items),
                                 problems->len > 0 ? evaluation : NULL);
  etb_error_summary_set_problems (ETB_ERROR_SUMMARY (self->summary), problems);

  if (problems->len == 0 && !etb_answer_view_focus_refused (ETB_ANSWER_VIEW (self->items)))
    {
      etb_reused_note_confirm (self->dossier, ETB_ANSWER_VIEW (self->items));
      g_signal_emit (self, signals[SIGNAL_CONTINUE], 0);
    }
  else
    show_focus (self);
}

static void
on_summary_problem_activated (EtbErrorSummary *summary, const char *path, gpointer user_data)
{
  reveal_now (ETB_QUESTION_PAGE (user_data), path);
}

static void
on_summary_continue_anyway (EtbErrorSummary *summary, gpointer user_data)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (user_data);

  etb_question_page_commit (self);
  g_signal_emit (self, signals[SIGNAL_CONTINUE], 0);
}

/* After whatever the stack does with the focus when it changes pages. */
static gboolean
on_shown (gpointer user_data)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (user_data);
  g_autofree char *path = g_steal_pointer (&self->pending);

  self->focus_source = 0;
  if (path != NULL)
    reveal_now (self, path);
  else
    gtk_widget_grab_focus (self->heading);

  return G_SOURCE_REMOVE;
}

static void
etb_question_page_map (GtkWidget *widget)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (widget);

  GTK_WIDGET_CLASS (etb_question_page_parent_class)->map (widget);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  self->focus_source = g_idle_add (on_shown, self);
}

static void
etb_question_page_unmap (GtkWidget *widget)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (widget);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  etb_question_page_commit (self);

  GTK_WIDGET_CLASS (etb_question_page_parent_class)->unmap (widget);
}

static void
etb_question_page_dispose (GObject *object)
{
  EtbQuestionPage *self = ETB_QUESTION_PAGE (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->dossier != NULL)
    etb_question_page_commit (self);
  self->items = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ETB_TYPE_QUESTION_PAGE);
  g_clear_object (&self->dossier);
  g_clear_pointer (&self->pending, g_free);

  G_OBJECT_CLASS (etb_question_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-question-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, buttons_clamp);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, content);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, step);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, heading);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, title);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, lead);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, summary);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, needs);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, EtbQuestionPage, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_summary_problem_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_summary_continue_anyway);
}

static void
etb_question_page_class_init (EtbQuestionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_question_page_dispose;
  widget_class->map = etb_question_page_map;
  widget_class->unmap = etb_question_page_unmap;

  signals[SIGNAL_BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONTINUE] = g_signal_new ("continue", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ETB_TYPE_COLUMN_LAYOUT);
  g_type_ensure (ETB_TYPE_ERROR_SUMMARY);
  bind_template (widget_class);
}

static void
etb_question_page_init (EtbQuestionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  etb_button_set_words (self->back_button, _ ("_Back"));
  etb_button_set_words (self->continue_button, _ ("_Continue"));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->heading),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
}

static gboolean
has_kind (const EtbPage *page, EtbItemKind kind)
{
  for (guint i = 0; i < page->items->len; i++)
    if (((const EtbItem *)g_ptr_array_index (page->items, i))->kind == kind)
      return TRUE;

  return FALSE;
}

static void
fill_words (EtbQuestionPage *self, const char *step_text)
{
  const EtbPage *page = self->page;

  gtk_label_set_label (GTK_LABEL (self->step), step_text != NULL ? step_text : "");
  gtk_widget_set_visible (self->step, step_text != NULL);
  gtk_label_set_label (GTK_LABEL (self->title), page->label);
  gtk_label_set_label (GTK_LABEL (self->lead), page->lead != NULL ? page->lead : "");
  gtk_widget_set_visible (self->lead, page->lead != NULL && *page->lead != '\0');

  if (has_kind (page, ETB_ITEM_TABLE))
    {
      adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), WIDTH_FOR_TABLES);
      adw_clamp_set_maximum_size (ADW_CLAMP (self->buttons_clamp), WIDTH_FOR_TABLES);
    }
}

/* What one need not answer depends on what one answered. */
static void
update_needs (EtbQuestionPage *self)
{
  g_autofree char *needs
      = self->allows_missing ? NULL : etb_page_needs_describe (self->dossier, self->page);

  gtk_label_set_label (GTK_LABEL (self->needs), needs != NULL ? needs : "");
  gtk_widget_set_visible (self->needs, needs != NULL);
}

static void
show_reused (EtbQuestionPage *self)
{
  GtkWidget *note = etb_reused_note_new (self->dossier, ETB_ANSWER_VIEW (self->items));

  if (note != NULL)
    gtk_box_insert_child_after (GTK_BOX (self->content), note, self->needs);
}

GtkWidget *
etb_question_page_new (EtbDossier *dossier, EtbTerritory *territory, const EtbPage *page,
                       const char *step_text)
{
  EtbQuestionPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);
  g_return_val_if_fail (page != NULL, NULL);

  self = g_object_new (ETB_TYPE_QUESTION_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->page = page;

  fill_words (self, step_text);
  self->items = etb_items_view_new (dossier, territory, page->items, NULL, NULL);
  gtk_box_append (GTK_BOX (self->content), self->items);
  update_needs (self);
  show_reused (self);

  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (update_needs), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dossier, "lines-changed", G_CALLBACK (on_dossier_lines_changed), self,
                           0);
  g_signal_connect_object (dossier, "pieces-changed", G_CALLBACK (on_dossier_pieces_changed), self,
                           0);

  return GTK_WIDGET (self);
}

gboolean
etb_question_page_reveal (EtbQuestionPage *self, const char *path)
{
  EtbEvaluation *evaluation;

  g_return_val_if_fail (ETB_IS_QUESTION_PAGE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!etb_answer_view_owns (ETB_ANSWER_VIEW (self->items), path))
    return FALSE;

  evaluation = etb_dossier_get_evaluation (self->dossier);
  etb_answer_view_show_problems (ETB_ANSWER_VIEW (self->items), evaluation);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->focus_source == 0)
    {
      reveal_now (self, path);
    }
  else
    {
      g_free (self->pending);
      self->pending = g_strdup (path);
    }

  return TRUE;
}

void
etb_question_page_commit (EtbQuestionPage *self)
{
  g_return_if_fail (ETB_IS_QUESTION_PAGE (self));

  if (self->items == NULL)
    return;
  etb_dossier_hold (self->dossier);
  etb_answer_view_commit (ETB_ANSWER_VIEW (self->items));
  etb_dossier_release (self->dossier);
}

void
etb_question_page_allow_missing (EtbQuestionPage *self)
{
  g_return_if_fail (ETB_IS_QUESTION_PAGE (self));

  self->allows_missing = TRUE;
  update_needs (self);
}

void
etb_question_page_set_continue_label (EtbQuestionPage *self, const char *label)
{
  g_return_if_fail (ETB_IS_QUESTION_PAGE (self));
  g_return_if_fail (label != NULL);

  etb_button_set_words (self->continue_button, label);
}

const EtbPage *
etb_question_page_get_page (EtbQuestionPage *self)
{
  g_return_val_if_fail (ETB_IS_QUESTION_PAGE (self), NULL);

  return self->page;
}
