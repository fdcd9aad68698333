/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The task list: see the header. Rebuilt whole when the rules ran: it is small, and nobody types
 * here. What is below the tasks comes a frame later. */

#include "etb-tasks-page.h"

#include <glib/gi18n.h>

#include "etb-accessible.h"
#include "etb-deadline-card.h"
#include "etb-deposit.h"
#include "etb-end-row.h"
#include "etb-errand.h"
#include "etb-journal-notice.h"
#include "etb-notice.h"
#include "etb-parcours.h"
#include "etb-progress.h"
#include "etb-readiness.h"
#include "etb-verdict-card.h"

/* Days: what is to be asked for within that time is told on the first page. */
#define WEEK 7

struct _EtbTasksPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  GtkWidget *others;
  GtkWidget *tasks; /* a row's name is its task's id */
  GtkWidget *next, *review;
  gboolean has_verdicts; /* they are in the column */
  GPtrArray
      *notices; /* (element-type utf8) of this opening: once this page is left, they are read */
};

G_DEFINE_FINAL_TYPE (EtbTasksPage, etb_tasks_page, ETB_TYPE_PAGE_FRAME)

static const char *
describe_state (const EtbTaskProgress *progress)
{
  switch (progress->state)
    {
    case ETB_TASK_DONE:
      return C_("task", "Done");
    case ETB_TASK_STARTED:
      return C_("task", "In progress");
    case ETB_TASK_NOT_YET:
      return C_("task", "Not possible yet");
    default:
      return progress->optional ? C_("task", "Optional") : C_("task", "To do");
    }
}

static const char *
css_class_of (const EtbTaskProgress *progress)
{
  switch (progress->state)
    {
    case ETB_TASK_DONE:
      return "success";
    case ETB_TASK_STARTED:
      return "accent";
    default:
      return "etb-quiet";
    }
}

static GtkWidget *
make_task_row (const EtbTaskProgress *progress)
{
  const char *state = describe_state (progress);
  GtkWidget *word = gtk_label_new (state);
  GtkWidget *row = etb_end_row_new (progress->task->label, progress->task->summary, word);
  g_autofree char *name = g_strdup_printf ("%s, %s", progress->task->label, state);

  gtk_widget_add_css_class (word, css_class_of (progress));
  gtk_widget_add_css_class (word, "etb-task-state");
  gtk_widget_set_name (row, progress->task->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", progress->task->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "dossier.task");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
append_tasks (EtbTasksPage *self)
{
  g_autoptr (GPtrArray) tasks = etb_progress_of (self->dossier);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *heading
      = etb_page_frame_append_heading (ETB_PAGE_FRAME (self), _("What there is to do"));

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTaskProgress *progress = tasks->pdata[i];
      if (progress->state != ETB_TASK_NOT_CONCERNED)
        gtk_list_box_append (GTK_LIST_BOX (list), make_task_row (progress));
    }
  etb_page_frame_append (ETB_PAGE_FRAME (self), list);
  self->tasks = list;
}

static void
append_progress (EtbTasksPage *self)
{
  guint percent = etb_progress_percent (self->dossier);
  g_autofree char *words = g_strdup_printf (_("%u %% of what is required is filled in"), percent);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), percent / 100.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (box), etb_words_new (words, NULL));
  gtk_box_append (GTK_BOX (box), bar);
  etb_page_frame_append (ETB_PAGE_FRAME (self), box);
}

static const char *
describe_eligible (EtbVerdictValue eligible)
{
  switch (eligible)
    {
    case ETB_VERDICT_MET:
      return _("From your answers so far, you may apply.");
    case ETB_VERDICT_NOT_MET:
      return _("As it stands, you may not apply: at least one condition is not met.");
    default:
      return _("It cannot be told yet whether you may apply: answers are missing.");
    }
}

/* Only what asks for something is shown here; the rest is one click away. */
static void
append_verdicts (EtbTasksPage *self)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (self->dossier);
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  etb_page_frame_append_heading (frame, _("May I apply?"));
  etb_page_frame_append (
      frame, etb_words_new (describe_eligible (etb_evaluation_get_eligible (evaluation)), NULL));
  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = verdicts->pdata[i];
      if (verdict->value == ETB_VERDICT_NOT_MET
          && verdict->criterion->effect != ETB_EFFECT_INFORMATION)
        etb_page_frame_append (frame, etb_verdict_card_new (etb_dossier_get_call (self->dossier),
                                                            evaluation, verdict, NULL));
    }
  GtkWidget *all = gtk_button_new ();
  etb_button_set_words (all, _("See _All Conditions"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "dossier.verdicts");
  gtk_widget_set_halign (all, GTK_ALIGN_START);
  etb_page_frame_append (frame, all);
}

static void
append_deposit (EtbTasksPage *self)
{
  const EtbDeposit *deposit = etb_dossier_get_deposit (self->dossier);
  g_autofree char *facts = deposit != NULL ? etb_deposit_describe (deposit) : NULL;
  g_autofree char *words
      = deposit != NULL ? g_strdup_printf (_("Deposited, as you noted: %s."), facts) : NULL;

  if (words != NULL)
    etb_page_frame_append (ETB_PAGE_FRAME (self), etb_notice_new_framed (ETB_NOTICE_GOOD, words));
}

static void
append_last_export (EtbTasksPage *self)
{
  if (etb_dossier_get_exports (self->dossier)->len == 0)
    return;
  GtkWidget *button = gtk_button_new ();
  etb_button_set_words (button, etb_dossier_get_deposit (self->dossier) == NULL
                        ? _("What Is _Left to Do After the Package")
                        : _("The Signed _Package and Its Deposit"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier.done");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  etb_page_frame_append (ETB_PAGE_FRAME (self), button);
}

/* Why it cannot be written, and what opening put right. */
static void
append_notices (EtbTasksPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  const char *reason = etb_dossier_get_read_only_reason (self->dossier);

  if (reason != NULL)
    etb_page_frame_append (frame, etb_notice_new_framed (ETB_NOTICE_WARNING, reason));
  for (guint i = 0; i < self->notices->len; i++)
    etb_page_frame_append (frame,
                           etb_notice_new_framed (ETB_NOTICE_INFORMATION, self->notices->pdata[i]));
}

/* Only what cannot wait; the page of dates has the others. */
static void
append_errands (EtbTasksPage *self)
{
  g_autoptr (GPtrArray) errands = etb_errands_of (self->dossier);

  for (guint i = 0; i < errands->len; i++)
    {
      const EtbErrand *errand = g_ptr_array_index (errands, i);
      g_autofree char *words = etb_errand_describe (errand);

      if (errand->days_short >= -WEEK)
        etb_page_frame_append (
            ETB_PAGE_FRAME (self),
            etb_notice_new_framed (
                errand->days_short > 0 ? ETB_NOTICE_WARNING : ETB_NOTICE_INFORMATION, words));
    }
}

/* The way on first: what is missing while something is, then the reading before the signature;
 * after the deposit nothing more is asked. */
static void
suggest (EtbTasksPage *self)
{
  gboolean complete = etb_readiness_is_complete (self->dossier);

  gtk_widget_set_visible (self->next, !complete);
  gtk_widget_remove_css_class (self->review, "suggested-action");
  if (complete && etb_dossier_get_deposit (self->dossier) == NULL)
    gtk_widget_add_css_class (self->review, "suggested-action");
}

/* The conditions, then the other pages. */
static gboolean
append_next (EtbPageFrame *frame)
{
  EtbTasksPage *self = ETB_TASKS_PAGE (frame);

  if (!self->has_verdicts)
    {
      append_verdicts (self);
      self->has_verdicts = TRUE;
      return TRUE;
    }
  etb_page_frame_append_heading (frame, _("This dossier"));
  etb_page_frame_append (frame, self->others);
  return FALSE;
}

static void
refresh (EtbTasksPage *self)
{
  EtbCall *call = etb_dossier_get_call (self->dossier);
  const char *track_id = etb_dossier_get_track (self->dossier);
  const EtbTrack *track = etb_call_find_track (call, track_id);
  const EtbRoles *roles = etb_call_get_roles (call);
  g_autofree char *name = roles->applicant_name != NULL
                              ? etb_dossier_get_answer (self->dossier, roles->applicant_name)
                              : NULL;
  g_autofree char *lead = g_strdup_printf ("%s — %s", track != NULL ? track->label : track_id,
                                           etb_call_get_edition (call));
  g_autoptr (GDateTime) at = etb_dossier_get_at (self->dossier);

  etb_page_frame_clear (ETB_PAGE_FRAME (self));
  etb_page_frame_set_title (ETB_PAGE_FRAME (self),
                            name != NULL && *name != '\0' ? name : _("My Dossier"));
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self), lead);
  append_notices (self);
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_deadline_card_new (call, track_id, at));
  append_errands (self);
  etb_page_frame_append (ETB_PAGE_FRAME (self), etb_journal_notice_new (self->dossier));
  append_deposit (self);
  append_progress (self);
  append_last_export (self);
  append_tasks (self);
  self->has_verdicts = FALSE;
  etb_page_frame_append_by_frames (ETB_PAGE_FRAME (self), append_next);
  suggest (self);
}

static void
on_verdicts_changed (EtbDossier *dossier, EtbTasksPage *self)
{
  refresh (self);
}

static void
etb_tasks_page_dispose (GObject *object)
{
  EtbTasksPage *self = ETB_TASKS_PAGE (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->others);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  G_OBJECT_CLASS (etb_tasks_page_parent_class)->dispose (object);
}

static void
etb_tasks_page_class_init (EtbTasksPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_tasks_page_dispose;
}

static void
etb_tasks_page_init (EtbTasksPage *self)
{
}

static gpointer
copy_text (gconstpointer text, gpointer unused)
{
  return g_strdup (text);
}

GtkWidget *
etb_tasks_page_new (EtbDossier *dossier, GtkWidget *others)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  EtbTasksPage *self = g_object_new (ETB_TYPE_TASKS_PAGE, NULL);
  self->others = g_object_ref_sink (others);
  self->dossier = g_object_ref (dossier);
  self->notices = g_ptr_array_copy (etb_dossier_get_notices (dossier), copy_text, NULL);
  etb_dossier_clear_notices (dossier);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_verdicts_changed), self, 0);
  self->next = etb_page_frame_add_button (ETB_PAGE_FRAME (self), _("_Continue the Dossier"),
                                                                    "dossier.resume");
  self->review = etb_page_frame_add_button (ETB_PAGE_FRAME (self), _("_Read Again and Sign"),
                                                                      "dossier.review");
  gtk_widget_add_css_class (self->next, "suggested-action");
  refresh (self);
  return GTK_WIDGET (self);
}

void
etb_tasks_page_focus_task (EtbTasksPage *self, const char *id)
{
  g_return_if_fail (ETB_IS_TASKS_PAGE (self));
  g_return_if_fail (id != NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (self->tasks); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (gtk_widget_get_name (row), id))
      {
        gtk_widget_grab_focus (row);
        etb_page_frame_reveal (ETB_PAGE_FRAME (self), row);
      }
}
