/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way to a new dossier: see the header. Made by the window. */

#include "etb-new-view.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "etb-call-page.h"
#include "etb-dossier-opening.h"
#include "etb-library.h"
#include "etb-question-page.h"
#include "etb-reuse-page.h"
#include "etb-stage.h"
#include "etb-verdict-page.h"

struct _EtbNewView
{
  AdwBin parent_instance;

  EtbStage *stage;
  EtbTerritory *territory;
  EtbCall *call;       /* of a preview, else NULL: one is chosen */
  EtbScratch *scratch; /* of a preview, else NULL */
  GDateTime *at;
  EtbDossier *dossier;  /* from the eligibility questions on, else NULL */
  GCancellable *making; /* while it is being made, else NULL */
};

enum
{
  DOSSIER_BEGUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbNewView, etb_new_view, ADW_TYPE_BIN)

/* Kept in the dossier; a dossier opened by itself knows nothing of them and shows its tasks. */
#define PLACE_QUESTIONS "/questions"
#define PLACE_VERDICT   "/verdict"

static void show_call (EtbNewView *self);
static void show_questions (EtbNewView *self);

static gboolean
has_answers (EtbDossier *dossier)
{
  const EtbRoles *roles = etb_call_get_roles (etb_dossier_get_call (dossier));
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (etb_dossier_get_instance (dossier));

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path
          = etb_instance_path_of (etb_dossier_get_instance (dossier), leaves->pdata[i]);
      g_autofree char *answer = etb_dossier_get_answer (dossier, path);
      if (answer != NULL && *answer != '\0' && g_strcmp0 (path, roles->track) != 0)
        return TRUE;
    }
  return FALSE;
}

/* Lets a dossier go; an empty one leaves no file behind. @dossier: (transfer full) */
static void
drop (EtbDossier *dossier)
{
  g_autofree char *empty_file
      = has_answers (dossier) ? NULL : g_strdup (etb_dossier_get_file (dossier));

  etb_dossier_close (dossier, NULL);
  g_object_unref (dossier);
  if (empty_file != NULL)
    g_unlink (empty_file);
}

static void
drop_dossier (EtbNewView *self)
{
  if (self->dossier != NULL)
    drop (g_steal_pointer (&self->dossier));
}

static void
on_prepare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtbNewView *self = ETB_NEW_VIEW (widget);

  if (self->dossier == NULL)
    return;
  g_autoptr (EtbDossier) dossier = g_steal_pointer (&self->dossier);
  g_signal_emit (self, signals[DOSSIER_BEGUN], 0, dossier);
}

static void
on_questions (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_questions (ETB_NEW_VIEW (widget));
}

static void
show_verdict (EtbNewView *self)
{
  EtbPageFrame *page = ETB_PAGE_FRAME (etb_verdict_page_new (self->dossier, self->territory));

  etb_page_frame_add_button (page, _("_Change My Answers"), "new.questions");
  GtkWidget *go = etb_page_frame_add_button (page, _("_Prepare the Dossier"), "new.prepare");
  gtk_widget_add_css_class (go, "suggested-action");
  etb_stage_set_page (self->stage, GTK_WIDGET (page));
  etb_page_frame_focus_heading (page);
  etb_dossier_set_place (self->dossier, PLACE_VERDICT);
}

static void
on_questions_continue (GtkWidget *page, EtbNewView *self)
{
  show_verdict (self);
}

static void
on_questions_back (GtkWidget *page, EtbNewView *self)
{
  show_call (self);
}

static void
show_questions (EtbNewView *self)
{
  const EtbPage *questions = etb_call_get_eligibility (etb_dossier_get_call (self->dossier));
  GtkWidget *page
      = etb_question_page_new (self->dossier, self->territory, questions, _("Before you begin"));

  /* The verdict says what cannot be told without them. */
  etb_question_page_allow_missing (ETB_QUESTION_PAGE (page));
  g_signal_connect_object (page, "continue", G_CALLBACK (on_questions_continue), self, 0);
  g_signal_connect_object (page, "back", G_CALLBACK (on_questions_back), self, 0);
  etb_stage_set_page (self->stage, page);
  etb_dossier_set_place (self->dossier, PLACE_QUESTIONS);
}

static void
show_first (EtbNewView *self)
{
  if (etb_call_get_eligibility (etb_dossier_get_call (self->dossier))->items->len > 0)
    show_questions (self);
  else
    show_verdict (self);
}

static void
show_reuse (EtbNewView *self)
{
  GtkWidget *page = etb_reuse_page_new (self->dossier);

  g_signal_connect_object (page, "continue", G_CALLBACK (show_first), self, G_CONNECT_SWAPPED);
  etb_stage_set_page (self->stage, page);
  etb_page_frame_focus_heading (ETB_PAGE_FRAME (page));
}

/* @dossier: (transfer full) */
static void
begin (EtbNewView *self, EtbDossier *dossier)
{
  self->dossier = dossier;
  etb_dossier_set_at (dossier, self->at);
  if (self->scratch == NULL && etb_reuse_page_is_needed (dossier))
    show_reuse (self);
  else
    show_first (self);
}

static void
stop_making (EtbNewView *self)
{
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbNewView) self = data;
  const gboolean wanted = self->making == g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  EtbDossier *dossier = etb_dossier_opening_finish (result, &error);

  if (wanted)
    g_clear_object (&self->making);
  if (dossier != NULL && wanted)
    begin (self, dossier);
  else if (dossier != NULL)
    drop (dossier);
  else if (wanted)
    etb_call_page_show_problem (ETB_CALL_PAGE (etb_stage_get_page (self->stage)), error->message);
}

/* In a file of the person's; one of a preview is made at once, in a folder that goes with it. */
static void
make_file (EtbNewView *self, EtbCall *call, const char *track, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s %s", _("Dossier"), track);
  g_autofree char *file = etb_library_new_file (name, error);

  if (file == NULL)
    return;
  self->making = g_cancellable_new ();
  etb_dossier_create_async (file, call, track, self->making, on_made, g_object_ref (self));
}

static void
on_call_chosen (EtbCallPage *page, EtbCall *call, const char *track, EtbNewView *self)
{
  EtbDossier *dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (self->making != NULL)
    return;
  if (self->scratch == NULL)
    make_file (self, call, track, &error);
  else
    dossier = etb_scratch_open (self->scratch, call, track, &error);
  if (dossier != NULL)
    begin (self, dossier);
  else if (error != NULL)
    etb_call_page_show_problem (page, error->message);
}

static void
show_call (EtbNewView *self)
{
  drop_dossier (self);
  GtkWidget *page = self->call != NULL ? etb_call_page_new_for (self->call, self->at)
                                       : etb_call_page_new (self->at);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_call_chosen), self, 0);
  etb_stage_set_page (self->stage, page);
  etb_page_frame_focus_heading (ETB_PAGE_FRAME (page));
}

static void
etb_new_view_dispose (GObject *object)
{
  EtbNewView *self = ETB_NEW_VIEW (object);
  GtkWidget *page = self->stage != NULL ? etb_stage_get_page (self->stage) : NULL;

  if (ETB_IS_QUESTION_PAGE (page))
    etb_question_page_commit (ETB_QUESTION_PAGE (page));
  self->stage = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  stop_making (self);
  drop_dossier (self);
  g_clear_object (&self->territory);
  g_clear_object (&self->call);
  g_clear_object (&self->scratch);
  g_clear_pointer (&self->at, g_date_time_unref);
  G_OBJECT_CLASS (etb_new_view_parent_class)->dispose (object);
}

static void
etb_new_view_class_init (EtbNewViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_new_view_dispose;
  signals[DOSSIER_BEGUN] = g_signal_new ("dossier-begun", ETB_TYPE_NEW_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, ETB_TYPE_DOSSIER);
  gtk_widget_class_install_action (widget_class, "new.prepare", NULL, on_prepare);
  gtk_widget_class_install_action (widget_class, "new.questions", NULL, on_questions);
}

static void
etb_new_view_init (EtbNewView *self)
{
  self->stage = ETB_STAGE (etb_stage_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stage));
}

GtkWidget *
etb_new_view_new (EtbTerritory *territory, GDateTime *at)
{
  EtbNewView *self = g_object_new (ETB_TYPE_NEW_VIEW, NULL);

  g_set_object (&self->territory, territory);
  self->at = at != NULL ? g_date_time_ref (at) : NULL;
  return GTK_WIDGET (self);
}

GtkWidget *
etb_new_view_new_preview (EtbTerritory *territory, EtbCall *call, EtbScratch *scratch)
{
  g_return_val_if_fail (ETB_IS_CALL (call), NULL);
  g_return_val_if_fail (ETB_IS_SCRATCH (scratch), NULL);

  EtbNewView *self = ETB_NEW_VIEW (etb_new_view_new (territory, NULL));

  self->call = g_object_ref (call);
  self->scratch = g_object_ref (scratch);
  return GTK_WIDGET (self);
}

void
etb_new_view_start (EtbNewView *self)
{
  g_return_if_fail (ETB_IS_NEW_VIEW (self));

  show_call (self);
}

void
etb_new_view_set_at (EtbNewView *self, GDateTime *at)
{
  g_return_if_fail (ETB_IS_NEW_VIEW (self));

  g_clear_pointer (&self->at, g_date_time_unref);
  self->at = at != NULL ? g_date_time_ref (at) : NULL;
  if (self->dossier != NULL)
    etb_dossier_set_at (self->dossier, at);
  else if (ETB_IS_CALL_PAGE (etb_stage_get_page (self->stage)))
    etb_call_page_set_at (ETB_CALL_PAGE (etb_stage_get_page (self->stage)), at);
}

gboolean
etb_new_view_go_back (EtbNewView *self)
{
  g_return_val_if_fail (ETB_IS_NEW_VIEW (self), FALSE);

  GtkWidget *page = etb_stage_get_page (self->stage);

  if (ETB_IS_CALL_PAGE (page))
    return FALSE;
  if (ETB_IS_VERDICT_PAGE (page))
    show_questions (self);
  else
    show_call (self);
  return TRUE;
}

char *
etb_new_view_get_track (EtbNewView *self)
{
  g_return_val_if_fail (ETB_IS_NEW_VIEW (self), NULL);

  GtkWidget *page = etb_stage_get_page (self->stage);

  if (self->dossier != NULL)
    return g_strdup (etb_dossier_get_track (self->dossier));
  return ETB_IS_CALL_PAGE (page) ? g_strdup (etb_call_page_get_track (ETB_CALL_PAGE (page))) : NULL;
}

char *
etb_new_view_get_place (EtbNewView *self)
{
  g_return_val_if_fail (ETB_IS_NEW_VIEW (self), NULL);

  return self->dossier != NULL ? etb_dossier_get_place (self->dossier) : g_strdup ("");
}

void
etb_new_view_resume (EtbNewView *self, const char *track, const char *place)
{
  g_return_if_fail (ETB_IS_NEW_VIEW (self));
  g_return_if_fail (self->call != NULL);
  g_return_if_fail (track != NULL && place != NULL);

  const gboolean questions = g_str_equal (place, PLACE_QUESTIONS);

  show_call (self);
  EtbCallPage *page = ETB_CALL_PAGE (etb_stage_get_page (self->stage));
  etb_call_page_choose_track (page, track);
  if (g_strcmp0 (etb_call_page_get_track (page), track) != 0)
    return;
  if (questions || g_str_equal (place, PLACE_VERDICT))
    on_call_chosen (page, self->call, track, self);
  if (self->dossier != NULL && !questions)
    show_verdict (self);
}
