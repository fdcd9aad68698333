/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The review page: what it shows is derived from the dossier each time there is a new evaluation.
 * It is built a task a frame, so that its top is there at once: a dossier has hundreds of answers.
 * Made by the view of a dossier. */

#include "etb-review-page.h"

#include <glib/gi18n-lib.h>

#include "etb-display.h"
#include "etb-dossier-assistance.h"
#include "etb-finding-view.h"
#include "etb-notice.h"
#include "etb-readiness.h"
#include "etb-review-private.h"

struct _EtbReviewPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
  EtbReview *review; /* while it is being built, else NULL */
  guint next_task;   /* index of the next one to build */
  char *wanted;      /* the answer to give the focus to once it is there, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbReviewPage, etb_review_page, ETB_TYPE_PAGE_FRAME)

static GHashTable *
index_messages (GPtrArray *problems)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      g_hash_table_insert (index, problem->path, problem->message);
    }
  return index;
}

/* Pieces that are there, and cannot go out as they are. */
static guint
count_bad_pieces (const EtbReadiness *readiness)
{
  guint n = 0;

  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (piece->state > ETB_READINESS_PROVIDED && etb_readiness_stops (piece->state))
        n++;
    }
  return n;
}

/* What is still to do, counted, at the top. */
static void
append_counts (EtbReviewPage *self, const EtbReview *review)
{
  const guint missing = g_hash_table_size (review->missing);
  const guint wrong = g_hash_table_size (review->messages);
  g_autoptr (EtbReadiness) readiness = etb_readiness_of (review->dossier);
  const guint pieces = etb_readiness_count (readiness, ETB_READINESS_MISSING);
  const guint bad = count_bad_pieces (readiness);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (missing > 0)
    g_ptr_array_add (
        lines, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u required answer is missing.",
                                             "%u required answers are missing.", missing),
                                missing));
  if (wrong > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u answer must be corrected.",
                                                   "%u answers must be corrected.", wrong),
                                      wrong));
  if (pieces > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u required piece is missing.",
                                                   "%u required pieces are missing.", pieces),
                                      pieces));
  if (bad > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u piece must be replaced.",
                                                   "%u pieces must be replaced.", bad),
                                      bad));
  if (etb_readiness_is_too_heavy (readiness))
    {
      g_autofree char *weight = etb_readiness_describe_weight (readiness);

      g_ptr_array_add (lines, g_strdup_printf (_ ("The pieces are too heavy. %s"), weight));
    }
  for (guint i = 0; i < lines->len; i++)
    etb_page_frame_append (
        ETB_PAGE_FRAME (self),
        etb_notice_new_framed (ETB_NOTICE_WARNING, g_ptr_array_index (lines, i)));
}

/* What a helper typed and the applicant has not read back: the way there. */
static void
append_read_back (EtbReviewPage *self)
{
  const guint count = etb_dossier_count_to_read_back (self->dossier);
  g_autofree char *words = NULL;
  GtkWidget *button;

  if (count == 0)
    return;
  words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u answer that a helper typed is to be read back.",
                   "%u answers that a helper typed are to be read back.", count),
      count);
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_notice_new_framed (ETB_NOTICE_WARNING, words));
  button = gtk_button_new ();
  etb_button_set_words (button, _ ("Read _Back"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "dossier.page::read-back");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  etb_page_frame_append (ETB_PAGE_FRAME (self), button);
}

/* @page's answers under its title, or nothing when it has none. */
static GtkWidget *
make_page (const EtbReview *review, const EtbPage *page, gboolean with_title)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_object_ref_sink (part);
  if (with_title)
    {
      GtkWidget *title = etb_heading_new (page->label);

      gtk_widget_remove_css_class (title, "title-3");
      gtk_widget_add_css_class (title, "title-4");
      gtk_box_append (GTK_BOX (part), title);
    }
  gtk_widget_add_css_class (list, "etb-lines");
  gtk_widget_add_css_class (list, "card");
  gtk_box_append (GTK_BOX (part), list);
  for (guint i = 0; i < page->items->len; i++)
    {
      GtkWidget *child = etb_review_item_new (review, g_ptr_array_index (page->items, i));

      if (child != NULL)
        gtk_box_append (GTK_BOX (list), child);
    }
  if (gtk_widget_get_first_child (list) == NULL)
    g_clear_object (&part);
  return part;
}

/* Passes the reference of make_page() on to the column. */
static void
append_owned (EtbReviewPage *self, GtkWidget *part)
{
  etb_page_frame_append (ETB_PAGE_FRAME (self), part);
  g_object_unref (part);
}

static gboolean
asks_for (const EtbPage *page, const char *path)
{
  for (guint i = 0; path != NULL && i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);

      if (item->kind == ETB_ITEM_QUESTION && g_str_equal (item->path, path))
        return TRUE;
    }
  return FALSE;
}

/* Under the answers that it gave. */
static void
append_finding (EtbReviewPage *self, const EtbReview *review, const EtbPage *page)
{
  GtkWidget *finding = asks_for (page, etb_call_get_roles (review->call)->qpv)
                           ? etb_finding_view_new (review->dossier, review->territory)
                           : NULL;

  if (finding != NULL)
    {
      GtkWidget *title = etb_heading_new (_ ("What was found of the place"));

      gtk_widget_remove_css_class (title, "title-3");
      gtk_widget_add_css_class (title, "title-4");
      etb_page_frame_append (ETB_PAGE_FRAME (self), title);
      etb_page_frame_append (ETB_PAGE_FRAME (self), finding);
    }
}

static void
append_task (EtbReviewPage *self, const EtbReview *review, const EtbTask *task)
{
  gboolean titled = FALSE;

  for (guint i = 0; i < task->pages->len; i++)
    {
      const EtbPage *page = g_ptr_array_index (task->pages, i);
      const gboolean alone = task->pages->len == 1 || g_str_equal (page->label, task->label);
      GtkWidget *part = make_page (review, page, !alone);

      if (part == NULL)
        continue;
      if (!titled)
        etb_page_frame_append_heading (ETB_PAGE_FRAME (self), task->label);
      titled = TRUE;
      append_owned (self, part);
      append_finding (self, review, page);
    }
}

/* What was typed and does not apply any more: kept, and not sent. */
static void
append_kept_aside (EtbReviewPage *self, const EtbReview *review)
{
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (etb_dossier_get_instance (self->dossier));
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_object_ref_sink (list);
  gtk_widget_add_css_class (list, "etb-lines");
  gtk_widget_add_css_class (list, "card");
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = etb_instance_path_of (etb_dossier_get_instance (self->dossier),
                                                    g_ptr_array_index (leaves, i));
      g_autofree char *value = etb_dossier_get_answer (self->dossier, path);
      const EtbBind *bind = etb_call_find_bind (review->call, path);
      g_autofree char *label = NULL;
      g_autofree char *text = NULL;

      if (value == NULL || *value == '\0' || (bind != NULL && bind->calculate != NULL)
          || etb_review_is_relevant (review, path))
        continue;
      label = etb_call_label_for (review->call, path);
      text = etb_display_value (review->call, self->territory, path, value);
      gtk_box_append (GTK_BOX (list),
                      etb_review_line_new (label != NULL ? label : path, text, NULL));
    }
  if (gtk_widget_get_first_child (list) != NULL)
    {
      etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _ ("Set aside, not sent"));
      etb_page_frame_append (
          ETB_PAGE_FRAME (self),
          etb_words_new (_ ("You typed these answers, and what you answered since makes them "
                                "of no use. They stay in your dossier and are not in the package."),
                            NULL));
      etb_page_frame_append (ETB_PAGE_FRAME (self), list);
    }
  g_object_unref (list);
}

/* The button in @part that leads to the answer at @path, or NULL. */
static GtkWidget *
find_modify (GtkWidget *part, const char *path)
{
  GVariant *target = GTK_IS_BUTTON (part)
                         ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (part))
                         : NULL;

  if (target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE_STRING)
      && g_str_equal (g_variant_get_string (target, NULL), path))
    return part;
  for (GtkWidget *child = gtk_widget_get_first_child (part); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_modify (child, path);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
focus_wanted (EtbReviewPage *self)
{
  GtkWidget *button = self->wanted != NULL ? find_modify (GTK_WIDGET (self), self->wanted) : NULL;

  g_clear_pointer (&self->wanted, g_free);
  if (button == NULL)
    return;
  gtk_widget_grab_focus (button);
  etb_page_frame_reveal (ETB_PAGE_FRAME (self), gtk_widget_get_parent (button));
}

static EtbReview *
review_new (EtbReviewPage *self)
{
  EtbReview *review = g_new0 (EtbReview, 1);

  review->dossier = self->dossier;
  review->territory = self->territory;
  review->call = etb_dossier_get_call (self->dossier);
  review->evaluation = etb_evaluation_ref (etb_dossier_get_evaluation (self->dossier));
  review->instance = etb_evaluation_get_instance (review->evaluation);
  review->messages = index_messages (etb_evaluation_get_invalid (review->evaluation));
  review->missing = index_messages (etb_evaluation_get_missing (review->evaluation));
  return review;
}

static void
review_free (EtbReview *review)
{
  g_hash_table_unref (review->messages);
  g_hash_table_unref (review->missing);
  etb_evaluation_unref (review->evaluation);
  g_free (review);
}

/* What is counted, a task, or what follows the last. */
static gboolean
append_next (EtbPageFrame *frame)
{
  EtbReviewPage *self = ETB_REVIEW_PAGE (frame);
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (self->dossier));

  if (self->review == NULL)
    {
      self->review = review_new (self);
      self->next_task = 0;
      append_counts (self, self->review);
      append_read_back (self);
    }
  if (self->next_task < tasks->len)
    {
      append_task (self, self->review, g_ptr_array_index (tasks, self->next_task++));
      return TRUE;
    }
  append_kept_aside (self, self->review);
  focus_wanted (self);
  g_clear_pointer (&self->review, review_free);
  return FALSE;
}

/* Whatever was there is of another evaluation: it all begins again. */
static void
build (EtbReviewPage *self)
{
  g_clear_pointer (&self->review, review_free);
  etb_page_frame_clear (ETB_PAGE_FRAME (self));
  etb_page_frame_append_by_frames (ETB_PAGE_FRAME (self), append_next);
}

static void
etb_review_page_dispose (GObject *object)
{
  EtbReviewPage *self = ETB_REVIEW_PAGE (object);

  g_clear_pointer (&self->review, review_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
  G_OBJECT_CLASS (etb_review_page_parent_class)->dispose (object);
}

static void
etb_review_page_class_init (EtbReviewPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_review_page_dispose;
}

static void
etb_review_page_init (EtbReviewPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_set_title (frame, _ ("Read your answers again"));
  etb_page_frame_set_lead (frame, _ ("This is what the package will hold. Everything can still be "
                                     "changed; after a change you come back here."));
  etb_page_frame_add_button (frame, _ ("Back to the _tasks"), "dossier.tasks");
  gtk_widget_add_css_class (etb_page_frame_add_button (
      frame, _ ("_Go on to the signature"), "dossier.sign"), "suggested-action");
}

GtkWidget *
etb_review_page_new (EtbDossier *dossier, EtbTerritory *territory)
{
  EtbReviewPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (territory == NULL || ETB_IS_TERRITORY (territory), NULL);

  self = g_object_new (ETB_TYPE_REVIEW_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  self->territory = territory != NULL ? g_object_ref (territory) : NULL;
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (build), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dossier, "pieces-changed", G_CALLBACK (build), self, G_CONNECT_SWAPPED);
  build (self);
  return GTK_WIDGET (self);
}

void
etb_review_page_focus_answer (EtbReviewPage *self, const char *path)
{
  g_return_if_fail (ETB_IS_REVIEW_PAGE (self));
  g_return_if_fail (path != NULL);

  g_free (self->wanted);
  self->wanted = g_strdup (path);
  if (!etb_page_frame_is_appending (ETB_PAGE_FRAME (self)))
    focus_wanted (self);
}
