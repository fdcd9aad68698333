/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dossier beside another edition: see the header. Made by the dossier view; shows what was so
 * when it was made. */

#include "etb-edition-page.h"

#include <glib/gi18n-lib.h>

#include "etb-call-diff.h"
#include "etb-library.h"
#include "etb-migration.h"
#include "etb-notice.h"

/* Lines of one part: a call that shares nothing with this one has hundreds. */
#define MAX_SHOWN 50

struct _EtbEditionPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  EtbCall *target;       /* where the button moves the dossier, or NULL */
  GCancellable *reading; /* of what is compared; cancelled when the page goes: nobody waits while
                            holding it */
};

G_DEFINE_FINAL_TYPE (EtbEditionPage, etb_edition_page, ETB_TYPE_PAGE_FRAME)

static void
etb_edition_page_dispose (GObject *object)
{
  EtbEditionPage *self = ETB_EDITION_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->target);
  g_clear_object (&self->dossier);
  G_OBJECT_CLASS (etb_edition_page_parent_class)->dispose (object);
}

static void
etb_edition_page_class_init (EtbEditionPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_edition_page_dispose;
}

static void
etb_edition_page_init (EtbEditionPage *self)
{
  self->reading = g_cancellable_new ();
}

/* ---- Lists ------------------------------------------------------------------------------------
 */

static GtkWidget *
append_list (EtbEditionPage *self, const char *heading)
{
  GtkWidget *title = etb_page_frame_append_heading (ETB_PAGE_FRAME (self), heading);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title,
                                  NULL, -1);
  etb_page_frame_append (ETB_PAGE_FRAME (self), list);
  return list;
}

static GtkWidget *
append_row (GtkWidget *list, const char *title, const char *detail)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *detail_markup = g_markup_escape_text (detail, -1);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), title, detail);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail_markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
append_rest (EtbEditionPage *self, guint count)
{
  if (count > MAX_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "And %u more.", "And %u more.", count - MAX_SHOWN),
          count - MAX_SHOWN);

      etb_page_frame_append (ETB_PAGE_FRAME (self), etb_words_new (more, NULL));
    }
}

/* ---- The dossier under the other edition ------------------------------------------------------
 */

static void
append_problems (EtbEditionPage *self, const char *heading, GPtrArray *problems)
{
  GtkWidget *list = problems->len > 0 ? append_list (self, heading) : NULL;

  for (guint i = 0; i < MIN (problems->len, MAX_SHOWN); i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      append_row (list, problem->label, problem->message);
    }
  append_rest (self, problems->len);
}

static void
append_kept (EtbEditionPage *self, const char *heading, GPtrArray *kept)
{
  GtkWidget *list = kept->len > 0 ? append_list (self, heading) : NULL;

  for (guint i = 0; i < MIN (kept->len, MAX_SHOWN); i++)
    {
      const EtbKept *one = g_ptr_array_index (kept, i);

      append_row (list, one->label, one->value);
    }
  append_rest (self, kept->len);
}

static const char *
verdict_words (const char *name)
{
  if (*name == '\0')
    return _ ("does not apply");
  if (g_str_equal (name, "met"))
    return _ ("met");
  return g_str_equal (name, "not-met") ? _ ("not met") : _ ("cannot be told yet");
}

static void
append_verdicts (EtbEditionPage *self, GPtrArray *verdicts)
{
  GtkWidget *list = verdicts->len > 0
      ? append_list (self, _ ("Conditions that would be judged otherwise")) : NULL;

  for (guint i = 0; i < MIN (verdicts->len, MAX_SHOWN); i++)
    {
      const EtbVerdictChange *change = g_ptr_array_index (verdicts, i);
      g_autofree char *detail
          = g_strdup_printf (_ ("Now: %s. There: %s. %s"), verdict_words (change->before),
                                verdict_words (change->after), change->text);

      append_row (list, change->label, detail);
    }
  append_rest (self, verdicts->len);
}

static void
append_report (EtbEditionPage *self, const EtbMigrationReport *report)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  if (!report->has_track)
    etb_page_frame_append (frame, etb_notice_new_framed (ETB_NOTICE_WARNING,
                                                         _ ("That edition lacks the track of this "
                                                     "dossier: it cannot be moved there.")));
  if (report->invalid->len + report->missing->len + report->unknown->len + report->files->len
          + report->verdicts->len
      == 0)
    etb_page_frame_append (
        frame,
        etb_notice_new_framed (ETB_NOTICE_GOOD, _ ("All the answers of this dossier have their "
                                                     "place there, and are accepted.")));
  append_problems (self, _ ("Answers that would no longer be accepted"), report->invalid);
  append_problems (self, _ ("Answers that would be needed"), report->missing);
  append_kept (self, _ ("Answers that have no place there: they are kept aside"), report->unknown);
  append_kept (self, _ ("Documents not asked for there: they are kept aside"), report->files);
  append_verdicts (self, report->verdicts);
}

/* ---- The two editions -------------------------------------------------------------------------
 */

static char *
describe_difference (const EtbDifference *difference)
{
  if (difference->change == ETB_DIFF_ADDED)
    return g_strdup (_ ("Only in the other edition"));
  if (difference->change == ETB_DIFF_REMOVED)
    return g_strdup (_ ("Only in the edition of this dossier"));
  return g_strdup_printf (_ ("%s: “%s” becomes “%s”"), etb_difference_get_field_title (difference),
                             difference->before, difference->after);
}

static void
append_differences (EtbEditionPage *self, EtbCall *before, EtbCall *after)
{
  g_autoptr (GPtrArray) differences = etb_call_diff (before, after);
  GtkWidget *list = NULL;
  guint count = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const EtbDifference *difference = g_ptr_array_index (differences, i);
      const EtbDifference *earlier = i > 0 ? g_ptr_array_index (differences, i - 1) : NULL;
      g_autofree char *detail = describe_difference (difference);

      if (!earlier || earlier->kind != difference->kind)
        {
          append_rest (self, count);
          count = 0;
          list = append_list (self, etb_diff_kind_to_title (difference->kind));
        }
      if (++count <= MAX_SHOWN)
        append_row (list, *difference->label != '\0' ? difference->label : difference->id, detail);
    }
  append_rest (self, count);
}

/* ---- The move ---------------------------------------------------------------------------------
 */

static char *
move (EtbClosedAct *act, const char *file, gpointer target, GCancellable *cancellable,
      GError **error)
{
  g_autofree char *copy = NULL;
  g_autofree char *name = NULL;

  if (!etb_migration_move (file, target, &copy, error))
    return NULL;
  name = g_filename_display_basename (copy);
  return g_strdup_printf (_ ("Dossier moved. Its copy: %s"), name);
}

static void
on_move (EtbEditionPage *self)
{
  etb_page_frame_act (ETB_PAGE_FRAME (self),
                      etb_closed_act_new (_ ("The dossier is being copied and moved…"),
                                             _ ("This dossier cannot be moved"), move,
                                                g_object_ref (self->target), g_object_unref));
}

/* ---- The comparison ---------------------------------------------------------------------------
 */

/* What is compared beside the main loop. */
typedef struct
{
  char *file;
  char *id;
  GDateTime *at;
  EtbCall *other;             /* once found */
  EtbMigrationReport *report; /* once made */
} Comparison;

static void
comparison_free (Comparison *self)
{
  g_free (self->file);
  g_free (self->id);
  g_date_time_unref (self->at);
  g_clear_object (&self->other);
  g_clear_pointer (&self->report, etb_migration_report_free);
  g_free (self);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Comparison *self = data;
  GError *error = NULL;

  self->other = etb_library_find_call (self->id, &error);
  if (self->other)
    self->report = etb_migration_preview (self->file, self->other, self->at, &error);
  if (self->report)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_failure (EtbEditionPage *self, const GError *error)
{
  etb_page_frame_append (ETB_PAGE_FRAME (self),
                         etb_notice_new_framed (ETB_NOTICE_ERROR, error->message));
}

static void
show_comparison (EtbEditionPage *self, Comparison *compared)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  EtbCall *call = etb_dossier_get_call (self->dossier);
  g_autofree char *lead = g_strdup_printf (
      _ ("This dossier is for “%s”. Beside it: %s – “%s”."), etb_call_get_edition (call),
         etb_call_get_title (compared->other), etb_call_get_edition (compared->other));

  etb_page_frame_set_lead (frame, lead);
  append_report (self, compared->report);
  append_differences (self, call, compared->other);
  if (compared->report->has_track && !etb_dossier_is_read_only (self->dossier))
    {
      GtkWidget *button = etb_page_frame_add_button (
          frame, _ ("_Move This Dossier to That Edition (a Copy Is Kept)"), NULL);

      self->target = g_object_ref (compared->other);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_move), self);
    }
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbEditionPage *self = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    show_comparison (self, g_task_get_task_data (G_TASK (result)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

static void
compare (EtbEditionPage *self, const char *id)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Comparison *comparison;

  /* What is compared is read from the file. */
  if (!etb_dossier_is_read_only (self->dossier) && !etb_dossier_flush (self->dossier, &error))
    {
      show_failure (self, error);
      return;
    }
  comparison = g_new0 (Comparison, 1);
  comparison->file = g_strdup (etb_dossier_get_file (self->dossier));
  comparison->id = g_strdup (id);
  comparison->at = etb_dossier_get_at (self->dossier);
  task = g_task_new (NULL, self->reading, on_compared, self);
  g_task_set_task_data (task, comparison, (GDestroyNotify)comparison_free);
  g_task_run_in_thread (task, compare_in_thread);
}

/* ---- Which edition ----------------------------------------------------------------------------
 */

static void
show_choice (EtbEditionPage *self, GPtrArray *calls)
{
  const char *own = etb_call_get_digest (etb_dossier_get_call (self->dossier));
  GtkWidget *list = NULL;

  for (guint i = 0; i < calls->len; i++)
    {
      EtbCall *call = g_ptr_array_index (calls, i);
      GtkWidget *row;

      if (g_str_equal (etb_call_get_digest (call), own))
        continue;
      if (!list)
        list = append_list (self, _ ("Calls that are installed"));
      row = append_row (list, etb_call_get_title (call), etb_call_get_edition (call));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", etb_call_get_id (call));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "dossier.edition");
    }
  if (!list)
    etb_page_frame_append (
        ETB_PAGE_FRAME (self),
        etb_notice_new (ETB_NOTICE_INFORMATION, _ ("No other edition is installed.")));
}

static void
on_calls_read (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbEditionPage *self = data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) calls = etb_library_calls_finish (result, &problems, NULL);

  if (calls)
    show_choice (self, calls);
}

GtkWidget *
etb_edition_page_new (EtbDossier *dossier, const char *id)
{
  EtbEditionPage *self;
  EtbPageFrame *frame;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_EDITION_PAGE, NULL);
  frame = ETB_PAGE_FRAME (self);
  self->dossier = g_object_ref (dossier);
  etb_page_frame_set_title (frame, _ ("Compare with another edition"));
  etb_page_frame_add_button (frame, _ ("Back to the _Tasks"), "dossier.tasks");
  if (id)
    compare (self, id);
  else
    {
      etb_page_frame_set_lead (frame, _ ("Comparing changes nothing in the dossier."));
      etb_library_calls_async (self->reading, on_calls_read, self);
    }
  return GTK_WIDGET (self);
}
