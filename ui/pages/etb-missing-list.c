/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what is missing: see the header. Made by the sign page. */

#include "etb-missing-list.h"

#include <glib/gi18n-lib.h>

#include "etb-page-frame.h"
#include "etb-parcours.h"
#include "etb-readiness.h"

struct _EtbMissingList
{
  GtkBox parent_instance;

  guint count;
};

G_DEFINE_FINAL_TYPE (EtbMissingList, etb_missing_list, GTK_TYPE_BOX)

static void
etb_missing_list_class_init (EtbMissingListClass *class)
{
}

static void
etb_missing_list_init (EtbMissingList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
}

/* A link of one line or more. @detail may be NULL. */
static GtkWidget *
make_link (const char *label, const char *detail, const char *action)
{
  g_autofree char *text
      = detail != NULL ? g_strdup_printf (_ ("%s: %s"), label, detail) : g_strdup (label);
  GtkWidget *words = etb_words_new (text, NULL);
  GtkWidget *link = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LINK,
                                  "child", words, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (link), action);
  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "etb-link");
  return link;
}

static void
append_link (EtbMissingList *self, const char *label, const char *detail, const char *action)
{
  gtk_box_append (GTK_BOX (self), make_link (label, detail, action));
  self->count++;
}

static void
append_heading (EtbMissingList *self, const char *text)
{
  gtk_box_append (GTK_BOX (self), etb_heading_new (text));
}

static void
append_problem (EtbMissingList *self, const EtbProblem *problem, gboolean with_message)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (problem->path));
  g_autofree char *action = g_action_print_detailed_name ("dossier.reveal", target);

  append_link (self, problem->label, with_message ? problem->message : NULL, action);
}

/* In the order of the evaluation, which is the call's, with a title each time the task changes. */
static void
append_missing (EtbMissingList *self, EtbDossier *dossier, GPtrArray *missing)
{
  const EtbTask *task = NULL;

  if (missing->len > 0)
    append_heading (self, _ ("Answers that are missing"));
  for (guint i = 0; i < missing->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (missing, i);
      EtbStop stop = { NULL, NULL };

      if (etb_parcours_of_path (dossier, problem->path, &stop) && stop.task != task)
        {
          task = stop.task;
          gtk_box_append (GTK_BOX (self), etb_words_new (task->label, "etb-group-label"));
        }
      append_problem (self, problem, FALSE);
    }
}

static void
append_invalid (EtbMissingList *self, GPtrArray *invalid)
{
  if (invalid->len > 0)
    append_heading (self, _ ("Answers to correct"));
  for (guint i = 0; i < invalid->len; i++)
    append_problem (self, g_ptr_array_index (invalid, i), TRUE);
}

/* The heading comes with the first line under it. */
static void
append_piece (EtbMissingList *self, const char *heading, guint *n, const char *label,
              const char *words)
{
  if ((*n)++ == 0)
    append_heading (self, heading);
  append_link (self, label, words, "dossier.pieces");
}

static void
append_missing_pieces (EtbMissingList *self, const EtbReadiness *readiness)
{
  guint n = 0;

  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (piece->state == ETB_READINESS_MISSING || piece->state == ETB_READINESS_UNKNOWN)
        append_piece (self, _ ("Pieces that are missing"), &n, piece->piece->label,
                               piece->state == ETB_READINESS_UNKNOWN
                               ? _ ("whether it is required depends on an answer that is missing")
                               : NULL);
    }
}

/* What stops, of each file. */
static void
append_bad_pieces (EtbMissingList *self, const EtbReadiness *readiness)
{
  const char *heading = _ ("Pieces to replace");
  guint n = 0;

  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      for (guint j = 0; etb_readiness_stops (piece->state) && j < piece->files->len; j++)
        for (guint note = 0; note < ETB_N_NOTES; note++)
          {
            const EtbFileReadiness *file = g_ptr_array_index (piece->files, j);
            g_autofree char *words = NULL;
            g_autofree char *text = NULL;

            if (!(file->notes & (1U << note))
                || etb_note_severity ((EtbNote)note) != ETB_SEVERITY_STOPS)
              continue;
            words = etb_note_describe ((EtbNote)note, readiness, piece, file);
            /* Translators: name of a file, and what is the matter with it. */
            text = g_strdup_printf (_ ("“%s”: %s"), file->attachment->name, words);
            append_piece (self, heading, &n, piece->piece->label, text);
          }
    }
  if (etb_readiness_is_too_heavy (readiness))
    {
      g_autofree char *weight = etb_readiness_describe_weight (readiness);

      append_piece (self, heading, &n, _ ("Weight of the pieces"), weight);
    }
}

/* The first answer a criterion looked at and found empty, else the first it looked at. */
static const char *
path_of (const EtbVerdict *verdict)
{
  for (guint i = 0; i < verdict->reads->len; i++)
    {
      const EtbRead *read = g_ptr_array_index (verdict->reads, i);

      if (*read->value == '\0')
        return read->path;
    }
  return verdict->reads->len > 0 ? ((const EtbRead *)g_ptr_array_index (verdict->reads, 0))->path
                                 : NULL;
}

static void
append_verdict (EtbMissingList *self, const EtbVerdict *verdict)
{
  const char *path = path_of (verdict);
  g_autoptr (GVariant) target
      = path != NULL ? g_variant_ref_sink (g_variant_new_string (path)) : NULL;
  g_autofree char *action = target != NULL ? g_action_print_detailed_name ("dossier.reveal", target)
                                           : g_strdup ("dossier.tasks");

  append_link (self, verdict->criterion->label, verdict->text, action);
}

/* Blocking criteria that have the value @value. */
static void
append_verdicts (EtbMissingList *self, GPtrArray *verdicts, EtbVerdictValue value,
                 const char *heading)
{
  gboolean titled = FALSE;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (verdict->criterion->effect != ETB_EFFECT_BLOCKING || verdict->value != value)
        continue;
      if (!titled)
        append_heading (self, heading);
      titled = TRUE;
      append_verdict (self, verdict);
    }
}

GtkWidget *
etb_missing_list_new (EtbDossier *dossier)
{
  g_autoptr (EtbReadiness) readiness = NULL;
  EtbMissingList *self;
  EtbEvaluation *evaluation;
  GPtrArray *verdicts;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_MISSING_LIST, NULL);
  evaluation = etb_dossier_get_evaluation (dossier);
  readiness = etb_readiness_of (dossier);
  verdicts = etb_evaluation_get_verdicts (evaluation);
  append_verdicts (self, verdicts, ETB_VERDICT_NOT_MET, _ ("Conditions of the call not met"));
  append_invalid (self, etb_evaluation_get_invalid (evaluation));
  append_missing (self, dossier, etb_evaluation_get_missing (evaluation));
  append_missing_pieces (self, readiness);
  append_bad_pieces (self, readiness);
  append_verdicts (self, verdicts, ETB_VERDICT_UNKNOWN,
                   _ ("Conditions of the call that cannot be told yet"));
  return GTK_WIDGET (self);
}

guint
etb_missing_list_count (EtbMissingList *self)
{
  g_return_val_if_fail (ETB_IS_MISSING_LIST (self), 0);

  return self->count;
}
